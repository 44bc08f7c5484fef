package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of many tasks as files, those of earlier versions too. */
class RecordedTasksTest {
  private static final boolean[][] LABELS = {{true, false, true}, {false, false, false}};

  @TempDir Path folder;

  private static MultiTaskReport report(float first) {
    ScoredTasks scores =
        ScoredTasks.ofProbabilities(new float[][] {{first, .6f, .1f}, {.1f, .1f, .1f}}, LABELS);
    return MultiTaskReport.of(List.of("CTCF", "never"), scores, scores);
  }

  private static Trials<MultiTaskReport> network(String name) {
    return new Trials<>(
        name,
        "data",
        0,
        3,
        List.of(Trial.recorded(5, report(.3f)), Trial.recorded(6, report(.9f))));
  }

  @Test
  void trainingsAreJudgedWithoutATask() {
    Trials<MultiTaskReport> both = network("BiGRU");
    Trials<MultiTaskReport> one = Trials.without("never", List.of(both)).get(0);
    assertEquals("BiGRU", one.name());
    assertEquals(List.of(5L, 6L), one.seeds());
    assertArrayEquals(new double[] {0.5}, one.tests().get(1).values(TaskMetric.AUROC));
    assertEquals(2, both.tests().get(1).tasks().size());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("new/tasks.tsv");
    RecordedTasks.write(
        file,
        List.of(Trials.ofMethod("logistic regression", "data", report(.9f)), network("BiGRU")));
    assertTrue(Files.readString(file).contains("never\t3\t0\tNA\tNA\tNA\tNA\n"));
    List<Trials<MultiTaskReport>> read = RecordedTasks.read(file, "data");
    assertFalse(read.get(0).first().isTrained());
    assertEquals("logistic regression", read.get(0).name());
    assertEquals(List.of(5L, 6L), read.get(1).seeds());
    assertEquals(3, read.get(1).examples());
    assertEquals(2, read.get(1).tests().get(1).tasks().get(0).positives());
    // Pairs: .9 and .1 against .6; .3 and .1 against .6.
    assertArrayEquals(
        new double[] {0.5, Double.NaN}, read.get(0).first().test().values(TaskMetric.AUROC));
    assertArrayEquals(
        new double[] {0, Double.NaN}, read.get(1).first().test().values(TaskMetric.AUROC));
  }

  @Test
  void theEarlierFormIsRead() throws IOException {
    Path variants =
        Files.writeString(
            folder.resolve("variants.tsv"),
            "variant\tseed\ttask\tF1 at 0.5\tF1 at the tuned threshold\tAUROC\tAUPRC\n"
                + "base\t7\tCTCF\t0.25\t0.5\tNA\t0.125\n");
    Trials<MultiTaskReport> base = RecordedTasks.read(variants, "data").get(0);
    assertEquals(List.of(7L), base.seeds());
    assertEquals(0.125, base.first().test().values(TaskMetric.AUPRC)[0]);
    assertTrue(Double.isNaN(base.first().test().values(TaskMetric.AUROC)[0]));

    Path reference = KitFolder.root(Path.of("")).resolve("notebooks/reference-results");
    assertEquals(
        12, RecordedTasks.read(reference.resolve("paper2-beyond/variants.tsv"), "data").size());
  }

  @Test
  void whatIsNoSuchFileIsNamed() throws IOException {
    assertThrows(InputProblem.class, () -> RecordedTasks.read(folder.resolve("none.tsv"), "data"));
    Path file = folder.resolve("x.tsv");
    RecordedTasks.write(file, List.of(network("BiGRU")));
    String whole = Files.readString(file);
    for (String text :
        List.of(
            "",
            "a\tb\n1\t2\n",
            whole.substring(0, whole.length() - 1),
            whole.replaceFirst("\t5\t", "\tfive\t"),
            whole.replaceFirst("\tNA", "\tx"),
            whole.replaceFirst("\tNA", "\tNA\tNA"))) {
      Files.writeString(file, text);
      InputProblem problem =
          assertThrows(InputProblem.class, () -> RecordedTasks.read(file, "data"), text);
      assertTrue(problem.getMessage().contains("x.tsv"), problem.getMessage());
    }
  }

  @Test
  void namesThatWouldBreakTheFileAreNotWritten() {
    Path file = folder.resolve("tab.tsv");
    assertThrows(
        IllegalArgumentException.class, () -> RecordedTasks.write(file, List.of(network("a\tb"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordedTasks.write(file, List.of(network("a"), network("a"))));
    assertTrue(Files.notExists(file));
  }
}
