package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.RunComparison;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.FolderLock;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tech.tablesaw.api.Table;

class RunsCommandTest {
  @TempDir private static Path folder;
  private static RunStore store;
  private static StoredRun five;
  private static StoredRun three;

  @TempDir Path other;
  private String out;
  private String answer = "";
  private String err;

  @BeforeAll
  static void trainTwoSeeds() {
    float[] pixels = new float[8 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * 7 % 13 - 6) / 6f;
    }
    LabelledImages images =
        new LabelledImages(
            1, 8, 8, pixels, new int[] {0, 1, 0, 1, 0, 1, 0, 1}, List.of("dark", "bright"));
    store = RunStore.in(folder);
    new Experiment(store, List.of(5L, 3L), Progress.silent())
        .run(
            tiny(
                TrainingSettings.builder().epochs(2).batchSize(4).build(),
                new ImageSplit(SpectrogramPipeline.defaults(), images, images)));
    five = withSeed(store, 5);
    three = withSeed(store, 3);
  }

  private static CnnVariant tiny(TrainingSettings training, ImageSplit images) {
    return new CnnVariant(
        Cnn.named("tiny").convolution(3, 4).globalAverage().linear(2).build(),
        Initialisation.HE_NORMAL,
        training,
        images,
        "pictures");
  }

  private static StoredRun withSeed(RunStore runs, long seed) {
    return runs.runs().stream()
        .filter(run -> run.configuration().orElseThrow().seed() == seed)
        .findFirst()
        .orElseThrow();
  }

  private int run(String... arguments) {
    return run(store, arguments);
  }

  private int run(RunStore used, String... arguments) {
    CommandLine program =
        HelixBook.program(
            () -> {
              throw new AssertionError("the run commands need no data sets");
            },
            () -> used,
            () -> new StringReader(answer));
    Said said = Said.by(program, arguments);
    out = said.out();
    err = said.err();
    return said.status();
  }

  @Test
  void listPrintsALineARun() {
    assertEquals(0, run("runs", "list"));
    List<String> lines = out.lines().toList();
    assertEquals(4, lines.size(), out);
    assertEquals(
        "run               state          epochs    seed  main figure                 "
            + "  experiment, and what differs",
        lines.get(0));
    assertTrue(out.contains(five.id() + "  complete       2 of 2       5  test accuracy 0."), out);
    assertEquals("runs folder: " + folder, lines.get(3));
  }

  @Test
  void showPrintsSettingsProvenanceAndEpochs() {
    assertEquals(0, run("runs", "show", five.id().text().substring(0, 6)));
    assertTrue(out.startsWith("run " + five.id() + ", complete\n"), out);
    assertTrue(out.contains("\ntraining.seed: 5\n"), out);
    assertTrue(out.contains("\nnetwork.layers[0].kernel: 3\n"), out);
    assertTrue(out.contains("\nenvironment.cpu: "), out);
    assertTrue(
        out.lines().anyMatch(line -> line.matches("    2( +0\\.\\d{4}){4} +\\d+\\.\\d")), out);
  }

  @Test
  void aRunThatIsNotThereIsToldInASentence() {
    assertEquals(2, run("runs", "show", "zzzz"));
    assertEquals(
        "run 'zzzz': there is no such run in "
            + folder
            + "; give the id, or enough of its beginning, as 'helixbook runs list' prints it\n",
        err);
  }

  @Test
  void diffNamesWhatDiffers() {
    assertEquals(0, run("runs", "diff", five.id().text(), three.id().text()));
    List<String> lines = out.lines().toList();
    assertEquals("settings: these differ, so the results may", lines.get(0));
    assertEquals("  training.seed: 5 | 3", lines.get(1));
    assertEquals("results: they differ from epoch 1 on", lines.get(2));
    assertEquals(3, lines.size(), out);
  }

  @Test
  void twoRunsThatShouldAgreeAreExplainedByTheirSurroundings() throws IOException {
    Path copy = Files.createDirectories(other.resolve(five.id().text()));
    for (String name : List.of("config.json", "environment.json", "history.csv")) {
      Files.copy(five.folder().resolve(name), copy.resolve(name));
    }
    StoredRun same = RunStore.in(other).runs().get(0);
    assertEquals(
        List.of(
            "settings: the same, so the results should agree in every bit",
            "results: the same in all epochs that both have"),
        RunComparison.explain(five, same));
    Path environment = copy.resolve("environment.json");
    Files.writeString(
        environment,
        Files.readString(environment).replaceFirst("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"Old\""));
    Path history = copy.resolve("history.csv");
    String[] lines = Files.readString(history).split("\n");
    lines[2] = lines[2].replaceFirst(",\\d", ",7");
    Files.writeString(history, String.join("\n", lines) + "\n");
    List<String> explained = RunComparison.explain(five, same);
    assertEquals(4, explained.size(), explained.toString());
    assertEquals("results: they differ from epoch 2 on", explained.get(1));
    assertTrue(explained.get(3).matches("  environment\\.cpu: .* \\| Old"), explained.get(3));
  }

  @Test
  void theTableHasWhatDiffersFirst() {
    Table table = RunComparison.table("Two seeds", List.of(five, three));
    assertEquals(
        List.of(
            "run",
            "seed",
            "state",
            "epochs done",
            "test loss",
            "test accuracy",
            "seconds an epoch"),
        table.columnNames());
    assertArrayEquals(new String[] {"5", "3"}, table.stringColumn("seed").asObjectArray());
    assertArrayEquals(
        new String[] {"complete", "complete"}, table.stringColumn("state").asObjectArray());
  }

  /** The setting and the figure must not want the same column. */
  @Test
  void runsOfDifferentLengthHaveATable() {
    LabelledImages images =
        new LabelledImages(1, 8, 8, new float[2 * 64], new int[] {0, 1}, List.of("a", "b"));
    RunStore store = RunStore.in(other);
    for (int epochs : new int[] {1, 2}) {
      new Experiment(store, List.of(1L), Progress.silent())
          .run(
              tiny(
                  TrainingSettings.builder().epochs(epochs).batchSize(2).build(),
                  new ImageSplit(SpectrogramPipeline.defaults(), images, images)));
    }
    List<String> columns = RunComparison.ofExperiment("tiny", store).columnNames();
    assertTrue(columns.containsAll(List.of("epochs", "epochs done")), columns.toString());
  }

  private static final TrainingSettings STOPPED =
      TrainingSettings.builder().epochs(2).batchSize(3).seed(9).build();

  /** A run on real windows, stopped after its first batch. */
  private StoredRun stoppedRun(RunStore runs, String source) {
    CodingSource data = CodingSource.of(source, SplitName.RANDOM, new Seeds(1)).spread(6);
    SpectrogramPipeline small =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(60).withHop(20))
            .withImage(ImageSettings.defaults().withSize(12, 12));
    new Experiment(StopAfter.in(runs.folder(), 1), List.of(9L), Progress.silent())
        .run(tiny(STOPPED, ImageRecipe.of(data, small, true).make(1, Progress.silent())))
        .histories();
    return withSeed(runs, 9);
  }

  @Test
  void resumeMakesThePicturesAgainAndEndsWithTheSameBits() throws IOException {
    RunStore whole = RunStore.in(other.resolve("whole"));
    RunStore runs = RunStore.in(other.resolve("stopped"));
    StoredRun stopped = stoppedRun(runs, "embedded");
    assertEquals(StoredRun.State.PARTIAL, stopped.state());
    Path copy = whole.folder().resolve(stopped.id().text());
    Files.createDirectories(copy);
    Files.copy(stopped.folder().resolve("config.json"), copy.resolve("config.json"));
    assertEquals(0, run(runs, "runs", "resume", stopped.id().text(), "--silent"), err);
    assertTrue(
        out.matches(
            "run [0-9a-f]{16}, finished: 2 epochs, test accuracy \\d\\.\\d{3}, test loss"
                + " \\d\\.\\d{3}; run [0-9a-f]{16}\n"),
        out);
    // The other folder knows the configuration alone: its run is computed from the beginning.
    assertEquals(0, run(whole, "runs", "resume", stopped.id().text(), "--silent"), err);
    for (String name : List.of("predictions.csv", "config.json")) {
      assertArrayEquals(
          Files.readAllBytes(copy.resolve(name)),
          Files.readAllBytes(stopped.folder().resolve(name)));
    }
    assertEquals(0, run(runs, "runs", "resume", stopped.id().text()));
    assertTrue(out.startsWith("run " + stopped.id() + " is complete"), out);
  }

  @Test
  void dataThatAreNoLongerThereAreToldInASentence() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (String name : List.of("coding.fa", "background.fa")) {
      StringBuilder fasta = new StringBuilder();
      for (int record = 0; record < 12; record++) {
        fasta.append(">r").append(name.charAt(0)).append(record).append('\n');
        for (int i = 0; i < 700; i++) {
          fasta.append("ACGT".charAt(random.nextInt(4)));
        }
        fasta.append('\n');
      }
      Files.writeString(other.resolve(name), fasta);
    }
    RunStore runs = RunStore.in(other.resolve("runs"));
    Path coding = other.resolve("coding.fa");
    StoredRun stopped = stoppedRun(runs, coding + "," + other.resolve("background.fa"));
    String whole = Files.readString(coding);
    Files.writeString(coding, whole.replace("ACG", "AGC"));
    assertEquals(2, run(runs, "runs", "resume", stopped.id().text(), "--silent"));
    assertTrue(
        err.contains("set is not the one that its configuration names; prepare the data"), err);
    Files.delete(coding);
    assertEquals(2, run(runs, "runs", "resume", stopped.id().text(), "--silent"));
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith(coding + ": "), err);
    Files.writeString(coding, whole);
    assertEquals(0, run(runs, "runs", "resume", stopped.id().text(), "--silent"), err);
  }

  @Test
  void aRunThatDoesNotSayWhereItsDataComeFromIsRefused() throws IOException {
    RunStore runs = copyOf(five, "\"kind\" : \"cnn\",", "");
    assertEquals(2, run(runs, "runs", "resume", five.id().text()));
    // A damaged configuration: its id is no longer its digest.
    assertTrue(err.contains("config.json: it is damaged; run the notebook"), err);
    runs = copyOf(five, "nothing", "nothing");
    Files.delete(runs.folder().resolve(five.id().text()).resolve("metrics.json"));
    assertEquals(2, run(runs, "runs", "resume", five.id().text()));
    assertTrue(err.startsWith("preparation of a run: "), err);
  }

  /** A store with a copy of a run whose configuration was edited. */
  private RunStore copyOf(StoredRun run, String from, String to) throws IOException {
    Path place = Files.createTempDirectory(other, "store");
    Path copy = Files.createDirectory(place.resolve(run.id().text()));
    for (String name :
        List.of("environment.json", "history.csv", "predictions.csv", "model.json")) {
      Files.copy(run.folder().resolve(name), copy.resolve(name));
    }
    Files.copy(run.folder().resolve("metrics.json"), copy.resolve("metrics.json"));
    String text = Files.readString(run.folder().resolve("config.json"));
    Files.writeString(copy.resolve("config.json"), text.replace(from, to));
    return RunStore.in(place);
  }

  /** The same run as one of other code: another id, and no checkpoint. */
  private static StoredRun ofOtherCode(RunStore runs, StoredRun run, boolean complete)
      throws IOException {
    String kind = run.configuration().orElseThrow().kind();
    return ofOtherCode(runs, run, complete, kind);
  }

  private static StoredRun ofOtherCode(RunStore runs, StoredRun run, boolean complete, String kind)
      throws IOException {
    RunConfiguration c = run.configuration().orElseThrow();
    RunConfiguration old =
        new RunConfiguration(
            kind,
            c.experiment() + (complete ? ", old" : ", left"),
            c.network(),
            c.training(),
            c.data(),
            c.preparation(),
            "classes of last week",
            c.threads());
    Path copy = Files.createDirectories(runs.folder().resolve(old.id().text()));
    for (String name :
        List.of("environment.json", "history.csv", "predictions.csv", "model.json")) {
      Files.copy(run.folder().resolve(name), copy.resolve(name));
    }
    if (complete) {
      Files.copy(run.folder().resolve("metrics.json"), copy.resolve("metrics.json"));
    }
    Files.writeString(
        copy.resolve("config.json"),
        "{\"format\": 1, \"id\": \"" + old.id() + "\", \"configuration\": " + old.toJson() + "}");
    return runs.find(old.id().text());
  }

  /** As runs were before kinds had the names of networks, and before every run had one. */
  @ParameterizedTest
  @ValueSource(strings = {"paper1-cnn", "paper2-language-model", ""})
  void aRunOfAnOlderVersionIsShownAndComparedAndNotResumed(String kind) throws IOException {
    RunStore runs = copyOf(five, "nothing", "nothing");
    StoredRun whole = ofOtherCode(runs, five, true, kind);
    StoredRun left = ofOtherCode(runs, five, false, kind);
    String id = whole.id().text();
    assertEquals(0, run(runs, "runs", "list"));
    assertTrue(out.contains(id + "  complete "), out);
    assertEquals(0, run(runs, "runs", "show", id));
    assertTrue(out.contains("not to be resumed\n"), out);
    assertTrue(out.contains("\ntraining.seed: 5\n"), out);
    assertEquals(0, run(runs, "runs", "diff", id, five.id().text()));
    assertTrue(out.contains("results: the same in all epochs"), out);
    assertEquals(
        0, run(runs, "runs", "export", id, other.resolve("r").toString(), "--records"), err);
    assertEquals(0, run(runs, "runs", "export", id, other.resolve("r.zip").toString()), err);
    assertEquals(2, run(runs, "runs", "resume", left.id().text()));
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("run " + left.id() + ": it is from an older version"), err);
  }

  private static List<String> ids(RunStore runs) {
    return runs.runs().stream().map(run -> run.id().text()).sorted().toList();
  }

  private static List<String> sorted(StoredRun... runs) {
    return Stream.of(runs).map(run -> run.id().text()).sorted().toList();
  }

  @Test
  void cleanNamesWhatItWouldRemoveAndAsks() throws IOException {
    RunStore runs = copyOf(five, "nothing", "nothing");
    assertEquals(0, run(runs, "runs", "clean"));
    assertEquals("nothing to remove in " + runs.folder() + "\n", out);
    StoredRun mine = runs.find(five.id().text());
    StoredRun oldAndWhole = ofOtherCode(runs, five, true);
    StoredRun oldAndLeft = ofOtherCode(runs, five, false);
    assertEquals(StoredRun.State.COMPLETE, oldAndWhole.state(), "form 1 stays readable");
    assertEquals(2, oldAndWhole.history().epochs().size());

    answer = "\n";
    assertEquals(0, run(runs, "runs", "clean"));
    List<String> lines = out.lines().toList();
    assertEquals("run               state            size  code   experiment", lines.get(0));
    assertTrue(
        lines.get(1).matches(oldAndLeft.id() + "  partial     +[\\d.,]+ \\w+  other  tiny, left"),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("remove 1 run, "), lines.get(2));
    assertTrue(lines.get(2).endsWith("? [y/N] nothing was removed"), lines.get(2));
    assertEquals(sorted(mine, oldAndWhole, oldAndLeft), ids(runs));

    answer = "y\n";
    assertEquals(0, run(runs, "runs", "clean"));
    assertEquals(sorted(mine, oldAndWhole), ids(runs));
    assertFalse(Files.exists(oldAndLeft.folder()));
    assertEquals(0, run(runs, "runs", "clean", "--old", "--yes"));
    assertTrue(out.contains("removed 1 run, "), out);
    assertEquals(sorted(mine), ids(runs));
    assertEquals(0, run(runs, "runs", "clean", "--old", "--partial", "--yes"));
    assertEquals(sorted(mine), ids(runs), "a complete run of this code stays");
    Files.delete(mine.folder().resolve("metrics.json"));
    assertEquals(0, run(runs, "runs", "clean", "--partial", "--yes"));
    assertEquals(List.of(), ids(runs));
  }

  @Test
  void cleanLeavesNewerRunsAndThoseBeingComputedAlone() throws IOException {
    RunStore runs = copyOf(five, "\"format\" : 2", "\"format\" : 99");
    Files.delete(runs.folder().resolve(five.id().text()).resolve("metrics.json"));
    assertEquals(0, run(runs, "runs", "clean", "--old", "--partial", "--yes"));
    assertEquals(1, ids(runs).size());

    RunStore busy = copyOf(five, "nothing", "nothing");
    StoredRun mine = busy.find(five.id().text());
    Files.delete(mine.folder().resolve("metrics.json"));
    try (FolderLock lock = FolderLock.acquire(mine.folder(), Duration.ZERO, "taken", "wait")) {
      assertTrue(mine.isBeingComputed(), "" + lock);
      assertEquals(0, run(busy, "runs", "clean", "--partial", "--yes"));
      assertThrows(InputProblem.class, () -> busy.remove(mine));
    }
    assertEquals(1, ids(busy).size());
    Files.writeString(mine.folder().resolve("config.json"), "{");
    assertEquals(0, run(busy, "runs", "clean", "--yes"), "a damaged one is of no use");
    assertEquals(List.of(), ids(busy));
  }

  @Test
  void exportPacksTheRun() throws IOException {
    Path file = other.resolve("five.zip");
    assertEquals(0, run("runs", "export", five.id().text(), file.toString()));
    assertEquals(file + "\n", out);
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName().substring(17);
        names.add(name);
        assertArrayEquals(
            Files.readAllBytes(five.folder().resolve(name)),
            zip.getInputStream(entry).readAllBytes());
      }
    }
    try (Stream<Path> checkpoints = Files.list(five.folder().resolve("checkpoint"))) {
      assertEquals(2, checkpoints.count());
    }
    assertEquals(8, names.size(), names.toString());
  }

  @Test
  void exportOfTheRecordsHasPredictionsAndLeavesWeightsBehind() throws IOException {
    Path records = other.resolve(five.readableName());
    assertEquals("tiny-seed-5", records.toFile().getName());
    assertEquals(0, run("runs", "export", five.id().text(), records.toString(), "--records"));
    assertEquals(records + ": 2 of 2 epochs; complete\n", out);
    try (Stream<Path> files = Files.list(records)) {
      assertEquals(
          List.of(
              "config.json",
              "environment.json",
              "history.csv",
              "metrics.json",
              "predictions.csv",
              "standing.json"),
          files.map(file -> file.toFile().getName()).sorted().toList());
    }
    assertArrayEquals(
        Files.readAllBytes(five.folder().resolve("predictions.csv")),
        Files.readAllBytes(records.resolve("predictions.csv")));
    assertEquals(2, run("runs", "export", three.id().text(), records.toString(), "--records"));
    assertEquals(
        records
            + ": it holds the records of another run, "
            + five.id()
            + "; name another folder, or delete this one first\n",
        err);
  }
}
