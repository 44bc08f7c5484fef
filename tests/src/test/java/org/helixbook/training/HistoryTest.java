package org.helixbook.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static EpochRecord epoch(int number) {
    return new EpochRecord(number, 0.7, 0.5, 0.6, 0.6, 1.0);
  }

  @Test
  void growsByOneEpoch() {
    History one = History.empty().plus(epoch(1));
    History two = one.plus(epoch(2));
    assertEquals(1, one.epochs().size());
    assertEquals(2, two.last().epoch());
  }

  @Test
  void aGapIsRefused() {
    var problem =
        assertThrows(
            IllegalArgumentException.class, () -> new History(List.of(epoch(1), epoch(3))));
    assertEquals("epoch 2 is missing: its place holds epoch 3", problem.getMessage());
  }

  @Test
  void anEmptyHistoryHasNoLastEpoch() {
    assertThrows(IllegalStateException.class, () -> History.empty().last());
  }

  @Test
  void theMeanTimeOfAnEpoch() {
    History two =
        new History(
            List.of(
                new EpochRecord(1, 0.7, 0.5, 0.6, 0.6, 1.5),
                new EpochRecord(2, 0.7, 0.5, 0.6, 0.6, 3.0)));
    assertEquals(2.25, two.meanSeconds());
    assertEquals(Double.NaN, History.empty().meanSeconds());
  }
}
