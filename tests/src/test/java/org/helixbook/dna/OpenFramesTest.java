package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Frames read by hand. */
class OpenFramesTest {
  private static DnaSequence dna(String bases) {
    return DnaSequence.of("s", bases);
  }

  @Test
  void oneOpenFrameIsEnough() {
    // Frame 0: TAA; frame 1: AAT AGC; frame 2: ATA.
    assertTrue(OpenFrames.anyForward(dna("TAATAGC")));
    // Frame 0: TAA TTG ATA G; frame 1: AAT TGA; frame 2: ATT GAT AG.
    assertTrue(OpenFrames.anyForward(dna("TAATTGATAG")));
    // One T more: frame 0 begins with TAA, frame 1 holds TGA, frame 2 ends with TAG.
    assertFalse(OpenFrames.anyForward(dna("TAATTGATTAG")));
  }

  @Test
  void onlyTheStrandGivenCounts() {
    // Read backwards, this is TAATTGATTAG.
    assertTrue(OpenFrames.anyForward(dna("CTAATCAATTA")));
    assertFalse(OpenFrames.anyForward(dna("CTAATCAATTA").reverseComplement()));
  }

  @Test
  void everyStopCodonStopsAndNothingElse() {
    for (String stop : new String[] {"TAA", "TAG", "TGA"}) {
      // Two codons before and three behind, in frame 0; C in the other frames of either strand.
      assertFalse(OpenFrames.anyForward(dna(stop + "C" + stop + "C" + stop)), stop);
    }
    assertTrue(OpenFrames.anyForward(dna("TGGTACTATTCATTG")));
  }

  @Test
  void theLongestRunIsThatOfTheBestOfSixFrames() {
    // Frame 0: TAA CCC TAG CCC CCC; frame 1: AAC CCT AGC CCC; frame 2: ACC CTA GCC CCC.
    // Backwards GGGGGGCTAGGGTTA: frame 0 GGG GGG CTA GGG TTA has five codons and no stop.
    assertEquals(5, OpenFrames.longestRun(dna("TAACCCTAGCCCCCC")));
    // Both strands meet a stop in frame 0 (TTA CTA TCA backwards are TAA TAG TGA).
    assertEquals(1, OpenFrames.longestRun(dna("TAA" + "TTA")));
    assertEquals(2, OpenFrames.longestRun(dna("CCCCCC")));
  }

  @Test
  void leftOverAndUnknownBasesAreNoStop() {
    assertEquals(0, OpenFrames.longestRun(dna("TA")));
    assertTrue(OpenFrames.anyForward(dna("TA")));
    assertEquals(2, OpenFrames.longestRun(dna("TANTGN")));
  }
}
