package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.model.cnn.LayerRow;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PublishedResultsTest {
  private final PublishedResults paper = new PaperOne().printed();

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
    assertEquals("3e-3", new PaperOne().protocol().get("learning rate"));
    assertEquals("not stated", new PaperOne().protocol().get("window"));
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
  void theLayersOfModelOneStandBesideThePrintedOnes() {
    PublishedResults.Model one = paper.model("model-1");
    assertEquals(744620, one.layerTable().intColumn("parameters").sum());
    List<LayerRow> ours = Models.model1().layerTable(3, 224, 224);
    Table beside = one.beside(ours);
    assertEquals(16, beside.rowCount());
    assertEquals(744620, beside.longColumn("parameters").sum());
    assertEquals(744620, beside.intColumn("paper: parameters").sum());
    assertEquals("80x73x73", beside.getString(3, "paper: output"));
    assertEquals(16, one.equalRows(ours));
    // At 199 the rows from the last max-pooling (192x5x5) on are as printed.
    assertEquals(7, one.equalRows(Models.model1(199).layerTable(3, 199, 199)));
  }

  @Test
  void aModelWithoutPrintedLayersHasNoColumnsForThem() {
    Table table = paper.model("model-3").beside(Models.model3().layerTable(3, 224, 224));
    assertEquals(List.of("layer", "output", "parameters"), table.columnNames());
    assertEquals(268482, table.longColumn("parameters").sum());
  }

  @Test
  void theReportStandsBesideThePapers() {
    ClassificationReport never =
        ClassificationReport.of(
            ConfusionMatrix.ofCounts(paper.classes(), new int[][] {{200, 0}, {200, 0}}));
    Table table = paper.model("model-2").classification(never.table("Model 2"));
    assertEquals(List.of("CDN", "LNSD", "accuracy"), table.stringColumn("class").asList());
    assertEquals(List.of(".98", ".98", ".98"), table.stringColumn("paper: F1").asList());
    assertEquals(0.5, table.doubleColumn("F1").get(2));
    assertTrue(table.doubleColumn("precision").isMissing(1));
    assertEquals(400, table.intColumn("windows").get(2));
  }
}
