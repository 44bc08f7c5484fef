package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.helixbook.dna.DnaSequence;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

  @Test
  void wordsAreCountedOnceOnEitherStrand() {
    // AC = 1, its reverse complement GT = 11; CG = 6 is its own; GT again is AC.
    assertArrayEquals(new int[] {1, 6}, NearDuplicates.words(dna("ACGT"), 2));
    // AAC = 1; words with N are left out.
    assertArrayEquals(new int[] {1}, NearDuplicates.words(dna("AACNGTT"), 3));
  }

  @Property
  void theReverseComplementHasTheSameWords(
      @ForAll @StringLength(max = 60) @Chars({'A', 'C', 'G', 'T'}) String bases) {
    for (int k : new int[] {1, 5, 12}) {
      assertArrayEquals(
          NearDuplicates.words(dna(bases), k),
          NearDuplicates.words(dna(bases).reverseComplement(), k));
    }
  }

  @Test
  void theThresholdIsTheShareOfTheSmallerSet() {
    // Words of length 3 (canonical): AAAC -> AAA, AAC; AAAG -> AAA, AAG: one of two in common.
    NearDuplicates half = new NearDuplicates(3, 0.5);
    half.add(dna("AAAC"));
    assertTrue(half.contains(dna("AAAG")));
    assertTrue(half.contains(dna("CTTT")));
    NearDuplicates more = new NearDuplicates(3, 0.51);
    more.add(dna("AAAC"));
    assertFalse(more.contains(dna("AAAG")));
    assertTrue(more.contains(dna("GTTT")));
    // AAA alone is wholly in it, though it is only half of the other's words.
    assertTrue(more.contains(dna("AAA")));
    assertFalse(more.contains(dna("NN")));
  }

  private static DnaSequence dna(String bases) {
    return DnaSequence.of("test", bases);
  }
}
