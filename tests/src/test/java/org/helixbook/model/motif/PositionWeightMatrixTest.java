package org.helixbook.model.motif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** Counts, bits and letters of motifs, all by hand. */
class PositionWeightMatrixTest {
  private static final PositionWeightMatrix MOTIF =
      PositionWeightMatrix.of(
          List.of(BaseIds.of("ACG"), BaseIds.of("ACT"), BaseIds.of("AGC"), BaseIds.of("ATN")));

  @Test
  void countsByBaseId() {
    assertArrayEquals(new double[] {4, 0, 0, 0}, MOTIF.counts()[0], "A only");
    assertArrayEquals(new double[] {0, 1, 2, 1}, MOTIF.counts()[1], "G, C twice, T");
    assertArrayEquals(new double[] {0, 1, 1, 1}, MOTIF.counts()[2], "N counts for none");
    assertThrows(
        IllegalArgumentException.class,
        () -> PositionWeightMatrix.of(List.of(BaseIds.of("AC"), BaseIds.of("A"))));
  }

  @Test
  void bits() {
    assertEquals(2, InformationContent.bits(new double[] {7, 0, 0, 0}));
    assertEquals(1, InformationContent.bits(new double[] {3, 0, 3, 0}), 1e-12);
    assertEquals(0.5, InformationContent.bits(new double[] {0, 1, 2, 1}), 1e-12);
    assertEquals(0, InformationContent.bits(new double[] {2, 2, 2, 2}), 1e-12);
    assertEquals(0, InformationContent.bits(new double[4]));
    // 3 / (2 x 4 x 0.693147) = 0.541011
    assertEquals(2 - 0.541011, InformationContent.correctedBits(new double[] {4, 0, 0, 0}), 1e-6);
    assertEquals(0, InformationContent.correctedBits(new double[] {0, 1, 2, 1}), "never below 0");
    // 100 sequences, half A and half C: 1 - 3 / (200 x 0.693147) = 1 - 0.021640
    double[] half = {50, 0, 50, 0};
    PositionWeightMatrix one = new PositionWeightMatrix(new double[][] {half});
    assertEquals(0.978360, one.bits()[0], 1e-6);
    assertArrayEquals(new double[] {0.489180, 0, 0.489180, 0}, one.letterBits()[0], 1e-6);
  }

  @Test
  void consensusByCavenersRule() {
    PositionWeightMatrix motif =
        new PositionWeightMatrix(
            new double[][] {
              {6, 2, 1, 1}, // more than half, three times the next: A
              {6, 4, 0, 0}, // more than half, not twice the next: A or G
              {0, 4, 4, 2}, // the two have 80 %: S
              {1, 1, 2, 6}, // T
              {3, 3, 2, 2} // N
            });
    assertEquals("ARSTN", motif.consensus());
    assertEquals("NASYT", motif.reverseComplement().consensus());
    assertEquals("GGATNC", PositionWeightMatrix.ofConsensus("GGATNC").consensus());
    assertArrayEquals(
        new double[] {0, 1, 2},
        new double[] {
          PositionWeightMatrix.ofConsensus("N").bits()[0],
          PositionWeightMatrix.ofConsensus("W").bits()[0],
          PositionWeightMatrix.ofConsensus("C").bits()[0]
        },
        1e-5);
    assertThrows(IllegalArgumentException.class, () -> PositionWeightMatrix.ofConsensus("AXT"));
  }

  @Test
  void reverseComplementTurnsAndSwaps() {
    assertArrayEquals(
        new double[] {1, 0, 0, 0},
        new PositionWeightMatrix(new double[][] {{0, 0, 0, 1}}).reverseComplement().counts()[0]);
    assertArrayEquals(MOTIF.counts()[1], MOTIF.reverseComplement().reverseComplement().counts()[1]);
  }

  @Test
  void logOddsAddHalfACount() {
    // A: log2(4 x 3.5 / 6) = 1.222392; G: log2(4 x 1.5 / 6) = 0; T: log2(4 x 0.5 / 6) = -1.584963
    PositionWeightMatrix motif = new PositionWeightMatrix(new double[][] {{3, 1, 0, 0}});
    assertEquals(1.222392, motif.logOdds(BaseIds.of("A"), 0), 1e-6);
    assertEquals(0, motif.logOdds(BaseIds.of("AG"), 1), 1e-12);
    assertEquals(-1.584963, motif.logOdds(BaseIds.of("T"), 0), 1e-6);
    assertEquals(0, motif.logOdds(BaseIds.of("N"), 0));
  }

  @Test
  void matchFindsOffsetAndStrand() {
    PositionWeightMatrix found = PositionWeightMatrix.ofConsensus("TTGGCATC");
    ConsensusMatch match = ConsensusMatch.of(found, "GGNAT", new Seeds(1));
    assertEquals(4, match.letters());
    assertEquals(4, match.agreeing());
    assertEquals(2, match.offset());
    assertEquals(false, match.reversed());
    assertEquals("GGCAT", match.aligned(found).consensus());

    // The other strand of GGCATA is TATGCC.
    ConsensusMatch other =
        ConsensusMatch.of(PositionWeightMatrix.ofConsensus("ATGCC"), "GGCATA", new Seeds(1));
    assertEquals(true, other.reversed());
    assertEquals(5, other.agreeing());
    assertEquals(6, other.letters());
    assertEquals(0, other.offset());
    assertEquals(
        "GGCATN",
        other.aligned(PositionWeightMatrix.ofConsensus("ATGCC")).consensus(),
        "no counts, no letter");
  }

  @Test
  void chanceOfAMatchComesFromShuffles() {
    // AACC against AACC: of the 6 orders of two A and two C only AACC agrees in all four letters,
    // and, read from the other strand, GGTT never does; seen at an offset fewer than four overlap.
    ConsensusMatch match =
        ConsensusMatch.of(PositionWeightMatrix.ofConsensus("AACC"), "AACC", new Seeds(3));
    assertEquals(1 / 6.0, match.chance(), 0.03);
    assertEquals(
        1,
        ConsensusMatch.of(PositionWeightMatrix.ofConsensus("GGGG"), "AAAA", new Seeds(3)).chance(),
        "nothing agrees, and nothing agrees less");
  }

  @Test
  void theVerdictAsksForLettersAndBits() {
    Seeds seeds = new Seeds(3);
    String known = "GATTNCAC";
    PositionWeightMatrix all = PositionWeightMatrix.ofConsensus("GATTACAC");
    assertEquals(
        ConsensusMatch.Verdict.RECOVERED, ConsensusMatch.of(all, known, seeds).verdict(all));
    // One letter of seven is wrong.
    PositionWeightMatrix one = PositionWeightMatrix.ofConsensus("GATTAGAC");
    assertEquals(ConsensusMatch.Verdict.PARTLY, ConsensusMatch.of(one, known, seeds).verdict(one));
    // 25 of 40 sequences agree everywhere, the others are spread: 0.451 - 0.054 bits.
    double[][] weak = new double[8][];
    for (int i = 0; i < weak.length; i++) {
      weak[i] = all.counts()[i].clone();
      for (int base = 0; base < 4; base++) {
        weak[i][base] = weak[i][base] > 0 ? 25 : 5;
      }
    }
    PositionWeightMatrix faint = new PositionWeightMatrix(weak);
    ConsensusMatch match = ConsensusMatch.of(faint, known, seeds);
    assertEquals(7, match.agreeing());
    assertEquals(ConsensusMatch.Verdict.NOT, match.verdict(faint), "too few bits");
    PositionWeightMatrix other = PositionWeightMatrix.ofConsensus("CCCCCCCC");
    assertEquals(ConsensusMatch.Verdict.NOT, ConsensusMatch.of(other, known, seeds).verdict(other));
    PositionWeightMatrix few = PositionWeightMatrix.of(Collections.nCopies(19, BaseIds.of(known)));
    assertEquals(ConsensusMatch.Verdict.TOO_FEW, ConsensusMatch.of(few, known, seeds).verdict(few));
  }
}
