package org.helixbook.engine.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer in one direction in single precision whose batch two threads share, a half each: the
 * steps of a sequence come one after the other, so sequences are all that can be shared out. A
 * small batch is not.
 */
final class HalvedRecurrence implements Recurrence {
  /** With fewer sequences the products are too small to gain by a second thread. */
  private static final int SMALLEST_BATCH = 16;

  private final Half[] halves;
  private int parts;

  HalvedRecurrence(Recurrence first, Recurrence second) {
    this.halves = new Half[] {new Half(first), new Half(second)};
  }

  @Override
  public void forward(
      INDArray x,
      INDArray out,
      Weights weights,
      INDArray mask,
      INDArray[] initial,
      long clock,
      boolean remember) {
    long batch = x.size(0);
    parts = batch < SMALLEST_BATCH ? 1 : 2;
    if (parts == 1) {
      halves[0].recurrence.forward(x, out, weights, mask, initial, clock, remember);
      return;
    }
    halves[0].to(0, batch / 2);
    halves[1].to(batch / 2, batch);
    TwoThreads.each(parts, h -> halves[h].forward(x, out, weights, mask, initial, clock, remember));
  }

  @Override
  @SuppressWarnings("try") // the resource only has to be open
  public INDArray[] state() {
    INDArray[] first = halves[0].recurrence.state();
    if (parts == 1) {
      return first;
    }
    INDArray[] second = halves[1].recurrence.state();
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return IntStream.range(0, first.length)
          .mapToObj(part -> Nd4j.concat(0, first[part], second[part]))
          .toArray(INDArray[]::new);
    }
  }

  @Override
  public void backward(INDArray epsilon, INDArray last, INDArray dx, Weights gradients, int reach) {
    if (parts == 1) {
      halves[0].recurrence.backward(epsilon, last, dx, gradients, reach);
      return;
    }
    Weights second = halves[1].room(gradients);
    TwoThreads.each(
        parts, h -> halves[h].backward(epsilon, last, dx, h == 0 ? gradients : second, reach));
    gradients.input().addi(second.input());
    gradients.recurrent().addi(second.recurrent());
    gradients.bias().addi(second.bias());
  }

  /** The sequences of one half, and what computes them. Its arrays stay for the next batch. */
  private static final class Half {
    private final Recurrence recurrence;
    private long from;
    private long to;
    private INDArray x;
    private INDArray out;
    private INDArray errors;
    private INDArray inputErrors;
    private Weights gradients;

    Half(Recurrence recurrence) {
      this.recurrence = recurrence;
    }

    /** Sets which sequences of the batch are its own. */
    void to(long first, long end) {
      from = first;
      to = end;
    }

    void forward(
        INDArray batchX,
        INDArray batchOut,
        Weights weights,
        INDArray mask,
        INDArray[] initial,
        long clock,
        boolean remember) {
      x = room(x, batchX);
      out = room(out, batchOut);
      take(batchX, x);
      INDArray[] own =
          initial == null ? null : Arrays.stream(initial).map(this::rows).toArray(INDArray[]::new);
      recurrence.forward(x, out, weights, mask == null ? null : rows(mask), own, clock, remember);
      give(out, batchOut);
    }

    void backward(INDArray epsilon, INDArray last, INDArray dx, Weights ofWeights, int reach) {
      if (epsilon != null) {
        errors = room(errors, epsilon);
        take(epsilon, errors);
      }
      inputErrors = room(inputErrors, dx);
      recurrence.backward(
          epsilon == null ? null : errors,
          last == null ? null : rows(last),
          inputErrors,
          ofWeights,
          reach);
      give(inputErrors, dx);
    }

    Weights room(Weights like) {
      if (gradients == null) {
        gradients =
            new Weights(
                made(like.input().shape()),
                made(like.recurrent().shape()),
                made(like.bias().shape()));
      }
      return gradients;
    }

    /** An array for its part of a batch: the one there is, if it fits. */
    private INDArray room(INDArray kept, INDArray batch) {
      long[] shape = {to - from, batch.size(1), batch.size(2)};
      return kept != null && Arrays.equals(kept.shape(), shape)
          ? kept
          : made(shape[1], shape[0], shape[2]).permute(1, 0, 2);
    }

    @SuppressWarnings("try") // the resource only has to be open
    private static INDArray made(long... shape) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'f');
      }
    }

    @SuppressWarnings("try") // the resource only has to be open
    private INDArray rows(INDArray matrix) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        return matrix.get(interval(from, to), all()).dup('f');
      }
    }

    private void take(INDArray batch, INDArray own) {
      copy(batch, own, true);
    }

    private void give(INDArray own, INDArray batch) {
      copy(batch, own, false);
    }

    /**
     * Copies between the batch {@code [batch, features, time]} and its own part of it, a time step
     * at a time: ND4J's copy of a strided array takes longer than the products.
     */
    private void copy(INDArray batch, INDArray own, boolean take) {
      FloatPointer batchMemory = new FloatPointer(batch.data().addressPointer());
      FloatPointer ownMemory = new FloatPointer(own.data().addressPointer());
      float[] step = new float[(int) (own.size(0) * own.size(1))];
      for (long t = 0; t < batch.size(2); t++) {
        FloatPointer mine = ownMemory.position(t * own.stride(2));
        FloatPointer among = batchMemory.position(t * batch.stride(2) + from * batch.stride(0));
        (take ? among : mine).get(step);
        (take ? mine : among).put(step);
      }
    }
  }
}
