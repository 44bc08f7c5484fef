package org.helixbook.model.threshold;

import java.util.List;
import org.helixbook.dna.DnaSequence;

/**
 * A control: how far the share of G and C alone separates coding (label 0) from non-coding windows
 * (label 1). Human genes are richer in G and C than the DNA between them, so high is coding.
 *
 * @param threshold on the GC content
 */
public record GcContentBaseline(ThresholdClassifier threshold) {

  /**
   * Fits the threshold for the highest accuracy; ties go to the lowest threshold.
   *
   * @param training training windows only, each with at least one known base
   * @param labels {@code [windows]}, 0 coding, 1 non-coding
   * @return the classifier
   * @throws org.helixbook.feedback.InputProblem if there is no window or one cannot be used
   */
  public static GcContentBaseline fit(List<DnaSequence> training, int[] labels) {
    return new GcContentBaseline(ThresholdClassifier.fit(scores(training), labels, 0));
  }

  /**
   * The GC contents of windows: the scores for a ROC curve, higher is more like coding.
   *
   * @param windows each with at least one known base
   * @return {@code [windows]}, in [0, 1]
   */
  public static double[] scores(List<DnaSequence> windows) {
    return windows.stream().mapToDouble(DnaSequence::gcContent).toArray();
  }

  /**
   * The classes of windows.
   *
   * @param windows each with at least one known base
   * @return {@code [windows]}, 0 coding, 1 non-coding
   */
  public int[] classify(List<DnaSequence> windows) {
    return threshold.classify(scores(windows));
  }

  /**
   * The share of windows whose class is right.
   *
   * @param windows at least one, each with at least one known base
   * @param labels {@code [windows]}, 0 coding, 1 non-coding
   * @return in [0, 1]
   */
  public double accuracy(List<DnaSequence> windows, int[] labels) {
    return threshold.accuracy(scores(windows), labels);
  }
}
