package org.helixbook.model.threshold;

import java.util.List;
import org.helixbook.data.coding.LabelledSequences;

/** A simpler method on the windows that a network is tested on: one number and one threshold. */
public final class Baseline {
  private final String name;
  private final double[] scores;
  private final int[] predicted;

  private Baseline(String name, double[] scores, int[] predicted) {
    this.name = name;
    this.scores = scores;
    this.predicted = predicted;
  }

  /**
   * The period-3 ratio and the GC content, their thresholds fitted on the training windows.
   *
   * @param train training windows, labels 0 coding, 1 non-coding
   * @param test test windows
   * @return both, in this order
   * @throws org.helixbook.feedback.InputProblem if a window cannot be used
   */
  public static List<Baseline> both(LabelledSequences train, LabelledSequences test) {
    Period3Classifier period3 = Period3Classifier.fit(train.sequences(), train.labels());
    GcContentBaseline gc = GcContentBaseline.fit(train.sequences(), train.labels());
    return List.of(
        new Baseline(
            "Period-3 ratio",
            Period3Classifier.scores(test.sequences()),
            period3.classify(test.sequences())),
        new Baseline(
            "GC content",
            GcContentBaseline.scores(test.sequences()),
            gc.classify(test.sequences())));
  }

  /** Its name for a reader. */
  public String name() {
    return name;
  }

  /** The scores of the test windows, {@code [n]}, higher is more like coding; a copy. */
  public double[] scores() {
    return scores.clone();
  }

  /** The classes it gives the test windows, {@code [n]}; a copy. */
  public int[] predicted() {
    return predicted.clone();
  }
}
