package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** A gated recurrent unit, fused; the gates are r, u, c in this order. */
final class FusedGru extends FusedRecurrence {
  private final boolean resetAfter;
  private float[][] reset;
  private float[][] update;
  private float[][] candidate;
  // The reset gate after the product: U h + b of the candidate.
  private float[][] product;
  private float[] dProduct;
  private float[] dProductSum;
  // Outside the heap: r * h, and the gradient by the candidate's product.
  private FloatPointer sparePointer;
  private FloatPointer productPointer;

  FusedGru(int inputs, int units, boolean resetAfter, boolean reversed) {
    super(inputs, units, 3, reversed);
    this.resetAfter = resetAfter;
  }

  @Override
  void allocate(int remembered, boolean backward) {
    reset = new float[remembered][width];
    update = new float[remembered][width];
    candidate = new float[remembered][width];
    sparePointer = new FloatPointer((long) width);
    productPointer = new FloatPointer((long) width);
    if (resetAfter) {
      product = new float[remembered][width];
      dProduct = new float[width];
      dProductSum = new float[width];
    }
  }

  @Override
  void forwardStep(int place, int before, long step, FloatPointer h, float[] hValues, float[] out) {
    float[] r = reset[place];
    float[] u = update[place];
    float[] c = candidate[place];
    if (h != null) {
      Sgemm.product(
          recurrentWeights.position(0), h, gatePointer.position(0), 2 * units, batch, units, 1f);
    }
    readGate(0, r);
    Activations.logistic(r, r, bias[0], width);
    readGate(1, u);
    Activations.logistic(u, u, bias[1], width);
    if (resetAfter) {
      float[] q = product[place];
      if (h == null) {
        System.arraycopy(bias[3], 0, q, 0, width);
      } else {
        Sgemm.product(candidateWeights(), h, statePointer.position(0), units, batch, units, 0f);
        statePointer.position(0).get(q, 0, width);
        Activations.add(q, bias[3], width);
      }
      readGate(2, c);
      Activations.addProduct(c, r, q, width);
    } else {
      if (h != null) {
        Sgemm.product(
            candidateWeights(),
            resetState(r, hValues),
            gatePointer.position(2L * width),
            units,
            batch,
            units,
            1f);
      }
      readGate(2, c);
    }
    Activations.tanh(c, c, bias[2], width);
    Activations.blend(out, u, hValues, c, width);
  }

  private FloatPointer candidateWeights() {
    return recurrentWeights.position(2L * units * units);
  }

  /** {@code r * h} outside the heap. */
  private FloatPointer resetState(float[] r, float[] hValues) {
    Activations.product(spare, r, hValues, width);
    return sparePointer.position(0).put(spare, 0, width);
  }

  @Override
  void backwardStep(int place, int before, long step, float[] hValues, float[] out) {
    float[] r = reset[place];
    float[] u = update[place];
    float[] c = candidate[place];
    Activations.candidateBackward(dGates[2], dState, u, c, width);
    Activations.difference(spare, hValues, c, width);
    Activations.logisticBackward(dGates[1], dState, spare, u, width);
    Activations.product(dState, dState, u, width);
    // By what the candidate's weights are multiplied with: r * h, or h itself.
    if (resetAfter) {
      Activations.logisticBackward(dGates[0], dGates[2], product[place], r, width);
      Activations.product(dProduct, dGates[2], r, width);
      Activations.add(dProductSum, dProduct, width);
      throughCandidate(dProduct);
      Activations.add(dState, spare, width);
    } else {
      throughCandidate(dGates[2]);
      Activations.logisticBackward(dGates[0], spare, hValues, r, width);
      Activations.addProduct(dState, spare, r, width);
    }
  }

  /** Leaves in {@link #spare} the gradient by what the candidate's weights were multiplied with. */
  private void throughCandidate(float[] gradient) {
    productPointer.position(0).put(gradient, 0, width);
    Sgemm.leftTransposed(
        candidateWeights(),
        productPointer.position(0),
        statePointer.position(0),
        units,
        batch,
        units,
        0f);
    statePointer.position(0).get(spare, 0, width);
  }

  @Override
  int recurrentGates() {
    return 2;
  }

  @Override
  void addRecurrentGradient(int place, FloatPointer h, float[] hValues, FloatPointer gradient) {
    Sgemm.rightTransposed(
        productPointer.position(0),
        resetAfter ? h : resetState(reset[place], hValues),
        gradient.position(2L * units * units),
        units,
        units,
        batch,
        1f);
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    if (resetAfter) {
      Activations.rowSums(biasGradient, 3 * units, dProductSum, units, batch);
      Arrays.fill(dProductSum, 0f);
    }
  }
}
