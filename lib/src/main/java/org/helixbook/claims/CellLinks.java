package org.helixbook.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a reader finds the cell that recorded a result: the executed copy of its notebook shows the
 * line that recording prints, and the cell's id is its anchor in the page.
 */
final class CellLinks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path reportFolder;
  private final Map<String, JsonNode> notebooks = new HashMap<>();

  CellLinks(Path reportFolder) {
    this.reportFolder = reportFolder;
  }

  /**
   * The link.
   *
   * @param result what was recorded
   * @return relative to the report folder; without anchor if the cell is not found, empty if the
   *     notebook has no executed copy
   */
  String link(MainResult result) {
    if (result.notebook() == null) {
      return "";
    }
    JsonNode notebook = notebooks.computeIfAbsent(result.notebook(), this::read);
    if (notebook.isMissingNode()) {
      return "";
    }
    String page = "notebooks/" + result.notebook() + ".html";
    String name = result.id() + (result.variant().isEmpty() ? "" : " [" + result.variant() + "]");
    // The same is recorded of two data sets by two cells: the whole line tells them apart.
    return anchor(notebook, Pattern.compile("(?m)^" + Pattern.quote(result.line()) + "$"))
        .or(() -> anchor(notebook, Pattern.compile("(?m)^" + Pattern.quote(name + ": "))))
        .map(id -> page + "#" + id)
        .orElse(page);
  }

  /** The id of the first cell that prints such a line, if it has one. */
  private static Optional<String> anchor(JsonNode notebook, Pattern line) {
    for (JsonNode cell : notebook.path("cells")) {
      for (JsonNode output : cell.path("outputs")) {
        if (line.matcher(text(output)).find()) {
          return Optional.of(cell.path("id").asText("")).filter(id -> !id.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  private JsonNode read(String name) {
    Path file = reportFolder.resolve("notebooks").resolve(name + ".ipynb");
    if (!Files.isRegularFile(file)) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      return JSON.missingNode(); // a link less; the number stands
    }
  }

  private static String text(JsonNode output) {
    JsonNode node =
        output.has("text") ? output.path("text") : output.path("data").path("text/plain");
    if (!node.isArray()) {
      return node.asText("");
    }
    StringBuilder text = new StringBuilder();
    node.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
