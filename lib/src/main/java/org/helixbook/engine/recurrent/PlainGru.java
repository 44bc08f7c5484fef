package org.helixbook.engine.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A gated recurrent unit in plain operations. */
final class PlainGru extends PlainRecurrence {
  private record Step(INDArray r, INDArray u, INDArray c, INDArray product) {}

  private final boolean resetAfter;
  private final List<Step> steps = new ArrayList<>();

  PlainGru(RecurrentCell cell, int units, boolean reversed) {
    super(cell, units, reversed);
    this.resetAfter = cell.kind() == RecurrentCell.Kind.GRU_AFTER;
  }

  @Override
  void forget() {
    steps.clear();
  }

  @Override
  INDArray[] step(int s, long tick, INDArray a, INDArray[] before, Weights weights) {
    INDArray h = before[0];
    INDArray plain = h.mmul(gates(weights.recurrent(), 0, 2));
    INDArray r = logistic(gate(a, 0).add(gate(plain, 0)));
    INDArray u = logistic(gate(a, 1).add(gate(plain, 1)));
    INDArray weightsOfCandidate = gate(weights.recurrent(), 2);
    INDArray product =
        resetAfter
            ? h.mmul(weightsOfCandidate).addRowVector(gate(weights.bias(), 3))
            : r.mul(h).mmul(weightsOfCandidate);
    INDArray c = tanh(gate(a, 2).add(resetAfter ? r.mul(product) : product));
    steps.add(new Step(r, u, c, product));
    return new INDArray[] {u.mul(h).add(u.rsub(1).mul(c))};
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
    INDArray h = before[0];
    INDArray d = dState[0];
    INDArray dc = tanhBack(d.mul(step.u.rsub(1)), step.c);
    INDArray du = logisticBack(d.mul(h.sub(step.c)), step.u);
    INDArray dh = d.mul(step.u);
    INDArray weightsOfCandidate = gate(weights.recurrent(), 2);
    INDArray candidateGradient = gate(gradients.recurrent(), 2);
    INDArray dr;
    if (resetAfter) {
      dr = logisticBack(dc.mul(step.product), step.r);
      INDArray dProduct = dc.mul(step.r);
      dh.addi(dProduct.mmul(weightsOfCandidate.transpose()));
      candidateGradient.addi(h.transpose().mmul(dProduct));
      gate(gradients.bias(), 3).addi(dProduct.sum(true, 0));
    } else {
      INDArray dReset = dc.mmul(weightsOfCandidate.transpose());
      dr = logisticBack(dReset.mul(h), step.r);
      dh.addi(dReset.mul(step.r));
      candidateGradient.addi(step.r.mul(h).transpose().mmul(dc));
    }
    INDArray plain = Nd4j.concat(1, dr, du);
    dh.addi(plain.mmul(gates(weights.recurrent(), 0, 2).transpose()));
    gates(gradients.recurrent(), 0, 2).addi(h.transpose().mmul(plain));
    d.assign(dh);
    return Nd4j.concat(1, dr, du, dc);
  }
}
