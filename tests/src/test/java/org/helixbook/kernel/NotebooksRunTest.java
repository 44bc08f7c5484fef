package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of every notebook runs on the kernel, in the smoke profile, without Python. */
class NotebooksRunTest {
  private static final Path NOTEBOOKS =
      Path.of(System.getProperty("helixbook.root", ".."), "notebooks");

  @TempDir Path report;

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

  @ParameterizedTest
  @MethodSource("notebooks")
  void runsFromTopToBottom(Path notebook) throws IOException {
    Map<String, String> environment =
        Map.of("HELIXBOOK_PROFILE", "smoke", "HELIXBOOK_REPORT", report.toString());
    try (KernelProcess kernel = KernelProcess.start(environment, "-Xmx2g")) {
      for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
        if (cell.get("cell_type").asText().equals("code")) {
          StringBuilder source = new StringBuilder();
          cell.get("source").forEach(line -> source.append(line.asText()));
          CellOutcome outcome = kernel.run(source.toString());
          assertEquals(
              "ok",
              outcome.status(),
              () -> source + "\n\n" + String.join("\n", outcome.traceback()));
        }
      }
    }
  }
}
