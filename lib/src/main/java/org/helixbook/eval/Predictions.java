package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.feedback.CountText;

/** What a classifier says about images whose labels are known. */
public final class Predictions implements Decisions {
  private final double[][] probabilities;
  private final int[] labels;
  private final List<String> classNames;

  /**
   * Predictions that are there already.
   *
   * @param probabilities {@code [n][classes]}, each row sums to 1
   * @param labels {@code [n]}, the true classes
   * @param classNames the names of the classes in label order
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public Predictions(double[][] probabilities, int[] labels, List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    if (probabilities.length != labels.length) {
      throw new IllegalArgumentException(
          "there are "
              + CountText.of(probabilities.length, "prediction")
              + " for "
              + CountText.of(labels.length, "label"));
    }
    for (double[] row : probabilities) {
      if (row.length != classNames.size()) {
        throw new IllegalArgumentException(
            "a prediction has " + row.length + " probabilities for the classes " + classNames);
      }
    }
    for (int label : labels) {
      Objects.checkIndex(label, classNames.size());
    }
    this.probabilities = Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
    this.labels = labels.clone();
  }

  /** How many images there are. */
  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  /** A copy of all probabilities, {@code [n][classes]}. */
  public double[][] probabilities() {
    return Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * The probability of one class for every image.
   *
   * @return {@code [n]}, in [0, 1]
   */
  public double[] probabilitiesOf(int classIndex) {
    Objects.checkIndex(classIndex, classNames.size());
    return Arrays.stream(probabilities).mapToDouble(row -> row[classIndex]).toArray();
  }

  /**
   * The log-odds of a class, from its own probability and those of the others: single precision
   * rounds a probability near 1 to it, but not the small ones beside it, so that sure predictions
   * can still be ranked. Infinite only where a probability itself is 0.
   */
  @Override
  public double[] scoresOf(int classIndex) {
    Objects.checkIndex(classIndex, classNames.size());
    return Arrays.stream(probabilities)
        .mapToDouble(
            row -> {
              double others = 0;
              for (int c = 0; c < row.length; c++) {
                others += c == classIndex ? 0 : row[c];
              }
              return Math.log(row[classIndex]) - Math.log(others);
            })
        .toArray();
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  /**
   * The most probable class of every image, {@code [n]}; the first one in a tie, see {@link
   * Decisions}.
   */
  @Override
  public int[] predicted() {
    return Arrays.stream(probabilities).mapToInt(Predictions::mostProbable).toArray();
  }

  /** Share of images classified right, in [0, 1]; NaN if there are none. */
  public double accuracy() {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      if (mostProbable(probabilities[i]) == labels[i]) {
        right++;
      }
    }
    return labels.length == 0 ? Double.NaN : (double) right / labels.length;
  }

  /** Mean cross-entropy, natural logarithm, nats an image; NaN if there are none. */
  public double meanLoss() {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += loss(probabilities[i][labels[i]]);
    }
    return labels.length == 0 ? Double.NaN : sum / labels.length;
  }

  /** As text: image, label, predicted class, and the probability of each class; a row an image. */
  public String toCsv() {
    StringBuilder text = new StringBuilder("image,label,predicted");
    for (int c = 0; c < classNames.size(); c++) {
      text.append(",p").append(c);
    }
    text.append('\n');
    for (int i = 0; i < labels.length; i++) {
      text.append(i).append(',').append(labels[i]).append(',');
      text.append(mostProbable(probabilities[i]));
      for (double p : probabilities[i]) {
        text.append(',').append(p);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @throws IllegalArgumentException if the text has no head, or a row is not that of its image
   */
  public static Predictions ofCsv(String csv, List<String> classNames) {
    List<String> lines = csv.lines().toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("predictions without a head");
    }
    int[] labels = new int[lines.size() - 1];
    double[][] probabilities = new double[labels.length][classNames.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      if (cells.length != 3 + classNames.size() || Integer.parseInt(cells[0]) != i) {
        throw new IllegalArgumentException("'" + lines.get(i + 1) + "' is not of image " + i);
      }
      labels[i] = Integer.parseInt(cells[1]);
      for (int c = 0; c < classNames.size(); c++) {
        probabilities[i][c] = Double.parseDouble(cells[3 + c]);
      }
    }
    return new Predictions(probabilities, labels, classNames);
  }

  public static int mostProbable(double[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      if (row[c] > row[best]) {
        best = c;
      }
    }
    return best;
  }

  /** -log p; a probability that float32 rounded to 0 counts as the smallest it can hold. */
  public static double loss(double probability) {
    return -Math.log(Math.max(probability, Float.MIN_NORMAL));
  }
}
