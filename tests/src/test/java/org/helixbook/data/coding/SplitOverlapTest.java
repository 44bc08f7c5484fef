package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.data.TinyCodingSet;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class SplitOverlapTest {
  private static final CodingSet REAL = CodingSet.load(CodingSet.HUMAN);

  @Test
  void genesAndMegabasesAreCountedApart() {
    assertEquals(
        new SplitOverlap(SplitName.GENE_DISJOINT, 1, 2, 4),
        SplitOverlap.of(TinyCodingSet.set(), SplitName.GENE_DISJOINT));
    assertEquals(
        new SplitOverlap(SplitName.RANDOM, 1, 0, 1),
        SplitOverlap.of(TinyCodingSet.set(), SplitName.RANDOM));
  }

  @Test
  void theGeneDisjointSplitOfTheRealSetSharesNothing() {
    assertEquals(
        new SplitOverlap(SplitName.GENE_DISJOINT, 0, 0, 400),
        SplitOverlap.of(REAL, SplitName.GENE_DISJOINT));
  }

  @Test
  void theRandomSplitOfTheRealSetLeaks() {
    SplitOverlap overlap = SplitOverlap.of(REAL, SplitName.RANDOM);
    assertEquals(400, overlap.testWindows());
    assertTrue(overlap.sameGene() > 100, overlap.toString());
    assertTrue(overlap.sameBlock() > overlap.sameGene(), overlap.toString());
  }

  @Test
  void aWindowIsFoundByItsName() {
    CodingWindow window = REAL.window("LNSD-1000");
    assertEquals("LNSD-1000", window.id());
    assertEquals("LNSD", window.className());
    String message = assertThrows(InputProblem.class, () -> REAL.window("CDN-1001")).getMessage();
    for (String fact : List.of("CDN-1001", "human-coding-600", "CDN-0001", "LNSD-1000")) {
      assertTrue(message.contains(fact), message);
    }
  }

  @Test
  void theSequencesOfAClassComeInTheOrderOfTheSet() {
    assertEquals(
        List.of("t1", "e1", "e2"),
        TinyCodingSet.set().sequences("CDN").stream().map(s -> s.name()).toList());
    assertEquals(
        List.of("e4", "t2", "e3"),
        TinyCodingSet.set().sequences("LNSD").stream().map(s -> s.name()).toList());
    assertEquals(1000, REAL.sequences("CDN").size());
  }
}
