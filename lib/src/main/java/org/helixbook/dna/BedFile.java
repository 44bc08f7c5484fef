package org.helixbook.dna;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.TextFile;

/**
 * Reads BED: a line an interval, its columns chromosome, start (from 0), end (exclusive), and
 * optionally name, score, strand and more, separated by tabs, or by spaces if the line has no tab.
 * Empty lines, comments (#) and lines that begin with {@code track} or {@code browser} are skipped.
 * Column 6 is a strand if it is {@code +} or {@code -}; some programs write {@code *}, or what they
 * like. Bytes that are no UTF-8 do no harm in a name or a comment, and are refused in column 1. The
 * file may be plain, gzip or bgzip.
 */
public final class BedFile {
  /** What bytes that are no UTF-8 are read as, such as an accent in Latin-1. */
  private static final char UNDECODED = '\uFFFD';

  private BedFile() {}

  /**
   * Reads all lines.
   *
   * @return the records in the file's order; empty if the file has none
   * @throws InputProblem naming the file and the line, if a line is wrong or the file cannot be
   *     read
   */
  public static List<BedRecord> readAll(Path file) {
    List<BedRecord> records = new ArrayList<>();
    TextFile.forEachLine(
        file,
        (number, line) -> {
          if (!isSkipped(line)) {
            records.add(record(file + ", line " + number, line));
          }
        });
    return List.copyOf(records);
  }

  private static boolean isSkipped(String line) {
    return line.isBlank() || line.startsWith("#") || line.matches("(track|browser)(\\s.*)?");
  }

  private static BedRecord record(String where, String line) {
    String[] columns = line.indexOf('\t') >= 0 ? line.split("\t", -1) : line.strip().split(" +");
    if (columns.length < 3) {
      throw new InputProblem(
          where,
          "it has " + columns.length + (columns.length == 1 ? " column" : " columns"),
          "write at least chromosome, start and end, separated by tabs");
    }
    if (columns[0].isBlank()) {
      throw new InputProblem(where, "column 1 names no chromosome", "write its name");
    }
    if (columns[0].indexOf(UNDECODED) >= 0) {
      throw new InputProblem(
          where,
          "the name of the chromosome in column 1 has bytes that are no UTF-8",
          "write it as the FASTA file does, and save the file as UTF-8");
    }
    int start = position(where, "start", 2, columns[1]);
    int end = position(where, "end", 3, columns[2]);
    if (end <= start) {
      throw new InputProblem(
          where,
          "the end " + end + " is not after the start " + start,
          "BED counts from 0 and leaves the end out: mend the two");
    }
    Optional<String> name = column(columns, 3);
    Optional<Strand> strand =
        column(columns, 5)
            .filter(text -> text.equals("+") || text.equals("-"))
            .map(text -> Strand.of(text.charAt(0)));
    return new BedRecord(
        new GenomicInterval(columns[0].strip(), start, end, strand.orElse(Strand.FORWARD)),
        name,
        strand);
  }

  private static int position(String where, String what, int column, String text) {
    try {
      int position = Integer.parseInt(text.strip());
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    String found = "the " + what + " in column " + column + " is '" + text + "'";
    if (text.strip().matches("\\+?[0-9]+")) {
      throw new InputProblem(
          where,
          found + ", and positions are read up to " + Integer.MAX_VALUE,
          "mend it, or leave the line out: no sequence is read that is so long");
    }
    throw new InputProblem(where, found, "write a whole number of at least 0");
  }

  private static Optional<String> column(String[] columns, int index) {
    return columns.length <= index || columns[index].isBlank() || columns[index].equals(".")
        ? Optional.empty()
        : Optional.of(columns[index].strip());
  }
}
