package org.helixbook.model.language;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.text.CharacterText;
import org.helixbook.feedback.InputProblem;

/**
 * A Markov chain: the next letter's probability is its share, in the text that was learned from,
 * after the same last letters. Order 0 knows the shares of the letters alone. What a recurrent
 * network has learned is what it knows beyond such a table of counts.
 *
 * <p>{@code p(letter | context) = (count + smoothing) / (count of the context + 4 smoothing)}. The
 * first characters of a text, whose context is shorter than the order, are foretold by the chain of
 * the order that their context has.
 */
public final class MarkovBaseline {
  /** The highest order of the claims. */
  public static final int HIGHEST = 5;

  /** One letter seen more of each kind after each context (Laplace). */
  public static final double LAPLACE = 1;

  private static final int LIMIT = 10;

  private final int order;
  private final double smoothing;
  // By order: [context * 4 + letter], the context's last letter in its lowest two bits.
  private final int[][] counts;

  private MarkovBaseline(int order, double smoothing, int[][] counts) {
    this.order = order;
    this.smoothing = smoothing;
    this.counts = counts;
  }

  /**
   * Counts.
   *
   * @param text to learn from
   * @param order how many letters back the chain looks, 0 to 10
   * @param smoothing added to each count, above 0, so that what was never seen is not impossible
   * @return the chain
   * @throws InputProblem if order or smoothing is out of range
   */
  public static MarkovBaseline learn(CharacterText text, int order, double smoothing) {
    if (order < 0 || order > LIMIT || !(smoothing > 0) || Double.isInfinite(smoothing)) {
      throw new InputProblem(
          "Markov chain of order " + order + " with smoothing " + smoothing,
          "these are out of range",
          "give an order from 0 to " + LIMIT + " and a smoothing above 0");
    }
    int[][] counts = new int[order + 1][];
    for (int k = 0; k <= order; k++) {
      counts[k] = new int[1 << 2 * (k + 1)];
      int mask = counts[k].length - 1;
      int word = 0;
      for (int i = 0; i < text.length(); i++) {
        word = (word << 2 | text.id(i)) & mask;
        if (i >= k) {
          counts[k][word]++;
        }
      }
    }
    return new MarkovBaseline(order, smoothing, counts);
  }

  /**
   * Chains of several orders.
   *
   * @param text to learn from
   * @param highest the highest order; the lowest is 0
   * @return in rising order, with {@link #LAPLACE} smoothing
   */
  public static List<MarkovBaseline> upTo(CharacterText text, int highest) {
    return IntStream.rangeClosed(0, highest).mapToObj(k -> learn(text, k, LAPLACE)).toList();
  }

  /** How many letters back it looks. */
  public int order() {
    return order;
  }

  /** Free numbers: three shares for each context. */
  public long parameters() {
    return 3L << 2 * order;
  }

  /**
   * The probability of a letter.
   *
   * @param context the letters before it, the last one last, at most as many as the order
   * @param letter A, C, G or T
   * @return in (0, 1)
   * @throws InputProblem if the context is longer than the order
   */
  public double probability(String context, char letter) {
    if (context.length() > order) {
      throw new InputProblem(
          "context " + context,
          "it is longer than the chain's order " + order,
          "give the last " + order + " letters");
    }
    int word = 0;
    for (char c : (context + letter).toCharArray()) {
      int id = "ACGT".indexOf(c);
      if (id < 0) {
        throw new InputProblem("letter " + c, "it is none of A, C, G and T", "give one of them");
      }
      word = word << 2 | id;
    }
    return probability(context.length(), word);
  }

  private double probability(int k, int word) {
    int context = word & -CharacterText.LETTERS;
    long sum = 0;
    for (int letter = 0; letter < CharacterText.LETTERS; letter++) {
      sum += counts[k][context + letter];
    }
    return (counts[k][word] + smoothing) / (sum + CharacterText.LETTERS * smoothing);
  }

  /**
   * What the chain pays for a text.
   *
   * @param text any, such as one that was held out
   * @return the loss of each character but the first
   */
  public TextLosses losses(CharacterText text) {
    double[] table = new double[counts[order].length];
    for (int word = 0; word < table.length; word++) {
      table[word] = -Math.log(probability(order, word));
    }
    double[] losses = new double[Math.max(0, text.length() - 1)];
    int mask = table.length - 1;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      word = (word << 2 | text.id(i)) & mask;
      if (i >= 1) {
        losses[i - 1] = i >= order ? table[word] : -Math.log(probability(i, word));
      }
    }
    return new TextLosses(losses);
  }

  @Override
  public String toString() {
    return "Markov chain of order " + order;
  }
}
