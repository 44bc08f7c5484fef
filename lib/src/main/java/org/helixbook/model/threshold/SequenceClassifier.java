package org.helixbook.model.threshold;

import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Decisions;

/**
 * A fitted method of two classes that judges windows directly, without pictures or epochs: what a
 * network is compared with. Nothing is fitted anew on the windows that it judges.
 */
public interface SequenceClassifier {

  /** For a reader, such as {@code period-3 ratio}. */
  String name();

  /** How many numbers were fitted. */
  long parameters();

  /**
   * What it says of windows.
   *
   * @param windows any that it can read
   * @return a class and a score of each, high for class 0
   * @throws org.helixbook.feedback.InputProblem if one cannot be used
   */
  Decisions on(LabelledSequences windows);
}
