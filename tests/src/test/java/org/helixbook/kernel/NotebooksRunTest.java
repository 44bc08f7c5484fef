package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.helixbook.CommittedNotebooks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first notebook of each folder runs on the kernel, in the smoke profile, without Python. All
 * of them run through Jupyter in {@code .ci/run}, by {@code environment/reproduce.sh}.
 */
class NotebooksRunTest {
  @TempDir Path report;

  static Collection<Path> firstOfEachFolder() throws IOException {
    Map<Path, Path> first = new LinkedHashMap<>();
    CommittedNotebooks.all().forEach(one -> first.putIfAbsent(one.getParent(), one));
    return first.values();
  }

  @ParameterizedTest
  @MethodSource("firstOfEachFolder")
  void runsFromTopToBottom(Path notebook) throws IOException {
    Map<String, String> environment =
        Map.of(
            "HELIXBOOK_PROFILE",
            "smoke",
            "HELIXBOOK_REPORT",
            report.toString(),
            "HELIXBOOK_RUNS",
            report.resolve("runs").toString());
    try (KernelProcess kernel = KernelProcess.start(environment, "-Xmx2g", "-XX:+UseSerialGC")) {
      for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
        String source = CommittedNotebooks.source(cell);
        CellOutcome outcome = kernel.run(source);
        assertEquals(
            "ok", outcome.status(), () -> source + "\n\n" + String.join("\n", outcome.traceback()));
      }
    }
  }
}
