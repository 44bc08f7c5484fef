package org.helixbook.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.helixbook.data.text.TextSource;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.Variant;
import org.helixbook.experiment.sweep.Cluster;
import org.helixbook.experiment.sweep.PlannedRun;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.experiment.sweep.RunPlaces;
import org.helixbook.experiment.sweep.SweepReport;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that Spark has computed are those that are computed here. */
class SparkSweepTest {
  private static final TextSource TEXT = new TextSource(TextSource.RANDOM, 600, 100, 3);
  private static final List<Double> RATES = List.of(0.01, 0.02);

  @TempDir Path folder;

  private static Variant<?> variant(double rate) {
    CharacterModel model =
        CharacterModel.builder()
            .layers(1)
            .hidden(8)
            .batchSize(4)
            .length(15)
            .epochs(2)
            .learningRate(rate)
            .build();
    return new LanguageVariant(model, TEXT, TEXT.load(null, Progress.silent())).forChoosing();
  }

  private static PlannedRun planned(RunConfiguration run) {
    return new PlannedRun(new Point(Map.of("setting", run.id().text())), run);
  }

  private static RunConfiguration ofOtherCode(RunConfiguration run) {
    return RunConfiguration.fromJson(run.toJson().replace(run.codeVersion(), "other"));
  }

  /** The same bits as in this process. */
  private void assertSame(RunStore store, double rate) {
    RunConfiguration run = variant(rate).configuration(1);
    RunStore alone = RunStore.in(folder.resolve("alone"));
    new Experiment(alone, List.of(1L), Progress.silent()).run(variant(rate));
    StoredRun here = alone.run(run.id()).orElseThrow();
    StoredRun there = store.run(run.id()).orElseThrow();
    assertEquals(StoredRun.State.COMPLETE, there.state());
    assertEquals(metrics(here), metrics(there));
    assertEquals("some/notebook", there.notebook());
    for (String file : List.of("held-out-losses.f64", "step-losses.f64")) {
      assertArrayEquals(here.file(file).orElseThrow(), there.file(file).orElseThrow(), file);
    }
  }

  private static List<Map<String, Double>> metrics(StoredRun run) {
    return run.history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  @Test
  void aSweepHasTheSameRunsAndWhatFailsEndsNothing() throws Exception {
    RunStore store = RunStore.in(folder.resolve("runs"));
    List<RunConfiguration> runs =
        RATES.stream().map(rate -> variant(rate).configuration(1)).toList();
    RunConfiguration other = ofOtherCode(runs.get(0));
    List<PlannedRun> all =
        Stream.concat(Stream.of(other), runs.stream()).map(SparkSweepTest::planned).toList();
    SweepReport report;
    Cluster.Engine engine = Cluster.engine("local[2]");
    try (Cluster cluster = engine.connect("local[2]", store, "some/notebook", 1)) {
      report =
          new RunPlaces(store, all.size(), cluster).run("Sweep", all, Map.of(), Progress.silent());
    }
    assertEquals(
        List.of("failed", "complete", "complete"), report.table().stringColumn("state").asList());
    assertEquals(1, report.problems().size());
    assertTrue(
        report.problems().get(0).contains("it belongs to other code (other)"),
        report.problems().get(0));
    for (double rate : RATES) {
      assertSame(store, rate);
    }
    try (Stream<Path> left = Files.list(store.folder())) {
      assertEquals(2, left.count(), "two runs and nothing else");
    }
  }

  /** As on a machine that does not see the folder of who asks. */
  @Test
  void withoutASharedFolderTheRecordsComeBack() throws Exception {
    RunConfiguration run = variant(RATES.get(0)).configuration(1);
    RunOnExecutor task =
        new RunOnExecutor(folder.resolve("elsewhere/mark").toString(), "some/notebook", List.of());
    Computed computed = task.call(run.toJson());
    assertEquals("", computed.failure());
    RunStore store = RunStore.in(folder.resolve("runs"));
    store.take(run.id(), computed.exported());
    assertSame(store, RATES.get(0));

    Computed failed = task.call(ofOtherCode(run).toJson());
    assertTrue(failed.failure().contains("it belongs to other code (other)"), failed.failure());
    assertEquals(0, failed.exported().length);
    assertFalse(Files.exists(folder.resolve("elsewhere")));
  }

  @Test
  void aMasterThatCannotDoItIsRefusedInASentence() {
    Cluster.Engine engine = Cluster.engine("local[2]");
    RunStore store = RunStore.in(folder.resolve("runs"));
    String unknown =
        assertThrows(InputProblem.class, () -> engine.connect("nowhere", store, "some/notebook", 1))
            .getMessage();
    assertTrue(unknown.startsWith("sweep on 'nowhere': Spark cannot begin ("), unknown);
    assertEquals(1, unknown.lines().count());
    String small =
        assertThrows(
                InputProblem.class, () -> engine.connect("local[2]", store, "some/notebook", 3))
            .getMessage();
    assertTrue(small.endsWith("a run takes 3 cores"), small);
    assertFalse(Files.exists(store.folder()));
  }
}
