package org.helixbook.randomness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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
}
