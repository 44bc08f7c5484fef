package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.plot.Sketch;
import org.helixbook.run.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionReportTest {
  @TempDir Path folder;

  private String markdown(String... datasets) throws IOException {
    RunStore none = RunStore.in(folder.resolve("runs"));
    return Files.readString(
        new ReproductionReport(LedgerPageTest.ledger(datasets), folder, none).write());
  }

  @Test
  void itHasTheHeadingsOfTheChallengesInBothFormats() throws IOException {
    List<String> expected =
        List.of(
            "Scope of reproducibility",
            "Methodology",
            "Results",
            "Results beyond the paper",
            "What was easy",
            "What was difficult",
            "What the authors would have to say");
    String text = markdown("one");
    assertEquals(
        expected,
        text.lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList());
    String html = Files.readString(folder.resolve("reproduction.html"));
    assertEquals(
        expected,
        html.lines()
            .filter(line -> line.startsWith("<h2>"))
            .map(line -> line.replaceAll("<[^>]+>", ""))
            .toList());
  }

  @Test
  void itTellsWhatTheLedgerHoldsAndNothingElse() throws IOException {
    String text = markdown("one");
    assertTrue(text.contains("| T.2 | II | It has 569,746 parameters | 569,746 | Count them. |"));
    assertTrue(text.contains("one, profile quick: not reproduced. Test accuracy 0.856"), text);
    assertTrue(text.contains("* T.4: The text says 95 %, the table .50"), text);
    assertTrue(text.contains("* T.6: The others' data are elsewhere."), text);
    assertTrue(text.contains("* T.8 A sequence has 100 bp"), "counted without training");
    assertTrue(text.indexOf("#### T.7") > text.indexOf("## Results beyond"), "a control of ours");
    assertTrue(text.indexOf("#### T.1 ") < text.indexOf("## Results beyond"), text);
  }

  @Test
  void aFigureOfAPanelStandsOnceUnderItsClaim() throws IOException {
    Sketch.figure("The ROC curve", 100, 40)
        .source("Profile: quick.")
        .save(folder.resolve("figures"), "toy-roc");
    Sketch.figure("Of nothing here", 100, 40).save(folder.resolve("figures"), "another");
    String text = markdown("one", "two");
    assertEquals(2, text.split("!\\[", -1).length, text);
    int figure = text.indexOf("![The ROC curve. Profile: quick.](figures/toy-roc.png)");
    assertTrue(text.indexOf("#### T.1 ") < figure && figure < text.indexOf("#### T.2 "), text);
  }
}
