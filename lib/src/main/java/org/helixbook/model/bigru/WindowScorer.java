package org.helixbook.model.bigru;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.engine.ComputeThread;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model seen from one task: a number for each window, the higher the surer it is of a yes. */
@FunctionalInterface
public interface WindowScorer {
  /** How many windows a network is asked about at a time. */
  int AT_ONCE = 256;

  /**
   * Scores windows.
   *
   * @param windows {@code [n][length]}, base ids 0 to 4
   * @return {@code [n]}
   */
  double[] score(byte[][] windows);

  /**
   * Scores windows of a data set.
   *
   * @param windows any number
   * @return one number each
   */
  default double[] score(MultiLabelWindows windows) {
    double[] scores = new double[windows.size()];
    for (int from = 0; from < scores.length; from += AT_ONCE) {
      byte[][] part = new byte[Math.min(AT_ONCE, scores.length - from)][];
      for (int i = 0; i < part.length; i++) {
        part[i] = windows.baseIds(from + i);
      }
      System.arraycopy(score(part), 0, scores, from, part.length);
    }
    return scores;
  }

  /**
   * The probability that a network gives a task.
   *
   * @param network says it
   * @param task its index
   * @return the scorer; values in (0, 1)
   */
  static WindowScorer probability(BiGru network, int task) {
    return windows -> ask(windows, task, network::probabilities, network);
  }

  /**
   * The log odds that a network gives a task. Unlike a probability they do not flatten where the
   * network is sure.
   *
   * @param network says it
   * @param task its index
   * @return the scorer; natural logarithm
   */
  static WindowScorer logOdds(BiGru network, int task) {
    return windows -> ask(windows, task, network::logits, network);
  }

  private static double[] ask(
      byte[][] windows, int task, UnaryOperator<INDArray> output, BiGru network) {
    double[] scores = new double[windows.length];
    for (int from = 0; from < windows.length; from += AT_ONCE) {
      byte[][] part = Arrays.copyOfRange(windows, from, Math.min(windows.length, from + AT_ONCE));
      double[] of =
          ComputeThread.call(
              () -> output.apply(network.tokens(part)).getColumn(task).dup().data().asDouble());
      System.arraycopy(of, 0, scores, from, of.length);
    }
    return scores;
  }
}
