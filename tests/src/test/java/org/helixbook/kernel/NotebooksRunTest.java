package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.CommittedNotebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first notebook of each folder runs on the kernel, in the smoke profile, without Python. All
 * of them run through Jupyter in {@code .ci/run}, by {@code environment/reproduce.sh}.
 */
class NotebooksRunTest {
  @TempDir Path report;

  /** Without the first of all, which runs in every country. */
  static Collection<Path> firstOfEachFurtherFolder() throws IOException {
    Map<Path, Path> first = new LinkedHashMap<>();
    CommittedNotebooks.all().forEach(one -> first.putIfAbsent(one.getParent(), one));
    return first.values().stream().skip(1).toList();
  }

  /** Those with a decimal comma, an i without its dot and digits of their own. */
  @Test
  void theFirstShowsTheSameBytesInEveryCountry() throws IOException {
    List<String> expected = shownIn("en");
    assertTrue(expected.contains("1,234,567.50 0.25 TITLE title\n"), "" + expected);
    for (String language : List.of("de", "tr", "fa")) {
      assertEquals(expected, shownIn(language), language);
    }
  }

  /** What the first notebook shows, and a cell that leaves the locale to Java and to libraries. */
  private List<String> shownIn(String language) throws IOException {
    List<String> cells = new ArrayList<>();
    CommittedNotebooks.codeCells(CommittedNotebooks.all().get(0))
        .forEach(cell -> cells.add(CommittedNotebooks.source(cell)));
    cells.add(
        "printf(\"%,.2f %s %s %s%n\", 1234567.5, 0.25, \"title\".toUpperCase(),"
            + " \"TITLE\".toLowerCase());\n"
            + "System.out.println(tech.tablesaw.api.Table.create(\"T\","
            + " tech.tablesaw.api.DoubleColumn.create(\"d\", new double[] {0.25,"
            + " 1234.5})).print());\n"
            + "System.out.println(org.nd4j.linalg.factory.Nd4j.createFromArray(0.25, 1234.5));");
    List<String> shown = new ArrayList<>();
    Map<String, String> environment =
        Map.of("HELIXBOOK_PROFILE", "smoke", "HELIXBOOK_REPORT", report.toString());
    try (KernelProcess kernel = KernelProcess.start(environment, "-Duser.language=" + language)) {
      for (String cell : cells) {
        CellOutcome outcome = kernel.run(cell);
        assertEquals("ok", outcome.status(), () -> cell + outcome.traceback());
        shown.addAll(List.of(outcome.stdout().split("(?<=\n)")));
        outcome.data("display_data").forEach(data -> shown.add(data.toString()));
      }
    }
    return shown;
  }

  @ParameterizedTest
  @MethodSource("firstOfEachFurtherFolder")
  void runsFromTopToBottom(Path notebook) throws IOException {
    run(notebook);
  }

  @Test
  void theSolutionsAreRight() throws IOException {
    List<String> checked =
        run(
                CommittedNotebooks.all().stream()
                    .filter(one -> one.endsWith("97-solutions.ipynb"))
                    .findFirst()
                    .orElseThrow())
            .stream()
            .flatMap(cell -> cell.data("display_data").stream())
            .map(data -> data.get("text/plain").getAsString())
            .filter(text -> text.matches("[a-z0-9-]+: (right|not yet|no answer yet)\\..*"))
            .toList();
    assertFalse(checked.isEmpty());
    assertEquals(List.of(), checked.stream().filter(text -> !text.endsWith(": right.")).toList());
  }

  /** What each code cell showed; fails at the first that does not end well. */
  private List<CellOutcome> run(Path notebook) throws IOException {
    List<CellOutcome> outcomes = new ArrayList<>();
    Map<String, String> environment =
        Map.of(
            "HELIXBOOK_PROFILE",
            "smoke",
            "HELIXBOOK_REPORT",
            report.toString(),
            "HELIXBOOK_RUNS",
            report.resolve("runs").toString());
    try (KernelProcess kernel = KernelProcess.start(environment, "-Xmx2g")) {
      for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
        String source = CommittedNotebooks.source(cell);
        CellOutcome outcome = kernel.run(source);
        assertEquals(
            "ok", outcome.status(), () -> source + "\n\n" + String.join("\n", outcome.traceback()));
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }
}
