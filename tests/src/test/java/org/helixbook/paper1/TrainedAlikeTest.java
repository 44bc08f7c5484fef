package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.KeptRun;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class TrainedAlikeTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  @TempDir Path folder;

  /** A run of 40 windows, 20 a class, whose first so many are misjudged in each class. */
  private Path run(String name, int channels, long seed, int epochs, int wrong) throws IOException {
    RunConfiguration configuration =
        RunConfiguration.here(
            CnnRuns.NAME,
            name,
            new CnnDescription(
                    Cnn.named(name).convolution(3, channels).globalAverage().linear(2).build(),
                    3,
                    9,
                    9,
                    Initialisation.HE_NORMAL)
                .toJson(),
            TrainingSettings.builder().epochs(epochs).batchSize(10).seed(seed).build(),
            new TreeMap<>(Map.of("train", "aa", "test", "bb")),
            Map.of("source", "embedded"));
    Path run = KeptRun.in(folder.resolve(name + seed), configuration, KeptRun.ONE_EPOCH);
    Files.writeString(run.resolve("environment.json"), "{\"cpuSeconds\": " + 10 * channels + "}");
    Files.writeString(run.resolve("predictions.csv"), KeptRun.predictions(wrong));
    KeptRun.seal(run);
    return run;
  }

  private TrainedAlike read() {
    return TrainedAlike.in(folder, BOOTSTRAP);
  }

  /** 3 x 3 x 3 weights and a bias a channel, then two units with a bias each. */
  @Test
  void theOneWithTheMostParametersComesFirst() throws IOException {
    run("Small", 2, 2, 4, 1);
    run("Small", 2, 1, 4, 2);
    run("Large", 4, 1, 4, 8);
    run("Large", 4, 2, 4, 9);
    Table table = read().accuracies();
    assertEquals(List.of("Large", "Small"), table.stringColumn("network").asList());
    assertEquals(List.of(122L, 62L), table.longColumn("parameters").asList());
    assertEquals(List.of(40.0, 20.0), table.doubleColumn("processor seconds a seed").asList());
    assertEquals(
        List.of("0.600, 0.550", "0.900, 0.950"),
        table.stringColumn("accuracy, seed by seed").asList());
    assertEquals(0.575, table.doubleColumn("mean").get(0), 1e-12);
    assertTrue(table.doubleColumn("from").get(0) < 0.5);
    assertEquals(
        "Reference run: trained alike (4 epochs in batches of 10, learning rate 0.003, pictures of"
            + " 9 x 9, start he-normal, seeds 1, 2, 40 test windows)",
        table.name());
  }

  /** 6 to 0 from seed 1 is p = 2 / 2^6, 10 to 0 from seed 2 is p = 2 / 2^10. */
  @Test
  void aDifferenceThatEverySeedShowsIsOne() throws IOException {
    run("Small", 2, 1, 4, 2);
    run("Small", 2, 2, 4, 1);
    run("Large", 4, 1, 4, 5);
    run("Large", 4, 2, 4, 6);
    Row row = read().differences().row(0);
    assertEquals("Small", row.getString("first"));
    assertEquals("Large", row.getString("second"));
    assertEquals(0.2, row.getDouble("difference"), 1e-12);
    assertTrue(row.getDouble("low") > 0);
    assertEquals("6, 10", row.getString("only the first is right"));
    assertEquals("0, 0", row.getString("only the second is right"));
    assertEquals("0.031, 0.002", row.getString("exact McNemar p"));
    assertEquals("Small is better", row.getString("so"));
  }

  /** 4 to 0 from seed 2 is p = 2 / 2^4 = 0.125. */
  @Test
  void oneSeedInDoubtIsNoConclusion() throws IOException {
    run("Small", 2, 1, 4, 1);
    run("Small", 2, 2, 4, 1);
    run("Large", 4, 1, 4, 9);
    run("Large", 4, 2, 4, 3);
    Row row = read().differences().row(0);
    assertEquals("16, 4", row.getString("only the first is right"));
    assertEquals("below 0.001, 0.125", row.getString("exact McNemar p"));
    assertEquals("test windows and seeds", row.getString("interval over"));
    assertEquals("no conclusion, as p is below 0.05 for 1 of 2 seeds", row.getString("so"));
  }

  @Test
  void seedsThatContradictEachOtherMayBeChance() throws IOException {
    run("Small", 2, 1, 4, 1);
    run("Small", 2, 2, 4, 9);
    run("Large", 4, 1, 4, 9);
    run("Large", 4, 2, 4, 1);
    assertEquals("the difference may be chance", read().differences().row(0).getString("so"));
  }

  @Test
  void trainingsThatDifferInMoreThanTheirLayersAreRefused() throws IOException {
    run("Small", 2, 1, 4, 1);
    InputProblem alone = assertThrows(InputProblem.class, this::read);
    assertTrue(alone.getMessage().contains("fewer than two networks"), alone.getMessage());
    run("Large", 4, 1, 5, 9);
    InputProblem epochs = assertThrows(InputProblem.class, this::read);
    assertTrue(
        epochs.getMessage().contains("trained in another way: training.epochs"),
        epochs.getMessage());
    Path large = run("Large", 4, 1, 4, 9);
    assertEquals(2, read().accuracies().rowCount());
    run("Large", 4, 2, 4, 9);
    InputProblem seeds = assertThrows(InputProblem.class, this::read);
    assertTrue(
        seeds.getMessage().contains("from the seeds [1, 2] and Small from [1]"),
        seeds.getMessage());
    Files.delete(large.resolve("predictions.csv"));
    InputProblem lost = assertThrows(InputProblem.class, this::read);
    assertTrue(lost.getMessage().contains("without its predictions"), lost.getMessage());
  }

  @Test
  void testsOnOtherWindowsAreRefused() throws IOException {
    run("Small", 2, 1, 4, 1);
    Path large = run("Large", 4, 1, 4, 9);
    Path csv = large.resolve("predictions.csv");
    Files.writeString(csv, Files.readString(csv).replaceFirst("\n0,0,", "\n0,1,"));
    InputProblem changed = assertThrows(InputProblem.class, this::read);
    assertTrue(changed.getMessage().contains("is damaged"), changed.getMessage());
    KeptRun.seal(large);
    InputProblem problem = assertThrows(InputProblem.class, this::read);
    assertTrue(problem.getMessage().contains("tested on other windows"), problem.getMessage());
  }

  @Test
  void theRunsThatComeWithTheKitAreWholeAndAlike() throws IOException {
    Path committed =
        KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper1-trained-alike");
    List<StoredRun> runs = StoredRun.allIn(committed);
    assertEquals(9, runs.size(), "three networks, three seeds");
    for (StoredRun run : runs) {
      assertEquals(run.readableName(), run.folder().toFile().getName());
      assertTrue(run.standing().isComplete(), run.folder().toString());
      assertTrue(run.bytes() < 100_000, run.folder().toString());
    }
    assertEquals(
        List.of("Model 1", "Model 2a", "Model 3"),
        TrainedAlike.in(committed, BOOTSTRAP).accuracies().stringColumn("network").asList());
    assertEquals(List.of(), RecordedModel.references(committed), "no recorded model of 06-results");
  }
}
