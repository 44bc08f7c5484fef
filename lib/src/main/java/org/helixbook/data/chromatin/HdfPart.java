package org.helixbook.data.chromatin;

import io.jhdf.HdfFile;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * {@code train.mat} of DeepSEA's bundle, in MATLAB's version 7.3, which is HDF5: {@code trainxdata}
 * {@code [length, 4, n]} and {@code traindata} {@code [tasks, n]}, the window's index last. It is
 * read in slabs of neighbouring windows of at most 128 MB, of which only the wanted ones are kept.
 */
record HdfPart(Path file, HdfFile hdf, DatasetBase windows, DatasetBase labels, int largestSlab)
    implements BundlePart {
  private static final int LARGEST_SLAB = 128 << 20;

  /**
   * Opens a file.
   *
   * @param prefix how the arrays' names begin: {@code train}
   * @return the part
   * @throws InputProblem if it is not such a file
   */
  static HdfPart open(Path file, String prefix) {
    return open(file, prefix, LARGEST_SLAB);
  }

  static HdfPart open(Path file, String prefix, int largestSlab) {
    BundlePart.requireFile(file);
    HdfFile hdf;
    try {
      hdf = new HdfFile(file);
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
    try {
      requireWhole(file, hdf);
      DatasetBase windows = dataset(file, hdf, prefix + "xdata");
      DatasetBase labels = dataset(file, hdf, prefix + "data");
      int[] shape = windows.getDimensions();
      int[] labelShape = labels.getDimensions();
      if (shape.length != 3
          || shape[1] != CHANNELS
          || labelShape.length != 2
          || labelShape[1] != shape[2]) {
        throw new InputProblem(
            file.toString(),
            "its arrays are "
                + Arrays.toString(shape)
                + " and "
                + Arrays.toString(labelShape)
                + " instead of [length, 4, n] and [tasks, n]",
            "give a file of DeepSEA's bundle");
      }
      return new HdfPart(file, hdf, windows, labels, largestSlab);
    } catch (InputProblem e) {
      hdf.close();
      throw e;
    } catch (RuntimeException e) {
      hdf.close();
      throw unreadable(file, e);
    }
  }

  /** Of a damaged file the library throws what it stumbles on. */
  private static InputProblem unreadable(Path file, RuntimeException e) {
    return new InputProblem(
        file.toString(),
        "it cannot be read as HDF5, which MATLAB's version 7.3 is, so it is another or damaged ("
            + e
            + ")",
        "check the path, or unpack the bundle again",
        e);
  }

  /** The file says at its beginning where it ends; arrays that are not read may be cut, too. */
  private static void requireWhole(Path file, HdfFile hdf) {
    long end = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
    if (hdf.size() < end) {
      throw new InputProblem(
          file.toString(),
          "it has " + hdf.size() + " bytes and says that it has " + end,
          "it is cut short: unpack the bundle again");
    }
  }

  private static DatasetBase dataset(Path file, HdfFile hdf, String name) {
    Node node = hdf.getChild(name);
    if (node instanceof DatasetBase dataset) {
      return dataset;
    }
    throw new InputProblem(
        file.toString(), "it holds no array " + name, "give a file of DeepSEA's bundle");
  }

  @Override
  public int size() {
    return windows.getDimensions()[2];
  }

  @Override
  public int windowLength() {
    return windows.getDimensions()[0];
  }

  @Override
  public int taskCount() {
    return labels.getDimensions()[0];
  }

  /** Windows a slab, so that neither array's part exceeds the limit. */
  int slab() {
    long windowBytes = (long) windowLength() * CHANNELS * windows.getDataType().getSize();
    long labelBytes = (long) taskCount() * labels.getDataType().getSize();
    return (int) Math.max(1, Math.min(size(), largestSlab / Math.max(windowBytes, labelBytes)));
  }

  @Override
  public void read(int[] rows, Taker taker, Progress progress) {
    progress.begin("reading " + file.getFileName(), size(), "windows");
    int slab = slab();
    int next = 0;
    for (int from = 0; from < size() && next < rows.length; from += slab) {
      int count = Math.min(slab, size() - from);
      int end = next;
      while (end < rows.length && rows[end] < from + count) {
        end++;
      }
      if (end > next) {
        readSlab(from, count, Arrays.copyOfRange(rows, next, end), taker);
      }
      next = end;
      progress.advance(from + (long) count, "");
    }
    progress.end("read");
  }

  private void readSlab(int from, int count, int[] rows, Taker taker) {
    int length = windowLength();
    int tasks = taskCount();
    Numbers bases;
    Numbers positive;
    try {
      bases =
          new Numbers(file, windows, new long[] {0, 0, from}, new int[] {length, CHANNELS, count});
      positive = new Numbers(file, labels, new long[] {0, from}, new int[] {tasks, count});
    } catch (InputProblem e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
    for (int row : rows) {
      byte[] ids = new byte[length];
      for (int position = 0; position < length; position++) {
        int channels = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
          int index = (position * CHANNELS + channel) * count + row - from;
          if (bases.isOne(index)) {
            channels |= 1 << channel;
          } else if (!bases.isZero(index)) {
            throw BundlePart.noChannel(file, row, position, channel, bases.value(index));
          }
        }
        ids[position] = BundlePart.base(file, row, channels);
      }
      BitSet bits = new BitSet();
      for (int task = 0; task < tasks; task++) {
        int index = task * count + row - from;
        bits.set(task, positive.isOne(index));
        if (!bits.get(task) && !positive.isZero(index)) {
          throw BundlePart.noLabel(file, row, tasks, task, positive.value(index));
        }
      }
      taker.take(row, ids, bits);
    }
  }

  @Override
  public void close() {
    hdf.close();
  }

  /** A part of an array as its bytes lie in the file: no copy as Java numbers is made. */
  private static final class Numbers {
    private final ByteBuffer bytes;
    private final int size;
    private final boolean floating;

    /** The bits of 1. */
    private final long one;

    /** The bits of a floating-point 0 with a sign. */
    private final long negativeZero;

    Numbers(Path file, DatasetBase dataset, long[] offset, int[] shape) {
      size = dataset.getDataType().getSize();
      ByteOrder order;
      if (dataset.getDataType() instanceof FloatingPoint number && size >= Float.BYTES) {
        floating = true;
        one = size == Double.BYTES ? Double.doubleToRawLongBits(1) : Float.floatToRawIntBits(1);
        negativeZero = 1L << 8 * size - 1;
        order = number.getByteOrder();
      } else if (dataset.getDataType() instanceof FixedPoint number) {
        floating = false;
        one = 1;
        negativeZero = 0;
        order = number.getByteOrder();
      } else {
        throw new InputProblem(
            file + ", array " + dataset.getName(),
            "it is no array of whole numbers, or of floating-point numbers of 4 or 8 bytes",
            "give a file of DeepSEA's bundle");
      }
      bytes = dataset.getSliceDataBuffer(offset, shape).order(order);
    }

    private long bits(int index) {
      return switch (size) {
        case 1 -> bytes.get(index) & 0xffL;
        case 2 -> bytes.getShort(2 * index) & 0xffffL;
        case 4 -> bytes.getInt(4 * index) & 0xffffffffL;
        default -> bytes.getLong(8 * index);
      };
    }

    boolean isOne(int index) {
      return bits(index) == one;
    }

    boolean isZero(int index) {
      long bits = bits(index);
      return bits == 0 || bits == negativeZero;
    }

    double value(int index) {
      long bits = bits(index);
      if (floating) {
        return size == Double.BYTES
            ? Double.longBitsToDouble(bits)
            : Float.intBitsToFloat((int) bits);
      }
      int unused = Long.SIZE - 8 * size;
      return bits << unused >> unused;
    }
  }
}
