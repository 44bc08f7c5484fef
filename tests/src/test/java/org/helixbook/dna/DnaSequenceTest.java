package org.helixbook.dna;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class DnaSequenceTest {

  @Test
  void reverseComplementReadsTheOtherStrand() {
    assertEquals("NCAAGT", DnaSequence.of("s", "ACTTGN").reverseComplement().bases());
  }

  @Test
  void lowerCaseBecomesUpperCase() {
    assertEquals("ACGTN", DnaSequence.of("s", "acgtn").bases());
  }

  @Test
  void gcContentLeavesUnknownBasesOut() {
    assertEquals(0.5, DnaSequence.of("s", "NNGATC").gcContent());
    assertTrue(Double.isNaN(DnaSequence.of("s", "NN").gcContent()));
  }

  @Test
  void badCharacterIsNamedWithItsPosition() {
    var problem =
        assertThrows(IllegalArgumentException.class, () -> DnaSequence.of("chr1", "ACXG"));
    assertTold(problem.getMessage(), "sequence chr1, base 3", "'X'");
  }

  @Test
  void ambiguityIsSeen() {
    assertTrue(DnaSequence.of("s", "ACGT").isUnambiguous());
    assertFalse(DnaSequence.of("s", "ACNT").isUnambiguous());
  }

  @Property
  void reverseComplementTwiceIsTheSequenceItself(
      @ForAll
          @CharRange(from = 'A', to = 'A')
          @CharRange(from = 'C', to = 'C')
          @CharRange(from = 'G', to = 'G')
          @CharRange(from = 'T', to = 'T')
          String bases) {
    DnaSequence sequence = DnaSequence.of("s", bases);
    assertEquals(sequence, sequence.reverseComplement().reverseComplement());
  }
}
