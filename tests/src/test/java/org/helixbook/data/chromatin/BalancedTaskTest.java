package org.helixbook.data.chromatin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.motif.PlantedMotifs;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** All positives of a rare task, and as many other windows. */
class BalancedTaskTest {
  private static final ChromatinData DATA =
      new PlantedMotifs(20, List.of("AC", "ACGTCA"), 0.1, false, new Seeds(3)).data(300, 100, 50);

  @Test
  void halfOfTheWindowsArePositiveAndNoneComesTwice() {
    ChromatinData one = BalancedTask.of(DATA, "simulated ACGTCA", new Seeds(1));
    assertEquals(List.of("simulated ACGTCA"), one.tasks());
    int positives = DATA.train().positives()[1];
    assertEquals(2 * positives, one.train().size());
    assertEquals(positives, one.train().positives()[0]);
    assertEquals(0.5, one.validation().positiveRates()[0]);
    assertEquals(DATA.test().tasks(new int[] {1}).digest(), one.test().digest());
    assertEquals(
        one.train().size(),
        IntStream.range(0, one.train().size())
            .mapToObj(row -> one.train().sequence(row).bases())
            .distinct()
            .count());
    boolean[] labels = one.train().labelsOf(0);
    int changes = 0;
    for (int i = 1; i < labels.length; i++) {
      changes += labels[i] != labels[i - 1] ? 1 : 0;
    }
    assertNotEquals(1, changes, "in random order, not positives first");
  }

  @Test
  void aCommonTaskGivesUpPositives() {
    MultiLabelWindows train = BalancedTask.of(DATA, "simulated AC", new Seeds(1)).train();
    assertEquals(300 - DATA.train().positives()[0], train.positives()[0]);
    assertEquals(0.5, train.positiveRates()[0]);
  }

  @Test
  void refusesATaskWithoutPositives() {
    ChromatinData none =
        new PlantedMotifs(30, List.of("ACGTCATTGGCC"), 0.0001, false, new Seeds(3))
            .data(20, 20, 20);
    assertThrows(
        InputProblem.class, () -> BalancedTask.of(none, "simulated ACGTCATTGGCC", new Seeds(1)));
    assertThrows(InputProblem.class, () -> BalancedTask.of(DATA, "no such", new Seeds(1)));
  }
}
