package org.helixbook.model.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helixbook.data.text.TextSource;
import org.helixbook.data.text.TextSplit;
import org.helixbook.experiment.LanguageTrial;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.paper2.LanguageReference;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Language models as runs: they learn, stop and go on. */
class LanguageRunTest {
  private static final TextSource REPEAT = new TextSource(TextSource.REPEAT, 1500, 400, 1);

  @TempDir Path folder;

  private static CharacterModel model(CharacterCell cell) {
    return CharacterModel.builder()
        .cell(cell)
        .layers(1)
        .hidden(16)
        .batchSize(4)
        .length(15)
        .learningRate(0.01)
        .epochs(5)
        .build();
  }

  private static LanguageTrial run(RunStore store, CharacterModel model, Progress progress) {
    return LanguageTrial.run(
        store, REPEAT, REPEAT.load(null, progress), model, progress, history -> {});
  }

  @ParameterizedTest
  @EnumSource(CharacterCell.class)
  void learnsTheRepeatAndAfterStopsEndsWithTheSameBits(CharacterCell cell) {
    CharacterModel model = model(cell);
    LanguageTrial whole = run(RunStore.in(folder.resolve("a")), model, Progress.silent());
    assertTrue(whole.isComplete(), whole.message());
    double[] heldOut = whole.history().values("heldOutPerplexity");
    assertEquals(5, heldOut.length);
    assertTrue(heldOut[4] < 1.2, heldOut[4] + " of the repeat");
    assertEquals(heldOut[4], whole.perplexity(), 1e-12);
    assertEquals(whole.perplexity(), whole.losses().perplexity(), 1e-12);
    assertEquals(399, whole.losses().size());
    // 1,499 foretold: 4 stretches of 374, 25 steps of 15 an epoch, the last of 14.
    assertEquals(125, whole.curve(1).length);
    assertEquals(whole.onTheWayPerplexity(), whole.history().values("trainPerplexity")[4]);
    assertTrue(whole.learnedPerplexity() < 1.2);

    LanguageTrial stopped;
    int stops = 0;
    do {
      stopped = run(StopAfter.in(folder.resolve("b"), 31), model, Progress.silent());
      stops++;
    } while (!stopped.isComplete() && stops < 50);
    // One checkpoint at the beginning, one a step, and one at the end of each epoch: 131.
    assertEquals(5, stops);
    assertEquals(metrics(whole), metrics(stopped));
    assertArrayEquals(whole.curve(1), stopped.curve(1));
    assertEquals(whole.losses(), stopped.losses());
  }

  private static List<?> metrics(LanguageTrial trial) {
    return trial.history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  @Test
  void aKeptRunIsAReference() {
    CharacterModel model = model(CharacterCell.RNN);
    LanguageTrial trial = run(RunStore.in(folder), model, Progress.silent());
    LanguageReference kept = LanguageReference.in(folder).get(0);
    assertEquals(REPEAT, kept.source());
    assertEquals(model, kept.model());
    assertEquals(trial.perplexity(), kept.perplexity(), 1e-12);
    assertEquals(trial.onTheWayPerplexity(), kept.onTheWay(), 1e-12);
    assertEquals(trial.learnedPerplexity(), kept.learned(), 1e-12);
    assertEquals(trial.run(), kept.run());
    assertEquals("RNN 1 x 16, length 15, batch 4, 1e-2", kept.settings());
    assertEquals(List.of(), LanguageReference.in(folder.resolve("nowhere")));
    assertEquals(4 * 15, trial.read(1)[0]);
    assertEquals(trial.curve(7).length, trial.read(7).length);
  }

  @Test
  void aRunWhoseHistoryIsDamagedIsNoReference() throws IOException {
    LanguageTrial trial = run(RunStore.in(folder), model(CharacterCell.RNN), Progress.silent());
    Path history = folder.resolve(trial.run()).resolve("history.csv");
    String text = Files.readString(history);
    assertTrue(text.startsWith("epoch,trainLoss,heldOutLoss,trainPerplexity,"), text);
    Files.writeString(history, text.replace("trainPerplexity", "trainPerplexitx"));
    assertEquals(List.of(), LanguageReference.in(folder));
  }

  @Test
  void anUnfinishedOneHasNoFigures() {
    LanguageTrial begun = run(StopAfter.in(folder, 3), model(CharacterCell.GRU), Progress.silent());
    assertFalse(begun.isComplete());
    assertTrue(Double.isNaN(begun.perplexity()) && Double.isNaN(begun.onTheWayPerplexity()));
    assertEquals(0, begun.curve(5).length);
    String said = assertThrows(InputProblem.class, begun::losses).getMessage();
    assertTrue(said.contains("not complete"), said);
  }

  @Test
  void theCommandLineGoesOnWithARun() {
    CharacterModel model = model(CharacterCell.GRU);
    LanguageTrial whole = run(RunStore.in(folder.resolve("a")), model, Progress.silent());
    RunStore store = StopAfter.in(folder.resolve("b"), 40);
    assertFalse(run(store, model, Progress.silent()).isComplete());
    StoredRun kept = store.runs().get(0);
    RunOutcome<?> ended = store.resume(kept, Progress.silent(), history -> {});
    assertEquals(Status.FINISHED, ended.training().status());
    assertEquals(whole.run(), ended.id().text());
    assertArrayEquals(
        whole.losses().values(), run(store, model, Progress.silent()).losses().values());
  }

  @Test
  void theEstimateIsOfAllSteps() {
    TextSplit text = REPEAT.load(null, Progress.silent());
    Duration one = LanguageTrial.estimate(text, model(CharacterCell.RNN));
    assertTrue(one.toNanos() > 0);
    assertEquals(0, one.toNanos() % 125, "125 steps of one length");
  }

  @Test
  void settingsThatCannotBeAreTold() {
    assertThrows(InputProblem.class, () -> CharacterModel.builder().layers(4).build());
    assertThrows(InputProblem.class, () -> CharacterModel.builder().layers(0).build());
    assertThrows(InputProblem.class, () -> CharacterModel.builder().hidden(0).build());
    assertThrows(InputProblem.class, () -> CharacterModel.builder().learningRate(0).build());
    String said =
        assertThrows(InputProblem.class, () -> CharacterModel.builder().length(0).build())
            .getMessage();
    assertTrue(said.contains("length"), said);
    CharacterModel wide = model(CharacterCell.RNN).toBuilder().batchSize(1500).build();
    assertThrows(InputProblem.class, () -> run(RunStore.in(folder), wide, Progress.silent()));
  }

  @Test
  void thePresetsAreThePapersSettings() {
    CharacterModel synthetic = CharacterModel.paperSynthetic();
    assertEquals("LSTM 2 x 128", synthetic.title());
    assertEquals(new CharacterTraining(10, 50, 50, 0.002, 1), synthetic.training());
    CharacterModel genome = CharacterModel.paperGenome(CharacterCell.GRU);
    assertEquals("GRU 2 x 128", genome.title());
    assertEquals(new CharacterTraining(1, 50, 50, 8e-4, 1), genome.training());
  }
}
