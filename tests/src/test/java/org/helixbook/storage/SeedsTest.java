package org.helixbook.storage;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void aSeedIsTheHeadOfADigest() {
    // hashlib.sha256(b"7/shuffle").digest()[:8] as a big-endian signed number, in Python
    assertEquals(-5681995794037180633L, new Seeds(7).of("shuffle"));
    assertEquals(-4856129054114259026L, new Seeds(7).of("weights"));
  }

  @Test
  void purposesAndBasesDoNotShareSeeds() {
    assertNotEquals(new Seeds(7).of("shuffle"), new Seeds(8).of("shuffle"));
    assertNotEquals(new Seeds(7).of("shuffle"), new Seeds(7).of("weights"));
  }

  @Property
  void aPermutationHoldsEachNumberOnceAndRepeats(
      @ForAll @IntRange(max = 500) int count, @ForAll long base) {
    Seeds seeds = new Seeds(base);
    int[] order = seeds.permutation(count, "order");
    assertArrayEquals(order, seeds.permutation(count, "order"));
    assertArrayEquals(IntStream.range(0, count).toArray(), IntStream.of(order).sorted().toArray());
  }

  @Test
  void aPermutationMoves() {
    int[] order = new Seeds(1).permutation(100, "order");
    long moved = IntStream.range(0, 100).filter(i -> order[i] != i).count();
    assertNotEquals(0, moved);
  }

  @Test
  void consecutiveBasesBeginWithThisOne() {
    assertEquals(List.of(7L, 8L, 9L), new Seeds(7).consecutive(3));
    assertEquals(List.of(-1L, 0L), new Seeds(-1).consecutive(2));
    assertEquals(List.of(Long.MAX_VALUE), new Seeds(Long.MAX_VALUE).consecutive(1));
    assertTold(
        assertThrows(InputProblem.class, () -> new Seeds(7).consecutive(0)).getMessage(),
        "number of seeds",
        "0",
        "at least 1");
  }
}
