package org.helixbook.data.text;

import java.util.SplittableRandom;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * The two synthetic genomes of Paper 2's report: one that can be foreseen without error and one
 * that cannot be foreseen at all. What a model scores on them is known beforehand.
 */
public final class SyntheticGenome {
  /** Their length in the paper, in characters. */
  public static final int LENGTH = 30_000;

  /** What the first repeats. */
  public static final String UNIT = "AGCTTGAGGC";

  private SyntheticGenome() {}

  /**
   * A unit again and again.
   *
   * @param unit of the letters A, C, G and T, at least one
   * @param length in characters; the last unit may be cut
   * @return the text
   * @throws InputProblem if a letter is another
   */
  public static CharacterText repeat(String unit, int length) {
    byte[] ids = new byte[length];
    for (int i = 0; i < length; i++) {
      ids[i] = (byte) "ACGT".indexOf(unit.charAt(i % unit.length()));
    }
    return CharacterText.of("synthetic repeat of " + unit, ids);
  }

  /**
   * Letters drawn alike and independently: perplexity 4, whatever is learned.
   *
   * @param length in characters
   * @param seeds the draw is that of purpose {@code synthetic random genome}
   * @return the text
   */
  public static CharacterText random(int length, Seeds seeds) {
    SplittableRandom random = seeds.generator("synthetic random genome");
    byte[] ids = new byte[length];
    for (int i = 0; i < length; i++) {
      ids[i] = (byte) random.nextInt(CharacterText.LETTERS);
    }
    return CharacterText.of("synthetic random genome", ids);
  }
}
