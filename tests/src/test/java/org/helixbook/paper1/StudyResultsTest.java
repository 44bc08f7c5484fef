package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.PretrainedSet;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.OcclusionMap;
import org.helixbook.model.logistic.KmerClassifier;
import org.helixbook.run.RunStore;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.RowErasure;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The experiments on made-up windows of 60 nt: a repeat of three bases against random ones. */
class StudyResultsTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  @TempDir Path folder;

  private static LabelledSequences windows(int perClass, long seed) {
    var random = new Seeds(seed).generator("windows");
    List<DnaSequence> sequences = new ArrayList<>();
    int[] labels = new int[2 * perClass];
    for (int i = 0; i < 2 * perClass; i++) {
      StringBuilder bases = new StringBuilder();
      for (int k = 0; k < 60; k++) {
        boolean repeats = i < perClass && random.nextDouble() < 0.7;
        bases.append(repeats ? "GAT".charAt(k % 3) : "ACGT".charAt(random.nextInt(4)));
      }
      labels[i] = i < perClass ? 0 : 1;
      sequences.add(DnaSequence.of("w" + i, bases.toString()));
    }
    return new LabelledSequences(sequences, labels, List.of("CDN", "LNSD"));
  }

  private Experiment experiment(Progress progress) {
    return new Experiment(RunStore.in(folder.resolve("runs")), List.of(1L, 2L), progress);
  }

  private Experiment experiment() {
    return experiment(Progress.silent());
  }

  private static List<String> bars(RecordedProgress told) {
    return told.lines().stream().filter(line -> line.endsWith(" batches")).toList();
  }

  @Test
  void theProgressSaysWhichVariantTrains() {
    LabelledSequences train = windows(10, 1);
    LabelledSequences test = windows(5, 2);
    RecordedProgress told = new RecordedProgress();
    CnnRecipe network = Variants.rowKeeper(1, 60);
    // Two of one architecture, which the architecture's name does not tell apart.
    List<String> plain = experiment(told).run(network.on(train, test, "x", 1)).runs();
    CnnRecipe grey = network.named("no colour").withEdit(PictureEdit.MONOCHROME);
    experiment(told).run(grey.on(train, test, "x", 1));
    assertEquals(
        List.of(
            "row-keeping network, seed 1 of 2 | 1 batches",
            "row-keeping network, seed 2 of 2 | 1 batches",
            "no colour, seed 1 of 2 | 1 batches",
            "no colour, seed 2 of 2 | 1 batches"),
        bars(told));
    // Another name alone is the same runs: nothing is left to train.
    assertEquals(
        plain, experiment(told).run(network.named("other").on(train, test, "x", 1)).runs());
    assertEquals(4, bars(told).size());
  }

  @Test
  void theRowKeepingNetworkFindsThePeriodAndItsRow() throws IOException {
    LabelledSequences train = windows(30, 1);
    LabelledSequences test = windows(20, 2);
    CnnRecipe recipe = Variants.rowKeeper(6, 60);
    CnnVariant variant = recipe.on(train, test, "made-up windows", 1);
    Trials<Predictions> trained = experiment().run(variant);
    StudyResult.Row result = StudyResult.Row.of(trained, BOOTSTRAP);
    assertEquals(List.of(1L, 2L), result.seeds());
    assertEquals(40, result.windows());
    assertEquals("made-up windows", result.scoredOn());
    assertTrue(result.accuracy().value() > 0.9, result.toString());
    assertEquals(2, result.runs().size());

    // Asked again, nothing is computed: the same runs with the same figures.
    assertEquals(result, StudyResult.Row.of(experiment().run(variant), BOOTSTRAP));
    // Its own test windows, drawn anew, score the same.
    assertEquals(
        result.accuracies(),
        CnnVariant.on(trained, "again", variant.pictures(test, 1)).decisions().accuracies());

    // Window 48: bins 1 to 24 from below, bin 16 is the frequency 1/3, so row 24 - 16 = 8.
    LabelledImages images = variant.images().test();
    assertEquals(24, images.height());
    Trials<Predictions> erased =
        CnnVariant.on(trained, "erased", RowErasure.around(8, 1, 24).apply(images));
    double left = StudyResult.Row.of(erased, BOOTSTRAP).accuracy().value();
    assertTrue(left < result.accuracy().value() - 0.15, "erased: " + left);
    ImageClassifier first = CnnVariant.network(trained.first());
    double[][] byRow = OcclusionMap.of(first, images, 1, 5).byRow();
    for (int row = 0; row < 24; row++) {
      assertTrue(row >= 7 && row <= 9 || byRow[0][row] < byRow[0][8], "row " + row);
    }

    PretrainedSet set = PretrainedSet.of(recipe, variant, trained, "a test");
    Path nets = folder.resolve("networks");
    set.write(nets, "small");
    PretrainedSet back = PretrainedSet.read(nets, "small", recipe);
    assertEquals("a test, seed 2", back.networks().get(1).provenance());
    assertEquals(set.networks().get(0).description(), back.networks().get(0).description());
    // Weights and pictures come back whole: the same runs, and every figure of the original.
    LabelledImages drawn = back.pictures(test, 1);
    assertArrayEquals(images.pixels(), drawn.pixels());
    Trials<Predictions> again = back.on("made-up windows", drawn);
    assertEquals(result, StudyResult.Row.of(again, BOOTSTRAP));
    assertEquals("other", back.named("other").on("x", drawn).name());
    double[][] both = back.occlusion(images, 1, 5).byRow();
    double second =
        OcclusionMap.of(CnnVariant.network(trained.trials().get(1)), images, 1, 5).byRow()[0][8];
    assertEquals((byRow[0][8] + second) / 2, both[0][8], 1e-9);
    Path file = nets.resolve("small-seed-1.network");
    Files.write(file, new byte[] {1, 2, 3});
    assertThrows(InputProblem.class, () -> PretrainedSet.Network.read(file));
  }

  @Test
  void everyVariantOfTheExperimentsFitsItsPictures() {
    for (CnnRecipe variant : Variants.poolingGrids(1)) {
      int channels = variant.edit() == PictureEdit.ROW_CHANNEL ? 4 : 3;
      assertTrue(
          variant
                  .network()
                  .parameters(
                      channels, variant.pipeline().outputHeight(), variant.pipeline().outputWidth())
              > 0,
          variant.name());
    }
    // As chosen: 588 / 2 + 1 frequencies without the three lowest.
    assertEquals(292, Variants.rowKeeper(1).pipeline().outputHeight());
    // (3 x 9 + 1) x 8 of the convolution, and 2 x (290 x 8 + 1).
    assertEquals(224 + 4642, Variants.rowKeeper(1).network().parameters(3, 292, 5));
    assertEquals(11, Variants.pictures(1).size());
  }

  @Test
  void wordsTellTheClassesApartToo() {
    Trials<Decisions> words =
        Trials.of(KmerClassifier.fit(3, 0.01, windows(30, 1)), "made up", windows(20, 2));
    StudyResult.Row result = StudyResult.Row.of(words, BOOTSTRAP);
    assertEquals("k-mer regression, k up to 3", result.name());
    assertTrue(result.auc().value() > 0.9, result.toString());
    assertEquals(List.of(), result.seeds());
  }

  private static StudyResult.Row line(int[] labels, int[] decided, double... scores) {
    Decisions decisions = Decisions.ofScores(List.of("a", "b"), labels, decided, scores);
    return StudyResult.Row.of(Trials.ofMethod("line", "w", 1, decisions), BOOTSTRAP);
  }

  @Test
  void aBaselinesScoreIsThatOfItsDecisions() {
    StudyResult.Row result = line(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 4, 2, 3, 1);
    assertEquals(List.of(0.75), result.accuracies());
    // Of the four pairs one is the wrong way round.
    assertEquals(List.of(0.75), result.aucs());
    assertEquals(0.75, result.accuracy().value());
    Provenance provenance = result.provenance("human");
    assertEquals("human", provenance.dataset());
    assertEquals(4, provenance.n().orElseThrow());
    Comparison other = result.minusElsewhere(line(new int[] {0, 1}, new int[] {0, 0}, 1, 1));
    assertEquals(0.25, other.difference().value());
  }

  @Test
  void resultsAreKeptInAFile() throws IOException {
    StudyResult.Row row = line(new int[] {0, 1}, new int[] {0, 1}, 1, 0);
    StudyResult study =
        new StudyResult(
            "rows",
            "why?",
            "a test",
            List.of(row),
            List.of(new PlateauStudy.Training("M", "s", 3, List.of(0.7, 0.6), 2, 0.5, 1, "r")));
    study.write(folder);
    assertEquals(study, StudyResult.read(folder, "rows"));
    assertEquals(row, study.result("line"));
    assertEquals(row.accuracy(), study.accuracies(List.of("none", "line")).get(1));
    assertTrue(Double.isNaN(study.accuracies(List.of("none", "line")).get(0).value()));
    StudyResult twice = study.only("li").with(row.named("again"));
    assertEquals(List.of("line", "again"), twice.names());
    assertEquals(List.of("r"), twice.runs());
    Table table = twice.table("both");
    assertEquals(List.of("line", "again"), table.stringColumn("variant").asList());
    assertEquals(1, table.doubleColumn("accuracy").get(0));
    assertThrows(IllegalArgumentException.class, () -> study.result("other"));
    assertThrows(InputProblem.class, () -> StudyResult.read(folder, "none"));
    Path cut = Files.writeString(folder.resolve("cut.json"), "{\n\"study\" : \"rows");
    String message =
        assertThrows(InputProblem.class, () -> StudyResult.read(folder, "cut")).getMessage();
    assertTrue(message.startsWith(cut + ": it cannot be read (Unexpected end-of-input"), message);
    assertFalse(message.contains("\n"), message);
  }
}
