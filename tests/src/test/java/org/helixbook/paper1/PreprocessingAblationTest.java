package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Experiment;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.paper1.PreprocessingAblation.Design;
import org.helixbook.paper1.PreprocessingAblation.Step;
import org.helixbook.paper1.PreprocessingAblation.Variant;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.Standardisation;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessingAblationTest {

  private static PreprocessingAblation of(Design design) {
    return new PreprocessingAblation(design, 9, 0.229, 1.5);
  }

  @Test
  void theDesignsHaveSevenAndSixteenDifferentVariants() {
    List<Set<Step>> few = of(Design.LEAVE_ONE_OUT).variants();
    assertEquals(7, new HashSet<>(few).size());
    assertEquals(EnumSet.allOf(Step.class), few.get(0));
    assertEquals(4, few.stream().filter(steps -> steps.size() == 3).count());
    assertTrue(few.contains(Set.<Step>of()));
    assertTrue(few.contains(Set.of(Step.SCALE)));
    assertEquals(16, new HashSet<>(of(Design.FULL).variants()).size());
  }

  @Test
  void aStepIsOnOrOff() {
    PreprocessingAblation ablation = of(Design.FULL);
    assertEquals(
        new Preprocessing(true, Standardisation.paper(0.229), 9, 1.5),
        ablation.preprocessing(EnumSet.allOf(Step.class)));
    assertEquals(
        new Preprocessing(false, Standardisation.none(), 0, 0), ablation.preprocessing(Set.of()));
    assertEquals(
        new Preprocessing(true, Standardisation.none(), 0, 1.5),
        ablation.preprocessing(Set.of(Step.SCALE, Step.BLUR)));
  }

  private static String verdict(double low, double high, int diverged, double... sums) {
    List<double[]> differences = new ArrayList<>();
    for (double sum : sums) {
      differences.add(new double[] {sum, 0});
    }
    return PreprocessingAblation.verdict(
        differences, new ConfidenceInterval((low + high) / 2, low, high, 0.95), diverged);
  }

  @Test
  void aDifferenceNeedsThreeSeedsThatAgreeAndAnIntervalWithoutZero() {
    assertEquals("better", verdict(0.01, 0.05, 0, 1, 2, 1));
    assertEquals("worse", verdict(-0.05, -0.01, 0, -1, -2, -1));
    assertEquals("no difference shown", verdict(-0.01, 0.05, 0, 1, 2, 1));
    assertEquals("no difference shown", verdict(0.01, 0.05, 0, 1, -1, 3));
    assertEquals("no difference shown", verdict(0.01, 0.05, 0, 1, 0, 3));
    assertEquals("too few seeds to tell", verdict(0.01, 0.05, 0, 1, 1));
    assertEquals("1 of the trainings diverged: worse", verdict(0.01, 0.05, 1, 1, 1));
  }

  @Test
  void everyVariantIsTrainedThroughTheStoreFromTheSameSeeds(@TempDir Path folder) {
    CodingSource data =
        CodingSource.of("embedded", SplitName.GENE_DISJOINT, new Seeds(1)).spread(4);
    SpectrogramPipeline drawn =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(60).withHop(20))
            .withImage(ImageSettings.defaults().withSize(12, 12));
    Cnn tiny = Cnn.named("tiny").convolution(3, 2).globalAverage().linear(2).build();
    TrainingSettings settings = TrainingSettings.builder().epochs(1).batchSize(4).build();
    RunStore store = RunStore.in(folder);
    RecordedProgress told = new RecordedProgress();
    List<Variant> variants =
        of(Design.LEAVE_ONE_OUT)
            .run(
                new Experiment(store, List.of(1L, 2L), told),
                tiny,
                settings,
                steps ->
                    ImageRecipe.of(data, drawn.withPreprocessing(steps), false)
                        .make(1, Progress.silent()),
                data.name(),
                new Bootstrap(20, 0.95, new Seeds(1)));
    assertEquals(
        List.of(
            "all steps",
            "not scaled to [0, 1]",
            "not standardised",
            "not resized",
            "not blurred",
            "not standardised, not resized, not blurred",
            "no step"),
        variants.stream().map(Variant::name).toList());
    List<String> bars = told.lines().stream().filter(line -> line.endsWith("batches")).toList();
    assertEquals(14, bars.size());
    assertEquals("all steps, seed 1 of 2 | 2 batches", bars.get(0));
    assertEquals("not scaled to [0, 1], seed 2 of 2 | 2 batches", bars.get(3));
    assertEquals("not standardised, seed 1 of 2 | 2 batches", bars.get(4));
    assertEquals("no step, seed 2 of 2 | 2 batches", bars.get(13));
    assertEquals(14, store.runs().size());
    for (StoredRun run : store.runs()) {
      // The bar's name is no part of what a run is.
      assertEquals("tiny", run.configuration().orElseThrow().experiment());
    }
    assertEquals("the reference", variants.get(0).verdict());
    for (Variant variant : variants) {
      assertEquals(2, variant.accuracies().size() + variant.diverged());
      assertEquals(2, variant.runs().size());
    }
    Variant unblurred = variants.get(4);
    assertEquals(unblurred.mean() - variants.get(0).mean(), unblurred.difference().value(), 1e-12);
    assertArrayEquals(
        new double[] {unblurred.least(), unblurred.greatest()},
        new double[] {
          Math.min(unblurred.accuracies().get(0), unblurred.accuracies().get(1)),
          Math.max(unblurred.accuracies().get(0), unblurred.accuracies().get(1))
        });
  }
}
