package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.logistic.KmerData;
import org.helixbook.model.logistic.KmerRegression;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logistic regressions as runs: the numbers of the plain fit, kept and taken up again. */
class LogisticVariantTest {
  private static final ChromatinData DATA =
      new PlantedMotifs(40, List.of("AGATAAGG", "CCGCGNGG"), 0.4, true, new Seeds(1))
          .data(60, 20, 20)
          .centre(30);
  private static final LogisticVariant VARIANT =
      new LogisticVariant("words", KmerRegression.of(2, 0.01), DATA);

  @TempDir Path folder;

  @Test
  void aRunSaysWhatThePlainFitSays() {
    KmerData counts = KmerData.of(new KmerCounter(2), DATA);
    var model =
        counts.fit(
            LogisticRegression.builder().c(0.01).standardise(true).build(), Progress.silent());
    MultiTaskReport plain = counts.judge(model);
    Trials<MultiTaskReport> trials =
        new Experiment(RunStore.in(folder), List.of(1L), Progress.silent()).run(VARIANT);
    assertArrayEquals(
        plain.values(TaskMetric.AUROC), trials.first().test().values(TaskMetric.AUROC));
    assertEquals(plain.perplexity(), trials.first().test().perplexity());
    assertEquals(
        counts.onValidation(model).perplexity(),
        trials.first().history().last().metric("validationPerplexity"));
    assertEquals(
        List.of(
            "trainLoss",
            "validationLoss",
            "validationPerplexity",
            "validationAuroc",
            "validationAuprc"),
        trials.first().history().metrics());
    assertEquals(2 * (4 + 16 + 1), trials.parameters());
  }

  @Test
  void aStoppedFitIsTakenUpFromItsConfigurationAlone() {
    RunStore whole = RunStore.in(folder.resolve("whole"));
    new Experiment(whole, List.of(1L), Progress.silent()).run(VARIANT);
    RunStore runs = StopAfter.in(folder.resolve("stopped"), 1);
    new Experiment(runs, List.of(1L), Progress.silent()).run(VARIANT).histories();
    assertFalse(Thread.interrupted());
    StoredRun stopped = runs.runs().get(0);
    assertEquals(StoredRun.State.PARTIAL, stopped.state());
    assertEquals("kmer-logistic", stopped.configuration().orElseThrow().kind());
    RunStore later = RunStore.in(folder.resolve("stopped"));
    later.resume(stopped, Progress.silent(), history -> {});
    assertEquals(StoredRun.State.COMPLETE, stopped.state());
    for (String file : List.of("test-log-odds.f64", "validation-log-odds.f64")) {
      assertArrayEquals(
          whole.find(stopped.id().text()).file(file).orElseThrow(),
          stopped.file(file).orElseThrow());
    }
    // A complete one is restored from its weights, ready to be asked.
    assertTrue(later.resume(stopped, Progress.silent(), history -> {}).wasComplete());
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThrows(InputProblem.class, () -> KmerRegression.of(2, 0));
    assertThrows(InputProblem.class, () -> KmerRegression.of(0, 1));
  }
}
