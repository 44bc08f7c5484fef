package org.helixbook.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.experiment.Provenance;
import org.helixbook.plot.Figure;
import org.helixbook.plot.Sketch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** report_page.py on report folders made by hand. It needs no module beyond Python's own. */
class ReportPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGE =
      """
      import sys
      from pathlib import Path
      from types import SimpleNamespace
      sys.path.insert(0, sys.argv[1])
      import report_page
      jobs = [SimpleNamespace(name=f"n{i}", title="t", passed=True, error=None, seconds=float(s))
              for i, s in enumerate(sys.argv[3:])]
      print(report_page.index_page(jobs, Path(sys.argv[2]), "quick", 60)[0])\
      """;

  private static final String SUMMARY =
      """
      import sys
      from pathlib import Path
      sys.path.insert(0, sys.argv[1])
      import report_page
      for line in report_page.summary(report_page.read_results(Path(sys.argv[2]) / "results")):
          print(line.strip())\
      """;

  @TempDir Path report;
  private String python;

  @BeforeEach
  void aPython() {
    python = SystemPython.orLeaveOut();
  }

  @Test
  void aFigureLeadsToTheCellThatShowsIt() throws Exception {
    Figure shown = figure("shown", 20);
    Figure other = figure("other", 30);
    shown.save(report.resolve("figures"), "paper1-shown");
    figure("of a notebook that is gone", 40).save(report.resolve("figures"), "paper1-lost");
    notebook("paper1/01-first", cell("c1-other", other), cell("c2-shown", other, shown));
    notebook("paper1/02-again", cell("c1-again", shown));
    Files.writeString(report.resolve("notebooks/paper1/00-damaged.ipynb"), "{\"cells\": [");
    Files.writeString(report.resolve("notebooks/paper1/00-damaged.html"), "<html></html>");
    String page = page();
    assertEquals(
        List.of("notebooks/paper1/01-first.html#c2-shown", "figures/paper1-lost.png"),
        page.lines()
            .flatMap(line -> Arrays.stream(line.split("<figure><a href=\"")).skip(1))
            .map(rest -> rest.substring(0, rest.indexOf('"')))
            .toList(),
        page);
    for (String file : List.of("paper1-lost.png", "paper1-shown.png", "paper1-shown.svg")) {
      assertTrue(page.contains("<a href=\"figures/" + file + "\">"), file);
    }
  }

  @Test
  void aPictureThatIsNoPartOfHtmlLeadsToItsCell() throws Exception {
    Figure shown = figure("shown", 20);
    shown.save(report.resolve("figures"), "paper1-shown");
    ObjectNode cell = cell("c1");
    ((ArrayNode) cell.get("outputs"))
        .addObject()
        .putObject("data")
        .put("image/png", Base64.getMimeEncoder().encodeToString(shown.png()) + "\n");
    notebook("paper1/01-first", cell);
    String page = page();
    assertTrue(page.contains("<figure><a href=\"notebooks/paper1/01-first.html#c1\">"), page);
  }

  @Test
  void figuresStandInTheOrderOfTheNotebooks() throws Exception {
    Figure last = figure("Is it the last?", 20);
    Figure first = figure("The first", 30);
    last.save(report.resolve("figures"), "paper1-a");
    first.save(report.resolve("figures"), "paper1-b");
    figure("in no notebook", 40).save(report.resolve("figures"), "paper1-fig-10");
    figure("in none either", 50).save(report.resolve("figures"), "paper1-fig-3");
    notebook("paper1/01-first", cell("c1", first));
    notebook("paper1/02-second", cell("c2", last));
    String page = page();
    assertEquals(
        List.of("The first.", "Is it the last?", "in none either.", "in no notebook."),
        Arrays.stream(page.split("<figcaption><strong>"))
            .skip(1)
            .map(rest -> rest.substring(0, rest.indexOf("</strong>")))
            .toList(),
        "a question has no full stop");
  }

  @Test
  void aResultLeadsToItsPlace() throws Exception {
    record(Result.of("kit-stable-epoch", Double.NaN, Provenance.on("d").withVariant("2a")));
    String page = page();
    assertTrue(page.contains("<tr><td>stable epoch [2a]</td><td>NA</td>"), page);
    assertTrue(page.contains("href=\"notebooks/01-first.html#result-1\""), page);
  }

  @Test
  void resultsOnAReadersOwnDataLeadAndHaveNoColumnForThePaper() throws Exception {
    Files.writeString(report.resolve("opening.html"), "<p>The papers</p>");
    ResultLog log = ResultLog.open(report, "01-first", "quick");
    ClaimCatalogue claims = ClaimCatalogue.load();
    log.record(claims.describe(Result.of("P1.7-accuracy", 0.75, Provenance.on("hg19-annotation"))));
    assertFalse(page().contains("<h2>On your data</h2>"));
    log.record(claims.describe(Result.of("P1.7-accuracy", 0.5, Provenance.on("FASTA a and b"))));
    String page = page();
    int yours = page.indexOf("<h2>On your data</h2>");
    int papers = page.indexOf("<p>The papers</p>");
    String led = page.substring(yours, papers);
    assertTrue(led.contains("<td>0.500</td><td>FASTA a and b</td><td>quick</td>"), led);
    assertFalse(led.contains("<th>Paper</th>") || led.contains(".98"), led);
    String rest = page.substring(papers);
    assertTrue(rest.contains("<td>0.750</td><td>.98</td><td>hg19-annotation</td>"), rest);
    assertFalse(rest.contains("<td>0.500</td>"), "once");
    String lines = python(SUMMARY);
    assertTrue(lines.matches("(?s).*Results on your data.*0\\.500\nMain results.*"), lines);
    assertTrue(lines.matches("(?s).*0\\.750 +paper: \\.98\n"), lines);
    assertEquals(1, lines.split("paper: ", -1).length - 1, lines);
  }

  @Test
  void theLedgerIsEmbeddedAsItIs() throws Exception {
    assertFalse(page().contains("href=\"claims.json\""));
    Files.writeString(report.resolve("ledger.html"), "<h2>Main findings</h2>\n<p>{one} & all</p>");
    Files.writeString(report.resolve("claims.json"), "[]");
    assertTrue(page().contains("<h2>Main findings</h2>\n<p>{one} & all</p>"));
    assertTrue(page().contains("href=\"claims.json\""));
  }

  @Test
  void aLedgerOfAnEarlierExecutionIsCalledSo() throws Exception {
    Path ledger = Files.writeString(report.resolve("ledger.html"), "<h2>Main findings</h2>");
    assertFalse(page().contains("The ledger below was made before"));
    Files.setLastModifiedTime(ledger, FileTime.from(Instant.now().minusSeconds(90)));
    assertTrue(page().contains("The ledger below was made before"), "the run took 60 s");
  }

  @Test
  void whatAnEarlierExecutionDrewIsTakenOut() throws Exception {
    Figure both = figure("in both", 20);
    Figure gone = figure("of this one alone", 30);
    both.save(report.resolve("figures"), "both");
    gone.save(report.resolve("figures"), "gone");
    notebook("paper1/01-first", cell("c1", both, gone));
    notebook("paper1/02-second", cell("c1", both));
    String forget =
        "import sys; sys.path.insert(0, sys.argv[1]); import pathlib, report_page;"
            + " report_page.forget_execution(pathlib.Path(sys.argv[2]), 'paper1/01-first')";
    python(forget);
    try (var left = Files.list(report.resolve("figures"))) {
      assertEquals(
          List.of("both.png", "both.svg"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aRepositoryAroundTheKitIsNotItsOwn() throws Exception {
    Path kit = report.resolve("kit");
    Path scripts = Files.createDirectories(kit.resolve("environment/run"));
    Files.copy(scripts().resolve("report_page.py"), scripts.resolve("report_page.py"));
    Files.createFile(report.resolve("file"));
    for (List<String> git :
        List.of(
            List.of("init", "-q"),
            List.of("add", "."),
            List.of("-c", "user.name=n", "-c", "user.email=e@e", "commit", "-q", "-m", "m"))) {
      List<String> command = new ArrayList<>(List.of("git", "-C", report.toString()));
      command.addAll(git);
      assertEquals(0, new ProcessBuilder(command).start().waitFor());
    }
    String ask =
        "import sys; sys.path.insert(0, sys.argv[2] + '/kit/environment/run');"
            + " import pathlib, report_page;"
            + " print(report_page.provenance(pathlib.Path(sys.argv[2]), []))";
    assertTrue(python(ask).contains("<tr><th>Code</th><td>unknown</td></tr>"));
  }

  @Test
  void figuresStandUnderWhatTheirFolderReRuns() throws Exception {
    Figure shown = figure("shown", 20);
    shown.save(report.resolve("figures"), "any-name");
    notebook("some-folder/01-first", cell("c1", shown));
    assertTrue(page().contains("<h3>some-folder</h3>"));
    Files.writeString(
        report.resolve("claims.json"),
        "[{\"paper\": \"Toy\", \"measurements\": [{\"notebook\": \"some-folder/01-first\"}]}]");
    assertTrue(page().contains("<h3>Toy</h3>"));
  }

  @Test
  void whatThePaperPrintsStandsBesideItsFigureAndNoFigureTwice() throws Exception {
    Figure roc = figure("The ROC curve", 20);
    Figure other = figure("Another", 30);
    roc.save(report.resolve("figures"), "toy-roc");
    roc.save(report.resolve("figures"), "toy-roc-again");
    other.save(report.resolve("figures"), "toy-other");
    figure("On the first screen", 40).save(report.resolve("figures"), "toy-best");
    notebook("toy/01-first", cell("c1", other), cell("c2", roc));
    Files.writeString(
        report.resolve("claims.json"),
        "[{\"paper\": \"Toy\", \"measurements\": [{\"notebook\": \"toy/01-first\"}]}]");
    Files.writeString(
        report.resolve("papers.json"),
        """
[{"name": "Toy", "title": "A paper", "authors": "Nobody", "panels": [
  {"printed": "Table 1", "says": ["T.1 It is good: .98"], "drawn": [], "figures": ["toy-roc"]},
  {"printed": "Table 2", "says": ["T.2 No: 0"], "drawn": [], "figures": ["not-drawn"]}]}]
""");
    Files.writeString(report.resolve("opening.html"), "<img src=\"figures/toy-best.png\">");
    String page = page();
    int panel = page.indexOf("<h4>Table 1</h4>");
    assertTrue(page.indexOf("<h3>Toy: A paper</h3>") < panel, page);
    assertTrue(page.indexOf("<li>T.1 It is good: .98</li>") > panel, page);
    assertTrue(page.indexOf("src=\"figures/toy-roc.png\"") > panel, page);
    assertTrue(page.indexOf("src=\"figures/toy-other.png\"") > page.indexOf("Not in the paper"));
    assertFalse(page.contains("Table 2"), "nothing was drawn for it");
    assertFalse(page.contains("src=\"figures/toy-roc-again.png\""), "the same picture");
    assertEquals(1, page.split("src=\"figures/toy-best.png\"", -1).length - 1);
  }

  @Test
  void aNotebooksPageHasItsContentsAndTheWayOn() throws Exception {
    for (String name : List.of("00-start", "99-claims", "toy/01-first", "toy/02-second")) {
      notebook(name);
      Files.writeString(
          report.resolve("notebooks/" + name + ".html"),
          "<html><body class=\"x\"><h1 id=\"T\">Of %s<a class=\"anchor-link\"></a></h1>"
                  .formatted(name)
              + "<h2 id=\"What-to-try\">What to try<a"
              + " class=\"anchor-link\"></a></h2></body></html>");
    }
    Path second = report.resolve("notebooks/toy/02-second.html");
    page();
    String once = Files.readString(second);
    assertTrue(once.contains("<a href=\"../../index.html\">Report</a>"), once);
    assertTrue(once.contains("<a href=\"../toy/01-first.html\">&larr; Of toy/01-first</a>"), once);
    assertTrue(once.contains("<a href=\"../99-claims.html\">&rarr; Of 99-claims</a>"), once);
    assertTrue(once.contains("<li><a href=\"#What-to-try\">What to try</a></li>"), once);
    assertTrue(once.startsWith("<html><body class=\"x\"><!-- navigation -->"), once);
    page();
    assertEquals(once, Files.readString(second), "not twice");
    Files.delete(report.resolve("notebooks/toy/01-first.html"));
    page();
    assertTrue(
        Files.readString(second).contains("<a href=\"../00-start.html\">&larr; Of 00-start</a>"));
  }

  @Test
  void theFootSaysOnWhichMachineDataAndProfile() throws Exception {
    record(Result.of("kit-size", 3, Provenance.on("toy-data")));
    String foot = page().replaceFirst("(?s).*<footer>", "");
    assertTrue(foot.contains("<th>Profile</th><td>quick</td>"), foot);
    assertTrue(foot.contains("<td>toy-data, "), foot);
    for (String row : List.of("Machine", "Code", "Java")) {
      assertTrue(foot.contains("<th>" + row + "</th><td>"), row);
    }
  }

  @Test
  void workThatIsDoneIsFoldedOnAPage() throws Exception {
    String program =
        """
import sys
sys.path.insert(0, sys.argv[1])
import report_page
done = lambda text: {"data": {"text/html": ['<div class="hb-done">', text, "</div>"]}}
other = {"data": {"text/html": ["<p>", "other"]}}
notebook = {"cells": [{"outputs": [done("a"), other, done("b")]}, {"outputs": [done("c")]}, {}]}
first, second, _ = report_page.folded(notebook)["cells"]
print([report_page.markup(o) for o in first["outputs"]], second["outputs"] == [done("c")])
print(len(notebook["cells"][0]["outputs"]))\
""";
    assertEquals(
        "['<details><summary>2 pieces of work, done</summary><div class=\"hb-done\">a</div>"
            + "<div class=\"hb-done\">b</div></details>', '<p>other'] True\n3\n",
        python(program));
  }

  @Test
  void timesThatOverlapAreCalledSo() throws Exception {
    String sentence = "Notebooks ran side by side";
    assertTrue(page("45", "50").contains(sentence));
    assertFalse(page("25", "35").contains(sentence), "60 s in all");
  }

  @Test
  void aNotebookWithoutItsPageIsNoPlaceToLeadTo() throws Exception {
    Figure shown = figure("shown", 20);
    shown.save(report.resolve("figures"), "paper1-shown");
    notebook("01-first", cell("c1", shown));
    Files.delete(report.resolve("notebooks/01-first.html"));
    assertTrue(page().contains("<figure><a href=\"figures/paper1-shown.png\"><img"));
  }

  @Test
  void aLinkToTheAccountOfAReferenceRunLeadsToAPage() throws Exception {
    notebook("paper1/06-results");
    Path executed = report.resolve("notebooks/paper1/06-results.html");
    String link = "<p><a href=\"../reference-results/%s/README.%s\">which?</a></p>";
    Files.writeString(executed, link.formatted("paper1-published", "md"));
    page();
    assertEquals(link.formatted("paper1-published", "html"), Files.readString(executed));
    Path account = report.resolve("notebooks/reference-results/paper1-published/README.html");
    assertTrue(Files.readString(account).contains("The three models as the paper trains them"));
    assertTrue(
        Files.readString(account)
            .contains("<title>Paper 1, the published protocol: reference runs<"));
    Files.delete(account);
    page();
    assertTrue(Files.exists(account), "made again for the page that has its link already");
    try (var made = Files.list(report.resolve("notebooks/reference-results"))) {
      assertEquals(1, made.count(), "no account that no notebook links to");
    }
  }

  @Test
  void aTextLeadsToThoseBesideItAndToNoneOutsideTheReport() throws Exception {
    notebook("paper2/01-data");
    Path executed = report.resolve("notebooks/paper2/01-data.html");
    Files.writeString(executed, "<a href=\"../own-data.md\">how</a> <a href=\"none.md\">x</a>");
    page();
    assertEquals(
        "<a href=\"../own-data.html\">how</a> <a href=\"none.md\">x</a>",
        Files.readString(executed));
    String text = Files.readString(report.resolve("notebooks/own-data.html"));
    assertTrue(text.contains("README.html#use-a-trained-run"), "that page, too, is made");
    String next = Files.readString(report.resolve("notebooks/README.html"));
    assertTrue(next.contains("00-start-here.html"));
    assertTrue(next.contains("IJava, JJava"));
    assertFalse(next.contains("environment/README"), "which has no page here");
  }

  private void record(Result result) {
    ResultLog.open(report, "01-first", "quick")
        .record(new ClaimCatalogue(List.of()).describe(result));
  }

  private static Figure figure(String title, int height) {
    return Sketch.figure(title, 100, height).source("Profile: quick.");
  }

  private static ObjectNode cell(String id, Figure... shown) {
    ObjectNode cell = JSON.createObjectNode().put("cell_type", "code").put("id", id);
    ArrayNode outputs = cell.putArray("outputs");
    outputs.addObject().put("output_type", "stream").putArray("text").add("before\n");
    for (Figure figure : shown) {
      outputs
          .addObject()
          .put("output_type", "display_data")
          .putObject("data")
          .putArray("text/html")
          .add("<div>\n")
          .add(figure.toHtml().markup())
          .add("\n</div>");
    }
    return cell;
  }

  private void notebook(String name, ObjectNode... cells) throws IOException {
    Path file = report.resolve("notebooks/" + name + ".ipynb");
    Files.createDirectories(file.getParent());
    ObjectNode notebook = JSON.createObjectNode();
    notebook.putArray("cells").addAll(List.of(cells));
    JSON.writeValue(file.toFile(), notebook);
    Files.writeString(report.resolve("notebooks/" + name + ".html"), "<html></html>");
  }

  /** The page of a run of a minute, whose notebooks took so many seconds. */
  private String page(String... seconds) throws Exception {
    return python(PAGE, seconds);
  }

  private static Path scripts() {
    return Path.of(System.getProperty("helixbook.root", ".."), "environment/run");
  }

  /** Runs a program with the scripts' folder, the report's and further arguments. */
  private String python(String program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(python, "-c", program, scripts().toString(), report.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.redirectErrorStream(true).start();
    String page = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), page);
    return page;
  }
}
