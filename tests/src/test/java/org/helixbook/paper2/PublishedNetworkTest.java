package org.helixbook.paper2;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.eval.TaskMetric;
import org.helixbook.experiment.RecordedTasks;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruLearner;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of the reference run that comes with the kit. */
class PublishedNetworkTest {
  private static final Path COMMITTED =
      KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper2-hg19-80000");

  private static final ChromatinData DATA =
      ChromatinData.from(
              "hg19-annotation",
              WindowSplit.CHROMOSOME,
              DatasetStore.fromEnvironment(),
              new Seeds(1),
              Progress.silent())
          .centre(100)
          .sample(80_000, 2_000, 8_000, new Seeds(1))
          .frequentTasks(ChromatinData.PAPER_RATE);

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectory(folder.resolve("run"));
    try (Stream<Path> files = Files.walk(COMMITTED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(COMMITTED.relativize(file).toString()));
      }
    }
  }

  private void rewrite(String file, String what, String by) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertTrue(text.contains(what), file);
    Files.writeString(folder.resolve(file), text.replace(what, by));
  }

  @Test
  void theLedgerJudgesByTheWholeRunButNotByItsCost() {
    PublishedNetwork there = PublishedNetwork.in(folder).orElseThrow();
    assertEquals("61 of 61 epochs; complete", there.run().standing().text());
    assertEquals(
        "The published network and protocol on hg19-annotation, seed 1: 61 of 61 epochs;"
            + " complete.",
        there.standing());
    List<Result> results = there.results();
    Set<String> claims =
        results.stream().map(one -> one.id().replaceFirst("-.*", "")).collect(Collectors.toSet());
    assertEquals(Set.of("P2.7", "P2.8", "P2.9", "P2.14", "P2.15", "P2.17"), claims);
    assertTrue(results.stream().allMatch(Result::isReference));
    List<Result> kept = ResultLog.read(folder.resolve("results.json"));
    assertEquals(
        kept.stream().filter(one -> one.id().equals("P2.8-wins")).findFirst().get().value(),
        results.stream().filter(one -> one.id().equals("P2.8-wins")).findFirst().get().value());
    assertEquals(
        Map.of("training, with dropout", 61, "validation", 61, "base rates", 2),
        there.curves().getSeriesMap().values().stream()
            .collect(Collectors.toMap(one -> one.getName(), one -> one.getXData().length)));
  }

  /** Its labels are not in the kit, so only what its files say of each other can be checked. */
  @Test
  void theRunOnRealExperimentsIsWholeAndAgreesWithItsTasks() {
    Path factorNet = COMMITTED.resolveSibling("paper2-factornet");
    PublishedNetwork there = PublishedNetwork.in(factorNet).orElseThrow();
    assertEquals(
        "The published network and protocol on factornet, seed 1: 61 of 61 epochs; complete.",
        there.standing());
    Map<String, Double> recorded =
        there.results().stream()
            .filter(one -> one.value() != null)
            .collect(Collectors.toMap(Result::id, Result::value));
    List<double[]> f1 =
        RecordedTasks.read(factorNet.resolve("tasks.tsv"), "encode-dream-factornet").stream()
            .map(model -> model.first().test().values(TaskMetric.F1_AT_HALF))
            .toList();
    assertEquals(96, f1.get(0).length);
    assertEquals(
        recorded.get("P2.8-wins"),
        IntStream.range(0, 96).filter(t -> f1.get(1)[t] > f1.get(0)[t] + 1e-6).count());
    assertEquals(
        recorded.get("P2.8-mean-f1-lr"), Arrays.stream(f1.get(0)).average().orElseThrow(), 1e-7);
    assertEquals(
        recorded.get("P2.7-perplexity"),
        Arrays.stream(there.run().history().values("validationPerplexity")).min().orElseThrow());
  }

  @Test
  void aRunThatWasCutShortIsShownAndNotJudgedBy() throws IOException {
    Files.delete(folder.resolve("run/metrics.json"));
    Files.delete(folder.resolve("run/standing.json"));
    List<String> lines = Files.readAllLines(folder.resolve("run/history.csv"));
    Files.write(folder.resolve("run/history.csv"), lines.subList(0, 41));
    PublishedNetwork there = PublishedNetwork.in(folder).orElseThrow();
    assertEquals(List.of(), there.results());
    assertTrue(there.standing().contains("40 of 61 epochs; not complete"), there.standing());
    assertEquals(3, there.curves().getSeriesMap().size());
  }

  @Test
  void anotherProtocolIsNoReference() throws IOException {
    rewrite("run/config.json", "\"epochs\" : 61", "\"epochs\" : 60");
    assertEquals(Optional.empty(), PublishedNetwork.in(folder));
    rewrite("run/config.json", "\"epochs\" : 60", "\"epochs\" : 61");
    rewrite("run/config.json", "\"hidden\" : 128", "\"hidden\" : 64");
    assertEquals(Optional.empty(), PublishedNetwork.in(folder));
    rewrite("run/config.json", "\"hidden\" : 64", "\"hidden\" : 128");
    rewrite("run/config.json", "\"keep\" : 0.95", "\"keep\" : 0.9");
    assertEquals(Optional.empty(), PublishedNetwork.in(folder));
    rewrite("run/config.json", "\"keep\" : 0.9,", "\"keep\" : 0.95,");
    assertTrue(PublishedNetwork.in(folder).isPresent());
    rewrite("run/config.json", "\"carriesState\" : true", "\"carriesState\" : false");
    assertEquals(Optional.empty(), PublishedNetwork.in(folder));
    assertEquals(Optional.empty(), PublishedNetwork.in(folder.resolve("nowhere")));
  }

  @Test
  void resultsOfAnotherRunAreRefused() throws IOException {
    String id = PublishedNetwork.in(folder).orElseThrow().run().id().text();
    rewrite("results.json", id, "0123456789abcdef");
    assertTold(
        assertThrows(InputProblem.class, () -> PublishedNetwork.in(folder)).getMessage(),
        folder.resolve("results.json") + ", result 'P2.8-win-share'",
        "0123456789abcdef");
  }

  /** Whoever builds the kit today trains on the same windows. */
  @Test
  void itsWindowsAreThoseOfToday() {
    RunConfiguration asked =
        PublishedNetwork.in(folder).orElseThrow().run().configuration().orElseThrow();
    assertEquals(
        new TreeMap<>(asked.data()),
        new TreeMap<>(
            Map.of(
                "train", DATA.train().digest(),
                "validation", DATA.validation().digest(),
                "test", DATA.test().digest())));
  }

  /** From what the network said of each window, and from today's labels. */
  @Test
  void whatWasRecordedFollowsFromItsPredictions() {
    PublishedNetwork there = PublishedNetwork.in(folder).orElseThrow();
    MultiTaskReport network =
        MultiTaskReport.of(
            DATA.tasks(),
            said(there.run(), BiGruLearner.VALIDATION_FILE, DATA.validation()),
            said(there.run(), BiGruLearner.TEST_FILE, DATA.test()));
    Map<String, Double> recorded =
        there.results().stream()
            .filter(one -> one.value() != null)
            .collect(Collectors.toMap(Result::id, Result::value));
    assertEquals(
        recorded.get("P2.14-auroc-rnn"), network.mean(TaskMetric.AUROC).orElseThrow(), 1e-12);
    assertEquals(
        recorded.get("P2.14-auprc-rnn"), network.mean(TaskMetric.AUPRC).orElseThrow(), 1e-12);
    assertEquals(
        recorded.get("P2.8-mean-f1-rnn"), network.mean(TaskMetric.F1_AT_HALF).orElseThrow(), 1e-12);
    double[] of = network.values(TaskMetric.F1_AT_HALF);
    double[] ofRegression =
        RecordedTasks.read(folder.resolve("tasks.tsv"), "hg19-annotation")
            .get(0)
            .first()
            .test()
            .values(TaskMetric.F1_AT_HALF);
    assertEquals(
        recorded.get("P2.8-wins"),
        IntStream.range(0, of.length).filter(t -> of[t] > ofRegression[t] + 1e-6).count());
  }

  private static ScoredTasks said(StoredRun run, String file, MultiLabelWindows windows) {
    FloatBuffer all = ByteBuffer.wrap(run.file(file).orElseThrow()).asFloatBuffer();
    double[][] logOdds = new double[windows.taskCount()][windows.size()];
    for (int i = 0; i < all.capacity(); i++) {
      logOdds[i % logOdds.length][i / logOdds.length] = all.get(i);
    }
    boolean[][] labels =
        IntStream.range(0, logOdds.length).mapToObj(windows::labelsOf).toArray(boolean[][]::new);
    return new ScoredTasks(logOdds, labels);
  }
}
