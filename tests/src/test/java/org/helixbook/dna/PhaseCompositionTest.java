package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseCompositionTest {

  @Test
  void countsEachPhaseAlone() {
    // Phase 0: A A C, phase 1: C C, phase 2: G T (N is left out).
    PhaseComposition composition =
        PhaseComposition.of(List.of(DnaSequence.of("a", "ACGACT"), DnaSequence.of("b", "CNN")));
    assertEquals(2.0 / 3, composition.frequency(0, 'A'), 1e-12);
    assertEquals(1.0 / 3, composition.frequency(0, 'C'), 1e-12);
    assertEquals(1.0, composition.frequency(1, 'C'));
    assertEquals(0.5, composition.frequency(2, 'T'));
    assertEquals(1.0, composition.frequency(1, 'C') - composition.frequency(2, 'C'));
  }

  @Test
  void refusesAPhaseWithoutBases() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> PhaseComposition.of(List.of(DnaSequence.of("a", "AN"))));
    assertEquals("no known base at phase 1 of 1 sequences", problem.getMessage());
  }

  @Test
  void refusesAnUnknownPhaseOrBase() {
    PhaseComposition composition = PhaseComposition.of(List.of(DnaSequence.of("a", "ACG")));
    assertThrows(IllegalArgumentException.class, () -> composition.frequency(3, 'A'));
    assertThrows(IllegalArgumentException.class, () -> composition.frequency(0, 'N'));
  }
}
