package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantScoresTest {
  private static final String HEAD =
      "variant\tseed\ttask\tF1 at 0.5\tF1 at the tuned threshold\tAUROC\tAUPRC\n";

  @TempDir Path folder;

  private static VariantScores.Row row(String task, double value) {
    return new VariantScores.Row(
        "BiGRU",
        7,
        task,
        Map.of(
            TaskMetric.F1_AT_HALF, 0.25,
            TaskMetric.F1_TUNED, 0.5,
            TaskMetric.AUROC, value,
            TaskMetric.AUPRC, 0.125));
  }

  @Test
  void aFileHasALineAVariantSeedAndTaskAndComesBack() throws IOException {
    VariantScores scores = new VariantScores(List.of(row("CTCF", 0.75), row("never", Double.NaN)));
    Path file = folder.resolve("new/variants.tsv");
    scores.write(file);
    assertEquals(
        HEAD
            + "BiGRU\t7\tCTCF\t0.25\t0.5\t0.75\t0.125\n"
            + "BiGRU\t7\tnever\t0.25\t0.5\tNA\t0.125\n",
        Files.readString(file));
    assertEquals(scores, VariantScores.read(file));
  }

  @Test
  void whatIsNoSuchFileIsNamed() throws IOException {
    assertThrows(InputProblem.class, () -> VariantScores.read(folder.resolve("none.tsv")));
    for (String line :
        List.of(
            "BiGRU\t7\tCTCF\t1\t1\t1\n",
            "BiGRU\t7\tCTCF\t1\t1\t1\t1\t1\n",
            "BiGRU\tseven\tCTCF\t1\t1\t1\t1\n",
            "BiGRU\t7\tCTCF\t1\t1\tx\t1\n")) {
      Path file = Files.writeString(folder.resolve("x.tsv"), HEAD + line);
      InputProblem problem = assertThrows(InputProblem.class, () -> VariantScores.read(file), line);
      assertTrue(problem.getMessage().contains("x.tsv"), problem.getMessage());
    }
    Path empty = Files.writeString(folder.resolve("empty.tsv"), "");
    assertThrows(InputProblem.class, () -> VariantScores.read(empty));
  }

  @Test
  void aNameThatWouldPartColumnsIsNotWritten() {
    VariantScores scores = new VariantScores(List.of(row("CT\tCF", 1)));
    Path file = folder.resolve("tab.tsv");
    assertThrows(IllegalArgumentException.class, () -> scores.write(file));
    assertTrue(Files.notExists(file));
  }
}
