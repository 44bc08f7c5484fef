package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.helixbook.engine.recurrent.Sgemm.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer in one direction in single precision, fused: matrix products straight on the memory of
 * ND4J's arrays, everything between them in loops over float arrays, so that two directions can run
 * on two threads. Buffers stay for the next batch.
 *
 * <p>A step's arrays are {@code [batch, features]}, row-major, and the next step's rows follow. So
 * the products that do not wait for the step before, two thirds of all, are computed for many steps
 * at once.
 */
abstract class FusedRecurrence implements Recurrence {
  /** Rows of a product over many steps: enough for its full speed, and the gates stay in cache. */
  private static final int ROWS_AT_ONCE = 512;

  final int inputs;
  final int units;
  final int gates;
  private final boolean reversed;

  /** Sequences in the batch at hand. */
  int batch;

  /** Elements of one state, {@code batch * units}. */
  int width;

  /** Steps whose gates are outside the heap at the same time. */
  int chunk;

  /** Which of them is at hand, counted in the order of time. */
  int slot;

  private int steps;
  private long clock;
  private float[] mask;
  private boolean startsAtZero;

  // Places for remembered steps: allocated, and in use by the pass at hand.
  private int capacity;
  private int places;

  /** The gates outside the heap, {@code [gates, chunk, batch, units]}. */
  private FloatPointer gatePointer;

  /** Room for one state outside the heap. */
  FloatPointer statePointer;

  /** The bias, spread over the batch, an array a gate. */
  float[][] bias;

  private FloatPointer recurrentWeights;
  private FloatPointer inputWeights;
  private Sequence read;
  private Sequence written;
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
   * Computes one step. {@link #gate} holds {@code W x}; {@link #readGate} gets at it.
   *
   * @param place where to remember the step
   * @param before where the step before is remembered, -1 for the state before the first
   * @param step steps read since the sequence began
   * @param h the state before outside the heap, or null if it is 0
   * @param hValues the state before
   * @param out receives the output
   */
  abstract void forwardStep(
      int place, int before, long step, Matrix h, float[] hValues, float[] out);

  /**
   * Goes back one step: reads {@link #dState}, writes {@link #dGates}, and leaves in {@link
   * #dState} the gradient by the state before, but for what goes through {@code U h} of the first
   * {@link #recurrentGates} gates. The further gates' gradient it also gives to {@link #writeGate}.
   */
  abstract void backwardStep(int place, int before, long step, float[] hValues, float[] out);

  /** How many gates, counted from the first, are a function of {@code W x + U h + b}. */
  int recurrentGates() {
    return gates;
  }

  /** What is multiplied with a gate's recurrent weights, chunk by chunk; null for the state. */
  FloatPointer multiplied(int gate) {
    return null;
  }

  /** The gradient by the product of a gate's recurrent weights, chunk by chunk. */
  Matrix productGradient(int gate, int first) {
    return gate(gate, first);
  }

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
    read = Sequence.of(x);
    written = Sequence.of(out);
    inputWeights = pointer(weights.input());
    recurrentWeights = pointer(weights.recurrent());
    float[] biasValues = values(weights.bias(), 'f');
    for (int gate = 0; gate < bias.length; gate++) {
      Activations.spread(bias[gate], biasValues, gate * units, units);
    }
    mask = maskArray == null ? null : values(maskArray, 'f');
    startsAtZero = initial == null;
    if (startsAtZero) {
      Arrays.fill(initialOutput, 0f);
      begin(null);
    } else {
      float[][] parts =
          Arrays.stream(initial).map(part -> values(part, 'c')).toArray(float[][]::new);
      System.arraycopy(parts[0], 0, initialOutput, 0, width);
      initialPointer.position(0).put(initialOutput, 0, width);
      begin(parts);
    }
    for (int from = 0; from < steps; from += chunk) {
      int to = Math.min(steps, from + chunk);
      int first = firstTime(from, to);
      for (int gate = 0; gate < gates; gate++) {
        Sgemm.rightTransposed(
            read.at(first),
            inputWeights(gate),
            gate(gate, 0),
            (to - from) * batch,
            units,
            inputs,
            0f);
      }
      for (int s = from; s < to; s++) {
        int t = time(s);
        slot = t - first;
        float[] output = outputs[s % places];
        forwardStep(s % places, before(s), clock + s, stateBefore(s), valuesBefore(s), output);
        if (mask != null) {
          float[] row = maskRow(t);
          Activations.mask(output, row, batch, units);
          maskFurther(s % places, row);
        }
        written.put(t, output);
      }
    }
  }

  @Override
  public final INDArray[] state() {
    int place = (steps - 1) % places;
    float[][] further = furtherState(place);
    INDArray[] state = new INDArray[1 + further.length];
    for (int i = 0; i < state.length; i++) {
      float[] part = i == 0 ? outputs[place] : further[i - 1];
      state[i] = Nd4j.create(Arrays.copyOf(part, width), new long[] {batch, units}, 'c');
    }
    return state;
  }

  @Override
  public final void backward(
      INDArray epsilon, INDArray last, INDArray dx, Weights gradients, int reach) {
    if (places < steps || dState == null) {
      throw new IllegalStateException("the forward pass did not remember its steps");
    }
    Sequence errors = epsilon == null ? null : Sequence.of(epsilon);
    Sequence inputErrors = Sequence.of(dx);
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
      System.arraycopy(values(last, 'c'), 0, dState, 0, width);
    }
    int earliest = Math.max(0, steps - reach);
    for (int to = steps; to > earliest; to -= chunk) {
      int from = Math.max(earliest, to - chunk);
      int first = firstTime(from, to);
      for (int s = to - 1; s >= from; s--) {
        slot = time(s) - first;
        backThrough(s, errors);
        if (s > earliest) {
          for (int gate = 0; gate < recurrentGates(); gate++) {
            throughRecurrent(gate(gate, slot), gate, gate == 0 ? 0f : 1f);
          }
          statePointer.position(0).get(spare, 0, width);
          Activations.add(dState, spare, width);
        }
      }
      int rows = (to - from) * batch;
      for (int gate = 0; gate < gates; gate++) {
        Matrix ofInput = new Matrix(inputGradient, (long) gate * units * inputs, inputs);
        Sgemm.leftTransposed(gate(gate, 0), read.at(first), ofInput, units, inputs, rows, 1f);
        Sgemm.product(
            gate(gate, 0),
            inputWeights(gate),
            inputErrors.at(first),
            rows,
            inputs,
            units,
            gate == 0 ? 0f : 1f);
        addRecurrentGradient(
            gate, from, to, new Matrix(recurrentGradient, (long) gate * units * units, units));
      }
    }
    for (int s = earliest - 1; s >= 0; s--) {
      inputErrors.put(time(s), new float[batch * inputs]);
    }
    float[] biasGradient = new float[(int) gradients.bias().length()];
    for (int gate = 0; gate < gates; gate++) {
      Activations.columnSums(biasGradient, gate * units, dGateSum[gate], batch, units);
    }
    finish(gradients, biasGradient);
    pointer(gradients.bias()).put(biasGradient);
  }

  /** One step on the heap, and its gates' gradients to outside. */
  private void backThrough(int s, Sequence errors) {
    int t = time(s);
    if (errors != null) {
      errors.get(t, spare);
      Activations.add(dState, spare, width);
    }
    if (mask != null) {
      float[] row = maskRow(t);
      Activations.mask(dState, row, batch, units);
      maskFurtherGradient(row);
    }
    backwardStep(s, before(s), clock + s, valuesBefore(s), outputs[s]);
    for (int gate = 0; gate < gates; gate++) {
      Activations.add(dGateSum[gate], dGates[gate], width);
      if (gate < recurrentGates()) {
        writeGate(gate, dGates[gate]);
      }
    }
  }

  /** Adds a chunk's steps to the gradient by a gate's recurrent weights. */
  private void addRecurrentGradient(int gate, int from, int to, Matrix gradient) {
    FloatPointer own = multiplied(gate);
    if (own != null) {
      Sgemm.leftTransposed(
          productGradient(gate, 0),
          new Matrix(own, 0, units),
          gradient,
          units,
          units,
          (to - from) * batch,
          1f);
      return;
    }
    // The state before the first step lies elsewhere than those before all others.
    int others = Math.max(1, from);
    int first = firstTime(from, to);
    if (to > others) {
      Sgemm.leftTransposed(
          productGradient(gate, firstTime(others, to) - first),
          written.at(firstTime(others - 1, to - 1)),
          gradient,
          units,
          units,
          (to - others) * batch,
          1f);
    }
    if (from == 0 && !startsAtZero) {
      Sgemm.leftTransposed(
          productGradient(gate, time(0) - first),
          stateBefore(0),
          gradient,
          units,
          units,
          batch,
          1f);
    }
  }

  /** Leaves in {@link #statePointer} what a gradient is behind a gate's recurrent weights. */
  final void throughRecurrent(Matrix gradient, int gate, float keep) {
    Sgemm.product(
        gradient,
        recurrentWeights(gate),
        new Matrix(statePointer, 0, units),
        batch,
        units,
        units,
        keep);
  }

  /** A gate outside the heap from a step of the chunk on. */
  final Matrix gate(int gate, int first) {
    return new Matrix(gatePointer, ((long) gate * chunk + first) * width, units);
  }

  final Matrix recurrentWeights(int gate) {
    return new Matrix(recurrentWeights, (long) gate * units * units, units);
  }

  private Matrix inputWeights(int gate) {
    return new Matrix(inputWeights, (long) gate * units * inputs, inputs);
  }

  /** Adds {@code U h} to the first columns of a gate of the step at hand. */
  final void addRecurrent(int gate, Matrix h, int columns) {
    Sgemm.rightTransposed(h, recurrentWeights(gate), gate(gate, slot), batch, columns, units, 1f);
  }

  /** Copies a gate of the step at hand from outside the heap. */
  final void readGate(int gate, float[] values) {
    gatePointer.position(gate(gate, slot).from()).get(values, 0, width);
  }

  /** Copies a gate of the step at hand to outside the heap. */
  final void writeGate(int gate, float[] values) {
    gatePointer.position(gate(gate, slot).from()).put(values, 0, width);
  }

  private int time(int s) {
    return reversed ? steps - 1 - s : s;
  }

  /** The earliest time of the steps from one to before another. */
  private int firstTime(int from, int to) {
    return reversed ? steps - to : from;
  }

  private int before(int s) {
    return s == 0 ? -1 : (s - 1) % places;
  }

  private Matrix stateBefore(int s) {
    if (s == 0) {
      return startsAtZero ? null : new Matrix(initialPointer, 0, units);
    }
    return written.at(time(s - 1));
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
    width = batch * units;
    capacity = places;
    chunk = Math.max(1, ROWS_AT_ONCE / batch);
    gatePointer = new FloatPointer((long) gates * chunk * width);
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

  /** The values of an array of at most two dimensions in an order. */
  @SuppressWarnings("try") // the resource only has to be open
  private static float[] values(INDArray array, char order) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      float[] values = new float[(int) array.length()];
      pointer(array.castTo(DataType.FLOAT).dup(order)).get(values);
      return values;
    }
  }

  private static void zero(FloatPointer memory, int length) {
    memory.put(new float[length], 0, length);
  }

  /**
   * The memory of {@code [batch, features, time]} with features the fastest and batch the next.
   *
   * @param row elements from one sequence to the next
   * @param step elements from one time to the next
   */
  private record Sequence(FloatPointer memory, int batch, int features, int row, long step) {
    static Sequence of(INDArray array) {
      return new Sequence(
          pointer(array),
          (int) array.size(0),
          (int) array.size(1),
          (int) array.stride(0),
          array.stride(2));
    }

    /** From a time on. */
    Matrix at(int t) {
      return new Matrix(memory, t * step, row);
    }

    void get(int t, float[] values) {
      if (row == features) {
        memory.position(t * step).get(values, 0, batch * features);
        return;
      }
      for (int b = 0; b < batch; b++) {
        memory.position(t * step + (long) b * row).get(values, b * features, features);
      }
    }

    void put(int t, float[] values) {
      if (row == features) {
        memory.position(t * step).put(values, 0, batch * features);
        return;
      }
      for (int b = 0; b < batch; b++) {
        memory.position(t * step + (long) b * row).put(values, b * features, features);
      }
    }
  }
}
