package org.helixbook.eval;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * Precision, recall, F1 and support of each class, and the accuracy: the table that the paper
 * prints (Figs 5, 6, 9), as scikit-learn's {@code classification_report} lays it out.
 *
 * <p>It differs from scikit-learn in what is undefined. The precision of a class that was never
 * predicted, and the recall and F1 of a class without examples, are NaN here (shown as NA);
 * scikit-learn writes 0 and warns. The F1 of a class with examples that was never predicted is 0 in
 * both: it has no right prediction and some missed ones.
 *
 * @param rows one for each class, in order
 * @param accuracy the share of right predictions, in [0, 1]; NaN without examples
 */
public record ClassificationReport(List<Row> rows, double accuracy) {

  /**
   * One class.
   *
   * @param precision the share of right ones among the examples that were taken for it; NaN if none
   *     were
   * @param recall the share of its examples that were taken for it; NaN if it has none
   * @param f1 the harmonic mean of both; NaN if the class has no examples
   * @param support how many examples it has
   */
  public record Row(String name, double precision, double recall, double f1, int support) {}

  /** Makes the rows unchangeable. */
  public ClassificationReport {
    rows = List.copyOf(rows);
  }

  /** Reads the report off a confusion matrix. */
  public static ClassificationReport of(ConfusionMatrix matrix) {
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < matrix.classes().size(); c++) {
      int right = matrix.count(c, c);
      int support = matrix.actual(c);
      int predicted = matrix.predicted(c);
      rows.add(
          new Row(
              matrix.classes().get(c),
              share(right, predicted),
              share(right, support),
              support == 0 ? Double.NaN : 2.0 * right / (support + predicted),
              support));
    }
    return new ClassificationReport(rows, matrix.accuracy());
  }

  private static double share(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  /** How many examples there are in all. */
  public int support() {
    return rows.stream().mapToInt(Row::support).sum();
  }

  /**
   * The report as a table: {@code class}, {@code precision}, {@code recall}, {@code F1}, {@code
   * windows}; the accuracy of all stands last, in the column of F1.
   */
  public Table table(String title) {
    List<Row> all = new ArrayList<>(rows);
    all.add(new Row("accuracy", Double.NaN, Double.NaN, accuracy, support()));
    return Columns.of(all)
        .text("class", Row::name)
        .number("precision", Row::precision)
        .number("recall", Row::recall)
        .number("F1", Row::f1)
        .count("windows", Row::support)
        .table(title);
  }
}
