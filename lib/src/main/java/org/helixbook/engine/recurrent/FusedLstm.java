package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.helixbook.engine.recurrent.Sgemm.Matrix;

/** Long short-term memory, fused; the gates are i, f, g, o in this order. */
final class FusedLstm extends FusedRecurrence {
  private float[][] input;
  private float[][] forget;
  private float[][] candidate;
  private float[][] output;
  private float[][] cells;
  private float[][] squashed;
  private float[] initialCell;
  private float[] dCell;

  FusedLstm(int inputs, int units, boolean reversed) {
    super(inputs, units, 4, reversed);
  }

  @Override
  void allocate(int remembered, boolean backward) {
    input = new float[remembered][width];
    forget = new float[remembered][width];
    candidate = new float[remembered][width];
    output = new float[remembered][width];
    cells = new float[remembered][width];
    squashed = new float[remembered][width];
    initialCell = new float[width];
    dCell = new float[width];
  }

  @Override
  void begin(float[][] initial) {
    if (initial == null) {
      Arrays.fill(initialCell, 0f);
    } else {
      System.arraycopy(initial[1], 0, initialCell, 0, width);
    }
    Arrays.fill(dCell, 0f);
  }

  @Override
  void forwardStep(int place, int before, long step, Matrix h, float[] hValues, float[] out) {
    for (int gate = 0; h != null && gate < gates; gate++) {
      addRecurrent(gate, h, units);
    }
    float[][] values = {input[place], forget[place], candidate[place], output[place]};
    for (int gate = 0; gate < gates; gate++) {
      readGate(gate, values[gate]);
    }
    Activations.logistic(input[place], input[place], bias[0], width);
    Activations.logistic(forget[place], forget[place], bias[1], width);
    Activations.tanh(candidate[place], candidate[place], bias[2], width);
    Activations.logistic(output[place], output[place], bias[3], width);
    Activations.product(cells[place], forget[place], cellBefore(before), width);
    Activations.addProduct(cells[place], input[place], candidate[place], width);
    Activations.tanh(squashed[place], cells[place], width);
    Activations.product(out, output[place], squashed[place], width);
  }

  @Override
  void backwardStep(int place, int before, long step, float[] hValues, float[] out) {
    Activations.logisticBackward(dGates[3], dState, squashed[place], output[place], width);
    Activations.product(spare, dState, output[place], width);
    Activations.tanhBackward(spare, spare, squashed[place], width);
    Activations.add(dCell, spare, width);
    Activations.logisticBackward(dGates[0], dCell, candidate[place], input[place], width);
    Activations.logisticBackward(dGates[1], dCell, cellBefore(before), forget[place], width);
    Activations.product(spare, dCell, input[place], width);
    Activations.tanhBackward(dGates[2], spare, candidate[place], width);
    Activations.product(dCell, dCell, forget[place], width);
    Arrays.fill(dState, 0f);
  }

  private float[] cellBefore(int before) {
    return before < 0 ? initialCell : cells[before];
  }

  @Override
  void maskFurther(int place, float[] row) {
    Activations.mask(cells[place], row, batch, units);
  }

  @Override
  void maskFurtherGradient(float[] row) {
    Activations.mask(dCell, row, batch, units);
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    Arrays.fill(dCell, 0f);
  }

  @Override
  float[][] furtherState(int place) {
    return new float[][] {cells[place]};
  }
}
