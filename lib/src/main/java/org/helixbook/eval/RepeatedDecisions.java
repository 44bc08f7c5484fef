package org.helixbook.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The decisions of several trainings of one classifier on the same examples, or the one decision of
 * a method without chance. Means are over the trainings; intervals are over examples, within their
 * classes, and trainings together, see {@link Bootstrap}. Of one training they are over the
 * examples only: {@link #over} says which.
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

  /** What an interval speaks of: examples and seeds, or with one training the examples only. */
  public String over() {
    return Bootstrap.over("test windows", each.size());
  }

  /** The accuracy of each training. */
  public List<Double> accuracies() {
    return eachOf(accuracy());
  }

  /**
   * The area under the ROC curve of each training.
   *
   * @param positive the class that is to be found
   */
  public List<Double> aucs(int positive) {
    return eachOf(auc(positive));
  }

  private List<Double> eachOf(Bootstrap.Statistic statistic) {
    int[] once = new int[labels().length];
    Arrays.fill(once, 1);
    return IntStream.range(0, each.size()).mapToObj(run -> statistic.of(run, once)).toList();
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
   * @return the mean with its interval, in [0, 1]; Wilson's where every answer of a training is one
   *     class, see {@link OneClassInterval}
   */
  public ConfidenceInterval accuracy(Bootstrap bootstrap, String draws) {
    return giveOneClass()
        ? OneClassInterval.accuracy(labels(), predicted())
        : bootstrap.interval(units(), each.size(), accuracy(), draws);
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
    return bootstrap.interval(units(), each.size(), auc(positive), draws);
  }

  /**
   * Mean F1 of one class.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the mean with its interval, in [0, 1], as {@link #accuracy}; a resample in which F1 is
   *     undefined is left out
   */
  public ConfidenceInterval f1(int classIndex, Bootstrap bootstrap, String draws) {
    int[] labels = labels();
    List<int[]> predicted = predicted();
    return giveOneClass()
        ? OneClassInterval.f1(labels, predicted, classIndex)
        : bootstrap.interval(
            units(),
            each.size(),
            (run, times) -> f1(labels, predicted.get(run), times, classIndex),
            draws);
  }

  /**
   * Mean accuracy minus that of another classifier on the same examples. Trainings pair up in their
   * order, those from the same seed with each other, where both have as many.
   *
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the difference with its interval, in [-1, 1]
   * @throws IllegalArgumentException if the examples differ
   */
  public ConfidenceInterval accuracyMinus(
      RepeatedDecisions other, Bootstrap bootstrap, String draws) {
    return minus(other, accuracy(), other.accuracy(), bootstrap, draws);
  }

  /**
   * Mean area under the ROC curve minus that of another classifier on the same examples.
   *
   * @param positive the class that is to be found
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return the difference with its interval, in [-1, 1], as {@link #accuracyMinus}
   * @throws IllegalArgumentException if the examples differ
   */
  public ConfidenceInterval aucMinus(
      RepeatedDecisions other, int positive, Bootstrap bootstrap, String draws) {
    return minus(other, auc(positive), other.auc(positive), bootstrap, draws);
  }

  private ConfidenceInterval minus(
      RepeatedDecisions other,
      Bootstrap.Statistic first,
      Bootstrap.Statistic second,
      Bootstrap bootstrap,
      String draws) {
    requireSameExamples(other);
    int mine = each.size();
    int others = other.each.size();
    return mine == others
        ? bootstrap.interval(
            units(), mine, (run, times) -> first.of(run, times) - second.of(run, times), draws)
        : bootstrap.difference(units(), mine, first, others, second, draws);
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

  private Units units() {
    return Units.withinClasses(labels());
  }

  private Bootstrap.Statistic accuracy() {
    return Bootstrap.meansOf(right());
  }

  private Bootstrap.Statistic auc(int positive) {
    int[] labels = labels();
    List<RankedScores> ranked =
        each.stream()
            .map(one -> RankedScores.of(one.scoresOf(positive), labels, positive))
            .toList();
    return (run, times) -> ranked.get(run).auroc(times);
  }

  private static double f1(int[] labels, int[] predicted, int[] times, int classIndex) {
    long both = 0;
    long either = 0;
    for (int row = 0; row < labels.length; row++) {
      int named = (labels[row] == classIndex ? 1 : 0) + (predicted[row] == classIndex ? 1 : 0);
      both += named == 2 ? times[row] : 0;
      either += (long) named * times[row];
    }
    return either == 0 ? Double.NaN : 2.0 * both / either;
  }
}
