package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.helixbook.feedback.Progress;
import org.helixbook.report.RunComparison;
import org.helixbook.spectrogram.ImageSplit;
import org.helixbook.spectrogram.SpectrogramPipeline;
import org.helixbook.spectrogram.cnn.CnnArchitecture;
import org.helixbook.spectrogram.cnn.Initialisation;
import org.helixbook.spectrogram.cnn.SeedTrials;
import org.helixbook.training.LabelledImages;
import org.helixbook.training.RunStore;
import org.helixbook.training.StoredRun;
import org.helixbook.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tech.tablesaw.api.Table;

class RunsCommandTest {
  @TempDir private static Path folder;
  private static RunStore store;
  private static StoredRun five;
  private static StoredRun three;

  @TempDir Path other;
  private String out;
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
    SeedTrials.run(
        store,
        CnnArchitecture.named("tiny").convolution(3, 4).globalAverage().linear(2).build(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(2).batchSize(4).build(),
        new ImageSplit(SpectrogramPipeline.defaults(), images, images),
        List.of(5L, 3L),
        Progress.silent(),
        (seed, epoch) -> {});
    five = withSeed(store, 5);
    three = withSeed(store, 3);
  }

  private static StoredRun withSeed(RunStore runs, long seed) {
    return runs.runs().stream()
        .filter(run -> run.configuration().orElseThrow().seed() == seed)
        .findFirst()
        .orElseThrow();
  }

  private int run(String... arguments) {
    CommandLine program =
        HelixBook.program(
            () -> {
              throw new AssertionError("the run commands need no data sets");
            },
            () -> store);
    StringWriter written = new StringWriter();
    StringWriter complained = new StringWriter();
    int code =
        program
            .setOut(new PrintWriter(written))
            .setErr(new PrintWriter(complained))
            .execute(arguments);
    out = written.toString().replace(System.lineSeparator(), "\n");
    err = complained.toString().replace(System.lineSeparator(), "\n");
    return code;
  }

  @Test
  void listPrintsALineARun() {
    assertEquals(0, run("runs", "list"));
    List<String> lines = out.lines().toList();
    assertEquals(4, lines.size(), out);
    assertEquals(
        "run               state          epochs    seed  last epoch              experiment",
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
            "training.seed",
            "state",
            "epochs",
            "test loss",
            "test accuracy",
            "seconds an epoch"),
        table.columnNames());
    assertArrayEquals(new String[] {"5", "3"}, table.stringColumn("training.seed").asObjectArray());
    assertArrayEquals(
        new String[] {"complete", "complete"}, table.stringColumn("state").asObjectArray());
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
    assertEquals(7, names.size(), names.toString());
  }
}
