package org.helixbook.databuilder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/** The chromosomes at hand, by their hg19 names, in the order in which they were given. */
final class Genome {
  private final Map<String, DnaSequence> chromosomes = new LinkedHashMap<>();

  /**
   * @param chromosomes each chromosome, from its first base on; named as in hg19 ({@code chr20})
   * @throws IllegalArgumentException if a name comes twice
   */
  Genome(List<DnaSequence> chromosomes) {
    for (DnaSequence chromosome : chromosomes) {
      if (this.chromosomes.put(chromosome.name(), chromosome) != null) {
        throw new IllegalArgumentException("chromosome " + chromosome.name() + " comes twice");
      }
    }
  }

  /** The names of the chromosomes, in order. */
  Set<String> names() {
    return Collections.unmodifiableSet(chromosomes.keySet());
  }

  /** Whether every base of the interval is at hand (it may be N). */
  boolean covers(GenomicInterval interval) {
    DnaSequence chromosome = chromosomes.get(interval.chromosome());
    return chromosome != null && interval.end() <= chromosome.length();
  }

  /** The number of bases of a chromosome that are at hand, from its first base on. */
  int length(String chromosome) {
    return chromosomes.get(chromosome).length();
  }

  /**
   * The bases of an interval as its strand spells them, 5' to 3'.
   *
   * @throws IndexOutOfBoundsException if not all of them are at hand
   */
  DnaSequence read(GenomicInterval interval) {
    DnaSequence forward =
        chromosomes.get(interval.chromosome()).subsequence(interval.start(), interval.end());
    return interval.strand() == Strand.FORWARD ? forward : forward.reverseComplement();
  }
}
