package org.helixbook.model.language;

import org.helixbook.data.text.CharacterText;
import org.helixbook.feedback.InputProblem;

/**
 * What a language model is made of: a vector for each letter, recurrent layers, and a softmax over
 * the letter that comes next.
 *
 * @param cell what the units compute
 * @param layers recurrent layers, 1 to 3
 * @param hidden units a layer, at least 1. The paper does not say; 128 is what its other network
 *     has, and our assumption here
 * @param embedding length of a letter's vector, at least 1; with 4 it can be anything that a
 *     one-hot code can be
 */
public record CharacterNetwork(CharacterCell cell, int layers, int hidden, int embedding) {

  /**
   * Checks the ranges.
   *
   * @throws InputProblem naming what is out of range
   */
  public CharacterNetwork {
    CharacterTraining.require(cell != null, "cell", cell);
    CharacterTraining.require(layers >= 1 && layers <= 3, "layers", layers);
    CharacterTraining.require(hidden >= 1, "hidden", hidden);
    CharacterTraining.require(embedding >= 1, "embedding", embedding);
  }

  /** Such as {@code GRU 2 x 128}. */
  public String title() {
    return cell + " " + layers + " x " + hidden;
  }

  /** Number of parameters. */
  public long parameters() {
    long sum = (long) CharacterText.LETTERS * embedding + (hidden + 1L) * CharacterText.LETTERS;
    for (int layer = 0; layer < layers; layer++) {
      sum += cell.cell().parameters(layer == 0 ? embedding : hidden, hidden);
    }
    return sum;
  }
}
