package org.helixbook.dna;

import static org.helixbook.dna.Strand.FORWARD;
import static org.helixbook.dna.Strand.REVERSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GenomicIntervalTest {
  private static GenomicInterval at(int start, int end) {
    return new GenomicInterval("chr1", start, end, REVERSE);
  }

  @Test
  void theEndIsNotInside() {
    assertEquals(5, at(10, 15).length());
    assertFalse(at(10, 15).overlaps(at(15, 20)));
    assertFalse(at(15, 20).overlaps(at(10, 15)));
    assertTrue(at(10, 15).overlaps(at(14, 20)));
    assertTrue(at(10, 15).overlaps(new GenomicInterval("chr1", 0, 100, FORWARD)));
    assertFalse(at(10, 15).overlaps(new GenomicInterval("chr2", 10, 15, REVERSE)));
  }

  @Test
  void aSpanReachesFromTheFirstPieceToTheLast() {
    assertEquals(at(10, 40), GenomicInterval.spanOf(List.of(at(10, 12), at(20, 25), at(30, 40))));
    assertEquals(at(10, 12), GenomicInterval.spanOf(List.of(at(10, 12))));
  }

  @Test
  void anEmptyIntervalIsRefused() {
    assertEquals(
        "interval chr1:10-10 needs 0 <= start < end",
        assertThrows(IllegalArgumentException.class, () -> at(10, 10)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> at(-1, 10));
  }
}
