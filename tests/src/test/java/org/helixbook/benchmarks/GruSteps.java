package org.helixbook.benchmarks;

import java.io.IOException;
import java.util.SplittableRandom;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.CellType;
import org.helixbook.model.bigru.Heads;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kit's side of {@code tests/peers/compare.sh gru}; a round is a few whole training steps of
 * Paper 2's network.
 *
 * <p>Arguments: {@code joined} for PyTorch's network (both directions meet in each layer, reset
 * gate after the product) or {@code paper} for the paper's, sequences a batch, bases a sequence,
 * tasks, steps a round.
 */
final class GruSteps {
  private GruSteps() {}

  public static void main(String[] arguments) throws IOException {
    boolean joined = arguments[0].equals("joined");
    int batch = Integer.parseInt(arguments[1]);
    int length = Integer.parseInt(arguments[2]);
    int tasks = Integer.parseInt(arguments[3]);
    int steps = Integer.parseInt(arguments[4]);
    BiGruDescription description =
        BiGruDescription.builder(tasks)
            .cell(joined ? CellType.GRU_RESET_AFTER : CellType.GRU)
            .directions(joined ? Directions.BOTH_JOINED : Directions.BOTH_APART)
            .heads(Heads.SIGMOID)
            .build();
    BiGru network = ComputeThread.call(() -> BiGru.create(description, 1e-3, 1));
    SplittableRandom random = new SplittableRandom(1);
    byte[][] bases = new byte[batch][length];
    float[] yes = new float[batch * tasks];
    for (byte[] sequence : bases) {
      for (int t = 0; t < length; t++) {
        sequence[t] = (byte) random.nextInt(4);
      }
    }
    for (int i = 0; i < yes.length; i++) {
      yes[i] = random.nextInt(10) == 0 ? 1 : 0;
    }
    INDArray labels = Nd4j.create(yes, new long[] {batch, tasks}, 'c');
    // Not the number of parameters: PyTorch has a second bias for every gate.
    Rounds.answer(
        batch + "x" + length + "x" + tasks,
        steps,
        () ->
            ComputeThread.call(
                () -> {
                  double loss = 0;
                  for (int i = 0; i < steps; i++) {
                    // Making the input is part of a step on both sides.
                    loss = network.step(network.tokens(bases), labels);
                  }
                  return loss;
                }));
  }
}
