package org.helixbook.engine.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Long short-term memory in plain operations. */
final class PlainLstm extends PlainRecurrence {
  private record Step(INDArray i, INDArray f, INDArray g, INDArray o, INDArray squashed) {}

  private final List<Step> steps = new ArrayList<>();

  PlainLstm(RecurrentCell cell, int units, boolean reversed) {
    super(cell, units, reversed);
  }

  @Override
  void forget() {
    steps.clear();
  }

  @Override
  INDArray[] step(int s, long tick, INDArray a, INDArray[] before, Weights weights) {
    INDArray all = a.add(before[0].mmul(weights.recurrent()));
    INDArray i = logistic(gate(all, 0));
    INDArray f = logistic(gate(all, 1));
    INDArray g = tanh(gate(all, 2));
    INDArray o = logistic(gate(all, 3));
    INDArray cell = f.mul(before[1]).add(i.mul(g));
    INDArray squashed = tanh(cell);
    steps.add(new Step(i, f, g, o, squashed));
    return new INDArray[] {o.mul(squashed), cell};
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
    Step step = steps.get(s);
    INDArray d = dState[0];
    INDArray dCell = dState[1].add(tanhBack(d.mul(step.o), step.squashed));
    INDArray all =
        Nd4j.concat(
            1,
            logisticBack(dCell.mul(step.g), step.i),
            logisticBack(dCell.mul(before[1]), step.f),
            tanhBack(dCell.mul(step.i), step.g),
            logisticBack(d.mul(step.squashed), step.o));
    gradients.recurrent().addi(before[0].transpose().mmul(all));
    dState[0].assign(all.mmul(weights.recurrent().transpose()));
    dState[1].assign(dCell.mul(step.f));
    return all;
  }
}
