package org.helixbook.engine.recurrent;

import org.bytedeco.javacpp.FloatPointer;

/** A vanilla or clockwork network, fused. */
final class FusedVanilla extends FusedRecurrence {
  private final Clock clock;

  FusedVanilla(int inputs, Clock clock, boolean reversed) {
    super(inputs, clock.units(), 1, reversed);
    this.clock = clock;
  }

  @Override
  void allocate(int remembered, boolean backward) {}

  @Override
  void forwardStep(int place, int before, long step, FloatPointer h, float[] hValues, float[] out) {
    int rows = clock.end(step);
    if (h != null && rows > 0) {
      Sgemm.product(
          recurrentWeights.position(0), h, gatePointer.position(0), rows, batch, units, 1f);
    }
    readGate(0, out);
    Activations.tanh(out, out, bias[0], width);
    if (clock.needed()) {
      keepWhatDoesNotTick(step, hValues, out);
    }
  }

  private void keepWhatDoesNotTick(long step, float[] from, float[] to) {
    for (int j = 0; j < units; j++) {
      if (!clock.ticks(j, step)) {
        System.arraycopy(from, j * batch, to, j * batch, batch);
      }
    }
  }

  @Override
  void backwardStep(int place, int before, long step, float[] hValues, float[] out) {
    Activations.tanhBackward(dGates[0], dState, out, width);
    if (!clock.needed()) {
      java.util.Arrays.fill(dState, 0f);
      return;
    }
    for (int j = 0; j < units; j++) {
      boolean ticks = clock.ticks(j, step);
      java.util.Arrays.fill(ticks ? dState : dGates[0], j * batch, (j + 1) * batch, 0f);
    }
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    clock.clearForbidden(gradients.recurrent());
  }
}
