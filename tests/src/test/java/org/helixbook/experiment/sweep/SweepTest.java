package org.helixbook.experiment.sweep;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.data.text.TextSource;
import org.helixbook.engine.KitProcess;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.NoisePictures;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.language.CharacterCell;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.plot.Figure;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageSplit;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Many settings, tried from several seeds and judged on validation data. */
class SweepTest {
  private static final ImageSplit IMAGES = NoisePictures.split();
  private static final TextSource TEXT = new TextSource(TextSource.RANDOM, 600, 100, 3);

  @TempDir Path folder;

  private static CnnVariant cnn(double rate, int classes) {
    return new CnnVariant(
        Cnn.named("tiny").convolution(3, 4).globalAverage().linear(classes).build(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(2).batchSize(8).learningRate(rate).build(),
        IMAGES,
        "noise");
  }

  private static LanguageVariant language(double rate, CharacterCell cell) {
    CharacterModel model =
        CharacterModel.builder()
            .cell(cell)
            .layers(1)
            .hidden(8)
            .batchSize(4)
            .length(15)
            .epochs(2)
            .learningRate(rate)
            .build();
    return new LanguageVariant(model, TEXT, TEXT.load(null, Progress.silent()));
  }

  private Experiment experiment(String store, Progress progress) {
    return new Experiment(RunStore.in(folder.resolve(store)), List.of(1L, 2L), progress);
  }

  private static List<String> labels(Sweep sweep) {
    return sweep.points().stream().map(Point::label).toList();
  }

  @Test
  void anEvenDrawHasEachValueEquallyOften() {
    Sweep wide =
        Sweep.over("a", 1, 2, 3)
            .and("b", "x", "y")
            .and("c", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
            .drawingEvenly(12, new Seeds(4));
    assertEquals(wide.points(), wide.points());
    assertEquals(12, wide.points().size());
    for (String value : List.of("1", "2", "3")) {
      assertEquals(4, wide.points().stream().filter(at -> at.text("a").equals(value)).count());
    }
    assertEquals(6, wide.points().stream().filter(at -> at.text("b").equals("x")).count());
    assertNotEquals(
        wide.points(),
        Sweep.over("a", 1, 2, 3)
            .and("b", "x", "y")
            .and("c", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
            .drawingEvenly(12, new Seeds(5))
            .points());
    assertThrows(
        InputProblem.class,
        () -> Sweep.read(List.of("rate=1..8")).drawingEvenly(4, new Seeds(1)).points());
  }

  @Test
  void aGridIsAllThatCanBeMade() {
    assertEquals(
        List.of(
            "learning rate 1e-4, cell lstm",
            "learning rate 1e-4, cell gru",
            "learning rate 0.003, cell lstm",
            "learning rate 0.003, cell gru"),
        labels(
            Sweep.over("learning rate", 1e-4, 0.003)
                .and("cell", CharacterCell.LSTM, CharacterCell.GRU)));
    assertEquals(
        List.of("learning rate 1e-3, batch size 8", "learning rate 3e-3, batch size 8"),
        labels(Sweep.read(List.of("learning-rate=1e-3, 3e-3", "batch-size=8"))));
    Point point = Sweep.over("cell", CharacterCell.GRU).and("units", 16).points().get(0);
    assertEquals(CharacterCell.GRU, point.choice("cell", CharacterCell.class));
    assertEquals(16, point.whole("units"));
    assertTold(problem(() -> point.whole("cell")), "setting 'cell'", "'gru'", "whole number");
    assertTold(problem(() -> point.real("rate")), "setting 'rate'", "cell, units");
  }

  @Test
  void aDrawIsRepeatedByItsSeed() {
    Sweep grid = Sweep.over("a", 1, 2, 3).and("b", 1, 2, 3);
    List<String> drawn = labels(grid.drawing(4, new Seeds(1)));
    assertEquals(4, drawn.stream().distinct().count());
    assertTrue(labels(grid).containsAll(drawn), "of the grid");
    assertEquals(drawn, labels(grid.drawing(4, new Seeds(1))));
    assertNotEquals(drawn, labels(grid.drawing(4, new Seeds(2))));
    assertEquals(9, labels(grid.drawing(100, new Seeds(1))).size());

    Sweep ranges = Sweep.read(List.of("rate=1e-4..1e-1", "units=8..64"));
    List<Point> points = ranges.drawing(300, new Seeds(5)).points();
    assertEquals(300, points.size());
    double[] rates = points.stream().mapToDouble(point -> point.real("rate")).toArray();
    assertTrue(Arrays.stream(rates).allMatch(rate -> rate >= 1e-4 && rate <= 1e-1));
    // By the logarithm: a third of them in each power of ten.
    assertEquals(100, Arrays.stream(rates).filter(rate -> rate < 1e-3).count(), 30);
    assertEquals(100, Arrays.stream(rates).filter(rate -> rate > 1e-2).count(), 30);
    int[] units = points.stream().mapToInt(point -> point.whole("units")).sorted().toArray();
    assertEquals(8, units[0]);
    assertEquals(64, units[299]);
    assertTold(problem(ranges::points), "sweep over 'rate'", "--draw 8");
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertTold(problem(() -> Sweep.read(List.of())), "sweep", "learning-rate=1e-3,3e-3");
    assertTold(problem(() -> Sweep.read(List.of("rate"))), "sweep", "'rate'", "name=value");
    assertTold(problem(() -> Sweep.read(List.of("rate=1,,2"))), "sweep over 'rate'", "missing");
    assertTold(problem(() -> Sweep.read(List.of("rate=1,1"))), "sweep over 'rate'", "twice");
    assertTold(problem(() -> Sweep.read(List.of("rate=3..1"))), "sweep over 'rate'", "3.0..1.0");
    assertTold(problem(() -> Sweep.read(List.of("r=0..0.5"))), "sweep over 'r'", "above 0");
    assertTold(problem(() -> Sweep.read(List.of("r=a..b"))), "sweep over 'r'", "'a..b'");
    assertTold(problem(() -> Sweep.read(List.of("r=1", "r=2"))), "sweep", "named twice");
    assertTold(problem(() -> Sweep.over("r", 1).drawing(0, new Seeds(1))), "sweep", "0", "1");
  }

  private static String problem(Executable work) {
    return assertThrows(InputProblem.class, work).getMessage();
  }

  @Test
  void aSweepIsJudgedOnValidationDataAndWhatFailsEndsNothing() {
    Sweep sweep = Sweep.over("rate", 0.05, 1e30, 0.2).and("classes", 2, 3);
    RecordedProgress told = new RecordedProgress();
    SweepReport report =
        sweep.run(
            experiment("runs", told), "Sweep", at -> cnn(at.real("rate"), at.whole("classes")));
    assertFalse(report.isComplete());
    assertEquals(
        "Sweep, 12 runs to compute | 24 epochs", told.lines().get(0), "one bar over all runs");
    assertEquals("12 of 12 runs done", told.lines().get(told.lines().size() - 1));
    assertTrue(told.lines().stream().anyMatch(line -> line.startsWith("4 | 2 runs of 12 done; ")));

    Table table = report.table();
    assertEquals(
        List.of(
            "rate",
            "classes",
            "seed",
            "validation accuracy",
            "mean of the seeds",
            "lowest",
            "highest",
            "epochs",
            "seconds",
            "state",
            "run"),
        table.columnNames());
    assertEquals(
        List.of(
            "complete",
            "complete",
            "failed",
            "failed",
            "diverged",
            "diverged",
            "failed",
            "failed",
            "complete",
            "complete",
            "failed",
            "failed"),
        table.stringColumn("state").asList());
    assertEquals(8, report.problems().size());
    assertTold(report.problems().get(0), "rate 0.05, classes 3, seed 1: tiny");
    assertTold(report.problems().get(2), "rate 1e30, classes 2, seed 1: diverged");

    RunStore store = RunStore.in(folder.resolve("runs"));
    double[] last =
        IntStream.of(0, 1)
            .mapToObj(row -> store.find(report.runs().get(row)))
            .mapToDouble(run -> run.history().last().testAccuracy())
            .toArray();
    assertEquals(last[0], table.doubleColumn("validation accuracy").get(0));
    assertEquals((last[0] + last[1]) / 2, table.doubleColumn("mean of the seeds").get(1), 1e-12);
    assertEquals(Math.min(last[0], last[1]), table.doubleColumn("lowest").get(0));
    assertEquals(Math.max(last[0], last[1]), table.doubleColumn("highest").get(1));
    assertTrue(table.doubleColumn("mean of the seeds").isMissing().contains(4));

    // A fifth of each class of the training pictures; of the test pictures nothing.
    RunConfiguration asked = store.find(report.runs().get(0)).configuration().orElseThrow();
    CnnVariant choosing = cnn(0.05, 2).forChoosing();
    assertEquals(16, choosing.images().train().size());
    assertArrayContent(new int[] {2, 2}, choosing.images().test().labels());
    assertEquals(choosing.images().test().digest(), asked.data().get("test"));
    assertNotEquals(IMAGES.test().digest(), asked.data().get("test"));

    Table ranking = report.ranking();
    assertEquals(6, ranking.rowCount());
    double best = ranking.doubleColumn("mean validation accuracy").get(0);
    assertTrue(best >= ranking.doubleColumn("mean validation accuracy").get(1));
    Point chosen = report.best().orElseThrow();
    assertEquals(ranking.doubleColumn("rate").get(0), chosen.real("rate"));
    assertTold(
        report.summary(),
        "6 settings tried in 12 runs, of which 4 are complete",
        chosen.label(),
        "best of 6");
  }

  private static void assertArrayContent(int[] counts, int[] labels) {
    for (int label = 0; label < counts.length; label++) {
      int wanted = label;
      assertEquals(counts[label], Arrays.stream(labels).filter(one -> one == wanted).count());
    }
  }

  @Test
  void anInterruptedSweepGoesOnAndCompleteRunsAreNotComputedAgain() {
    Sweep sweep = Sweep.over("rate", 0.01, 0.05);
    SweepReport whole = sweep.run(experiment("whole", Progress.silent()), "Sweep", this::atRate);
    assertTrue(whole.isComplete());

    RunStore stopping = StopAfter.in(folder.resolve("stopped"), 25);
    SweepReport stopped =
        sweep.run(
            new Experiment(stopping, List.of(1L, 2L), Progress.silent()), "Sweep", this::atRate);
    assertFalse(Thread.interrupted());
    assertFalse(stopped.isComplete());
    List<String> states = stopped.table().stringColumn("state").asList();
    assertEquals("not begun", states.get(3));
    assertEquals(List.of(), stopped.problems().stream().filter(p -> p.contains("failed")).toList());

    RecordedProgress told = new RecordedProgress();
    SweepReport again = sweep.run(experiment("stopped", told), "Sweep", this::atRate);
    assertTrue(again.isComplete());
    long left = states.stream().filter(state -> !state.equals("complete")).count();
    assertTrue(left > 0 && left < 4, states.toString());
    assertTrue(told.lines().get(0).startsWith("Sweep, " + left + " run"), told.lines().get(0));
    assertEquals(whole.runs(), again.runs());
    assertEquals(
        whole.table().doubleColumn("validation perplexity").asList(),
        again.table().doubleColumn("validation perplexity").asList());

    RecordedProgress nothing = new RecordedProgress();
    sweep.run(experiment("stopped", nothing), "Sweep", this::atRate);
    assertEquals(List.of(), nothing.lines());
  }

  private LanguageVariant atRate(Point at) {
    return language(at.real("rate"), CharacterCell.GRU);
  }

  @Test
  void settingsThatChangeNothingAreRefused() {
    assertTold(
        problem(
            () ->
                Sweep.over("rate", 0.1, 0.2)
                    .run(
                        experiment("runs", Progress.silent()),
                        "Sweep",
                        at -> language(0.1, CharacterCell.GRU))),
        "sweep",
        "'rate 0.1, seed 1'",
        "'rate 0.2, seed 1'",
        "same run");
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void heldOutTextChoosesNothing() {
    LanguageVariant given = language(0.1, CharacterCell.GRU);
    LanguageVariant choosing = given.forChoosing();
    assertEquals(500, choosing.text().train().length());
    assertEquals(100, choosing.text().heldOut().length());
    assertEquals(given.text().train().letters(500, 600), choosing.text().heldOut().letters(0, 100));
    assertFalse(given.configuration(1).toJson().contains("choosing"), "its id is as it was");
    assertEquals(
        TEXT.forChoosing(),
        LanguageRuns.read(choosing.configuration(1).preparation(), TextSource.class));
  }

  /** Two runs side by side have the bits that each has alone; one that fails ends no other. */
  @Test
  void processesSideBySideComputeTheSameBits() throws Exception {
    List<PlannedRun> planned = new ArrayList<>();
    for (CharacterCell cell : List.of(CharacterCell.GRU, CharacterCell.LSTM)) {
      Point point = new Point(Map.of("cell", cell.name()));
      planned.add(new PlannedRun(point, language(0.01, cell).forChoosing().configuration(1)));
    }
    // Pictures that only this process has.
    planned.add(1, new PlannedRun(new Point(Map.of("cell", "cnn")), cnn(0.1, 2).configuration(1)));
    RunStore alone = RunStore.in(folder.resolve("alone"));
    for (CharacterCell cell : List.of(CharacterCell.GRU, CharacterCell.LSTM)) {
      new Experiment(alone, List.of(1L), Progress.silent()).run(language(0.01, cell).forChoosing());
    }
    RunStore store = RunStore.in(folder.resolve("runs"));
    Files.createDirectories(folder.resolve("logs"));
    SweepReport report =
        new RunPlaces(store, 2, WorkerProcess.in(store, "some/notebook", folder.resolve("logs")))
            .run("Sweep", planned, Map.of(), Progress.silent());
    assertEquals(
        List.of("complete", "failed", "complete"), report.table().stringColumn("state").asList());
    assertEquals(1, report.problems().size());
    assertTold(report.problems().get(0), "cell cnn, seed 1: preparation of a run");
    for (int i : new int[] {0, 2}) {
      StoredRun here = store.find(planned.get(i).id());
      StoredRun there = alone.find(planned.get(i).id());
      assertEquals(metrics(there), metrics(here));
      assertEquals("some/notebook", here.notebook());
      for (String file : List.of("held-out-losses.f64", "step-losses.f64")) {
        assertEquals(
            Arrays.toString(there.file(file).orElse(null)),
            Arrays.toString(here.file(file).orElse(null)));
      }
    }
  }

  /** Killed, as by a machine that has run out of memory. */
  @Test
  void aProcessThatDiesTakesItsRunWithItAndNoOther() throws Exception {
    PlannedRun whole = EndlessSweep.run(0.05, 2);
    PlannedRun endless = EndlessSweep.runs().get(0);
    RunStore store = RunStore.in(folder.resolve("runs"));
    Progress killing =
        (done, detail) -> {
          if (detail.startsWith("1 run of 2 done; rate 0.01, seed 1: epoch")) {
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
          }
        };
    SweepReport report =
        new RunPlaces(store, 2, WorkerProcess.in(store, "some/notebook", folder))
            .run("Sweep", List.of(endless, whole), Map.of(), killing);
    assertEquals(List.of("failed", "complete"), report.table().stringColumn("state").asList());
    assertEquals(1, report.problems().size());
    assertTold(
        report.problems().get(0),
        "rate 0.01, seed 1: its process died",
        // Of the first process or of the second: either may be the first to take a run.
        "/worker-",
        ".log; ",
        "ask again to go on");
    assertEquals(StoredRun.State.PARTIAL, store.find(endless.id()).state());
  }

  /** A terminal sends SIGINT to a command and to all that it started. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theKeysThatStopACommandKeepAllRunsAndLeaveNoProcess() throws Exception {
    ProcessBuilder builder = KitProcess.of(EndlessSweep.class, List.of(folder.toString()));
    // Where the tests run in the background of a shell, all that they start ignores SIGINT.
    builder.command().addAll(0, List.of("setsid", "env", "--default-signal=INT"));
    Path errors = folder.resolve("errors");
    Process sweep = builder.redirectError(errors.toFile()).start();
    List<ProcessHandle> workers;
    List<String> after;
    try (BufferedReader lines = sweep.inputReader()) {
      for (Set<String> awaited = new HashSet<>(Set.of("0.01", "0.02")); !awaited.isEmpty(); ) {
        String line = lines.readLine();
        awaited.removeIf(
            rate -> line.startsWith("0 runs of 2 done; rate " + rate + ", seed 1: epoch"));
      }
      workers = sweep.children().toList();
      assertEquals(2, workers.size());
      new ProcessBuilder("kill", "-INT", "--", "-" + sweep.pid()).start().waitFor();
      after = lines.lines().filter(line -> !line.startsWith("0 runs of 2 done")).toList();
      assertEquals(128 + 2, sweep.waitFor());
    } finally {
      sweep.destroyForcibly();
    }
    assertEquals(List.of(), after, "nothing is reported as failed");
    assertEquals("stopped; the same command goes on from here", Files.readString(errors).strip());
    assertEquals(List.of(), workers.stream().filter(ProcessHandle::isAlive).toList());
    RunStore store = RunStore.in(folder.resolve("runs"));
    for (PlannedRun run : EndlessSweep.runs()) {
      StoredRun kept = store.find(run.id());
      assertEquals(StoredRun.State.PARTIAL, kept.state());
      assertTrue(kept.folder().resolve("checkpoint").toFile().list().length > 0);
    }
  }

  /** Its run is kept and has not ended: who asked would count it as done. */
  @Test
  void aWorkerThatIsStoppedDoesNotSayThatItsRunEnded() throws Exception {
    List<String> arguments = List.of(folder.resolve("runs").toString(), "some/notebook");
    Process worker =
        KitProcess.of(RunWorker.class, arguments)
            .redirectError(folder.resolve("log").toFile())
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = worker.inputReader();
        BufferedWriter asking = worker.outputWriter()) {
      asking.write(EndlessSweep.runs().get(0).configuration().toJson() + "\n");
      asking.flush();
      said.add(lines.readLine());
      worker.toHandle().destroy(); // destroy() would close what it says
      lines.lines().forEach(said::add);
      assertEquals(128 + 15, worker.waitFor());
    } finally {
      worker.destroyForcibly();
    }
    assertEquals(List.of(), said.stream().filter(line -> !line.startsWith(RunWorker.AT)).toList());
  }

  private static List<Map<String, Double>> metrics(StoredRun run) {
    return run.history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  @Test
  void theReportIsAPageWithChartsAndTables() throws Exception {
    SweepReport report =
        Sweep.over("rate", 0.01, 0.1)
            .and("cell", CharacterCell.GRU, CharacterCell.LSTM)
            .run(
                experiment("runs", Progress.silent()),
                "Sweep of two",
                at -> language(at.real("rate"), at.choice("cell", CharacterCell.class)));
    assertEquals(
        List.of("cell gru", "band 1", "cell lstm", "band 2", "each run").stream().sorted().toList(),
        report.against("rate").getSeriesMap().keySet().stream().sorted().toList());
    assertTrue(report.against("rate").getStyler().isXAxisLogarithmic());
    assertTold(problem(() -> report.against("cell")), "chart against 'cell'", "[rate]");
    assertEquals(8, report.curves().getSeriesMap().size(), "a line and a band each");
    assertEquals(
        List.of("0.01", "0.1"),
        report.heatMap("rate", "cell").getSeriesMap().values().iterator().next().getXData());
    assertEquals(3, report.figures().size());
    assertTrue(Figure.of(report.dots()).png().length > 1000);
    Path page = report.save(folder.resolve("page"));
    String html = Files.readString(page);
    assertTrue(html.contains("4 settings tried in 8 runs."), html.substring(0, 400));
    assertEquals(3, html.split("<img ").length - 1);
    List<String> csv = Files.readAllLines(folder.resolve("page/runs.csv"));
    assertEquals(
        "rate,cell,seed,validation perplexity,mean of the"
            + " seeds,lowest,highest,epochs,seconds,state,run",
        csv.get(0));
    assertEquals(9, csv.size());
    assertEquals(5, Files.readAllLines(folder.resolve("page/settings.csv")).size());
    assertTrue(Files.size(folder.resolve("page/figure-3.png")) > 1000);
  }
}
