package org.helixbook.run;

import java.util.List;
import java.util.Optional;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;

/**
 * What a trained network, or a method that was fitted, says of windows of DNA. {@link
 * RunKind#predictor} makes it.
 */
public interface RunPredictor {

  /**
   * What is said of a window, decided by a threshold.
   *
   * @param name a class or a task
   * @param probability of it, in [0, 1]; NaN where there is none
   */
  record Call(String name, double probability) {}

  /** What the numbers are of: classes, tasks, or a unit such as {@code bits a base}. */
  List<String> outputs();

  /** Bases of the windows that it was trained on; 0 if it reads any length. */
  int windowLength();

  /** Whether it knows what to do with an N. */
  boolean readsUnknown();

  /**
   * How many windows to give it at a time: as many as when the run scored its own test windows.
   * With another number the last bits may be others.
   */
  int atOnce();

  /**
   * Its numbers.
   *
   * @param windows of {@link #windowLength} bases each
   * @return {@code [windows][outputs]}
   * @throws InputProblem if one cannot be used
   */
  double[][] score(List<DnaSequence> windows);

  /**
   * Its number of each base, if it reads any length.
   *
   * @return {@code [bases]}; NaN where it says nothing
   */
  default double[] perBase(DnaSequence sequence) {
    throw new UnsupportedOperationException("it reads windows of " + windowLength() + " bases");
  }

  /**
   * What is decided by the numbers of a window.
   *
   * @param scores {@code [outputs]}
   * @return none or more of tasks, exactly one of classes
   */
  List<Call> calls(double[] scores);

  /**
   * A method of one number, fitted on the same training windows, that a network should be better
   * than; empty if the run kept none.
   */
  default Optional<RunPredictor> baseline() {
    return Optional.empty();
  }

  /** By which thresholds is decided and where they come from, a sentence each. */
  List<String> thresholds();
}
