package org.helixbook.model.threshold;

import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.signal.Period3Ratio;

/**
 * The baseline that every network of Paper 1 is compared with: a window is coding (label 0) if its
 * {@link Period3Ratio} is above one threshold, else non-coding (label 1).
 *
 * @param threshold on the ratio
 */
public record Period3Classifier(ThresholdClassifier threshold) {

  /**
   * Fits the threshold for the highest accuracy; ties go to the lowest threshold.
   *
   * @param training training windows only, each at least 6 bp, no N
   * @param labels {@code [windows]}, 0 coding, 1 non-coding
   * @return the classifier
   * @throws org.helixbook.feedback.InputProblem if there is no window or one cannot be used
   */
  public static Period3Classifier fit(List<DnaSequence> training, int[] labels) {
    return new Period3Classifier(ThresholdClassifier.fit(scores(training), labels, 0));
  }

  /**
   * The ratios of windows: the scores for a ROC curve, higher is more like coding.
   *
   * @param windows each at least 6 bp, no N
   * @return {@code [windows]}, at least 0, may be infinite
   */
  public static double[] scores(List<DnaSequence> windows) {
    return windows.stream().mapToDouble(Period3Ratio::of).toArray();
  }

  /**
   * The classes of windows.
   *
   * @param windows each at least 6 bp, no N
   * @return {@code [windows]}, 0 coding, 1 non-coding
   */
  public int[] classify(List<DnaSequence> windows) {
    return threshold.classify(scores(windows));
  }

  /**
   * The share of windows whose class is right.
   *
   * @param windows at least one, each at least 6 bp, no N
   * @param labels {@code [windows]}, 0 coding, 1 non-coding
   * @return in [0, 1]
   */
  public double accuracy(List<DnaSequence> windows, int[] labels) {
    return threshold.accuracy(scores(windows), labels);
  }
}
