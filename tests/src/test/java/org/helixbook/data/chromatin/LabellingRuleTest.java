package org.helixbook.data.chromatin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.junit.jupiter.api.Test;

class LabellingRuleTest {
  private static GenomicInterval peak(int start, int end) {
    return new GenomicInterval("chr1", start, end, Strand.FORWARD);
  }

  private static String positive(int length, GenomicInterval... peaks) {
    return LabellingRule.DEEPSEA.positiveBins(List.of(peaks), length).toString();
  }

  @Test
  void moreThanHalfOfABinMustBeCovered() {
    assertEquals("{}", positive(1000, peak(200, 300)));
    assertEquals("{1}", positive(1000, peak(200, 301)));
    // 99 bp of bin 0, all of bin 1, 101 bp of bin 2.
    assertEquals("{1, 2}", positive(1000, peak(101, 501)));
    assertEquals("{}", positive(1000, peak(150, 250)));
  }

  @Test
  void basesUnderSeveralPeaksCountOnce() {
    assertEquals("{}", positive(1000, peak(0, 60), peak(0, 60), peak(20, 100)));
    assertEquals("{0}", positive(1000, peak(150, 200), peak(0, 51)));
    assertEquals("{0}", positive(1000, peak(60, 101), peak(0, 80), peak(10, 20)));
  }

  @Test
  void onePeakAloneMustCoverABinWhereTheRuleSaysSo() {
    LabellingRule rule = LabellingRule.DEEPSEA_BY_ONE_PEAK;
    List<GenomicInterval> together =
        List.of(peak(0, 60), peak(60, 200), peak(290, 390), peak(390, 420));
    assertEquals("{0, 1}", LabellingRule.DEEPSEA.positiveBins(together, 600).toString());
    assertEquals("{0}", rule.positiveBins(together, 600).toString());
    assertEquals(
        "{0, 2}",
        rule.positiveBins(List.of(peak(90, 200), peak(10, 30), peak(399, 501)), 600).toString());
  }

  @Test
  void anIncompleteBinAtTheEndIsNone() {
    assertEquals("{1}", positive(599, peak(200, 599)));
    assertEquals("{1, 2}", positive(600, peak(200, 700)));
    assertEquals("{}", positive(199, peak(0, 199)));
    assertEquals("{}", positive(600, peak(900, 1300)));
  }

  @Test
  void aRuleThatCannotBeMetIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LabellingRule(200, 201, false));
    assertThrows(IllegalArgumentException.class, () -> new LabellingRule(200, 0, false));
  }

  /** Against counting every base. */
  @Property(tries = 200)
  void countsEveryCoveredBaseOnce(@ForAll long seed) {
    Random random = new Random(seed);
    int length = 100 + random.nextInt(300);
    List<GenomicInterval> peaks = new ArrayList<>();
    boolean[] covered = new boolean[length];
    for (int i = random.nextInt(12); i > 0; i--) {
      int start = random.nextInt(length + 50);
      int end = start + 1 + random.nextInt(60);
      peaks.add(peak(start, end));
      for (int at = start; at < Math.min(end, length); at++) {
        covered[at] = true;
      }
    }
    Collections.shuffle(peaks, random);
    BitSet expected = new BitSet();
    for (int bin = 0; bin < length / 20; bin++) {
      int count = 0;
      for (int at = bin * 20; at < bin * 20 + 20; at++) {
        count += covered[at] ? 1 : 0;
      }
      expected.set(bin, count >= 11);
    }
    assertEquals(expected, new LabellingRule(20, 11, false).positiveBins(peaks, length));
  }
}
