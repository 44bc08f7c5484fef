package org.helixbook.dna;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DinucleotideShuffleTest {

  private static String shuffled(String bases, SplittableRandom random) {
    return new String(DinucleotideShuffle.of(bases.getBytes(US_ASCII), random), US_ASCII);
  }

  private static Map<String, Integer> pairs(String bases) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i + 2 <= bases.length(); i++) {
      counts.merge(bases.substring(i, i + 2), 1, Integer::sum);
    }
    return counts;
  }

  @Property
  void keepsEveryPairOfNeighboursAndBothEnds(
      @ForAll @CharRange(from = 'A', to = 'E') @StringLength(min = 1, max = 60) String bases,
      @ForAll long seed) {
    String other = shuffled(bases, new SplittableRandom(seed));
    assertEquals(pairs(bases), pairs(other));
    assertEquals(bases.charAt(0), other.charAt(0));
    assertEquals(bases.charAt(bases.length() - 1), other.charAt(other.length() - 1));
  }

  /** AACAGATA: its four words between As, "", C, G and T, come in any of 24 orders. */
  @Test
  void drawsEverySequenceWithThesePairsEquallyOften() {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < 24_000; i++) {
      seen.merge(shuffled("AACAGATA", random), 1, Integer::sum);
    }
    assertEquals(24, seen.size());
    double chiSquared =
        seen.values().stream().mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000).sum();
    assertTrue(chiSquared < 49.7, "chi squared " + chiSquared + ", 23 degrees: p below .001");
  }

  /** Pairs that occur twice must not make their sequences more likely, nor must ends off A. */
  @Test
  void countsASequenceOnceHoweverOftenItsPairsOccur() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      seen.merge(shuffled("ACACAAG", random), 1, Integer::sum);
    }
    // The word AA may stand before the first, the second or after the last AC.
    assertEquals(Set.of("AACACAG", "ACAACAG", "ACACAAG"), seen.keySet());
    seen.values().forEach(n -> assertEquals(6667, n, 350));
  }

  @Test
  void leavesItsInputAndWhatHasOneOrderAlone() {
    byte[] bases = "ACGT".getBytes(US_ASCII);
    assertArrayEquals(bases, DinucleotideShuffle.of(bases, new SplittableRandom(1)));
    byte[] longer = "AACCGGTTACGTACAGATCG".getBytes(US_ASCII);
    byte[] before = longer.clone();
    byte[] after = DinucleotideShuffle.of(longer, new SplittableRandom(1));
    assertArrayEquals(before, longer);
    assertFalse(Arrays.equals(before, after));
    assertEquals(0, DinucleotideShuffle.of(new byte[0], new SplittableRandom(1)).length);
  }
}
