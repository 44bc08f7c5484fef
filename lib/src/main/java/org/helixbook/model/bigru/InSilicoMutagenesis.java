package org.helixbook.model.bigru;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.BaseIds;

/**
 * What each single change of a base would do to a score: every position of a window is set to each
 * of the other three bases in turn, and the model is asked again (Zhou and Troyanskaya 2015, doi
 * 10.1038/nmeth.3547).
 *
 * @param bases the window, {@code [length]} base ids
 * @param score what the model says of it unchanged
 * @param change {@code [4][length]}: the score after setting the position to the base with this id,
 *     minus {@link #score}; 0 for the base that is there
 */
public record InSilicoMutagenesis(byte[] bases, double score, double[][] change) {

  /**
   * Asks a model about all single changes of a window.
   *
   * @param scorer the model
   * @param window {@code [length]} base ids, 0 to 4; of an unknown base all four ids are tried
   * @return the changes; 3 x length questions for a window without N
   */
  public static InSilicoMutagenesis of(WindowScorer scorer, byte[] window) {
    byte[][] asked = new byte[1 + BaseIds.KNOWN * window.length][];
    int count = 0;
    asked[count++] = window.clone();
    for (int position = 0; position < window.length; position++) {
      for (byte base = 0; base < BaseIds.KNOWN; base++) {
        if (base != window[position]) {
          byte[] changed = window.clone();
          changed[position] = base;
          asked[count++] = changed;
        }
      }
    }
    double[] scores = scorer.score(Arrays.copyOf(asked, count));
    double[][] change = new double[BaseIds.KNOWN][window.length];
    int next = 1;
    for (int position = 0; position < window.length; position++) {
      for (int base = 0; base < BaseIds.KNOWN; base++) {
        if (base != window[position]) {
          change[base][position] = scores[next++] - scores[0];
        }
      }
    }
    return new InSilicoMutagenesis(window.clone(), scores[0], change);
  }

  /**
   * How much the score owes to each base: what the three other bases lose on average. Negative
   * where nearly any other base would be better; 0 for an unknown base.
   *
   * @return {@code [length]}, in units of the score
   */
  public double[] importance() {
    double[] importance = new double[bases.length];
    for (int position = 0; position < bases.length; position++) {
      if (bases[position] != BaseIds.UNKNOWN) {
        for (double[] ofBase : change) {
          importance[position] -= ofBase[position] / (BaseIds.KNOWN - 1);
        }
      }
    }
    return importance;
  }

  /**
   * The stretch that matters most.
   *
   * @param length bases, at most those of the window
   * @return its first position; the leftmost of equal ones
   * @throws IllegalArgumentException if the window is shorter
   */
  public int mostImportantStretch(int length) {
    if (length < 1 || length > bases.length) {
      throw new IllegalArgumentException(
          "a stretch of " + length + " bases in a window of " + bases.length);
    }
    double[] importance = importance();
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += importance[i];
    }
    double best = sum;
    int start = 0;
    for (int from = 1; from + length <= importance.length; from++) {
      sum += importance[from + length - 1] - importance[from - 1];
      if (sum > best) {
        best = sum;
        start = from;
      }
    }
    return start;
  }

  /**
   * A part of it, for a figure.
   *
   * @param from its first position
   * @param length how many, fewer at the end of the window
   * @return the same score, and the changes of these positions alone
   */
  public InSilicoMutagenesis part(int from, int length) {
    int first = Math.max(0, from);
    int end = Math.min(bases.length, from + length);
    return new InSilicoMutagenesis(
        Arrays.copyOfRange(bases, first, end),
        score,
        Arrays.stream(change)
            .map(row -> Arrays.copyOfRange(row, first, end))
            .toArray(double[][]::new));
  }

  /**
   * The part around the stretch that matters most, for a figure.
   *
   * @param stretch bases of that stretch, at most those of the window
   * @param length bases of the part; the whole window if it has no more
   */
  public InSilicoMutagenesis around(int stretch, int length) {
    int before = (length - stretch) / 2;
    return part(
        Math.max(0, Math.min(bases.length - length, mostImportantStretch(stretch) - before)),
        length);
  }

  /** The bases as letters, {@code [length]}. */
  public List<String> letters() {
    return IntStream.range(0, bases.length)
        .mapToObj(i -> String.valueOf(BaseIds.letter(bases[i])))
        .toList();
  }

  /** The changes with NaN for the base that is there, so that a heat map crosses it out. */
  public double[][] changeWithoutReference() {
    double[][] marked = Arrays.stream(change).map(double[]::clone).toArray(double[][]::new);
    for (int position = 0; position < bases.length; position++) {
      if (bases[position] != BaseIds.UNKNOWN) {
        marked[bases[position]][position] = Double.NaN;
      }
    }
    return marked;
  }
}
