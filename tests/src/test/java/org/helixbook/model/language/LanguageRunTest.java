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
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.Trial;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.paper2.LanguageReference;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.Table;

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

  private static LanguageVariant variant(CharacterModel model) {
    return new LanguageVariant(model, REPEAT, REPEAT.load(null, Progress.silent()));
  }

  private static Trial<TextLosses> run(RunStore store, CharacterModel model) {
    return new Experiment(store, List.of(1L), Progress.silent()).run(variant(model)).first();
  }

  private static boolean isComplete(Trial<TextLosses> trial) {
    return trial.outcome().result().isPresent();
  }

  @ParameterizedTest
  @EnumSource(CharacterCell.class)
  void learnsTheRepeatAndAfterStopsEndsWithTheSameBits(CharacterCell cell) {
    CharacterModel model = model(cell);
    Trial<TextLosses> whole = run(RunStore.in(folder.resolve("a")), model);
    assertTrue(isComplete(whole), whole.message());
    double[] heldOut = whole.history().values("heldOutPerplexity");
    assertEquals(5, heldOut.length);
    assertTrue(heldOut[4] < 1.2, heldOut[4] + " of the repeat");
    assertEquals(heldOut[4], whole.test().perplexity(), 1e-12);
    assertEquals(399, whole.test().size());
    // 1,499 foretold: 4 stretches of 374, 25 steps of 15 an epoch, the last of 14.
    assertEquals(125, LanguageVariant.curve(whole, 1).length);
    assertTrue(LanguageVariant.learnedPerplexity(whole) < 1.2);

    Trial<TextLosses> stopped;
    int stops = 0;
    do {
      stopped = run(StopAfter.in(folder.resolve("b"), 31), model);
      stops++;
    } while (!isComplete(stopped) && stops < 50);
    // One checkpoint at the beginning, one a step, and one at the end of each epoch: 131.
    assertEquals(5, stops);
    assertEquals(metrics(whole), metrics(stopped));
    assertArrayEquals(LanguageVariant.curve(whole, 1), LanguageVariant.curve(stopped, 1));
    assertEquals(whole.test(), stopped.test());
  }

  private static List<?> metrics(Trial<TextLosses> trial) {
    return trial.history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  @Test
  void aKeptRunIsAReference() {
    CharacterModel model = model(CharacterCell.RNN);
    Trial<TextLosses> trial = run(RunStore.in(folder), model);
    LanguageReference kept = LanguageReference.in(folder).get(0);
    assertEquals(REPEAT, kept.source());
    assertEquals(model, kept.model());
    assertEquals(trial.test().perplexity(), kept.perplexity(), 1e-12);
    assertEquals(trial.history().last().metric("trainPerplexity"), kept.onTheWay(), 1e-12);
    assertEquals(LanguageVariant.learnedPerplexity(trial), kept.learned(), 1e-12);
    assertEquals(trial.runs().get(0), kept.run());
    assertEquals("RNN 1 x 16, length 15, batch 4, 1e-2, 1,500 letters", kept.settings());
    assertEquals(List.of(), LanguageReference.in(folder.resolve("nowhere")));
    assertEquals(4 * 15, variant(model).read(trial, 1)[0]);
    assertEquals(LanguageVariant.curve(trial, 7).length, variant(model).read(trial, 7).length);
    Table table = LanguageReference.table(List.of(kept));
    assertEquals(kept.perplexity(), table.doubleColumn("held-out text").get(0));
    assertEquals(kept.settings(), table.stringColumn("settings").get(0));
  }

  @Test
  void aRunWhoseHistoryIsDamagedIsNoReference() throws IOException {
    Trial<TextLosses> trial = run(RunStore.in(folder), model(CharacterCell.RNN));
    Path history = folder.resolve(trial.runs().get(0)).resolve("history.csv");
    String text = Files.readString(history);
    assertTrue(text.startsWith("epoch,trainLoss,heldOutLoss,trainPerplexity,"), text);
    Files.writeString(history, text.replace("trainPerplexity", "trainPerplexitx"));
    assertEquals(List.of(), LanguageReference.in(folder));
  }

  @Test
  void anUnfinishedOneHasNoFigures() {
    Trial<TextLosses> begun = run(StopAfter.in(folder, 3), model(CharacterCell.GRU));
    assertFalse(isComplete(begun));
    assertTrue(Double.isNaN(LanguageVariant.learnedPerplexity(begun)));
    assertEquals(0, LanguageVariant.curve(begun, 5).length);
    String said = assertThrows(InputProblem.class, begun::test).getMessage();
    assertTrue(said.contains("not complete"), said);
  }

  @Test
  void theCommandLineGoesOnWithARun() {
    CharacterModel model = model(CharacterCell.GRU);
    Trial<TextLosses> whole = run(RunStore.in(folder.resolve("a")), model);
    RunStore store = StopAfter.in(folder.resolve("b"), 40);
    assertFalse(isComplete(run(store, model)));
    StoredRun kept = store.runs().get(0);
    RunOutcome<?> ended = store.resume(kept, Progress.silent(), history -> {});
    assertEquals(Status.FINISHED, ended.training().status());
    assertEquals(whole.runs().get(0), ended.id().text());
    assertArrayEquals(whole.test().values(), run(store, model).test().values());
  }

  @Test
  void aTrainedModelIsARowOfATable() {
    Trials<TextLosses> trials =
        new Experiment(RunStore.in(folder), List.of(1L), Progress.silent())
            .run(variant(model(CharacterCell.RNN)));
    assertEquals(399, trials.provenance().n().orElseThrow());
    ConfidenceInterval interval =
        trials.first().test().interval(50, Bootstrap.of(new Seeds(1)), "x");
    Table table = LanguageVariant.table("x", List.of(trials), List.of(interval));
    assertEquals("RNN 1 x 16", table.stringColumn("network").get(0));
    assertEquals(trials.parameters(), table.longColumn("numbers").get(0));
    assertEquals(trials.first().test().perplexity(), table.doubleColumn("held-out text").get(0));
    assertEquals(interval.high(), table.doubleColumn("high").get(0));
  }

  @Test
  void theEstimateIsOfAllSteps() {
    Duration one = variant(model(CharacterCell.RNN)).estimate();
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
    assertThrows(InputProblem.class, () -> run(RunStore.in(folder), wide));
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
