package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.TextFile;

/**
 * The exons of all genes, of every chromosome of the genome.
 *
 * @param exons in the order of the file
 */
record ExonTable(List<Exon> exons) {

  /**
   * One exon.
   *
   * @param gene its gene's Entrez number
   * @param place where it lies; the chromosome is named as in hg19 ({@code chr20})
   */
  record Exon(String gene, GenomicInterval place) {}

  private static final String HEADER = "GeneID\tChr\tStart\tEnd\tStrand";

  ExonTable {
    exons = List.copyOf(exons);
  }

  /**
   * Reads the simplified annotation format (SAF) of Rsubread: GeneID, Chr, Start, End, Strand,
   * tab-separated, positions from 1 and both inclusive.
   *
   * @return its exons, with 0-based, half-open intervals
   * @throws InputProblem naming the first line that is not such a line
   */
  static ExonTable readSaf(Path file) {
    List<Exon> exons = new ArrayList<>();
    TextFile.forEachLine(
        file,
        (number, line) -> {
          if (number > 1) {
            exons.add(exon(file, number, line.split("\t", -1)));
          } else if (!HEADER.equals(line)) {
            throw bad(file, 1, "the header is not GeneID, Chr, Start, End, Strand", null);
          }
        });
    if (exons.isEmpty()) {
      throw bad(file, 2, "there is no exon", null);
    }
    return new ExonTable(exons);
  }

  private static Exon exon(Path file, int number, String[] cells) {
    if (cells.length != 5 || cells[4].length() != 1) {
      throw bad(file, number, "it does not hold five columns with a strand as the last", null);
    }
    try {
      return new Exon(
          cells[0],
          new GenomicInterval(
              hg19Name(cells[1]),
              Integer.parseInt(cells[2]) - 1,
              Integer.parseInt(cells[3]),
              Strand.of(cells[4].charAt(0))));
    } catch (IllegalArgumentException e) {
      throw bad(file, number, e.getMessage(), e);
    }
  }

  private static InputProblem bad(Path file, int line, String what, Exception cause) {
    return new InputProblem(file + ", line " + line, what, "get the file anew", cause);
  }

  /**
   * The hg19 name of a chromosome: GRCh37 files such as hs37 call it {@code 20}, hg19 files {@code
   * chr20}; the sequence is the same.
   *
   * @param name either name
   * @return the name with {@code chr}
   */
  static String hg19Name(String name) {
    return name.startsWith("chr") ? name : "chr" + name;
  }
}
