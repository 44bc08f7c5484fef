package org.helixbook.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The decisions of several trainings of one classifier on the same examples, or the one decision of
 * a method without chance. Means are over the trainings; intervals are over the examples, which all
 * trainings share, except where a method says that they hold the variation between trainings, too.
 *
 * @param each one a training, at least one
 */
public record RepeatedDecisions(List<? extends Decisions> each) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty, or the examples are not the same
   */
  public RepeatedDecisions {
    each = List.copyOf(each);
    if (each.isEmpty()) {
      throw new IllegalArgumentException("there are no decisions");
    }
    int[] labels = each.get(0).labels();
    if (each.stream().anyMatch(one -> !Arrays.equals(one.labels(), labels))) {
      throw new IllegalArgumentException("the trainings were not judged on the same examples");
    }
  }

  /** The true classes of the examples, {@code [n]}. */
  public int[] labels() {
    return each.get(0).labels();
  }

  /** The classes given, an array a training. */
  public List<int[]> predicted() {
    return each.stream().map(Decisions::predicted).toList();
  }

  /** The accuracy of each training. */
  public List<Double> accuracies() {
    int[] all = all();
    return right().stream().map(one -> Bootstrap.mean(one, all)).toList();
  }

  /**
   * The area under the ROC curve of each training.
   *
   * @param positive the class that is to be found
   */
  public List<Double> aucs(int positive) {
    int[] all = all();
    return ranked(positive).stream().map(one -> one.auc(all)).toList();
  }

  /** All decisions, those of all trainings counted together. */
  public ConfusionMatrix confusion() {
    List<String> classes = each.get(0).classNames();
    int[] labels = labels();
    int[][] counts = new int[classes.size()][classes.size()];
    for (int[] predicted : predicted()) {
      for (int i = 0; i < labels.length; i++) {
        counts[labels[i]][predicted[i]]++;
      }
    }
    return ConfusionMatrix.ofCounts(classes, counts);
  }

  /**
   * Whether each training gives every example the same class. Resampling within the classes then
   * says nothing of accuracy and F1, see {@link OneClassInterval}.
   */
  public boolean giveOneClass() {
    return OneClassInterval.isNeeded(predicted());
  }

  /**
   * Mean accuracy.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the mean with its interval, in [0, 1]
   */
  public ConfidenceInterval accuracy(Bootstrap bootstrap, String draws) {
    List<double[]> right = right();
    return bootstrap.interval(
        labels(),
        rows ->
            right.stream().mapToDouble(one -> Bootstrap.mean(one, rows)).average().orElseThrow(),
        draws);
  }

  /**
   * Mean accuracy with an interval over examples and trainings.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the mean with its interval, see {@link Bootstrap#overRuns}
   */
  public ConfidenceInterval accuracyOverRuns(Bootstrap bootstrap, String draws) {
    return bootstrap.overRuns(labels(), right(), draws);
  }

  /**
   * Mean area under the ROC curve.
   *
   * @param positive the class that is to be found
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the mean with its interval, in [0, 1]
   */
  public ConfidenceInterval auc(int positive, Bootstrap bootstrap, String draws) {
    List<ResampledAuc> ranked = ranked(positive);
    return bootstrap.interval(labels(), rows -> meanAuc(ranked, rows), draws);
  }

  /**
   * Mean F1 of one class.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the mean with its interval, in [0, 1]; a resample in which F1 is undefined is left out
   */
  public ConfidenceInterval f1(int classIndex, Bootstrap bootstrap, String draws) {
    List<int[]> predicted = predicted();
    int[] labels = labels();
    return bootstrap.interval(
        labels,
        rows ->
            predicted.stream()
                .mapToDouble(one -> f1(labels, one, rows, classIndex))
                .average()
                .orElseThrow(),
        draws);
  }

  /**
   * Mean accuracy minus that of another classifier on the same examples.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the difference with its interval, in [-1, 1]
   * @throws IllegalArgumentException if the examples differ
   */
  public ConfidenceInterval accuracyMinus(
      RepeatedDecisions other, Bootstrap bootstrap, String draws) {
    requireSameExamples(other);
    double[] first = shareRight();
    double[] second = other.shareRight();
    double[] gain = new double[first.length];
    Arrays.setAll(gain, i -> first[i] - second[i]);
    return bootstrap.interval(
        labels(),
        rows -> Arrays.stream(rows).mapToDouble(row -> gain[row]).average().orElse(Double.NaN),
        draws);
  }

  /**
   * The same training by training, with an interval over examples and trainings.
   *
   * @param other the other, trained as often, from the same seeds in the same order
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the difference with its interval, see {@link Bootstrap#overRuns}
   * @throws IllegalArgumentException if examples or the number of trainings differ
   */
  public ConfidenceInterval accuracyMinusOverRuns(
      RepeatedDecisions other, Bootstrap bootstrap, String draws) {
    return bootstrap.overRuns(labels(), differences(other), draws);
  }

  /**
   * The paired differences, training by training.
   *
   * @param other the other, trained as often
   * @return for each training and example 1 if only this is right, -1 if only the other is, else 0
   * @throws IllegalArgumentException if examples or the number of trainings differ
   */
  public List<double[]> differences(RepeatedDecisions other) {
    requireSameExamples(other);
    if (each.size() != other.each.size()) {
      throw new IllegalArgumentException(
          each.size() + " and " + other.each.size() + " trainings do not pair up");
    }
    List<double[]> mine = right();
    List<double[]> others = other.right();
    List<double[]> differences = new ArrayList<>();
    for (int t = 0; t < mine.size(); t++) {
      double[] one = mine.get(t);
      double[] two = others.get(t);
      differences.add(IntStream.range(0, one.length).mapToDouble(i -> one[i] - two[i]).toArray());
    }
    return differences;
  }

  /**
   * Mean area under the ROC curve minus that of another classifier on the same examples.
   *
   * @param positive the class that is to be found
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the difference with its interval, in [-1, 1]
   * @throws IllegalArgumentException if the examples differ
   */
  public ConfidenceInterval aucMinus(
      RepeatedDecisions other, int positive, Bootstrap bootstrap, String draws) {
    requireSameExamples(other);
    List<ResampledAuc> one = ranked(positive);
    List<ResampledAuc> two = other.ranked(positive);
    return bootstrap.interval(labels(), rows -> meanAuc(one, rows) - meanAuc(two, rows), draws);
  }

  /**
   * McNemar's exact test, training by training.
   *
   * @param other the other, trained as often, or a method with one decision, which is then held
   *     against each training
   * @return one a training of the one that has more
   * @throws IllegalArgumentException if the examples differ, or neither has one and they have not
   *     as many
   */
  public List<McNemar> mcNemar(RepeatedDecisions other) {
    requireSameExamples(other);
    int mine = each.size();
    int others = other.each.size();
    if (mine != others && mine != 1 && others != 1) {
      throw new IllegalArgumentException(mine + " and " + others + " trainings do not pair up");
    }
    int[] labels = labels();
    List<int[]> first = predicted();
    List<int[]> second = other.predicted();
    return IntStream.range(0, Math.max(mine, others))
        .mapToObj(
            t -> McNemar.of(labels, first.get(mine == 1 ? 0 : t), second.get(others == 1 ? 0 : t)))
        .toList();
  }

  private void requireSameExamples(RepeatedDecisions other) {
    if (!Arrays.equals(labels(), other.labels())) {
      throw new IllegalArgumentException("the two were not judged on the same examples");
    }
  }

  /** For each example the share of the trainings that are right, {@code [n]}. */
  private double[] shareRight() {
    List<double[]> right = right();
    return IntStream.range(0, labels().length)
        .mapToDouble(i -> right.stream().mapToDouble(one -> one[i]).sum() / right.size())
        .toArray();
  }

  /** For each training 1 for each example that it gives its true class, else 0. */
  private List<double[]> right() {
    int[] labels = labels();
    return predicted().stream()
        .map(
            one ->
                IntStream.range(0, labels.length)
                    .mapToDouble(i -> one[i] == labels[i] ? 1 : 0)
                    .toArray())
        .toList();
  }

  private List<ResampledAuc> ranked(int positive) {
    int[] labels = labels();
    return each.stream()
        .map(one -> ResampledAuc.of(one.scoresOf(positive), labels, positive))
        .toList();
  }

  private static double meanAuc(List<ResampledAuc> scores, int[] rows) {
    return scores.stream().mapToDouble(one -> one.auc(rows)).average().orElseThrow();
  }

  private static double f1(int[] labels, int[] predicted, int[] rows, int classIndex) {
    int both = 0;
    int either = 0;
    for (int row : rows) {
      both += labels[row] == classIndex && predicted[row] == classIndex ? 1 : 0;
      either += (labels[row] == classIndex ? 1 : 0) + (predicted[row] == classIndex ? 1 : 0);
    }
    return either == 0 ? Double.NaN : 2.0 * both / either;
  }

  private int[] all() {
    return IntStream.range(0, labels().length).toArray();
  }
}
