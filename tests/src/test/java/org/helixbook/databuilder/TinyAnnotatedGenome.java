package org.helixbook.databuilder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A genome of two chromosomes with annotated coding sequence, in the files' own form. Chromosome c1
 * (60 bases): gene a (+) has the pieces 4-10 and 14-20, joined ATGAAA CCCTAA; gene b (-) has 30-42,
 * the reverse complement of TTAGGGTTTCAT, ATGAAACCCTAA. Chromosome c2 (50 bases): gene c (+) has
 * 4-16, ATGGGTCATTGA; gene d has no start codon, e a stop inside, f no whole codons, g an N.
 */
final class TinyAnnotatedGenome {
  static final String C1 =
      "GGCA" // 0
          + "ATGAAA" // 4: gene a
          + "GTAG" // 10: its intron
          + "CCCTAA" // 14: gene a
          + "CTCTGTACGT" // 20
          + "TTAGGGTTTCAT" // 30: gene b, other strand
          + "CCGTGTCCAGTCAGTTAC"; // 42
  static final String C2 =
      "TTGC" // 0
          + "ATGGGTCATTGA" // 4: gene c
          + "CATGCCGACTAGCNGTCA" // 16
          + "AAGCCCTAA" // 34: gene d
          + "GTATGCA"; // 43

  static final String FASTA = ">Tiny:c1:1:+:60\n" + C1 + "\n>Tiny:c2:1:+:50\n" + C2 + "\n";
  static final String GFF3 =
      "# no version line, as in the package\n"
          + cds("c1", 5, 10, '+', "a")
          + cds("c1", 15, 20, '+', "a")
          + "c1\tx\tmRNA\t5\t20\t.\t+\t.\tID=mRNA:a\n"
          + cds("c1", 31, 42, '-', "b")
          + cds("c2", 5, 16, '+', "c")
          + cds("c2", 35, 43, '+', "d")
          + "\n";

  private TinyAnnotatedGenome() {}

  static String cds(String chromosome, int from, int to, char strand, String gene) {
    return chromosome
        + "\tx\tCDS\t"
        + from
        + "\t"
        + to
        + "\t.\t"
        + strand
        + "\t0\tParent=mRNA:"
        + gene
        + ";Note=+putative\n";
  }

  static Path gzip(Path file, String content) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }
}
