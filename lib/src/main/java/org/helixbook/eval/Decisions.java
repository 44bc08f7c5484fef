package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a classifier says of examples whose classes are known: a class and a score of each. {@link
 * Predictions} are decisions whose scores are probabilities; a threshold on one number has only
 * these.
 */
public interface Decisions {

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
