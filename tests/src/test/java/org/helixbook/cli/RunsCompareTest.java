package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.data.text.TextSource;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.KeptRun;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.LogisticVariant;
import org.helixbook.experiment.RunsSideBySide;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.logistic.KmerRegression;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Which runs a command takes, what differs between them, and how two of them are tested. */
class RunsCompareTest {
  @TempDir Path folder;
  private String out;
  private String err;

  private RunStore store() {
    return RunStore.in(folder.resolve("runs"));
  }

  private int run(String... arguments) {
    Said said = Said.by(HelixBook.program(() -> null, this::store, Reader::nullReader), arguments);
    out = said.out();
    err = said.err();
    return said.status();
  }

  /** A complete run on 40 test windows, of which some of each class are misjudged. */
  private String keep(double rate, long seed, int wrong, String test, String day)
      throws IOException {
    RunConfiguration configuration =
        RunConfiguration.here(
            CnnRuns.NAME,
            "Model 2a",
            Map.of("name", "Model 2a"),
            Map.of("epochs", 1, "seed", seed, "learningRate", rate),
            new TreeMap<>(Map.of("train", "a", "test", test)),
            Map.of("data", "x"));
    String id = configuration.id().text();
    Path kept = KeptRun.in(folder.resolve("runs").resolve(id), configuration, KeptRun.ONE_EPOCH);
    Files.writeString(kept.resolve("predictions.csv"), KeptRun.predictions(wrong));
    KeptRun.seal(kept);
    Files.writeString(
        kept.resolve("environment.json"),
        "{\"notebook\": \"models/0"
            + (wrong % 2)
            + "-network\", \"stretches\": [{\"started\": \""
            + day
            + "T10:00:00Z\"}]}");
    return id;
  }

  @Test
  void runsAreChosenByNotebookDayAndSetting() throws IOException {
    String low = keep(1e-3, 1, 2, "t", "2026-11-27");
    String high = keep(3e-3, 1, 5, "t", "2026-11-28");
    assertEquals(0, run("runs", "list"));
    assertTrue(
        out.contains(
            low
                + "  complete       1 of 1       1  test accuracy 0.700           "
                + "Model 2a: learning rate 0.001\n"),
        out);
    assertTrue(out.contains("  Model 2a: learning rate 0.003\n"), out);
    for (String[] choice :
        new String[][] {
          {"--notebook", "01-network"},
          {"--since", "2026-11-28"},
          {"--where", "learning-rate=3e-3"},
          {"--where", "training.learning_rate=0.003", "--where", "experiment=model-2a"},
        }) {
      String[] all = new String[choice.length + 2];
      System.arraycopy(new String[] {"runs", "list"}, 0, all, 0, 2);
      System.arraycopy(choice, 0, all, 2, choice.length);
      assertEquals(0, run(all), err);
      assertTrue(out.contains(high) && !out.contains(low), out);
    }
    assertEquals(0, run("runs", "list", "--until", "2026-11-27"));
    assertTrue(out.contains(low) && !out.contains(high), out);
    assertEquals(0, run("runs", "list", "--where", "rate=0.003", "--where", "seed=2"));
    assertTrue(!out.contains(low) && !out.contains(high), out);
    assertEquals(2, run("runs", "list", "--since", "yesterday"));
    assertTrue(err.contains("'yesterday'"), err);

    assertEquals(0, run("runs", "table", "--csv", "--where", "seed=1"));
    List<String> csv = out.lines().sorted().toList();
    assertEquals(
        "run,learning rate,state,epochs done,test loss,test accuracy,seconds an epoch", csv.get(2));
    assertTrue(csv.contains(low + ",0.001,complete,1,0.600,0.700,2.0"), out);
    assertEquals(0, run("runs", "table"));
    assertTrue(out.startsWith("Runs\nrun  "), out);
  }

  @Test
  void twoClassifiersAreTestedWindowByWindow() throws IOException {
    String low = keep(1e-3, 1, 2, "t", "2026-11-27");
    String high = keep(3e-3, 1, 5, "t", "2026-11-27");
    String elsewhere = keep(1e-2, 1, 5, "other", "2026-11-27");
    Path page = folder.resolve("page.html");
    assertEquals(0, run("runs", "compare", low, high, elsewhere, "--out", page.toString()), err);
    // In each class 3 of 20 windows more: 0.15; exact McNemar of 6 against 0: 2 / 2^6.
    List<String> lines = out.lines().toList();
    assertTrue(
        lines
            .get(2)
            .startsWith(
                "learning rate 0.001, test t  learning rate 0.003, test t  accuracy       0.150"),
        lines.get(2));
    assertTrue(lines.get(2).contains(" 0.031 "), lines.get(2));
    assertEquals(
        2, lines.stream().filter(line -> line.endsWith("different data: no test.")).count());
    String html = Files.readString(page);
    assertEquals(4, html.split("<img ").length - 1, "a chart of each figure");
    assertEquals(2, html.split("<table ").length - 1);

    assertEquals(2, run("runs", "compare", low, low));
    assertTold(err, "comparison of runs", "seeds alone");
  }

  @Test
  void seedsOfOneSettingStandTogether() throws IOException {
    List<String> ids =
        List.of(
            keep(1e-3, 1, 2, "t", "2026-11-27"),
            keep(1e-3, 2, 3, "t", "2026-11-27"),
            keep(3e-3, 1, 5, "t", "2026-11-27"),
            keep(3e-3, 2, 6, "t", "2026-11-27"));
    RunsSideBySide compared =
        new RunsSideBySide(
            store(), ids.stream().map(store()::find).toList(), Bootstrap.of(new Seeds(1)));
    Table tests = compared.tests();
    assertEquals(1, tests.rowCount());
    assertEquals(0.15, tests.doubleColumn("difference").get(0), 1e-12);
    assertEquals("test windows and seeds", tests.stringColumn("interval over").get(0));
    assertEquals("6, 6", tests.stringColumn("only the first is right").get(0));
    assertEquals(4, compared.figures().size());
  }

  @Test
  void networksOfManyTasksAreTestedTaskByTaskAndTextsByBlocks() {
    ChromatinData data =
        new PlantedMotifs(40, List.of("AGATAAGG", "CCGCGNGG"), 0.4, true, new Seeds(1))
            .data(60, 20, 20)
            .centre(30);
    Experiment experiment = new Experiment(store(), List.of(1L), Progress.silent());
    String weak =
        experiment.run(new LogisticVariant("a", KmerRegression.of(1, 1e-3), data)).runs().get(0);
    String strong =
        experiment.run(new LogisticVariant("b", KmerRegression.of(2, 1e-1), data)).runs().get(0);
    assertEquals(0, run("runs", "compare", weak, strong, "--out", folder + "/a.html"), err);
    assertTrue(out.contains("  AUROC "), out);
    assertTrue(out.contains("AUROC over the tasks: p of Wilcoxon's signed-rank test "), out);

    TextSource source = new TextSource(TextSource.RANDOM, 600, 101, 3);
    CharacterModel model =
        CharacterModel.builder().layers(1).hidden(8).batchSize(4).length(15).epochs(1).build();
    var text = source.load(null, Progress.silent());
    String small = experiment.run(new LanguageVariant(model, source, text)).runs().get(0);
    String large =
        experiment
            .run(new LanguageVariant(model.toBuilder().hidden(9).build(), source, text))
            .runs()
            .get(0);
    assertEquals(0, run("runs", "compare", small, large, weak, "--out", folder + "/b.html"), err);
    assertTrue(out.contains("  nats a letter "), out);
    assertTrue(out.contains("  blocks of 5 letters "), out);
    assertEquals(2, out.lines().filter(l -> l.endsWith("different kinds: no test.")).count());
  }
}
