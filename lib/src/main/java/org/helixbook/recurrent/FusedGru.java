package org.helixbook.recurrent;

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
  // Before it: r * h outside the heap. After it: the gradient by U h.
  private FloatPointer sparePointer;

  FusedGru(int inputs, int units, boolean resetAfter, boolean reversed) {
    super(inputs, units, 3, reversed);
    this.resetAfter = resetAfter;
  }

  @Override
  void allocate(int remembered, boolean backward) {
    reset = new float[remembered][width];
    update = new float[remembered][width];
    candidate = new float[remembered][width];
    sparePointer = new FloatPointer((resetAfter ? 3L : 1L) * width);
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
    int plain = 2 * units;
    if (h != null) {
      Sgemm.product(
          recurrentWeights.position(0), h, gatePointer.position(0), plain, batch, units, 1f);
    }
    gatePointer.position(0).get(gateValues, 0, 2 * width);
    Activations.logistic(r, gateValues, biasRows, 0, width);
    Activations.logistic(u, gateValues, biasRows, width, width);
    if (resetAfter) {
      float[] q = product[place];
      if (h == null) {
        java.util.Arrays.fill(q, 0f);
      } else {
        Sgemm.product(
            recurrentWeights.position((long) plain * units),
            h,
            statePointer.position(0),
            units,
            batch,
            units,
            0f);
        statePointer.position(0).get(q, 0, width);
      }
      Activations.addFrom(q, biasRows, 3 * width, width);
      gatePointer.position(0).get(gateValues, 0, 3 * width);
      Activations.addProductTo(gateValues, 2 * width, r, q, width);
    } else {
      if (h != null) {
        Activations.product(spare, r, hValues, width);
        sparePointer.position(0).put(spare, 0, width);
        Sgemm.product(
            recurrentWeights.position((long) plain * units),
            sparePointer.position(0),
            gatePointer.position(2L * width),
            units,
            batch,
            units,
            1f);
      }
      gatePointer.position(0).get(gateValues, 0, 3 * width);
    }
    Activations.tanh(c, gateValues, biasRows, 2 * width, width);
    Activations.blend(out, u, hValues, c, width);
  }

  @Override
  void backwardStep(int place, int before, long step, float[] hValues, float[] out) {
    float[] r = reset[place];
    float[] u = update[place];
    float[] c = candidate[place];
    Activations.candidateBackward(dGates, 2 * width, dState, u, c, width);
    Activations.difference(spare, hValues, c, width);
    Activations.logisticBackward(dGates, width, dState, spare, u, width);
    if (resetAfter) {
      Activations.logisticBackward(dGates, 0, dGates, 2 * width, product[place], r, width);
      Activations.productFrom(dProduct, dGates, 2 * width, r, width);
      Activations.add(dProductSum, dProduct, width);
      sparePointer.position(0).put(dGates, 0, 2 * width);
      sparePointer.position(2L * width).put(dProduct, 0, width);
      Activations.product(dState, dState, u, width);
    } else {
      gatePointer.position(2L * width).put(dGates, 2 * width, width);
      Sgemm.leftTransposed(
          recurrentWeights.position(2L * units * units),
          gatePointer.position(2L * width),
          statePointer.position(0),
          units,
          batch,
          units,
          0f);
      statePointer.position(0).get(spare, 0, width);
      Activations.logisticBackward(dGates, 0, spare, hValues, r, width);
      Activations.product(dState, dState, u, width);
      Activations.addProduct(dState, spare, r, width);
    }
  }

  @Override
  FloatPointer recurrentSide() {
    return resetAfter ? sparePointer.position(0) : gatePointer.position(0);
  }

  @Override
  int recurrentGates() {
    return resetAfter ? 3 : 2;
  }

  @Override
  void addRecurrentGradient(int place, FloatPointer gradient, float[] hValues) {
    if (resetAfter) {
      return;
    }
    Activations.product(spare, reset[place], hValues, width);
    sparePointer.position(0).put(spare, 0, width);
    Sgemm.rightTransposed(
        gatePointer.position(2L * width),
        sparePointer.position(0),
        gradient.position(2L * units * units),
        units,
        units,
        batch,
        1f);
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    if (resetAfter) {
      Activations.rowSums(biasGradient, 3 * units, dProductSum, 0, units, batch);
      java.util.Arrays.fill(dProductSum, 0f);
    }
  }
}
