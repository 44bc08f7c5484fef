package org.helixbook.engine.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A layer in one direction in plain operations of ND4J, one after the other as in the formulas of
 * {@link RecurrentCell}: slow, for any precision. The fused ones are checked against it.
 */
abstract class PlainRecurrence implements Recurrence {
  final int units;
  private final int gates;
  private final int parts;
  private final boolean reversed;
  private INDArray input;
  private INDArray maskArray;
  private long clock;
  private boolean remembers;
  // The state before each step and, last, after all.
  private final List<INDArray[]> states = new ArrayList<>();
  private Weights weights;

  PlainRecurrence(RecurrentCell cell, int units, boolean reversed) {
    this.units = units;
    this.gates = cell.kind().gates;
    this.parts = cell.stateParts();
    this.reversed = reversed;
  }

  /**
   * One step.
   *
   * @param s number of the step in this sequence
   * @param tick steps read before it since the sequence began
   * @param a {@code x W + b}, {@code [batch, gates * units]}
   * @param before the state
   * @param weights the parameters
   * @return the next state, new arrays
   */
  abstract INDArray[] step(int s, long tick, INDArray a, INDArray[] before, Weights weights);

  /**
   * Goes back one step.
   *
   * @param dState the gradient by the state after, changed to that by the state before
   * @param before the state before
   * @param after the state after
   * @param weights the parameters
   * @param gradients the recurrent weights' gradient, and the bias's where it is not that of {@code
   *     a}, are added to
   * @return the gradient by {@code a}
   */
  abstract INDArray stepBack(
      int s,
      long tick,
      INDArray[] dState,
      INDArray[] before,
      INDArray[] after,
      Weights weights,
      Weights gradients);

  /** Forgets the steps of the sequence before. */
  abstract void forget();

  @Override
  @SuppressWarnings("try") // the resource only has to be open
  public final void forward(
      INDArray x,
      INDArray out,
      Weights parameters,
      INDArray mask,
      INDArray[] initial,
      long clockStart,
      boolean remember) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      input = x;
      weights = parameters;
      maskArray = mask == null ? null : mask.castTo(x.dataType());
      clock = clockStart;
      remembers = remember;
      states.clear();
      forget();
      INDArray[] state = new INDArray[parts];
      for (int i = 0; i < parts; i++) {
        state[i] =
            initial == null
                ? Nd4j.zeros(x.dataType(), x.size(0), units)
                : initial[i].castTo(x.dataType()).dup();
      }
      INDArray bias = weights.bias().get(all(), interval(0, (long) gates * units));
      int steps = (int) x.size(2);
      for (int s = 0; s < steps; s++) {
        states.add(state);
        int t = time(s);
        INDArray a = at(x, t).mmul(weights.input()).addRowVector(bias);
        state = step(s, clock + s, a, state, weights);
        if (maskArray != null) {
          for (INDArray part : state) {
            part.muliColumnVector(maskArray.getColumn(t, true));
          }
        }
        out.get(all(), all(), point(t)).assign(state[0]);
      }
      states.add(state);
    }
  }

  @Override
  public final INDArray[] state() {
    INDArray[] last = states.get(states.size() - 1);
    INDArray[] copies = new INDArray[last.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = last[i].dup('f');
    }
    return copies;
  }

  @Override
  @SuppressWarnings("try") // the resource only has to be open
  public final void backward(
      INDArray epsilon, INDArray last, INDArray dx, Weights gradients, int reach) {
    if (!remembers) {
      throw new IllegalStateException("the forward pass did not remember its steps");
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      gradients.input().assign(0);
      gradients.recurrent().assign(0);
      gradients.bias().assign(0);
      INDArray[] dState = new INDArray[parts];
      for (int i = 0; i < parts; i++) {
        dState[i] = Nd4j.zeros(input.dataType(), input.size(0), units);
      }
      if (last != null) {
        dState[0].addi(last);
      }
      INDArray biasGradient = gradients.bias().get(all(), interval(0, (long) gates * units));
      int steps = (int) input.size(2);
      dx.assign(0);
      for (int s = steps - 1; s >= Math.max(0, steps - reach); s--) {
        int t = time(s);
        if (epsilon != null) {
          dState[0].addi(at(epsilon, t));
        }
        if (maskArray != null) {
          for (INDArray part : dState) {
            part.muliColumnVector(maskArray.getColumn(t, true));
          }
        }
        INDArray da =
            stepBack(s, clock + s, dState, states.get(s), states.get(s + 1), weights, gradients);
        gradients.input().addi(at(input, t).transpose().mmul(da));
        biasGradient.addi(da.sum(true, 0));
        dx.get(all(), all(), point(t)).assign(da.mmul(weights.input().transpose()));
      }
    }
  }

  private int time(int s) {
    return reversed ? (int) input.size(2) - 1 - s : s;
  }

  private static INDArray at(INDArray sequence, int t) {
    return sequence.get(all(), all(), point(t)).dup('c');
  }

  /** The columns of one gate. */
  final INDArray gate(INDArray array, int gate) {
    return gates(array, gate, gate + 1);
  }

  /** The columns of the gates from one to before another. */
  final INDArray gates(INDArray array, int from, int to) {
    return array.get(all(), interval((long) from * units, (long) to * units));
  }

  static INDArray logistic(INDArray a) {
    return Transforms.sigmoid(a, true);
  }

  static INDArray tanh(INDArray a) {
    return Transforms.tanh(a, true);
  }

  /** {@code d * y * (1 - y)}. */
  static INDArray logisticBack(INDArray d, INDArray y) {
    return d.mul(y).mul(y.rsub(1));
  }

  /** {@code d * (1 - y*y)}. */
  static INDArray tanhBack(INDArray d, INDArray y) {
    return d.mul(y.mul(y).rsub(1));
  }
}
