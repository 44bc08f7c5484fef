package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a classifier says of examples whose classes are known: a class and a score of each. {@link
 * Predictions} are decisions with probabilities; a threshold on one number has only scores.
 *
 * <p>Who decides how, everywhere: of classes that are equally probable the first is given, and of
 * no and yes the first is no. So yes needs more than one half, log-odds above {@value #EVEN}; at
 * one half it is no. So do scikit-learn's classifiers, and so does the greater of two softmax
 * values.
 */
public interface Decisions {
  /** The log-odds of one half; yes needs more. */
  double EVEN = 0;

  /**
   * Whether log-odds are taken for yes.
   *
   * @return false at {@link #EVEN} itself
   */
  static boolean isYes(double logOdds) {
    return logOdds > EVEN;
  }

  /** The names of the classes in label order. */
  List<String> classNames();

  /** A copy of the true classes, {@code [n]}. */
  int[] labels();

  /** The class given to each example, {@code [n]}. */
  int[] predicted();

  /**
   * The score of a ROC curve.
   *
   * @param classIndex the class that is to be found
   * @return {@code [n]}, higher is more like that class
   */
  double[] scoresOf(int classIndex);

  /** How many examples there are. */
  default int size() {
    return labels().length;
  }

  /**
   * Decisions without probabilities, such as those of a threshold.
   *
   * @param classNames the names of the two classes in label order
   * @param labels {@code [n]} the true classes
   * @param predicted {@code [n]} the classes given
   * @param scores {@code [n]} higher is more like class 0
   * @return the decisions; the scores of class 1 are the same with the other sign
   * @throws IllegalArgumentException if the lengths differ or there are not two classes
   */
  static Decisions ofScores(
      List<String> classNames, int[] labels, int[] predicted, double[] scores) {
    PairedInput.pairUp(labels.length, "label", predicted.length, "prediction");
    PairedInput.pairUp(labels.length, "label", scores.length, "score");
    if (classNames.size() != 2) {
      throw new IllegalArgumentException("one score tells two classes apart, not " + classNames);
    }
    List<String> names = List.copyOf(classNames);
    return new Decisions() {
      @Override
      public List<String> classNames() {
        return names;
      }

      @Override
      public int[] labels() {
        return labels.clone();
      }

      @Override
      public int[] predicted() {
        return predicted.clone();
      }

      @Override
      public double[] scoresOf(int classIndex) {
        return Objects.checkIndex(classIndex, 2) == 0
            ? scores.clone()
            : Arrays.stream(scores).map(score -> -score).toArray();
      }
    };
  }
}
