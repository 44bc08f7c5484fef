package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.Test;

/** The studies that come with the kit are what the notebook draws beside a reader's own. */
class StudyResultTest {
  private static final Path COMMITTED =
      KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper1-beyond");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private static void assertWholeSweep(String study, List<CnnRecipe> variants) {
    StudyResult kept = StudyResult.read(COMMITTED, study);
    assertEquals(variants.stream().map(CnnRecipe::name).toList(), kept.names());
    for (StudyResult.Row result : kept.results()) {
      assertEquals(SEEDS, result.seeds(), result.name());
      assertEquals(400, result.windows(), result.name());
      double mean =
          result.accuracies().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      assertEquals(mean, result.accuracy().value(), 1e-9, result.name());
      assertTrue(
          result.accuracy().low() < mean && mean < result.accuracy().high(), result.toString());
    }
    assertEquals("Profile paper", kept.provenance());
  }

  @Test
  void everyPictureWasTrainedFromThreeSeeds() {
    assertWholeSweep("pictures", Variants.pictures(8));
  }

  @Test
  void thePlateauHasEveryModelFromBothStarts() {
    StudyResult kept = StudyResult.read(COMMITTED, "plateau");
    Map<String, List<Long>> seeds =
        kept.plateau().stream()
            .collect(
                Collectors.groupingBy(
                    trial -> trial.model() + " / " + trial.start(),
                    Collectors.mapping(PlateauStudy.Training::seed, Collectors.toList())));
    assertEquals(6, seeds.size(), seeds.toString());
    seeds.forEach((what, found) -> assertEquals(SEEDS, found, what));
    assertEquals(
        List.of("Model 1", "Model 2a", "Model 3"),
        kept.plateau().stream().map(PlateauStudy.Training::model).distinct().sorted().toList());
    for (PlateauStudy.Training trial : kept.plateau()) {
      double[] losses = trial.trainLosses().stream().mapToDouble(Double::doubleValue).toArray();
      assertEquals(12, losses.length, trial.toString());
      assertEquals(ChancePlateau.leftIn(losses).orElse(0), trial.leftIn(), trial.toString());
    }
  }
}
