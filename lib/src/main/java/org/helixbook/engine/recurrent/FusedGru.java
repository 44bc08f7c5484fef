package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.helixbook.engine.recurrent.Sgemm.Matrix;

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
  // Outside the heap, [chunk, batch, units]: r * h, or the gradient by the candidate's product.
  private FloatPointer ofCandidate;

  FusedGru(int inputs, int units, boolean resetAfter, boolean reversed) {
    super(inputs, units, 3, reversed);
    this.resetAfter = resetAfter;
  }

  @Override
  void allocate(int remembered, boolean backward) {
    reset = new float[remembered][width];
    update = new float[remembered][width];
    candidate = new float[remembered][width];
    ofCandidate = new FloatPointer((long) chunk * width);
    if (resetAfter) {
      product = new float[remembered][width];
      dProduct = new float[width];
      dProductSum = new float[width];
    }
  }

  @Override
  void forwardStep(int place, int before, long step, Matrix h, float[] hValues, float[] out) {
    float[] r = reset[place];
    float[] u = update[place];
    float[] c = candidate[place];
    if (h != null) {
      addRecurrent(0, h, units);
      addRecurrent(1, h, units);
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
        Matrix state = new Matrix(statePointer, 0, units);
        Sgemm.rightTransposed(h, recurrentWeights(2), state, batch, units, units, 0f);
        statePointer.position(0).get(q, 0, width);
        Activations.add(q, bias[3], width);
      }
      readGate(2, c);
      Activations.addProduct(c, r, q, width);
    } else {
      if (h != null) {
        addRecurrent(2, resetState(r, hValues), units);
      }
      readGate(2, c);
    }
    Activations.tanh(c, c, bias[2], width);
    Activations.blend(out, u, hValues, c, width);
  }

  /** {@code r * h} of the step at hand outside the heap. */
  private Matrix resetState(float[] r, float[] hValues) {
    Activations.product(spare, r, hValues, width);
    return kept(spare);
  }

  private Matrix kept(float[] values) {
    Matrix place = ofCandidate(slot);
    ofCandidate.position(place.from()).put(values, 0, width);
    return place;
  }

  private Matrix ofCandidate(int first) {
    return new Matrix(ofCandidate, (long) first * width, units);
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
    writeGate(2, dGates[2]);
    // By what the candidate's weights are multiplied with: r * h, or h itself.
    if (resetAfter) {
      Activations.logisticBackward(dGates[0], dGates[2], product[place], r, width);
      Activations.product(dProduct, dGates[2], r, width);
      Activations.add(dProductSum, dProduct, width);
      throughCandidate(kept(dProduct));
      Activations.add(dState, spare, width);
    } else {
      resetState(r, hValues);
      throughCandidate(gate(2, slot));
      Activations.logisticBackward(dGates[0], spare, hValues, r, width);
      Activations.addProduct(dState, spare, r, width);
    }
  }

  /** Leaves in {@link #spare} the gradient by what the candidate's weights were multiplied with. */
  private void throughCandidate(Matrix gradient) {
    throughRecurrent(gradient, 2, 0f);
    statePointer.position(0).get(spare, 0, width);
  }

  @Override
  int recurrentGates() {
    return 2;
  }

  @Override
  FloatPointer multiplied(int gate) {
    return gate == 2 && !resetAfter ? ofCandidate : null;
  }

  @Override
  Matrix productGradient(int gate, int first) {
    return gate == 2 && resetAfter ? ofCandidate(first) : super.productGradient(gate, first);
  }

  @Override
  void finish(Weights gradients, float[] biasGradient) {
    if (resetAfter) {
      Activations.columnSums(biasGradient, 3 * units, dProductSum, batch, units);
      Arrays.fill(dProductSum, 0f);
    }
  }
}
