package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.helixbook.plot.TaskScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskTableTest {
  private static final boolean[][] LABELS = {{true, false, true}, {false, false, false}};

  @TempDir Path folder;

  private static MultiTaskReport report(float first) {
    ScoredTasks scores =
        new ScoredTasks(new float[][] {{first, .6f, .1f}, {.1f, .1f, .1f}}, LABELS);
    return MultiTaskReport.of(List.of("CTCF", "never"), scores, scores);
  }

  private static TaskTable table() {
    return TaskTable.of("logistic regression", report(.9f), "BiGRU", report(.3f));
  }

  @Test
  void holdsBothModelsAndNeverZeroForUndefined() {
    TaskTable table = table();
    // One of two found with one wrong: 2 / (2 + 2); the other model finds none.
    assertEquals(
        List.of(
            new TaskScore("CTCF", 0.5, 0, 2), new TaskScore("never", Double.NaN, Double.NaN, 0)),
        table.scores(TaskMetric.F1_AT_HALF));
    // Pairs: .9 and .1 against .6; .3 and .1 against .6.
    assertArrayEquals(new double[] {0.5, Double.NaN}, table.firstValues(TaskMetric.AUROC));
    assertArrayEquals(new double[] {0, Double.NaN}, table.secondValues(TaskMetric.AUROC));
    assertTrue(table.toHtml("x").toString().contains("NA"));
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("new/tasks.tsv");
    table().write(file);
    String head = "task\texamples\tpositives\tlogistic regression: F1 at 0.5\tBiGRU: F1 at 0.5\t";
    assertEquals(head, Files.readString(file).substring(0, head.length()));
    assertTrue(Files.readString(file).contains("never\t3\t0\tNA\tNA\tNA"));
    TaskTable read = TaskTable.read(file);
    assertEquals("BiGRU", read.second());
    assertEquals("logistic regression", read.first());
    assertEquals(table().scores(TaskMetric.F1_AT_HALF), read.scores(TaskMetric.F1_AT_HALF));
    assertArrayEquals(
        table().firstValues(TaskMetric.AUPRC), read.firstValues(TaskMetric.AUPRC), 1e-6);
    assertEquals(3, read.rows().get(1).examples());
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    Path file = Files.writeString(folder.resolve("x.tsv"), "a\tb\n1\t2\n");
    assertThrows(InputProblem.class, () -> TaskTable.read(file));
    table().write(file);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 1));
    assertEquals(
        file
            + ": it cannot be read as a table of tasks (its last line is cut short); make it again"
            + " with the notebook that wrote it",
        assertThrows(InputProblem.class, () -> TaskTable.read(file)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new TaskTable("a: b", "c", List.of()));
    ScoredTasks other =
        new ScoredTasks(new float[][] {{.1f, .2f}}, new boolean[][] {{true, false}});
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TaskTable.of("a", report(.9f), "b", MultiTaskReport.of(List.of("CTCF"), other, other)));
  }
}
