package org.helixbook.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What cannot be concluded because there are too few examples.
 *
 * @param unit what an example is, in the plural, such as {@code windows}
 * @param training examples that models learn from
 * @param test examples that they are judged on
 * @param classes what is to be found, such as tasks
 * @param trainingPositives of each of them
 * @param testPositives of each of them
 */
public record SmallSample(
    String unit,
    int training,
    int test,
    List<String> classes,
    int[] trainingPositives,
    int[] testPositives) {
  /** With fewer training examples a network learns next to nothing that holds elsewhere. */
  static final int FEW = 100;

  /** With fewer positives neither a model nor its test says much of a class. */
  static final int FEW_POSITIVES = 20;

  private static final double AUROC = 0.75;
  private static final double NORMAL_975 = 1.959963984540054;
  private static final int NAMED = 3;

  /** A sentence for each reason to be careful; none if there are enough examples. */
  public List<String> cautions() {
    List<String> cautions = new ArrayList<>();
    if (training < FEW) {
      cautions.add(
          "There are only "
              + training
              + " training "
              + unit
              + ". Of fewer than "
              + FEW
              + " a network learns next to nothing that holds elsewhere: read what follows as a"
              + " sign that everything runs, and compare no models by it.");
    }
    rare(trainingPositives)
        .ifPresent(
            few ->
                cautions.add(few + " training " + unit + ": what is learned of them is chance."));
    rare(testPositives)
        .ifPresent(
            few ->
                cautions.add(
                    few
                        + " test "
                        + unit
                        + ", the rarest "
                        + least(testPositives)
                        + " times: an AUROC of "
                        + AUROC
                        + " is then known to within "
                        + String.format(Locale.ROOT, "%.2f", halfWidth(least(testPositives), test))
                        + " at best, so compare no models by them."));
    return List.copyOf(cautions);
  }

  private Optional<String> rare(int[] positives) {
    List<String> few =
        IntStream.range(0, positives.length)
            .filter(i -> positives[i] < FEW_POSITIVES)
            .mapToObj(classes::get)
            .toList();
    String more = few.size() > NAMED ? ", ..." : "";
    return few.isEmpty()
        ? Optional.empty()
        : Optional.of(
            few.size()
                + " of "
                + classes.size()
                + " ("
                + String.join(", ", few.subList(0, Math.min(NAMED, few.size())))
                + more
                + ") occur fewer than "
                + FEW_POSITIVES
                + " times among the");
  }

  private static int least(int[] positives) {
    return IntStream.of(positives).min().orElse(0);
  }

  /**
   * Half the length of a 95 % interval of an AUROC of 0.75, if all examples are independent: Hanley
   * and McNeil (1982), Radiology 143, equation 1.
   */
  static double halfWidth(int positives, int examples) {
    double found = Math.max(1, positives);
    double other = Math.max(1, examples - positives);
    double q1 = AUROC / (2 - AUROC);
    double q2 = 2 * AUROC * AUROC / (1 + AUROC);
    double variance =
        (AUROC * (1 - AUROC)
                + (found - 1) * (q1 - AUROC * AUROC)
                + (other - 1) * (q2 - AUROC * AUROC))
            / (found * other);
    return NORMAL_975 * Math.sqrt(variance);
  }
}
