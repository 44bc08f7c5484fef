package org.helixbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every committed notebook keeps to. */
class NotebookFilesTest {
  private static final Path NOTEBOOKS =
      Path.of(System.getProperty("helixbook.root", ".."), "notebooks");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.walk(NOTEBOOKS)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".ipynb"))
              .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
              .sorted()
              .toList();
      assertTrue(found.size() > 0, "no notebook was found under " + NOTEBOOKS);
      return found;
    }
  }

  private static JsonNode read(Path notebook) throws IOException {
    return new ObjectMapper().readTree(notebook.toFile());
  }

  private static String source(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.get("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isCommittedWithoutOutputs(Path notebook) throws IOException {
    for (JsonNode cell : read(notebook).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        assertEquals(0, cell.get("outputs").size(), "outputs in: " + source(cell));
        assertTrue(cell.get("execution_count").isNull(), "a count in: " + source(cell));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isForTheJavaKernel(Path notebook) throws IOException {
    JsonNode metadata = read(notebook).get("metadata");
    assertEquals("java", metadata.at("/kernelspec/name").asText());
    assertEquals("java", metadata.at("/kernelspec/language").asText());
    for (String profile : List.of("smoke", "quick", "paper")) {
      assertTrue(
          metadata.at("/helixbook/seconds/" + profile).asInt() > 0,
          "helixbook.seconds." + profile + " tells the runner what to expect");
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void holdsStoryAndCallsButNoAlgorithms(Path notebook) throws IOException {
    for (JsonNode cell : read(notebook).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        String code = source(cell);
        assertTrue(code.lines().count() <= 40, "a cell of over 40 lines: " + code);
        assertTrue(!code.contains("while ("), "a while loop belongs in the library: " + code);
        assertTrue(!code.contains("class "), "a class belongs in the library: " + code);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void beginsWithATitleAndNamesItsParameters(Path notebook) throws IOException {
    JsonNode cells = read(notebook).get("cells");
    assertTrue(source(cells.get(0)).startsWith("# "), "the first cell is the title");
    boolean parameters = false;
    for (JsonNode cell : cells) {
      parameters |= cell.at("/metadata/tags").toString().contains("\"parameters\"");
    }
    assertTrue(parameters, "one cell is tagged `parameters`");
  }
}
