package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * Cuts introns and intergenic sequence into windows: the candidates of the non-coding class.
 *
 * <p>The table holds the exons of RNA genes too, so the distance keeps these out: a long non-coding
 * RNA is in neither class.
 */
final class BackgroundCandidates {
  private static final String STEP = "3 introns and intergenic sequence";
  private static final String INTRONS = "windows in introns";
  private static final String INTERGENIC = "windows in intergenic sequence";
  private static final String SEVERAL = "windows dropped: in the spans of several genes";
  private static final String UNCLEAR =
      "windows dropped: in the span of a gene with exons on several chromosomes or both strands";
  private static final String UNKNOWN = "windows dropped: with N";

  private BackgroundCandidates() {}

  /**
   * The windows of all chromosomes at hand, read from the forward strand.
   *
   * @param table all exons
   * @param genome the chromosomes
   * @param rules the window's length and its distance from every exon
   * @param tally counts them
   */
  static List<Candidate> of(
      ExonTable table, GeneModels genes, Genome genome, BuildRules rules, Tally tally) {
    for (String what : List.of(SEVERAL, UNCLEAR, UNKNOWN, INTRONS, INTERGENIC)) {
      tally.add(STEP, what, 0);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (String chromosome : genome.names()) {
      for (GenomicInterval gap : gaps(table, genome, chromosome, rules.exonDistance())) {
        // A gene's span begins and ends with an exon, so it holds the whole gap or none of it.
        List<GeneModels.Span> around =
            genes.spans().stream().filter(span -> span.place().overlaps(gap)).toList();
        for (int start = gap.start();
            start + rules.windowLength() <= gap.end();
            start += rules.windowLength()) {
          GenomicInterval place =
              new GenomicInterval(chromosome, start, start + rules.windowLength(), Strand.FORWARD);
          DnaSequence bases = genome.read(place);
          if (!bases.isUnambiguous()) {
            tally.add(STEP, UNKNOWN, 1);
          } else if (around.isEmpty()) {
            tally.add(STEP, INTERGENIC, 1);
            candidates.add(
                new Candidate(WindowKind.INTERGENIC, CodingWindow.NO_GENE, List.of(place)));
          } else if (around.size() > 1) {
            tally.add(STEP, SEVERAL, 1);
          } else if (!around.get(0).clear()) {
            tally.add(STEP, UNCLEAR, 1);
          } else {
            tally.add(STEP, INTRONS, 1);
            candidates.add(new Candidate(WindowKind.INTRON, around.get(0).gene(), List.of(place)));
          }
        }
      }
    }
    return candidates;
  }

  /** What lies at least {@code distance} bp away from every exon, ascending. */
  private static List<GenomicInterval> gaps(
      ExonTable table, Genome genome, String chromosome, int distance) {
    List<GenomicInterval> closed = new ArrayList<>();
    for (ExonTable.Exon exon : table.exons()) {
      GenomicInterval place = exon.place();
      if (place.chromosome().equals(chromosome)) {
        closed.add(
            new GenomicInterval(
                chromosome,
                Math.max(0, place.start() - distance),
                place.end() + distance,
                Strand.FORWARD));
      }
    }
    List<GenomicInterval> gaps = new ArrayList<>();
    int from = 0;
    int length = genome.length(chromosome);
    for (GenomicInterval taken : GeneModels.merge(closed)) {
      addGap(gaps, chromosome, from, Math.min(taken.start(), length));
      from = taken.end();
    }
    addGap(gaps, chromosome, from, length);
    return gaps;
  }

  private static void addGap(List<GenomicInterval> gaps, String chromosome, int from, int to) {
    if (from < to) {
      gaps.add(new GenomicInterval(chromosome, from, to, Strand.FORWARD));
    }
  }
}
