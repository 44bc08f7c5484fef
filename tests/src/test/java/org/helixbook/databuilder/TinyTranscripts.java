package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * A chromosome of 12 blocks of 400 bases, on either strand in turn. Each holds a protein-coding
 * gene of one exon of 300 bases, whose ORF has 297, and behind it a gene of one exon of 60 bases:
 * in six blocks of long non-coding RNA, in six a pseudogene. Two more lie where they must not be
 * used: RNA 90 on the exon of gene 0, and gene 91 without a type.
 */
final class TinyTranscripts {
  static final int BLOCK = 400;

  /** The length of a coding gene, which begins with its block. */
  static final int CODING = 300;

  /** Where the other gene begins in its block. */
  static final int OTHER = 310;

  private static final List<String> CODONS =
      List.of("GCT", "GAC", "AAG", "CTG", "TTC", "GGA", "CAT", "ACG", "GTC", "CCA", "AGC", "TAC");
  static final Genome GENOME;
  static final ExonTable EXONS;
  static final GeneTypes TYPES;

  static {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder bases = new StringBuilder();
    List<ExonTable.Exon> exons = new ArrayList<>();
    Map<String, String> types = new HashMap<>();
    for (int block = 0; block < 12; block++) {
      Strand strand = block % 4 < 2 ? Strand.FORWARD : Strand.REVERSE;
      DnaSequence coding = DnaSequence.of("t", orf(random));
      bases.append((strand == Strand.FORWARD ? coding : coding.reverseComplement()).bases());
      bases.append(letters(random, BLOCK - CODING));
      int start = BLOCK * block;
      exons.add(exon(2 * block, start, start + CODING, strand));
      exons.add(exon(2 * block + 1, start + OTHER, start + OTHER + 60, strand));
      types.put(String.valueOf(2 * block), GeneTypes.PROTEIN_CODING);
      types.put(
          String.valueOf(2 * block + 1),
          block % 2 == 0 ? GeneTypes.NON_CODING_RNA : GeneTypes.PSEUDOGENE);
    }
    exons.add(exon(90, 20, 40, Strand.REVERSE));
    types.put("90", GeneTypes.NON_CODING_RNA);
    exons.add(exon(91, 4780, 4799, Strand.FORWARD));
    GENOME = new Genome(List.of(DnaSequence.of("chr1", bases.toString())));
    EXONS = new ExonTable(exons);
    TYPES = new GeneTypes(types);
  }

  private TinyTranscripts() {}

  private static ExonTable.Exon exon(int gene, int start, int end, Strand strand) {
    return new ExonTable.Exon(
        String.valueOf(gene), new GenomicInterval("chr1", start, end, strand));
  }

  private static String orf(SplittableRandom random) {
    StringBuilder bases = new StringBuilder("ATG");
    while (bases.length() < CODING - 3) {
      bases.append(CODONS.get(random.nextInt(CODONS.size())));
    }
    return bases.append("TAA").toString();
  }

  private static String letters(SplittableRandom random, int length) {
    StringBuilder bases = new StringBuilder();
    while (bases.length() < length) {
      bases.append("ACGT".charAt(random.nextInt(4)));
    }
    return bases.toString();
  }

  /** Windows of 12, in training every 3; a block is a neighbourhood. */
  static LnsdRules rules() {
    return new LnsdRules(12, 3, BLOCK, 12, 1, 1.0 / 3, 5);
  }

  static BuiltCodingSet build(LnsdRules rules) {
    return HumanLnsdSetBuilder.build("tiny", GENOME, EXONS, TYPES, rules, List.of());
  }
}
