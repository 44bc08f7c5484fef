package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.SlipReplay.Way;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class SlipReplayTest {
  private static final double NA = Double.NaN;
  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 0.95, new Seeds(1));

  // Three epochs, three tasks. The third task has no yes among the validation rows.
  private static final double[][] VALIDATION = {{.2, .4, NA}, {.6, .8, NA}, {.5, .7, NA}};
  private static final double[][] TEST = {{.3, .1, .2}, {.1, .3, .2}, {.2, .2, .5}};
  private static final double[] OPPONENT = {.2, .2, .3};

  private static final SlipReplay REPLAY = SlipReplay.of(VALIDATION, TEST, 1, OPPONENT, BOOTSTRAP);

  private static List<Integer> counts(Way way) {
    TaskComparison c = REPLAY.variant(way).comparison();
    return List.of(c.wins(), c.losses(), c.ties(), c.leftOut());
  }

  private static double difference(Way way) {
    return REPLAY.variant(way).comparison().difference().value();
  }

  @Test
  void replaysEachWayByHand() {
    assertEquals(List.of(1, 2, 0, 0), counts(Way.FAIR));
    assertEquals((.1 - .1 - .1) / 3, difference(Way.FAIR), 1e-15);
    assertEquals(List.of(1, 0, 2, 0), counts(Way.LAST_EPOCH));
    assertEquals(.2 / 3, difference(Way.LAST_EPOCH), 1e-15);
    assertEquals(List.of(1, 0, 1, 1), counts(Way.OTHER_ROWS));
    assertEquals((0 + .2) / 2, difference(Way.OTHER_ROWS), 1e-15);
    assertEquals(List.of(2, 0, 0, 1), counts(Way.OTHER_ROWS_LAST_EPOCH));
    assertEquals((.3 + .5) / 2, difference(Way.OTHER_ROWS_LAST_EPOCH), 1e-15);
    assertEquals(List.of(2, 0, 0, 1), counts(Way.BEST_EPOCH));
    assertEquals((.4 + .6) / 2, difference(Way.BEST_EPOCH), 1e-15);
    assertEquals(List.of(3, 0, 0, 0), counts(Way.MAXIMUM_OVER_EPOCHS));
    assertEquals((.1 + .1 + .2) / 3, difference(Way.MAXIMUM_OVER_EPOCHS), 1e-15);
  }

  @Test
  void namesTheEpochAndOnlyOneWayIsFair() {
    assertEquals(
        List.of(1, 3, 1, 3, 2, 0),
        REPLAY.variants().stream().map(SlipReplay.Variant::epoch).toList());
    assertEquals(List.of(Way.FAIR), Arrays.stream(Way.values()).filter(Way::isFair).toList());
  }

  @Test
  void theMaximumIsThatOfTheEpochsThatHaveAValue() {
    assertArrayEquals(
        new double[] {.3, NA, .1}, SlipReplay.maximum(new double[][] {{.3, NA, NA}, {.2, NA, .1}}));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SlipReplay.of(VALIDATION, TEST, 4, OPPONENT, BOOTSTRAP));
    assertThrows(
        IllegalArgumentException.class,
        () -> SlipReplay.of(VALIDATION, TEST, 0, OPPONENT, BOOTSTRAP));
    assertThrows(
        IllegalArgumentException.class,
        () -> SlipReplay.of(new double[2][3], TEST, 1, OPPONENT, BOOTSTRAP));
  }
}
