package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
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

  private Experiment experiment() {
    return new Experiment(RunStore.in(folder.resolve("runs")), List.of(1L), Progress.silent());
  }

  @Test
  void eachFoldHasItsOwnSeedNetworkAndThreshold() {
    List<CodingWindow> windows = windows(8);
    Beyond beyond = new Beyond(folder, folder.resolve("kept"), "a test", BOOTSTRAP, 1);
    StudyResult folds = beyond.folds(experiment(), SET, windows, 2, 1);
    StudyResult.Row second = folds.result("row-keeping network, fold 2");
    assertEquals(16, folds.results().get(0).windows() + second.windows());
    assertEquals(List.of(2L), second.seeds());
    assertEquals("fold 2", second.scoredOn());
    LabelledSequences first = SET.folds(windows, 2).get(0).train();
    LabelledSequences held = SET.folds(windows, 2).get(0).test();
    assertEquals(
        Trials.of(Threshold.period3(first), "fold 1", held).decisions().accuracies(),
        folds.result("period-3 ratio, fold 1").accuracies());
    assertEquals(
        List.of(
            "row-keeping network, fold 1",
            "period-3 ratio, fold 1",
            "row-keeping network, fold 2",
            "period-3 ratio, fold 2"),
        folds.names());
    assertEquals(folds, StudyResult.read(folder.resolve("kept"), "selection"));
    assertEquals("a test", folds.provenance());
  }

  @Test
  void aSplitIsHeldAgainstAnotherWithItsOwnWindows() {
    StudyResult.Row one = score("random split", 0.9, 0.86, 0.93, "r");
    StudyResult.Row other = score("disjoint split", 0.8, 0.76, 0.83, "d");
    List<Result> results =
        new Beyond(folder, folder, "a test", BOOTSTRAP, 1).leakage("set", "2a", one, other);
    assertEquals(0.1, results.get(0).value(), 1e-12);
    // hypot(0.04, 0.03) on either side.
    assertEquals(0.05, results.get(0).low(), 1e-12);
    assertEquals(0.15, results.get(0).high(), 1e-12);
    assertEquals(List.of("r", "d"), results.get(0).runs());
    assertEquals("set", results.get(2).dataset());
    assertEquals("2a", results.get(2).variant());
  }

  private static StudyResult.Row score(
      String windows, double value, double low, double high, String run) {
    ConfidenceInterval interval = new ConfidenceInterval(value, low, high, 0.95);
    return new StudyResult.Row(
        "n",
        windows,
        400,
        1,
        List.of(1L),
        List.of(value),
        List.of(value),
        interval,
        interval,
        List.of(run),
        "test windows only");
  }

  @Test
  void whatComesWithTheKitIsNamedAsAReferenceRun() {
    new Beyond(folder, folder, "Profile paper", BOOTSTRAP, 1)
        .keep(StudyResult.of("pooling", "how?", List.of()));
    assertEquals(
        "Reference run: Profile paper",
        new Beyond(folder, folder, "a test", BOOTSTRAP, 1).before("pooling").provenance());
  }

  @Test
  void networkAndRatioSeeTheSameBasesAtEachLength() {
    LabelledSequences train = SET.labelled(windows(6));
    Beyond beyond = new Beyond(folder, folder, "a test", BOOTSTRAP, 1);
    StudyResult lengths = beyond.lengths(experiment(), 1, List.of(60, 600), train, train);
    assertEquals(
        List.of(
            "row-keeping network, 60 nt",
            "period-3 ratio, 60 nt",
            "row-keeping network, 600 nt",
            "period-3 ratio, 600 nt"),
        lengths.names());
    List<StudyResult.Row> networks = lengths.only("row-keeping network").results();
    assertEquals("60 nt", networks.get(0).scoredOn());
    // Bins 1 to 24 of 48 from 60 nt; 292 rows from 600: weights of 3 x 3 x 3 + 1 and the line's.
    assertEquals(8 * 28 + 2 * (22 * 8 + 1), networks.get(0).parameters());
    assertEquals(8 * 28 + 2 * (290 * 8 + 1), networks.get(1).parameters());
    LabelledSequences cut = train.cutTo(60);
    assertEquals(
        Trials.of(Threshold.period3(cut), "60 nt", cut).decisions().accuracies(),
        lengths.result("period-3 ratio, 60 nt").accuracies());
    List<Integer> uneven = List.of(61);
    assertThrows(InputProblem.class, () -> beyond.lengths(experiment(), 1, uneven, train, train));
  }

  @Test
  void bothStartsAreTriedFromEverySeedThePapersFirst() {
    LabelledSequences few = SET.labelled(windows(4));
    Cnn small = Cnn.named("small").convolution(3, 4).globalAverage().linear(2).build();
    List<PlateauStudy.Training> trials =
        new PlateauStudy(experiment(), 2, few, few, 1).bothStarts(small, 12, List.of(3L, 4L));
    assertEquals(
        List.of(
            PlateauStudy.PUBLISHED,
            PlateauStudy.PUBLISHED,
            PlateauStudy.HELPED,
            PlateauStudy.HELPED),
        trials.stream().map(PlateauStudy.Training::start).toList());
    assertEquals(
        List.of(3L, 4L, 3L, 4L), trials.stream().map(PlateauStudy.Training::seed).toList());
    assertEquals(4, trials.stream().map(PlateauStudy.Training::run).distinct().count());
    // The pictures differ, not the weights alone: no two begin with one loss.
    assertEquals(4, trials.stream().map(t -> t.trainLosses().get(0)).distinct().count());
  }

  @Test
  void aTrainingSaysWhenItLeftAndWhatItGives() {
    LabelledSequences train = SET.labelled(windows(20));
    CnnVariant learns = Variants.rowKeeper(4, 600).on(train, train, "x", 1);
    Trials<Predictions> trained = experiment().run(learns);
    PlateauStudy.Training trial = PlateauStudy.trials("M", "s", trained).get(0);
    assertEquals(4, trial.trainLosses().size());
    assertTrue(trial.leftIn() > 0);
    assertTrue(trial.trainLosses().get(trial.leftIn() - 1) < ChancePlateau.LEFT);
    assertEquals(trained.runs(), List.of(trial.run()));
    assertEquals(trained.first().test().accuracy(), trial.testAccuracy());
  }
}
