package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.helixbook.engine.recurrent.Sgemm.Matrix;

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
  void forwardStep(int place, int before, long step, Matrix h, float[] hValues, float[] out) {
    int columns = clock.end(step);
    if (h != null && columns > 0) {
      addRecurrent(0, h, columns);
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
        for (int at = j; at < width; at += units) {
          to[at] = from[at];
        }
      }
    }
  }

  @Override
  void backwardStep(int place, int before, long step, float[] hValues, float[] out) {
    Activations.tanhBackward(dGates[0], dState, out, width);
    if (!clock.needed()) {
      Arrays.fill(dState, 0f);
      return;
    }
    for (int j = 0; j < units; j++) {
      float[] nothing = clock.ticks(j, step) ? dState : dGates[0];
      for (int at = j; at < width; at += units) {
        nothing[at] = 0;
      }
    }
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    clock.clearForbidden(gradients.recurrent());
  }
}
