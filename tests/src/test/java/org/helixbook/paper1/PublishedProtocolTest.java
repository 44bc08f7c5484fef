package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.KeptRun;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.Figure;
import org.helixbook.plot.HtmlTable;
import org.helixbook.run.Profile;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedProtocolTest {
  private static final String HEAD = KeptRun.HISTORY_HEAD;
  private static final String ON_THE_PLATEAU =
      HEAD + "1,0.6932,0.5,0.6931,0.5,90.0\n2,0.69341,0.5125,0.6936,0.4975,91.0\n";
  private static final String OFF_IT =
      ON_THE_PLATEAU + "3,0.6699,0.6,0.66,0.61,90.0\n4,0.68,0.55,0.67,0.59,90.0\n";
  private static final String STOPPED =
      "not complete: stopped by the clock or by hand, not by its results";

  @TempDir Path folder;
  private Path references;
  private RunStore store;

  @BeforeEach
  void makeFolders() {
    references = folder.resolve("paper1-published");
    store = RunStore.in(folder.resolve("runs"));
  }

  private PublishedProtocol protocol() {
    return PublishedProtocol.in(references, Profile.QUICK, store);
  }

  private static RunConfiguration published(String network, TrainingSettings training, int side) {
    return RunConfiguration.here(
        CnnRuns.NAME,
        network,
        Map.of("height", side, "width", side),
        training,
        Map.of("train", "aa", "test", "bb"),
        Map.of());
  }

  private void keep(String name, RunConfiguration configuration, String history, String standing)
      throws IOException {
    Path run = KeptRun.in(references.resolve(name), configuration, history);
    if (!standing.isEmpty()) {
      Files.writeString(run.resolve("standing.json"), standing);
    }
  }

  private void keep(String network, long seed, String history) throws IOException {
    keep(
        network + seed,
        published(network, TrainingSettings.builder().seed(seed).build(), 224),
        history,
        "{\"stepsAnEpoch\": 32}");
  }

  private Trials<Predictions> trained(
      String network, TrainingSettings settings, int side, int stopAfter, Long... seeds) {
    float[] pixels = new float[4 * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * 7 % 13 - 6) / 6f;
    }
    LabelledImages images =
        new LabelledImages(1, side, side, pixels, new int[] {0, 1, 0, 1}, List.of("a", "b"));
    Thread caller = Thread.currentThread();
    int[] done = new int[1];
    Progress progress =
        (batches, detail) -> {
          if (++done[0] == stopAfter) {
            caller.interrupt();
          }
        };
    Trials<Predictions> trials =
        new Experiment(store, List.of(seeds), progress)
            .run(
                new CnnVariant(
                    Cnn.named(network).convolution(3, 2).globalAverage().linear(2).build(),
                    Initialisation.HE_NORMAL,
                    settings,
                    new ImageSplit(SpectrogramPipeline.defaults(), images, images),
                    "noise"));
    trials.histories();
    return trials;
  }

  private Trials<Predictions> quick(String network) {
    return trained(network, TrainingSettings.builder().epochs(2).batchSize(2).build(), 8, -1, 1L);
  }

  private static String svg(Figure figure) {
    return new String(figure.svg(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutAReferenceRunTheTableSaysSo() {
    Trials<Predictions> own = quick("Model 1");
    assertTrue(protocol().beside(own).isEmpty());
    assertTrue(protocol().differences(own).isEmpty());
    HtmlTable table = HtmlTable.of(protocol().table("Model 1", "Model 2", "Model 3"));
    assertEquals(
        List.of("Model 1", "NA", "none run", "", "NA", "NA", "NA", ""), table.rows().get(0));
    assertEquals(3, table.rows().size());
  }

  @Test
  void theSettingsThatDifferAreListed() throws IOException {
    keep("Model 2a", 1, ON_THE_PLATEAU);
    HtmlTable table = HtmlTable.of(protocol().differences(quick("Model 2a")).orElseThrow());
    assertEquals(List.of("batch size", "2", "50"), table.rows().get(0));
    assertEquals(List.of("epochs", "2", "125"), table.rows().get(1));
    assertTrue(protocol().differences(quick("Model 2b")).isEmpty(), "another network");
  }

  @Test
  void theTableHasTheLastEpochOfEachAndNoResult() throws IOException {
    keep("Model 2a", 1, ON_THE_PLATEAU);
    keep("Model 3", 2, OFF_IT);
    List<List<String>> rows =
        HtmlTable.of(protocol().table("Model 1", "Model 2", "Model 3")).rows();
    assertEquals(
        List.of(
            List.of("Model 1", "NA", "none run", "", "NA", "NA", "NA", ""),
            List.of(
                "Model 2a",
                "1",
                "2 of 125",
                "not complete",
                "0.693",
                "0.513",
                "0.498",
                "still there after 2 epochs"),
            List.of(
                "Model 3",
                "2",
                "4 of 125",
                "not complete",
                "0.680",
                "0.550",
                "0.590",
                "left in epoch 3")),
        rows);
    assertEquals(List.of(), RecordedModel.references(folder), "no recorded model of 06-results");
  }

  @Test
  void bothAreDrawnAgainstStepsWhereAnEpochHasMoreOfThemInOne() throws IOException {
    keep("Model 2a", 1, ON_THE_PLATEAU);
    Figure figure = protocol().beside(quick("Model 2a")).orElseThrow();
    assertEquals(
        "Profile: quick. Drawn against steps; steps of an epoch: 2 here, 32 reference. Here: 1"
            + " seed. Reference run of Model 2a, as published (profile paper, seed 1): 2 of 125"
            + " epochs; "
            + STOPPED
            + ".",
        figure.caption());
    String drawn = svg(figure);
    for (String line :
        List.of("here, training", "here, test", "reference, training", "reference, test")) {
      assertTrue(drawn.contains(line), line);
    }
    assertTrue(drawn.contains("chance (ln 2)"), "0.693 is marked");
    TrainingSettings quick = TrainingSettings.builder().epochs(2).batchSize(2).build();
    String several =
        protocol().beside(trained("Model 2a", quick, 8, -1, 1L, 2L)).orElseThrow().caption();
    assertTrue(
        several.contains("Here: mean of 2 seeds; bands: lowest to highest seed. Reference run"),
        several);
  }

  /** As in the profile paper, and stopped after its first epochs. */
  @Test
  void aRunOfOnesOwnByTheProtocolHasTheSameAxisAndSaysSo() throws IOException {
    Trials<Predictions> own = trained("Model 2a", TrainingSettings.builder().build(), 224, 2, 1L);
    assertFalse(own.histories().get(0).epochs().isEmpty());
    RunConfiguration mine = store.runs().get(0).configuration().orElseThrow();
    RunConfiguration elsewhere =
        new RunConfiguration(
            mine.kind(),
            mine.experiment(),
            mine.network(),
            mine.training(),
            new TreeMap<>(mine.data()),
            mine.preparation(),
            "classes of last week",
            mine.threads() + 1);
    keep("model-2a-seed-1", elsewhere, OFF_IT, "{\"stepsAnEpoch\": 1}");
    assertEquals(0, protocol().differences(own).orElseThrow().rowCount());
    Figure figure = protocol().beside(own).orElseThrow();
    assertTrue(
        figure.caption().startsWith("Profile: quick. Drawn against epochs. Here: 1 seed."),
        figure.caption());
  }

  @Test
  void whereTheStepsAreNotKnownEpochsMustDo() throws IOException {
    keep("x", published("Model 2a", TrainingSettings.builder().build(), 224), ON_THE_PLATEAU, "");
    String caption = protocol().beside(quick("Model 2a")).orElseThrow().caption();
    assertTrue(caption.contains("Drawn against epochs."), caption);
  }

  @Test
  void whatIsNotThePublishedProtocolIsLeftOut() throws IOException {
    TrainingSettings stated = TrainingSettings.builder().build();
    keep("a", published("Model 1", stated.toBuilder().epochs(124).build(), 224), OFF_IT, "");
    keep("b", published("Model 1", stated, 112), OFF_IT, "");
    String json = published("Model 1", stated, 224).toJson();
    keep("c", RunConfiguration.fromJson(json.replace("\"cnn\"", "\"other\"")), OFF_IT, "");
    keep("d", published("Model 1", stated, 224), HEAD, "");
    Files.writeString(references.resolve("README.md"), "no run");
    Files.createDirectories(references.resolve("empty"));
    assertEquals(List.of(), protocol().of("Model 1"));
    keep("e", published("Model 1", stated.toBuilder().seed(9).build(), 224), OFF_IT, "");
    assertEquals(1, protocol().of("Model 1").size());
  }

  private PublishedResults.Model second() {
    return new PaperOne().printed().model("model-2");
  }

  /** Right on all windows but the first {@code wrong} of today's test set. */
  private void complete(String network, int[] labels, int wrong) throws IOException {
    StringBuilder csv = new StringBuilder("image,label,predicted,p0,p1\n");
    for (int i = 0; i < labels.length; i++) {
      int said = i < wrong ? 1 - labels[i] : labels[i];
      csv.append(i + "," + labels[i] + "," + said + (said == 0 ? ",0.75,0.25\n" : ",0.25,0.75\n"));
    }
    StringBuilder history = new StringBuilder(HEAD);
    for (int epoch = 1; epoch <= 125; epoch++) {
      history.append(epoch + ",0.3,0.9,0.3," + (epoch < 50 ? 0.5 : 0.95) + ",60.0\n");
    }
    keep(network, 1, history.toString());
    Path run = references.resolve(network + 1);
    Files.writeString(run.resolve("predictions.csv"), csv.toString());
    KeptRun.seal(run);
  }

  @Test
  void onlyARunThatCameToItsEndIsRecordedAndAsAReference() throws IOException {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    int[] labels = set.labelled(set.test(SplitName.GENE_DISJOINT)).labels();
    keep("Model 2a", 1, OFF_IT);
    Bootstrap bootstrap = Bootstrap.of(new Seeds(1));
    assertEquals(List.of(), protocol().results("Model 2a", "P1.7", second(), bootstrap));
    complete("Model 2a", labels, 20);
    Map<String, Result> results = new TreeMap<>();
    protocol()
        .results("Model 2a", "P1.7", second(), bootstrap)
        .forEach(result -> results.put(result.id(), result));
    assertEquals(
        Set.of(
            "P1.7-accuracy",
            "P1.7-auc",
            "P1.7-f1-cdn",
            "P1.7-f1-lnsd",
            "P1.7-ece",
            "P1.7-seconds",
            "P1.10-epochs",
            "P1.10-settings-changed",
            "P1.11-model-2",
            "P1.11-left-model-2"),
        results.keySet());
    assertTrue(results.values().stream().allMatch(Result::isReference));
    Result accuracy = results.get("P1.7-accuracy");
    assertEquals(0.95, accuracy.value(), 1e-12);
    assertEquals("human-coding-600", accuracy.dataset());
    assertEquals("", accuracy.variant(), "the reading that the kit trains by itself");
    assertEquals(List.of(1L), accuracy.seeds());
    assertEquals(125.0, results.get("P1.10-epochs").value());
    assertEquals(0.0, results.get("P1.10-settings-changed").value());
    assertEquals(125 * 60.0, results.get("P1.7-seconds").value(), 1e-9);
    // The running mean of five epochs is the last fifth's from the fifth epoch after the step.
    assertEquals(54.0, results.get("P1.11-model-2").value());
    assertEquals(1.0, results.get("P1.11-left-model-2").value());
  }

  @Test
  void aRunOfOtherWindowsIsRefused() throws IOException {
    complete("Model 2a", new int[] {0, 1, 0, 1}, 0);
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () -> protocol().results("Model 2a", "P1.7", second(), Bootstrap.of(new Seeds(1))));
    assertTrue(problem.getMessage().contains("human-coding-600"), problem.getMessage());
  }

  @Test
  void theBestChanceStandsBesideThePublishedRunAndIsComparedWindowByWindow() throws IOException {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    int[] labels = set.labelled(set.test(SplitName.GENE_DISJOINT)).labels();
    Bootstrap bootstrap = Bootstrap.of(new Seeds(1));
    complete("Model 2a", labels, 40);
    PublishedProtocol published = protocol();

    references = folder.resolve("paper1-best-chance");
    PublishedProtocol none = PublishedProtocol.in("best chance", references, Profile.QUICK, store);
    assertTrue(none.curves("Model 2a", published).isEmpty());
    assertTrue(none.against("Model 2a", published, bootstrap).isEmpty());
    complete("Model 2a", labels, 20);
    PublishedProtocol best = PublishedProtocol.in("best chance", references, Profile.QUICK, store);

    Figure figure = best.curves("Model 2a", published).orElseThrow();
    String drawn = svg(figure);
    for (String line : List.of("best chance, training", "as published, training")) {
      assertTrue(drawn.contains(line), line);
    }
    assertTrue(
        figure.caption().contains("Reference run of Model 2a, best chance (profile paper, seed 1)"),
        figure.caption());
    // The first 20 windows both have wrong, the next 20 only the published one: 20 of 400.
    Comparison comparison = best.against("Model 2a", published, bootstrap).orElseThrow();
    assertEquals("Model 2a, best chance", comparison.first());
    assertEquals("Model 2a, as published", comparison.second());
    assertEquals(0.05, comparison.difference().value(), 1e-12);
    assertEquals(20, comparison.tests().get(0).onlyFirstRight());
    assertEquals(0, comparison.tests().get(0).onlySecondRight());
  }

  @Test
  void theBestChanceThatComesWithTheKitIsOfThePublishedTrainingOnTheSameWindows() {
    Path kit = KitFolder.root(Path.of("")).resolve("notebooks/reference-results");
    PublishedProtocol published =
        PublishedProtocol.in(kit.resolve("paper1-published"), Profile.QUICK, store);
    PublishedProtocol best =
        PublishedProtocol.in(
            "best chance", kit.resolve("paper1-best-chance"), Profile.QUICK, store);
    assertTrue(best.of("Model 2a").get(0).standing().isComplete());
    assertTrue(best.against("Model 2a", published, Bootstrap.of(new Seeds(1))).isPresent());
    assertEquals(
        List.of("initialisation", "blur sigma", "resizing", "standardised on the training set"),
        HtmlTable.of(best.differences("Model 2a", published).orElseThrow()).rows().stream()
            .map(row -> row.get(0))
            .filter(setting -> !setting.contains("standardisation"))
            .toList());
  }

  @Test
  void theRunsThatComeWithTheKitAreAsPublishedAndSmall() throws IOException {
    Path committed =
        KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper1-published");
    List<StoredRun> runs = StoredRun.allIn(committed);
    assertTrue(runs.size() >= 1, "Model 2a at least");
    PublishedProtocol protocol = PublishedProtocol.in(committed, Profile.QUICK, store);
    for (StoredRun run : runs) {
      String name = run.folder().toString();
      assertEquals(
          1,
          protocol.of(run.configuration().orElseThrow().experiment()).stream()
              .filter(one -> one.id().equals(run.id()))
              .count(),
          name);
      assertEquals(run.readableName(), run.folder().toFile().getName());
      assertTrue(run.standing().stepsAnEpoch().isPresent(), name);
      String said = Files.readString(run.folder().resolve("standing.json"));
      assertTrue(said.contains("\"" + run.standing().text() + "\""), name + " " + said);
      assertEquals(
          run.standing().isComplete(), Files.exists(run.folder().resolve("metrics.json")), name);
      assertTrue(run.bytes() < 100_000, name);
    }
  }
}
