package org.helixbook.engine.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A vanilla or clockwork network in plain operations. */
final class PlainVanilla extends PlainRecurrence {
  private final Clock clock;

  PlainVanilla(RecurrentCell cell, int units, boolean reversed) {
    super(cell, units, reversed);
    this.clock = new Clock(cell, units);
  }

  @Override
  void forget() {}

  @Override
  INDArray[] step(int s, long tick, INDArray a, INDArray[] before, Weights weights) {
    INDArray computed = tanh(a.add(before[0].mmul(weights.recurrent())));
    INDArray active = active(tick, a);
    return new INDArray[] {
      computed.mulRowVector(active).add(before[0].mulRowVector(active.rsub(1)))
    };
  }

  @Override
  INDArray stepBack(
      int s,
      long tick,
      INDArray[] dState,
      INDArray[] before,
      INDArray[] after,
      Weights weights,
      Weights gradients) {
    INDArray active = active(tick, before[0]);
    // Where a unit does not tick, the factor active makes up for the value that is not a tanh.
    INDArray da = tanhBack(dState[0], after[0]).mulRowVector(active);
    gradients.recurrent().addi(before[0].transpose().mmul(da));
    clock.clearForbidden(gradients.recurrent());
    dState[0].muliRowVector(active.rsub(1)).addi(da.mmul(weights.recurrent().transpose()));
    return da;
  }

  private INDArray active(long tick, INDArray like) {
    INDArray active = Nd4j.zeros(like.dataType(), 1, units);
    for (int j = 0; j < units; j++) {
      active.putScalar(0, j, clock.ticks(j, tick) ? 1 : 0);
    }
    return active;
  }
}
