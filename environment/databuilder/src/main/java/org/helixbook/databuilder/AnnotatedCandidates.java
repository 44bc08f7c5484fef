package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/** Cuts a genome with annotated coding sequence into windows that may be drawn. */
final class AnnotatedCandidates {
  private static final String GENES = "1 annotated genes";
  private static final String WINDOWS = "2 coding windows";
  private static final String BETWEEN = "3 between genes";
  private static final Set<String> STOPS = Set.of("TAA", "TAG", "TGA");

  private AnnotatedCandidates() {}

  /**
   * The windows of each gene whose annotation reads through.
   *
   * @param annotation the annotated coding sequences
   * @param genome the chromosomes
   * @param windowLength in nt, a multiple of 3
   * @param tally counts genes kept and dropped
   * @return a list a gene, not empty, from the start codon on
   */
  static List<List<Candidate>> coding(
      CodingAnnotation annotation, Genome genome, int windowLength, Tally tally) {
    tally.add(GENES, "with coding sequence", annotation.pieces().size());
    List<List<Candidate>> genes = new ArrayList<>();
    annotation
        .pieces()
        .forEach(
            (name, pieces) -> {
              Optional<String> fault = fault(name, pieces, genome);
              if (fault.isPresent()) {
                tally.add(GENES, "dropped: " + fault.get(), 1);
                return;
              }
              SplicedGene gene = new SplicedGene(name, pieces);
              List<Candidate> windows = new ArrayList<>();
              for (int start = 0;
                  start + windowLength <= gene.length() - 3;
                  start += windowLength) {
                windows.add(
                    new Candidate(WindowKind.CDS, name, gene.pieces(start, start + windowLength)));
              }
              if (windows.isEmpty()) {
                tally.add(GENES, "dropped: shorter than a window", 1);
              } else {
                tally.add(GENES, "kept", 1);
                tally.add(WINDOWS, "windows in them", windows.size());
                genes.add(List.copyOf(windows));
              }
            });
    return genes;
  }

  /** Why a gene cannot be used; empty if it can. */
  private static Optional<String> fault(String name, List<GenomicInterval> pieces, Genome genome) {
    GenomicInterval first = pieces.get(0);
    for (int i = 1; i < pieces.size(); i++) {
      GenomicInterval piece = pieces.get(i);
      if (!piece.chromosome().equals(first.chromosome()) || piece.strand() != first.strand()) {
        return Optional.of("on several chromosomes or both strands");
      }
      if (piece.start() <= pieces.get(i - 1).end()) {
        return Optional.of("its pieces touch or overlap");
      }
    }
    if (!pieces.stream().allMatch(genome::covers)) {
      return Optional.of("beyond the bases at hand");
    }
    DnaSequence joined = SplicedGene.read(genome, name, pieces);
    if (!joined.isUnambiguous()) {
      return Optional.of("holds N");
    }
    String bases = joined.bases();
    if (bases.length() % 3 != 0) {
      return Optional.of("not whole codons");
    }
    if (!bases.startsWith("ATG")) {
      return Optional.of("does not begin with ATG");
    }
    if (!STOPS.contains(bases.substring(bases.length() - 3))) {
      return Optional.of("does not end with a stop codon");
    }
    for (int i = 0; i < bases.length() - 3; i += 3) {
      if (STOPS.contains(bases.substring(i, i + 3))) {
        return Optional.of("a stop codon inside");
      }
    }
    return Optional.empty();
  }

  /**
   * The windows of each stretch between genes, read from the forward strand. A gene counts from its
   * first to its last coding base, introns included, and also if its coding sequence is not used.
   *
   * @param annotation the annotated coding sequences
   * @param genome the chromosomes
   * @param windowLength in bp
   * @param distance the fewest bp to a gene
   * @param tally counts them
   * @return a list a stretch, not empty
   */
  static List<List<Candidate>> between(
      CodingAnnotation annotation, Genome genome, int windowLength, int distance, Tally tally) {
    Map<String, List<GenomicInterval>> closed = new HashMap<>();
    for (List<GenomicInterval> pieces : annotation.pieces().values()) {
      GenomicInterval span = GenomicInterval.spanOf(pieces);
      closed
          .computeIfAbsent(span.chromosome(), key -> new ArrayList<>())
          .add(
              new GenomicInterval(
                  span.chromosome(),
                  Math.max(0, span.start() - distance),
                  span.end() + distance,
                  Strand.FORWARD));
    }
    tally.add(BETWEEN, "windows dropped: with N", 0);
    List<List<Candidate>> stretches = new ArrayList<>();
    for (String chromosome : genome.names()) {
      int from = 0;
      int length = genome.length(chromosome);
      for (GenomicInterval taken : GeneModels.merge(closed.getOrDefault(chromosome, List.of()))) {
        addStretch(stretches, chromosome, from, taken.start(), genome, windowLength, tally);
        from = taken.end();
      }
      addStretch(stretches, chromosome, from, length, genome, windowLength, tally);
    }
    tally.add(BETWEEN, "stretches with a window", stretches.size());
    tally.add(BETWEEN, "windows in them", stretches.stream().mapToInt(List::size).sum());
    return stretches;
  }

  private static void addStretch(
      List<List<Candidate>> stretches,
      String chromosome,
      int from,
      int to,
      Genome genome,
      int windowLength,
      Tally tally) {
    List<Candidate> windows = new ArrayList<>();
    for (int start = from; start + windowLength <= to; start += windowLength) {
      GenomicInterval place =
          new GenomicInterval(chromosome, start, start + windowLength, Strand.FORWARD);
      if (genome.read(place).isUnambiguous()) {
        windows.add(new Candidate(WindowKind.INTERGENIC, CodingWindow.NO_GENE, List.of(place)));
      } else {
        tally.add(BETWEEN, "windows dropped: with N", 1);
      }
    }
    if (!windows.isEmpty()) {
      stretches.add(List.copyOf(windows));
    }
  }
}
