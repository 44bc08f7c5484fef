package org.helixbook.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.helixbook.engine.ComputeThread;
import org.helixbook.model.language.CharacterCell;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.CharacterRnn;

/**
 * The kit's side of {@code tests/peers/compare.sh lm}; a round is a few training steps of a
 * character language model, each reading on where the one before stopped.
 *
 * <p>Arguments: {@code gru} or {@code lstm}, layers, units a layer, length of a letter's vector,
 * stretches a batch, letters a step, steps a round.
 */
final class LanguageSteps {
  private LanguageSteps() {}

  public static void main(String[] arguments) throws IOException {
    int[] sizes = Arrays.stream(arguments, 1, 7).mapToInt(Integer::parseInt).toArray();
    int batch = sizes[3];
    int length = sizes[4];
    int steps = sizes[5];
    CharacterModel model =
        CharacterModel.paperGenome(CharacterCell.valueOf(arguments[0].toUpperCase(Locale.ROOT)))
            .toBuilder()
            .layers(sizes[0])
            .hidden(sizes[1])
            .embedding(sizes[2])
            .batchSize(batch)
            .length(length)
            .build();
    CharacterRnn rnn = ComputeThread.call(() -> CharacterRnn.create(model));
    SplittableRandom random = new SplittableRandom(1);
    byte[][] text = new byte[batch][steps * length + 1];
    for (byte[] stretch : text) {
      for (int t = 0; t < stretch.length; t++) {
        stretch[t] = (byte) random.nextInt(4);
      }
    }
    // Not the number of parameters: PyTorch has a second bias for every gate.
    Rounds.answer(
        batch + "x" + length + "x" + sizes[1],
        steps,
        () ->
            ComputeThread.call(
                () -> {
                  rnn.clear();
                  double loss = 0;
                  for (int from = 0; from < steps * length; from += length) {
                    // Making the input is part of a step on both sides.
                    loss = rnn.step(part(text, from, length), part(text, from + 1, length));
                  }
                  return loss;
                }));
  }

  private static byte[][] part(byte[][] text, int from, int length) {
    byte[][] part = new byte[text.length][];
    for (int row = 0; row < part.length; row++) {
      part[row] = Arrays.copyOfRange(text[row], from, from + length);
    }
    return part;
  }
}
