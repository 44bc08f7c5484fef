package org.helixbook.experiment;

import java.util.List;
import java.util.function.Function;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.model.threshold.GcContentBaseline;
import org.helixbook.model.threshold.Period3Classifier;
import org.helixbook.model.threshold.ThresholdClassifier;

/**
 * A baseline with one threshold, fitted once. It judges any windows, as a trained network does:
 * nothing is fitted anew.
 */
public final class ThresholdBaseline {
  private final String name;
  private final Function<List<DnaSequence>, double[]> score;
  private final ThresholdClassifier threshold;
  private final Bootstrap bootstrap;

  private ThresholdBaseline(
      String name,
      Function<List<DnaSequence>, double[]> score,
      ThresholdClassifier threshold,
      Bootstrap bootstrap) {
    this.name = name;
    this.score = score;
    this.threshold = threshold;
    this.bootstrap = bootstrap;
  }

  /**
   * The period-3 ratio.
   *
   * @param train training windows, labels 0 coding, 1 non-coding; each at least 6 nt, no N
   * @param bootstrap for the intervals
   * @return the baseline
   * @throws org.helixbook.feedback.InputProblem if there is no window or one cannot be used
   */
  public static ThresholdBaseline period3(LabelledSequences train, Bootstrap bootstrap) {
    return new ThresholdBaseline(
        "period-3 ratio",
        Period3Classifier::scores,
        Period3Classifier.fit(train.sequences(), train.labels()).threshold(),
        bootstrap);
  }

  /**
   * The share of G and C.
   *
   * @param train training windows, labels 0 coding, 1 non-coding
   * @param bootstrap for the intervals
   * @return the baseline
   * @throws org.helixbook.feedback.InputProblem if there is no window or one cannot be used
   */
  public static ThresholdBaseline gcContent(LabelledSequences train, Bootstrap bootstrap) {
    return new ThresholdBaseline(
        "GC content",
        GcContentBaseline::scores,
        GcContentBaseline.fit(train.sequences(), train.labels()).threshold(),
        bootstrap);
  }

  /** The scores of windows, {@code [n]}; higher is more like coding. */
  public double[] scores(LabelledSequences windows) {
    return score.apply(windows.sequences());
  }

  /** The classes of windows, {@code [n]}: 0 coding, 1 non-coding. */
  public int[] decided(LabelledSequences windows) {
    return threshold.classify(scores(windows));
  }

  /**
   * The score on windows.
   *
   * @param scoredOn what they are
   * @param windows at least one of each class
   * @return accuracy and AUC with their intervals; no seeds and no runs
   */
  public VariantResult on(String scoredOn, LabelledSequences windows) {
    double[] scores = scores(windows);
    return VariantResult.ofBaseline(
        name, scoredOn, windows.labels(), threshold.classify(scores), scores, bootstrap);
  }
}
