package org.helixbook.data.chromatin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** Simulated windows: the label is the truth, and the seed makes the set. */
class PlantedMotifsTest {
  private static PlantedMotifs planted(boolean bothStrands, long seed) {
    return new PlantedMotifs(30, List.of("ACGGTC", "TTNGA"), 0.3, bothStrands, new Seeds(seed));
  }

  @Test
  void aLabelSaysThatTheMotifIsThere() {
    MultiLabelWindows forward = planted(false, 5).data(400, 1, 1).train();
    MultiLabelWindows both = planted(true, 5).data(400, 1, 1).train();
    for (int row = 0; row < 400; row++) {
      assertEquals(
          forward.sequence(row).bases().contains("ACGGTC"), forward.label(row, 0), "row " + row);
      String bases = both.sequence(row).bases();
      // GACCGT is the other strand's ACGGTC, TCNAA that of TTNGA.
      assertEquals(bases.contains("ACGGTC") || bases.contains("GACCGT"), both.label(row, 0));
      assertEquals(bases.matches(".*(TT.GA|TC.AA).*"), both.label(row, 1));
    }
    // 30 % planted, and 25 places for one of 4096 words by chance.
    assertEquals(0.30 + 0.7 * 25 / 4096, forward.positiveRates()[0], 0.06);
    assertTrue(both.positiveRates()[1] > 0.3);
  }

  @Test
  void theSeedMakesTheSetAndSidesDiffer() {
    ChromatinData one = planted(true, 5).data(50, 50, 50);
    assertEquals(one.digest(), planted(true, 5).data(50, 50, 50).digest());
    assertNotEquals(one.digest(), planted(true, 6).data(50, 50, 50).digest());
    assertNotEquals(one.train().digest(), one.test().digest());
    assertEquals(List.of("simulated ACGGTC", "simulated TTNGA"), one.tasks());
    assertTrue(one.name().startsWith("simulated"));
    assertTrue(one.notes().get(0).startsWith("Simulated"));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Seeds seeds = new Seeds(1);
    assertThrows(
        InputProblem.class, () -> new PlantedMotifs(10, List.of("ACGTAC"), 0.5, true, seeds));
    assertThrows(InputProblem.class, () -> new PlantedMotifs(10, List.of(), 0.5, true, seeds));
    assertThrows(InputProblem.class, () -> new PlantedMotifs(10, List.of("AC"), 1, true, seeds));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PlantedMotifs(10, List.of("AQ"), 0.5, true, seeds));
  }
}
