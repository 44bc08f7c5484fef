package org.helixbook.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.TextFile;

/**
 * A table of sequences, one a row: a column {@code sequence} of A, C, G and T in either case, all
 * of one length; a column {@code split} of training, validation and test, which may be left out;
 * and every other column is a label of 1 or 0, empty where it is not known. The first line names
 * the columns. Tabs part the cells where the first line has one, else commas; a cell may stand in
 * double quotes.
 *
 * @param file where it was read
 * @param labels the names of the label columns, at least one, in their order
 * @param isSplit whether it has a column {@code split}
 * @param rows at least one
 */
public record SequenceTable(Path file, List<String> labels, boolean isSplit, List<Row> rows) {
  private static final String SEQUENCE = "sequence";
  private static final String SPLIT = "split";

  /** What a row is for. */
  public enum Part {
    /** To learn from. */
    TRAINING,
    /** To choose epochs and thresholds by. */
    VALIDATION,
    /** To be scored once. */
    TEST
  }

  /**
   * One row.
   *
   * @param sequence named after its line
   * @param positive the indices of the labels that are 1
   * @param unknown those of the labels that are not known
   * @param part empty in a table without a split
   */
  public record Row(DnaSequence sequence, BitSet positive, BitSet unknown, Optional<Part> part) {}

  /** Copies the lists. */
  public SequenceTable {
    labels = List.copyOf(labels);
    rows = List.copyOf(rows);
  }

  /** Whether a file is such a table, by its name: {@code .tsv} or {@code .csv}, plain or gzip. */
  public static boolean isOne(Path file) {
    return file.toString().matches("(?i).*\\.[tc]sv(\\.b?gz)?");
  }

  /**
   * Reads a table, plain or gzip.
   *
   * @throws InputProblem naming the line that is not as described above
   */
  public static SequenceTable read(Path file) {
    Reader reader = new Reader(file);
    TextFile.forEachLine(file, reader::take);
    return reader.table();
  }

  /** Letters a sequence. */
  public int length() {
    return rows.get(0).sequence().length();
  }

  private static final class Reader {
    private final Path file;
    private final List<String> labels = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private String delimiter;
    private List<String> columns = List.of();

    Reader(Path file) {
      this.file = file;
    }

    void take(int number, String line) {
      if (number == 1) {
        delimiter = line.contains("\t") ? "\t" : ",";
        columns = cells(line);
        takeColumns();
      } else if (!line.isBlank()) {
        rows.add(row(number, cells(line)));
      }
    }

    private List<String> cells(String line) {
      return Arrays.stream(line.split(delimiter, -1))
          .map(cell -> cell.strip().replaceFirst("^\"(.*)\"$", "$1").strip())
          .toList();
    }

    private InputProblem problem(int line, String what, String mend) {
      return new InputProblem(file + ", line " + line, what, mend);
    }

    private void takeColumns() {
      columns.stream()
          .filter(name -> !name.equals(SEQUENCE) && !name.equals(SPLIT))
          .forEach(labels::add);
      if (!columns.contains(SEQUENCE)) {
        throw problem(
            1,
            "none of its columns is named sequence",
            "name the columns in the first line: sequence, split if there is one, and the labels");
      }
      if (labels.isEmpty()) {
        throw problem(1, "it names no label", "add a column of 0 and 1 for each label");
      }
      if (columns.contains("") || new HashSet<>(columns).size() < columns.size()) {
        throw problem(
            1,
            "a column has no name, or that of another one",
            "name each column, and write the table without row names");
      }
    }

    private Row row(int line, List<String> cells) {
      if (cells.size() != columns.size()) {
        throw problem(
            line,
            "there are "
                + CountText.of(cells.size(), "cell")
                + " for "
                + columns.size()
                + " columns",
            "give each row a cell for each column");
      }
      BitSet positive = new BitSet();
      BitSet unknown = new BitSet();
      DnaSequence sequence = null;
      Optional<Part> part = Optional.empty();
      for (int column = 0; column < cells.size(); column++) {
        String name = columns.get(column);
        String cell = cells.get(column);
        switch (name) {
          case SEQUENCE -> sequence = sequence(line, cell);
          case SPLIT -> part = Optional.of(part(line, cell));
          default -> {
            positive.set(labels.indexOf(name), label(line, name, cell));
            unknown.set(labels.indexOf(name), cell.isEmpty());
          }
        }
      }
      return new Row(sequence, positive, unknown, part);
    }

    private DnaSequence sequence(int line, String letters) {
      String other = letters.replaceFirst("^[ACGTacgt]*", "");
      if (letters.isEmpty() || !other.isEmpty()) {
        throw problem(
            line,
            letters.isEmpty()
                ? "its sequence is empty"
                : "its sequence has '"
                    + other.charAt(0)
                    + "' as letter "
                    + (letters.length() - other.length() + 1),
            "use A, C, G and T alone, and leave out rows with other letters");
      }
      int length = rows.isEmpty() ? letters.length() : rows.get(0).sequence().length();
      if (letters.length() != length) {
        throw problem(
            line,
            "its sequence has " + letters.length() + " letters, and the first one " + length,
            "cut all sequences to one length");
      }
      return DnaSequence.of("line " + line, letters);
    }

    private Part part(int line, String cell) {
      return Arrays.stream(Part.values())
          .filter(part -> part.name().equals(cell.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  problem(
                      line,
                      "its split is '" + cell + "'",
                      "write training, validation or test, or leave the column out"));
    }

    private boolean label(int line, String name, String cell) {
      if (!cell.isEmpty() && !cell.equals("0") && !cell.equals("1")) {
        throw problem(
            line,
            "its label " + name + " is '" + cell + "'",
            "write 1 for yes, 0 for no and nothing where it is not known, and leave out columns"
                + " that are no labels");
      }
      return cell.equals("1");
    }

    SequenceTable table() {
      if (rows.isEmpty()) {
        throw new InputProblem(
            file.toString(), "it has no row of a sequence", "add a row for each sequence");
      }
      for (int label = 0; label < labels.size(); label++) {
        int index = label;
        if (rows.stream().allMatch(row -> row.unknown().get(index))) {
          throw new InputProblem(
              file.toString(),
              "its label " + labels.get(label) + " is empty in every row",
              "leave the column out");
        }
      }
      return new SequenceTable(file, labels, columns.contains(SPLIT), rows);
    }
  }
}
