package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.PlateauTrial;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.VariantResult;
import org.helixbook.experiment.VariantStudy;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole experiments of a few windows: folds, lengths, starts. */
class ComparedWithTheRatioTest {
  private static final CodingSet SET = CodingSet.load(CodingSet.HUMAN);
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  @TempDir Path folder;

  private static List<CodingWindow> windows(int perClass) {
    List<CodingWindow> all = SET.train(SplitName.GENE_DISJOINT);
    return SET.classNames().stream()
        .flatMap(name -> all.stream().filter(w -> w.className().equals(name)).limit(perClass))
        .toList();
  }

  private VariantStudy study() {
    return new VariantStudy(
        RunStore.in(folder.resolve("runs")), List.of(1L), BOOTSTRAP, 1, Progress.silent());
  }

  @Test
  void eachFoldHasItsOwnSeedNetworkAndThreshold() {
    List<CodingWindow> windows = windows(8);
    FoldComparison folds = FoldComparison.run(study(), SET, windows, 2, 1);
    assertEquals(2, folds.folds());
    assertEquals(16, folds.network(1).windows() + folds.network(2).windows());
    assertEquals(List.of(2L), folds.network(2).seeds());
    assertEquals("fold 2", folds.network(2).scoredOn());
    LabelledSequences first = SET.folds(windows, 2).get(0).train();
    LabelledSequences held = SET.folds(windows, 2).get(0).test();
    assertEquals(
        Trials.of(Threshold.period3(first), "fold 1", held).decisions().accuracies(),
        folds.ratio(1).accuracies());
    assertEquals(
        List.of(
            "row-keeping network, fold 1",
            "period-3 ratio, fold 1",
            "row-keeping network, fold 2",
            "period-3 ratio, fold 2"),
        folds.study().names());
    assertEquals("selection", folds.study().study());
  }

  @Test
  void networkAndRatioSeeTheSameBasesAtEachLength() {
    LabelledSequences train = SET.labelled(windows(6));
    LengthStudy lengths =
        LengthStudy.run(
            study(),
            length -> PaperOneVariants.rowKeeper(1, length),
            List.of(60, 600),
            train,
            train);
    assertEquals(List.of(60, 600), lengths.lengths());
    assertEquals("60 nt", lengths.networks().get(0).scoredOn());
    // Bins 1 to 24 of 48 from 60 nt; 292 rows from 600: weights of 3 x 3 x 3 + 1 and the line's.
    assertEquals(8 * 28 + 2 * (22 * 8 + 1), lengths.networks().get(0).parameters());
    assertEquals(8 * 28 + 2 * (290 * 8 + 1), lengths.networks().get(1).parameters());
    LabelledSequences cut = train.cutTo(60);
    assertEquals(
        VariantResult.of(Trials.of(Threshold.period3(cut), "60 nt", cut), BOOTSTRAP),
        lengths.ratios().get(0));
    List<Integer> uneven = List.of(61);
    assertThrows(
        InputProblem.class,
        () ->
            LengthStudy.run(
                study(), length -> PaperOneVariants.rowKeeper(1, length), uneven, train, train));
    assertThrows(
        IllegalArgumentException.class, () -> new LengthStudy(uneven, List.of(), List.of()));
  }

  @Test
  void bothStartsAreTriedFromEverySeedThePapersFirst() {
    LabelledSequences few = SET.labelled(windows(4));
    CnnArchitecture small =
        CnnArchitecture.named("small").convolution(3, 4).globalAverage().linear(2).build();
    List<PlateauTrial> trials =
        new PlateauStudy(
                RunStore.in(folder.resolve("runs")),
                TrainingSettings.builder().epochs(2).batchSize(4).build(),
                List.of(3L, 4L),
                Progress.silent())
            .bothStarts(small, 12, few, few, 1);
    assertEquals(
        List.of(
            PlateauStudy.PUBLISHED,
            PlateauStudy.PUBLISHED,
            PlateauStudy.HELPED,
            PlateauStudy.HELPED),
        trials.stream().map(PlateauTrial::start).toList());
    assertEquals(List.of(3L, 4L, 3L, 4L), trials.stream().map(PlateauTrial::seed).toList());
    assertEquals(4, trials.stream().map(PlateauTrial::run).distinct().count());
    // The pictures differ, not the weights alone: no two begin with one loss.
    assertEquals(4, trials.stream().map(t -> t.trainLosses().get(0)).distinct().count());
  }
}
