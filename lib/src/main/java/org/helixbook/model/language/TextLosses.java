package org.helixbook.model.language;

import java.util.Arrays;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Units;

/**
 * What a model paid for each character of a text that it had to foretell: {@code -log p} of the
 * character that came, in nats. A text of n characters has n - 1 of them, since nothing comes
 * before its first.
 *
 * <p>The perplexity is Paper 2's, {@code exp(-1/(n-1) sum log p)}: the number of equally likely
 * letters that would leave one as uncertain. It is 4 for a model that guesses, and 1 for one that
 * always knows.
 */
public final class TextLosses {
  private final double[] losses;

  /**
   * Losses that were measured.
   *
   * @param losses nats, one for each foretold character in the order of the text; copied
   */
  public TextLosses(double... losses) {
    this.losses = losses.clone();
  }

  /** How many characters were foretold. */
  public int size() {
    return losses.length;
  }

  /** A copy of the losses in nats, in the order of the text. */
  public double[] values() {
    return losses.clone();
  }

  /** The mean, in nats a character; NaN without a character. */
  public double mean() {
    return mean(0, losses.length);
  }

  private double mean(int from, int to) {
    // A stream's sum is compensated: a million equal losses have exactly their own mean.
    return Arrays.stream(losses, from, to).sum() / (to - from);
  }

  /** The perplexity, at least 1; NaN without a character. */
  public double perplexity() {
    return Math.exp(mean());
  }

  /** The mean in bits a character: what a file would need that was compressed with the model. */
  public double bits() {
    return mean() / Math.log(2);
  }

  /**
   * The perplexity of each block of the text: neighbouring characters are easy or hard together.
   *
   * @param characters a block, at least 1; a shorter last one is left out
   * @return a perplexity for each block
   */
  public double[] blocks(int characters) {
    double[] blocks = new double[losses.length / characters];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Math.exp(mean(i * characters, (i + 1) * characters));
    }
    return blocks;
  }

  /**
   * The perplexity with an interval from drawing whole blocks of the text again, which keeps
   * neighbours together. It speaks of the choice of the text, not of the seed.
   *
   * @param characters a block, such as 1,000
   * @param bootstrap how to draw
   * @param purpose a name for these draws
   * @return the perplexity and its interval; both ends NaN with fewer than two blocks
   */
  public ConfidenceInterval interval(int characters, Bootstrap bootstrap, String purpose) {
    int blocks = losses.length / characters;
    if (blocks < 2) {
      return new ConfidenceInterval(perplexity(), Double.NaN, Double.NaN, bootstrap.level());
    }
    // Blocks that together are the whole text: lengths differ by one at most.
    double[] sums = new double[blocks];
    int[] lengths = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      int from = (int) ((long) losses.length * i / blocks);
      int to = (int) ((long) losses.length * (i + 1) / blocks);
      lengths[i] = to - from;
      sums[i] = mean(from, to) * lengths[i];
    }
    return bootstrap.interval(
        Units.single(blocks).named("blocks of " + characters + " characters"),
        1,
        (run, times) -> {
          double sum = 0;
          double length = 0;
          for (int i = 0; i < blocks; i++) {
            sum += times[i] * sums[i];
            length += times[i] * lengths[i];
          }
          return Math.exp(sum / length);
        },
        purpose);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextLosses that && Arrays.equals(losses, that.losses);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(losses);
  }
}
