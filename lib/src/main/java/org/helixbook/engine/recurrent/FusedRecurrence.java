package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer in one direction in single precision, fused: matrix products straight on the memory of
 * ND4J's arrays, everything between them in loops over float arrays, so that two directions can run
 * on two threads. Buffers stay for the next batch.
 *
 * <p>A step's arrays are {@code [rows, batch]}, row-major: the memory of one time step of a
 * column-major {@code [batch, features, time]}.
 */
abstract class FusedRecurrence implements Recurrence {
  final int inputs;
  final int units;
  final int gates;
  private final boolean reversed;

  /** Sequences in the batch at hand. */
  int batch;

  /** Elements of one state, {@code units * batch}. */
  int width;

  private int steps;
  private long clock;
  private float[] mask;
  private boolean startsAtZero;

  // Places for remembered steps: allocated, and in use by the pass at hand.
  private int capacity;
  private int places;

  /** The gates of the step at hand outside the heap, {@code [gates * units, batch]}. */
  FloatPointer gatePointer;

  /** Room for one state outside the heap. */
  FloatPointer statePointer;

  /** The bias, spread over the batch, an array a gate. */
  float[][] bias;

  FloatPointer recurrentWeights;
  private FloatPointer inputWeights;
  private FloatPointer xPointer;
  private long xStride;
  private FloatPointer outPointer;
  private long outStride;
  private FloatPointer initialPointer;
  private float[] initialOutput;
  private float[][] outputs;

  /** Backwards: the gradient by the state. */
  float[] dState;

  /** Backwards: the gradient by the gates before their functions, an array a gate. */
  float[][] dGates;

  /** Backwards: room for one state. */
  float[] spare;

  private float[][] dGateSum;

  FusedRecurrence(int inputs, int units, int gates, boolean reversed) {
    this.inputs = inputs;
    this.units = units;
    this.gates = gates;
    this.reversed = reversed;
  }

  /**
   * Makes room.
   *
   * @param remembered steps to remember
   * @param backward whether gradients will be needed
   */
  abstract void allocate(int remembered, boolean backward);

  /**
   * Takes the state before the first step.
   *
   * @param initial its parts, or null for 0
   */
  void begin(float[][] initial) {}

  /**
   * Computes one step. {@link #gatePointer} holds {@code W x}; {@link #readGate} gets at it.
   *
   * @param place where to remember the step
   * @param before where the step before is remembered, -1 for the state before the first
   * @param step steps read since the sequence began
   * @param h the state before outside the heap, or null if it is 0
   * @param hValues the state before
   * @param out receives the output
   */
  abstract void forwardStep(
      int place, int before, long step, FloatPointer h, float[] hValues, float[] out);

  /**
   * Goes back one step: reads {@link #dState}, writes {@link #dGates}, and leaves in {@link
   * #dState} the gradient by the state before, but for what goes through {@code U h} of the first
   * {@link #recurrentGates} gates.
   */
  abstract void backwardStep(int place, int before, long step, float[] hValues, float[] out);

  /** How many gates, counted from the first, are a function of {@code W x + U h + b}. */
  int recurrentGates() {
    return gates;
  }

  /** Adds what the further gates contribute to the recurrent weights' gradient. */
  void addRecurrentGradient(int place, FloatPointer h, float[] hValues, FloatPointer gradient) {}

  /** Completes the gradients at the end. */
  void finish(Weights gradients, float[] biasGradient) {}

  /** Parts of the state other than the output. */
  float[][] furtherState(int place) {
    return new float[0][];
  }

  /** Clears the further state where the mask is 0. */
  void maskFurther(int place, float[] row) {}

  /** Clears the gradient by the further state where the mask is 0. */
  void maskFurtherGradient(float[] row) {}

  @Override
  public final void forward(
      INDArray x,
      INDArray out,
      Weights weights,
      INDArray maskArray,
      INDArray[] initial,
      long clockStart,
      boolean remember) {
    prepare((int) x.size(0), (int) x.size(2), (int) weights.bias().length() / units, remember);
    clock = clockStart;
    xPointer = pointer(x);
    xStride = x.stride(2);
    outPointer = pointer(out);
    outStride = out.stride(2);
    inputWeights = pointer(weights.input());
    recurrentWeights = pointer(weights.recurrent());
    float[] biasValues = values(weights.bias());
    for (int gate = 0; gate < bias.length; gate++) {
      Activations.spread(bias[gate], biasValues, gate * units, batch);
    }
    mask = maskArray == null ? null : values(maskArray);
    startsAtZero = initial == null;
    if (startsAtZero) {
      Arrays.fill(initialOutput, 0f);
      begin(null);
    } else {
      float[][] parts = Arrays.stream(initial).map(FusedRecurrence::values).toArray(float[][]::new);
      System.arraycopy(parts[0], 0, initialOutput, 0, width);
      initialPointer.position(0).put(initialOutput, 0, width);
      begin(parts);
    }
    for (int s = 0; s < steps; s++) {
      int t = time(s);
      int place = s % places;
      Sgemm.product(
          inputWeights,
          xPointer.position(t * xStride),
          gatePointer.position(0),
          gates * units,
          batch,
          inputs,
          0f);
      float[] out1 = outputs[place];
      forwardStep(place, before(s), clock + s, stateBefore(s), valuesBefore(s), out1);
      if (mask != null) {
        float[] row = maskRow(t);
        Activations.mask(out1, row, units, batch);
        maskFurther(place, row);
      }
      outPointer.position(t * outStride).put(out1, 0, width);
    }
  }

  @Override
  public final INDArray[] state() {
    int place = (steps - 1) % places;
    float[][] further = furtherState(place);
    INDArray[] state = new INDArray[1 + further.length];
    for (int i = 0; i < state.length; i++) {
      float[] part = i == 0 ? outputs[place] : further[i - 1];
      state[i] = Nd4j.create(Arrays.copyOf(part, width), new long[] {batch, units}, 'f');
    }
    return state;
  }

  @Override
  public final void backward(
      INDArray epsilon, INDArray last, INDArray dx, Weights gradients, int reach) {
    if (places < steps || dState == null) {
      throw new IllegalStateException("the forward pass did not remember its steps");
    }
    FloatPointer epsilonPointer = epsilon == null ? null : pointer(epsilon);
    long epsilonStride = epsilon == null ? 0 : epsilon.stride(2);
    FloatPointer dxPointer = pointer(dx);
    long dxStride = dx.stride(2);
    FloatPointer inputGradient = pointer(gradients.input());
    FloatPointer recurrentGradient = pointer(gradients.recurrent());
    zero(inputGradient, gates * units * inputs);
    zero(recurrentGradient, gates * units * units);
    for (float[] sum : dGateSum) {
      Arrays.fill(sum, 0f);
    }
    if (last == null) {
      Arrays.fill(dState, 0f);
    } else {
      System.arraycopy(values(last), 0, dState, 0, width);
    }
    int first = Math.max(0, steps - reach);
    for (int s = steps - 1; s >= first; s--) {
      int t = time(s);
      if (epsilonPointer != null) {
        epsilonPointer.position(t * epsilonStride).get(spare, 0, width);
        Activations.add(dState, spare, width);
      }
      if (mask != null) {
        float[] row = maskRow(t);
        Activations.mask(dState, row, units, batch);
        maskFurtherGradient(row);
      }
      float[] hValues = valuesBefore(s);
      backwardStep(s, before(s), clock + s, hValues, outputs[s]);
      for (int gate = 0; gate < gates; gate++) {
        Activations.add(dGateSum[gate], dGates[gate], width);
        writeGate(gate, dGates[gate]);
      }
      int recurrentRows = recurrentGates() * units;
      FloatPointer h = stateBefore(s);
      if (h != null) {
        Sgemm.rightTransposed(
            gatePointer.position(0),
            h,
            recurrentGradient.position(0),
            recurrentRows,
            units,
            batch,
            1f);
        addRecurrentGradient(s, h, hValues, recurrentGradient);
      }
      if (s > first) {
        Sgemm.leftTransposed(
            recurrentWeights.position(0),
            gatePointer.position(0),
            statePointer.position(0),
            units,
            batch,
            recurrentRows,
            0f);
        statePointer.position(0).get(spare, 0, width);
        Activations.add(dState, spare, width);
      }
      gatePointer.position(0);
      Sgemm.rightTransposed(
          gatePointer,
          xPointer.position(t * xStride),
          inputGradient,
          gates * units,
          inputs,
          batch,
          1f);
      Sgemm.leftTransposed(
          inputWeights,
          gatePointer,
          dxPointer.position(t * dxStride),
          inputs,
          batch,
          gates * units,
          0f);
    }
    for (int s = first - 1; s >= 0; s--) {
      zero(dxPointer.position(time(s) * dxStride), inputs * batch);
    }
    float[] biasGradient = new float[(int) gradients.bias().length()];
    for (int gate = 0; gate < gates; gate++) {
      Activations.rowSums(biasGradient, gate * units, dGateSum[gate], units, batch);
    }
    finish(gradients, biasGradient);
    pointer(gradients.bias()).put(biasGradient);
  }

  /** Copies a gate from {@link #gatePointer}. */
  final void readGate(int gate, float[] values) {
    gatePointer.position((long) gate * width).get(values, 0, width);
  }

  /** Copies a gate to {@link #gatePointer}. */
  final void writeGate(int gate, float[] values) {
    gatePointer.position((long) gate * width).put(values, 0, width);
  }

  private int time(int s) {
    return reversed ? steps - 1 - s : s;
  }

  private int before(int s) {
    return s == 0 ? -1 : (s - 1) % places;
  }

  private FloatPointer stateBefore(int s) {
    if (s == 0) {
      return startsAtZero ? null : initialPointer.position(0);
    }
    return outPointer.position(time(s - 1) * outStride);
  }

  private float[] valuesBefore(int s) {
    return s == 0 ? initialOutput : outputs[before(s)];
  }

  private float[] maskRow(int t) {
    return Arrays.copyOfRange(mask, t * batch, (t + 1) * batch);
  }

  private void prepare(int sequences, int length, int biasStates, boolean backward) {
    steps = length;
    // The step at hand and the one before do when nothing need be remembered.
    places = backward ? length : Math.min(2, length);
    if (sequences == batch && places <= capacity && (!backward || dState != null)) {
      return;
    }
    batch = sequences;
    width = units * batch;
    capacity = places;
    gatePointer = new FloatPointer((long) gates * width);
    statePointer = new FloatPointer((long) width);
    initialPointer = new FloatPointer((long) width);
    outputs = new float[places][width];
    initialOutput = new float[width];
    bias = new float[biasStates][width];
    spare = new float[width];
    dState = backward ? new float[width] : null;
    dGates = backward ? new float[gates][width] : null;
    dGateSum = backward ? new float[gates][width] : null;
    allocate(places, backward);
  }

  /** The memory of an array from its first element on. */
  private static FloatPointer pointer(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException("needs single precision, not " + array.dataType());
    }
    return new FloatPointer(array.data().addressPointer());
  }

  /** The values of an array of at most two dimensions, column after column. */
  @SuppressWarnings("try") // the resource only has to be open
  private static float[] values(INDArray array) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      float[] values = new float[(int) array.length()];
      pointer(array.castTo(DataType.FLOAT).dup('f')).get(values);
      return values;
    }
  }

  private static void zero(FloatPointer memory, int length) {
    memory.put(new float[length], 0, length);
  }
}
