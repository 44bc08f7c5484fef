package org.helixbook.model.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.OpenFrames;
import org.helixbook.eval.Decisions;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.signal.Period3Ratio;

/**
 * The simplest classifier: one number of a window and one threshold. A window is of class 0 if its
 * number is above the threshold, else of class 1.
 *
 * <pre>{@code
 * var longest = Threshold.fit("longest run of A", window -> longestRunOfA(window), train);
 * }</pre>
 *
 * @param name for a reader
 * @param score the number, never NaN; high for class 0
 * @param threshold any number but NaN; may be infinite, and then one class is always given
 */
public record Threshold(String name, ToDoubleFunction<DnaSequence> score, double threshold)
    implements SequenceClassifier {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the threshold is NaN
   */
  public Threshold {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(score, "score");
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("the threshold is NaN");
    }
  }

  /**
   * Fits the threshold for the highest accuracy on training windows. It is tried below all scores,
   * halfway between each two neighbouring different scores (at the lower one if the upper is
   * infinite), and at the highest score; of thresholds with equal accuracy the lowest is taken.
   *
   * @param name for a reader
   * @param score the number of a window, high for class 0
   * @param train training windows of two classes
   * @return the classifier
   * @throws InputProblem if there is no window or one cannot be used
   */
  public static Threshold fit(
      String name, ToDoubleFunction<DnaSequence> score, LabelledSequences train) {
    double[] scores = scores(score, train.sequences());
    return new Threshold(name, score, best(scores, train.labels()));
  }

  /**
   * The period-3 ratio, see {@link Period3Ratio}: coding DNA repeats itself every three bases.
   *
   * @param train training windows, labels 0 coding, 1 non-coding; each at least 6 nt, no N
   * @return the classifier
   * @throws InputProblem if there is no window or one cannot be used
   */
  public static Threshold period3(LabelledSequences train) {
    return fit("period-3 ratio", Period3Ratio::of, train);
  }

  /**
   * The share of G and C, a control: human genes are richer in them than the DNA between.
   *
   * @param train training windows, labels 0 coding, 1 non-coding; each with a known base
   * @return the classifier
   * @throws InputProblem if there is no window or one cannot be used
   */
  public static Threshold gcContent(LabelledSequences train) {
    return fit("GC content", DnaSequence::gcContent, train);
  }

  /**
   * Whether some frame of the strand given has no stop codon, see {@link OpenFrames}: 1 or 0.
   *
   * @param train training windows, labels 0 coding, 1 non-coding
   * @return the classifier
   * @throws InputProblem if there is no window
   */
  public static Threshold openFrame(LabelledSequences train) {
    return fit("an open forward frame", window -> OpenFrames.anyForward(window) ? 1 : 0, train);
  }

  /**
   * The longest run of codons without a stop codon in all six frames, see {@link OpenFrames}.
   *
   * @param train training windows, labels 0 coding, 1 non-coding
   * @return the classifier
   * @throws InputProblem if there is no window
   */
  public static Threshold longestOpenRun(LabelledSequences train) {
    return fit("longest open run, six frames", OpenFrames::longestRun, train);
  }

  /**
   * All of one number: the period-3 ratio, GC content, an open frame, the longest open run.
   *
   * @param train training windows, labels 0 coding, 1 non-coding; each at least 6 nt, no N
   * @throws InputProblem if there is no window or one cannot be used
   */
  public static List<Threshold> all(LabelledSequences train) {
    return List.of(period3(train), gcContent(train), openFrame(train), longestOpenRun(train));
  }

  @Override
  public long parameters() {
    return 1;
  }

  /**
   * The numbers of windows.
   *
   * @param windows any that the score can read
   * @return {@code [n]}, may be infinite
   */
  public double[] scores(LabelledSequences windows) {
    return scores(score, windows.sequences());
  }

  private static double[] scores(ToDoubleFunction<DnaSequence> score, List<DnaSequence> windows) {
    return windows.stream().mapToDouble(score).toArray();
  }

  @Override
  public Decisions on(LabelledSequences windows) {
    double[] scores = scores(windows);
    return Decisions.ofScores(
        windows.classNames(),
        windows.labels(),
        Arrays.stream(scores).mapToInt(this::classOf).toArray(),
        scores);
  }

  /**
   * The class of a score.
   *
   * @param value any number but NaN
   * @return 0 above the threshold, else 1
   * @throws IllegalArgumentException if it is NaN
   */
  public int classOf(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a score that is NaN has no class");
    }
    return value > threshold ? 0 : 1;
  }

  /** The threshold that gives the highest accuracy, see {@link #fit}. */
  static double best(double[] scores, int[] labels) {
    check(scores, labels);
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    // + 0.0 makes of -0.0 and 0.0 one score, as the comparison in classOf has it.
    Arrays.sort(order, (a, b) -> Double.compare(scores[a] + 0.0, scores[b] + 0.0));
    // Below all scores everything is of class 0.
    int right = (int) Arrays.stream(labels).filter(label -> label == 0).count();
    int best = right;
    double threshold = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < order.length; i++) {
      right += labels[order[i]] == 0 ? -1 : 1;
      boolean last = i + 1 == order.length;
      if (!last && scores[order[i + 1]] == scores[order[i]]) {
        continue;
      }
      if (right > best) {
        best = right;
        threshold = last ? scores[order[i]] : between(scores[order[i]], scores[order[i + 1]]);
      }
    }
    return threshold;
  }

  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle > low && middle < high ? middle : low;
  }

  private static void check(double[] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "there are "
              + CountText.of(scores.length, "score")
              + " and "
              + CountText.of(labels.length, "label"));
    }
    if (scores.length == 0) {
      throw new InputProblem(
          "threshold", "there is no training score to fit it on", "give at least one");
    }
    for (int i = 0; i < scores.length; i++) {
      if (labels[i] != 0 && labels[i] != 1) {
        throw new IllegalArgumentException("label " + labels[i] + " is not 0 or 1");
      }
      if (Double.isNaN(scores[i])) {
        throw new InputProblem(
            "score " + i + " of the training set", "it is NaN", "leave that example out");
      }
    }
  }
}
