package org.helixbook.dna;

import java.util.List;
import java.util.Objects;

/**
 * A stretch of a chromosome, 0-based and half-open as in BED: {@code [start, end)} in bp.
 *
 * @param chromosome its name, such as {@code chr20}
 * @param start first base, from 0
 * @param end one past the last base
 * @param strand the strand it is read from
 */
public record GenomicInterval(String chromosome, int start, int end, Strand strand) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException unless {@code 0 <= start < end}
   */
  public GenomicInterval {
    Objects.requireNonNull(chromosome, "chromosome");
    Objects.requireNonNull(strand, "strand");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "interval " + chromosome + ":" + start + "-" + end + " needs 0 <= start < end");
    }
  }

  /**
   * From the first to the last base of several pieces, what lies between them included.
   *
   * @param pieces at least one, in ascending order, all on one chromosome and strand
   * @return the span, on their strand
   */
  public static GenomicInterval spanOf(List<GenomicInterval> pieces) {
    GenomicInterval first = pieces.get(0);
    return new GenomicInterval(
        first.chromosome, first.start, pieces.get(pieces.size() - 1).end, first.strand);
  }

  /** Its length in bp. */
  public int length() {
    return end - start;
  }

  /**
   * Whether both cover a common base, on either strand.
   *
   * @param other the other interval
   * @return true if they overlap
   */
  public boolean overlaps(GenomicInterval other) {
    return chromosome.equals(other.chromosome) && start < other.end && other.start < end;
  }
}
