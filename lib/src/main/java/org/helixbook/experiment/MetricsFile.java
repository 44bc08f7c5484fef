package org.helixbook.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;

/**
 * The form in which tables of task metrics are kept: tab-separated UTF-8 text, a head and a line a
 * row, all of as many cells; NA where a metric is undefined. A metric keeps the digits of a float.
 */
final class MetricsFile {
  private static final String NA = "NA";

  private MetricsFile() {}

  /** Whether a text can be a cell. */
  static boolean isCell(String text) {
    return text.chars().noneMatch(c -> c == '\t' || c == '\n' || c == '\r');
  }

  /** A metric as a cell; NaN reads {@code NA}. */
  static String cell(double value) {
    return Double.isNaN(value) ? NA : String.valueOf((float) value);
  }

  /**
   * The metric in a cell.
   *
   * @throws NumberFormatException if it is neither a number nor {@code NA}
   */
  static double value(String cell) {
    return cell.equals(NA) ? Double.NaN : Double.parseDouble(cell);
  }

  /**
   * Writes, whole or not at all.
   *
   * @param file its place; the folder is made
   * @param head the columns' names
   * @param rows as many cells each
   * @throws IllegalArgumentException if a cell holds a tab or the end of a line
   * @throws InputProblem if the file cannot be written
   */
  static void write(Path file, List<String> head, List<List<String>> rows) {
    String text =
        Stream.concat(Stream.of(head), rows.stream())
            .map(MetricsFile::line)
            .collect(Collectors.joining());
    try {
      AtomicFile.writeText(file, text);
    } catch (IOException e) {
      throw new InputProblem(
          file.toString(),
          "it cannot be written (" + e.getMessage() + ")",
          "give write permission, or choose another report folder",
          e);
    }
  }

  private static String line(List<String> cells) {
    for (String cell : cells) {
      if (!isCell(cell)) {
        throw new IllegalArgumentException("'" + cell + "' does not fit a cell");
      }
    }
    return String.join("\t", cells) + "\n";
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file the file
   * @param what it ought to hold, such as {@code table of tasks}
   * @param table makes it of the head and the rows; may fail as it likes on bad cells
   * @param <T> what is read
   * @return what {@code table} made
   * @throws InputProblem if there is no such file, its last line has no end, its lines have other
   *     lengths, or {@code table} cannot take them
   */
  static <T> T read(Path file, String what, BiFunction<List<String>, List<List<String>>, T> table) {
    try {
      String text = Files.readString(file);
      if (!text.endsWith("\n")) {
        throw new IllegalArgumentException("its last line is cut short");
      }
      List<List<String>> lines = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
      if (lines.stream().map(List::size).distinct().count() != 1) {
        throw new IllegalArgumentException("its lines have other lengths, or there is none");
      }
      return table.apply(lines.get(0), lines.subList(1, lines.size()));
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InputProblem(
          file.toString(),
          "it cannot be read as a " + what + " (" + e.getMessage() + ")",
          "make it again with the notebook that wrote it",
          e);
    }
  }
}
