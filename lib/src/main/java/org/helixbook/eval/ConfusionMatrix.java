package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;

/**
 * How often each class was taken for each other: one row an actual class, one column a predicted.
 */
public final class ConfusionMatrix {
  private final List<String> classes;
  private final int[][] counts;

  private ConfusionMatrix(List<String> classes, int[][] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /**
   * Counts predictions against labels.
   *
   * @param classes the names of classes 0, 1, ...; at least two
   * @param labels the actual class of each example
   * @param predictions the predicted class of each example, in the same order
   * @throws IllegalArgumentException if the lengths differ or a class has no name
   */
  public static ConfusionMatrix of(List<String> classes, int[] labels, int[] predictions) {
    PairedInput.pairUp(labels.length, "label", predictions.length, "prediction");
    int[][] counts = new int[classes.size()][classes.size()];
    for (int i = 0; i < labels.length; i++) {
      counts[checked(labels[i], classes, i)][checked(predictions[i], classes, i)]++;
    }
    return ofCounts(classes, counts);
  }

  private static int checked(int index, List<String> classes, int example) {
    if (index < 0 || index >= classes.size()) {
      throw new IllegalArgumentException(
          "example "
              + example
              + ": class "
              + index
              + " is not one of 0 to "
              + (classes.size() - 1));
    }
    return index;
  }

  /**
   * A matrix whose counts are known.
   *
   * @param classes the names of classes 0, 1, ...; at least two
   * @param counts {@code counts[actual][predicted]}, square, none below 0; copied
   * @throws IllegalArgumentException if the shape or a count is wrong
   */
  public static ConfusionMatrix ofCounts(List<String> classes, int[][] counts) {
    if (classes.size() < 2 || counts.length != classes.size()) {
      throw new IllegalArgumentException(
          classes.size() + " classes need as many rows, at least two, not " + counts.length);
    }
    for (int[] row : counts) {
      if (row.length != classes.size() || Arrays.stream(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "a row needs " + classes.size() + " counts, none below 0");
      }
    }
    int[][] copy = new int[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      copy[i] = counts[i].clone();
    }
    return new ConfusionMatrix(List.copyOf(classes), copy);
  }

  /** The names of the classes, in order. */
  public List<String> classes() {
    return classes;
  }

  /**
   * How many examples of one class were taken for another.
   *
   * @param actual the class they are of
   * @param predicted the class they were taken for
   * @return the count
   */
  public int count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /**
   * How many examples are of a class (its support).
   *
   * @param actual the class
   * @return the sum of its row
   */
  public int actual(int actual) {
    return Arrays.stream(counts[actual]).sum();
  }

  /**
   * How many examples were taken for a class.
   *
   * @param predicted the class
   * @return the sum of its column
   */
  public int predicted(int predicted) {
    return Arrays.stream(counts).mapToInt(row -> row[predicted]).sum();
  }

  /** How many examples there are. */
  public int total() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** How many predictions are right. */
  public int correct() {
    int correct = 0;
    for (int c = 0; c < counts.length; c++) {
      correct += counts[c][c];
    }
    return correct;
  }

  /** The share of right predictions, in [0, 1]; NaN without examples. */
  public double accuracy() {
    return total() == 0 ? Double.NaN : (double) correct() / total();
  }
}
