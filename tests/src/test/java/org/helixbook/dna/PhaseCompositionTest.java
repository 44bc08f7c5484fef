package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PhaseCompositionTest {

  @Test
  void countsEachPhaseAlone() {
    // Phase 0: A A C, phase 1: C C, phase 2: G T (N is left out).
    PhaseComposition composition =
        PhaseComposition.of(List.of(DnaSequence.of("a", "ACGACT"), DnaSequence.of("b", "CNN")));
    Table shares = composition.table("shares");
    assertArrayEquals(
        new double[] {2.0 / 3, 0, 0}, shares.doubleColumn("A").asDoubleArray(), 1e-12);
    assertArrayEquals(
        new double[] {1.0 / 3, 1, 0}, shares.doubleColumn("C").asDoubleArray(), 1e-12);
    assertArrayEquals(new double[] {0, 0, 0.5}, shares.doubleColumn("G").asDoubleArray());
    assertArrayEquals(new double[] {0, 0, 0.5}, shares.doubleColumn("T").asDoubleArray());
  }

  @Test
  void refusesAPhaseWithoutBases() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> PhaseComposition.of(List.of(DnaSequence.of("a", "AN"))));
    assertEquals("no known base at phase 1 of 1 sequences", problem.getMessage());
  }
}
