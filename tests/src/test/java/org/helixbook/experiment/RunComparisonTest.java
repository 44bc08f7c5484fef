package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class RunComparisonTest {
  @TempDir Path store;

  private String keep(int epochs, Map<String, ?> preparation) throws IOException {
    RunConfiguration configuration =
        RunConfiguration.here(
            CnnRuns.NAME,
            "Model 2a",
            Map.of("name", "Model 2a"),
            Map.of("epochs", epochs, "seed", 1),
            new TreeMap<>(Map.of("train", "a", "test", "b")),
            preparation);
    String id = configuration.id().text();
    KeptRun.in(store.resolve(id), configuration, KeptRun.ONE_EPOCH);
    return id;
  }

  @Test
  void runsOnDataThatWasPreparedInAnotherWayAreCountedAndLeftOut() throws IOException {
    Map<String, ?> data = Map.of("data", Map.of("split", "RANDOM", "perClass", 400));
    String five = keep(5, data);
    keep(6, Map.of("data", Map.of("split", "RANDOM", "perClass", 800)));
    keep(4, Map.of("image", Map.of("height", 46)));
    RunStore runs = RunStore.in(store);
    Table alike = RunComparison.ofExperimentLike("Model 2a", five, runs);
    assertEquals(
        "Model 2a: all 2 runs so far; 1 more on data that was prepared in another way",
        alike.name());
    assertEquals(
        List.of(
            "run",
            "epochs",
            "windows a class",
            "state",
            "epochs done",
            "test loss",
            "test accuracy",
            "seconds an epoch"),
        alike.columnNames());
    assertEquals(2, alike.rowCount());
    assertEquals(3, RunComparison.ofExperiment("Model 2a", runs).rowCount());
    assertEquals(3, RunComparison.ofExperimentLike("Model 2a", "gone", runs).rowCount());
  }
}
