package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.plot.HtmlTable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {
  private final PublishedResults paper = PublishedResults.paperOne();

  @Test
  void thePapersFiguresAreThePrintedOnes() {
    assertEquals(List.of("CDN", "LNSD"), paper.classes());
    assertEquals(744620, paper.model("model-1").parameters());
    assertEquals(569746, paper.model("model-2").parameters());
    assertEquals(269174, paper.model("model-3").parameters());
    assertEquals(".98", paper.model("model-2").accuracy());
    assertEquals(".65", paper.model("model-3").auc());
    assertEquals(
        new PublishedResults.Row("CDN", ".94", ".97", ".96"), paper.model("model-1").rows().get(0));
    assertEquals("3e-3", paper.setting("learning rate"));
    assertEquals("not stated", paper.setting("window"));
    assertThrows(IllegalArgumentException.class, () -> paper.setting("dropout"));
    assertThrows(IllegalArgumentException.class, () -> paper.model("model-4"));
    assertEquals(0.98, PublishedResults.number(".98"));
  }

  @Test
  void theRecoveredCountsGiveThePrintedTableUpToItsRounding() {
    for (PublishedResults.Model model : paper.models()) {
      ClassificationReport report = ClassificationReport.of(model.confusion(paper.classes()));
      // The paper cuts or rounds, so a figure may be off by one unit of the second digit.
      for (int c = 0; c < 2; c++) {
        ClassificationReport.Row ours = report.rows().get(c);
        PublishedResults.Row printed = model.rows().get(c);
        assertEquals(PublishedResults.number(printed.precision()), ours.precision(), 0.0101);
        assertEquals(PublishedResults.number(printed.recall()), ours.recall(), 0.0101);
        assertEquals(PublishedResults.number(printed.f1()), ours.f1(), 0.0101);
      }
      assertEquals(PublishedResults.number(model.accuracy()), report.accuracy(), 0.0101);
      assertEquals(400, report.support());
    }
  }

  @Test
  void theLayersOfModelOneAddUpToItsParameters() {
    Table table = Tables.layers("Model 1", paper.model("model-1").layers());
    assertEquals(17, table.rowCount());
    assertEquals("744,620", HtmlTable.of(table).rows().get(16).get(2));
    assertEquals(
        List.of("Conv 1x1, 80", "80 x 73 x 73", "5,200"), HtmlTable.of(table).rows().get(3));
  }

  @Test
  void theReportStandsBesideThePapers() {
    ClassificationReport never =
        ClassificationReport.of(
            ConfusionMatrix.ofCounts(paper.classes(), new int[][] {{200, 0}, {200, 0}}));
    HtmlTable table = HtmlTable.of(Tables.classification("Model 2", never, paper.model("model-2")));
    assertEquals(
        List.of(
            List.of("CDN", "0.500", ".99", "1.000", ".97", "0.667", ".98", "200"),
            List.of("LNSD", "NA", ".98", "0.000", ".99", "0.000", ".98", "200"),
            List.of("accuracy", "", "", "", "", "0.500", ".98", "400")),
        table.rows());
    assertEquals(List.of(false, true, true, true, true, true, true, true), table.rightAligned());
  }

  @Test
  void settingsStandSideBySide() {
    Map<String, String> run = new LinkedHashMap<>();
    run.put("epochs", "8");
    run.put("initialisation", "He");
    assertEquals(
        """
        Settings
        setting         paper       this run
        epochs          125         8
        initialisation  not stated  He""",
        HtmlTable.of(Tables.settings("Settings", paper, run)).toString());
  }

  @Test
  void cellsCannotBecomeMarkup() {
    String html =
        HtmlTable.of("<i>&", List.of("a\"b"), List.of(List.of("<script>alert('x')</script>")))
            .toHtml();
    assertTrue(html.contains("&lt;i&gt;&amp;</caption>"), html);
    assertTrue(html.contains("a&quot;b</th>"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</td>"), html);
  }

  @Test
  void aRaggedTableIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HtmlTable.of("", List.of("a", "b"), List.of(List.of("1"))));
  }

  @Test
  void anEmptyTableHasItsHeaders() {
    assertEquals("a  b", HtmlTable.of("", List.of("a", "b"), List.of()).toString());
  }
}
