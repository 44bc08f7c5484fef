package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.helixbook.training.EpochRecord;
import org.helixbook.training.History;
import org.junit.jupiter.api.Test;

class PlateauRuleTest {
  private static History history(int epochs, IntToDoubleFunction accuracy) {
    return new History(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(e -> new EpochRecord(e, 0.5, 0.9, 0.5, accuracy.applyAsDouble(e), 1))
            .toList());
  }

  @Test
  void itIsTheFirstEpochFromWhichTheMedianStays() {
    // The median of five turns in the middle of its window: at the step itself.
    assertEquals(
        OptionalInt.of(61), PlateauRule.standard().epoch(history(125, e -> e <= 60 ? 0.6 : 0.95)));
    assertEquals(
        OptionalInt.of(1),
        PlateauRule.standard().epoch(history(125, e -> 0.5)),
        "flat from the start");
  }

  @Test
  void oneOutlierDoesNotCount() {
    assertEquals(
        OptionalInt.of(31),
        PlateauRule.standard().epoch(history(125, e -> e <= 30 ? 0.6 : e == 80 ? 0.7 : 0.95)));
  }

  @Test
  void aRunThatIsTooShortOrStillMovingHasNone() {
    assertEquals(OptionalInt.empty(), PlateauRule.standard().epoch(history(124, e -> 0.9)));
    assertEquals(
        OptionalInt.empty(), PlateauRule.standard().epoch(history(125, e -> 0.3 + e / 250.0)));
    assertThrows(IllegalArgumentException.class, () -> new PlateauRule(4, 0.02, 0.2, 10));
  }
}
