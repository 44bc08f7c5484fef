package org.helixbook.dna;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.helixbook.feedback.InputProblem;

/**
 * Reads BED: a line an interval, its columns chromosome, start (from 0), end (exclusive), and
 * optionally name, score, strand and more, separated by tabs, or by spaces if the line has no tab.
 * Empty lines, comments (#) and lines that begin with {@code track} or {@code browser} are skipped.
 * The file may be plain, gzip or bgzip.
 */
public final class BedFile {
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
    int[] number = {0};
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(GenomeText.open(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number[0]++;
        if (!isSkipped(line)) {
          records.add(record(file + ", line " + number[0], line));
        }
      }
    } catch (NoSuchFileException e) {
      throw new InputProblem(file.toString(), "there is no such file", "check the path", e);
    } catch (AccessDeniedException e) {
      throw new InputProblem(
          file.toString(), "it may not be read", "ask for the right to read it", e);
    } catch (EOFException | ZipException e) {
      throw new InputProblem(
          file + ", line " + (number[0] + 1),
          "the gzip stream breaks off or is damaged here",
          "get the file again",
          e);
    } catch (IOException e) {
      throw new InputProblem(
          file.toString(), "it cannot be read (" + e.getMessage() + ")", "check the file", e);
    }
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
    int start = position(where, "start", 2, columns[1]);
    int end = position(where, "end", 3, columns[2]);
    if (end <= start) {
      throw new InputProblem(
          where,
          "the end " + end + " is not after the start " + start,
          "BED counts from 0 and leaves the end out: mend the two");
    }
    Optional<String> name = column(columns, 3);
    Optional<Strand> strand = column(columns, 5).map(text -> strand(where, text));
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
    throw new InputProblem(
        where,
        "the " + what + " in column " + column + " is '" + text + "'",
        "write a whole number of at least 0");
  }

  private static Strand strand(String where, String text) {
    if (text.equals("+") || text.equals("-")) {
      return Strand.of(text.charAt(0));
    }
    throw new InputProblem(
        where, "the strand in column 6 is '" + text + "'", "write +, - or a dot");
  }

  private static Optional<String> column(String[] columns, int index) {
    return columns.length <= index || columns[index].isBlank() || columns[index].equals(".")
        ? Optional.empty()
        : Optional.of(columns[index].strip());
  }
}
