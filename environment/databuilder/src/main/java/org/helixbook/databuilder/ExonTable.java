package org.helixbook.databuilder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

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
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      String header = lines.readLine();
      if (!HEADER.equals(header)) {
        throw bad(file, 1, "the header is not GeneID, Chr, Start, End, Strand", null);
      }
      int number = 2;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        exons.add(exon(file, number, line.split("\t", -1)));
        number++;
      }
    } catch (NoSuchFileException e) {
      throw new InputProblem(file.toString(), "there is no such file", "check the path", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed", e);
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
