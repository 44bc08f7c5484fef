package org.helixbook.data.chromatin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** What the data say of themselves makes the same data again, through JSON and back. */
class ChromatinRecipeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static void comesBack(ChromatinData data) throws Exception {
    ChromatinRecipe recipe = data.recipe().orElseThrow();
    ChromatinRecipe read = ChromatinRecipe.of(JSON.readTree(JSON.writeValueAsString(recipe)));
    assertEquals(recipe, read);
    ChromatinData again = read.load(DatasetStore.fromEnvironment(), Progress.silent());
    assertEquals(data.digest(), again.digest());
    assertEquals(data.tasks(), again.tasks());
    assertEquals(data.split(), again.split());
    assertEquals(data.recipe(), again.recipe());
  }

  @Test
  void ofADataSetWithEveryStep() throws Exception {
    Seeds seeds = new Seeds(5);
    for (WindowSplit split : WindowSplit.values()) {
      ChromatinData whole =
          ChromatinData.from(
              "hg19-annotation", split, DatasetStore.fromEnvironment(), seeds, Progress.silent());
      assertTrue(whole.recipe().orElseThrow().steps().isEmpty());
      comesBack(
          whole
              .rows(WindowRows.GC_MATCHED, seeds)
              .sample(300, 60, 50, seeds)
              .frequentTasks(0.02)
              .centre(100)
              .mostFrequentTasks(3)
              .trainingSample(100, new Seeds(6), "learning curve")
              .bothStrands()
              .withTasks(List.of("gene-body+")));
    }
  }

  @Test
  void ofSimulatedWindows() throws Exception {
    comesBack(
        new PlantedMotifs(20, List.of("ACG", "TTNGA"), 0.3, true, new Seeds(7))
            .data(30, 20, 10)
            .centre(18));
  }

  @Test
  void whatCodeMadeHasNone() {
    ChromatinData simulated =
        new PlantedMotifs(20, List.of("ACG"), 0.3, true, new Seeds(7)).data(9, 9, 9);
    ChromatinData own =
        new ChromatinData(
            "own", "random", simulated.train(), simulated.train(), simulated.train(), List.of());
    assertFalse(own.centre(10).recipe().isPresent());
    assertThrows(InputProblem.class, () -> ChromatinRecipe.of(JSON.readTree("{\"name\":\"own\"}")));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    InputProblem refused =
        assertThrows(
            InputProblem.class,
            () ->
                ChromatinData.from(
                    "no-such-set",
                    WindowSplit.RANDOM,
                    DatasetStore.fromEnvironment(),
                    new Seeds(1),
                    Progress.silent()));
    assertTrue(refused.getMessage().contains("no-such-set"));
  }
}
