package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.text.TextSource;
import org.helixbook.experiment.BiGruVariant;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.Variant;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A run of each kind, stopped, and resumed by the command line from its configuration alone. */
class ResumeEachKindTest {
  private static final Seeds SEEDS = new Seeds(1);

  @TempDir Path folder;

  private void assertResumes(String kind, Variant<?> variant) throws IOException {
    RunStore whole = RunStore.in(folder.resolve("whole"));
    new Experiment(whole, List.of(7L), Progress.silent()).run(variant);
    RunStore runs = StopAfter.in(folder.resolve("stopped"), 2);
    new Experiment(runs, List.of(7L), Progress.silent()).run(variant).histories();
    assertFalse(Thread.interrupted());
    StoredRun stopped = runs.runs().get(0);
    assertEquals(kind, stopped.configuration().orElseThrow().kind());
    assertEquals(StoredRun.State.PARTIAL, stopped.state());

    CommandLine program =
        HelixBook.program(
            () -> {
              throw new AssertionError("no data command");
            },
            () -> runs,
            Reader::nullReader);
    Said said = Said.by(program, "runs", "resume", stopped.id().text(), "--silent");
    assertEquals(0, said.status(), said.err());

    // A finished run is given with its network, ready to predict, and nothing is computed.
    RunOutcome<?> again = runs.resume(stopped, Progress.silent(), history -> {});
    assertTrue(again.wasComplete());
    assertTrue(again.training().learner().steps() > 2);

    StoredRun unbroken = whole.find(stopped.id().text());
    assertEquals(StoredRun.State.COMPLETE, unbroken.state());
    assertEquals(metrics(unbroken), metrics(stopped));
    try (var files = Files.list(unbroken.folder())) {
      // What the run left: predictions, scores, losses; metrics.json holds the history's digest.
      List<Path> left =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(".*(lock|environment.json|metrics.json)"))
              .filter(file -> !file.endsWith("history.csv"))
              .toList();
      assertTrue(left.size() >= 2, left.toString());
      for (Path file : left) {
        assertArrayEquals(
            Files.readAllBytes(file),
            Files.readAllBytes(stopped.folder().resolve(file.getFileName().toString())),
            file.toString());
      }
    }
  }

  private static List<Map<String, Double>> metrics(StoredRun run) {
    return run.history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  private static CnnRecipe recipe(PictureEdit edit) {
    return new CnnRecipe(
        "variant",
        Cnn.named("tiny").convolution(3, 4).globalAverage().linear(2).build(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(2).batchSize(3).build(),
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(60).withHop(20))
            .withImage(ImageSettings.defaults().withSize(12, 12)),
        edit);
  }

  @Test
  void anImageClassifierOnSomeShorterWindowsWithAnEdit() throws IOException {
    CodingSet set = CodingSet.load("ustilago-coding-600");
    Function<Boolean, LabelledSequences> windows =
        train ->
            set.labelled(train ? set.train(SplitName.RANDOM) : set.test(SplitName.RANDOM))
                .someOfEachClass(9, SEEDS)
                .someOfEachClass(train ? 6 : 9, SEEDS)
                .cutTo(300);
    assertResumes(
        "cnn",
        recipe(PictureEdit.ROW_CHANNEL)
            .on(windows.apply(true), windows.apply(false), "shorter windows", 1));
  }

  @Test
  void anImageClassifierOnAFoldOfTheTrainingWindows() throws IOException {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    SequenceSplit fold = set.folds(set.train(SplitName.GENE_DISJOINT), 4).get(2);
    assertResumes(
        "cnn",
        recipe(PictureEdit.NONE)
            .on(
                fold.train().someOfEachClass(5, SEEDS),
                fold.test().someOfEachClass(5, SEEDS),
                "fold 3",
                1));
  }

  @Test
  void aNetworkOfOneTaskTrainedOnBothStrands() throws IOException {
    ChromatinData data =
        new PlantedMotifs(40, List.of("AGATAAGG", "CCGCGNGG"), 0.4, true, SEEDS)
            .data(60, 20, 20)
            .centre(30)
            .sample(24, 12, 12, SEEDS)
            .withTasks(List.of("simulated CCGCGNGG"))
            .bothStrands();
    assertResumes(
        "bigru",
        new BiGruVariant(
            "both strands",
            BiGruDescription.builder(1).hidden(4).layers(1).embedding(4).build(),
            data,
            new BiGruTraining(2, 10, 0.01, 0, true, 1)));
  }

  @Test
  void aLanguageModel() throws IOException {
    TextSource source = new TextSource(TextSource.RANDOM, 600, 100, 3);
    CharacterModel model =
        CharacterModel.builder().layers(1).hidden(8).batchSize(4).length(15).epochs(2).build();
    assertResumes(
        "language-model", new LanguageVariant(model, source, source.load(null, Progress.silent())));
  }
}
