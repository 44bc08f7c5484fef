package org.helixbook.data.chromatin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * {@code valid.mat} or {@code test.mat} of DeepSEA's bundle, in MATLAB's version 5: an array {@code
 * ...xdata} {@code [n, 4, length]} and an array {@code ...data} {@code [n, tasks]}, the window's
 * index running fastest. Arrays above 64 MB lie in a temporary file that is mapped, not on the
 * heap, for the test's has 1.8 GB.
 */
record MatV5Part(Path file, MatFile content, Matrix windows, Matrix labels) implements BundlePart {
  private static final int LARGEST_ON_HEAP = 64 << 20;

  /**
   * Opens a file.
   *
   * @param prefix how the arrays' names begin: {@code valid} or {@code test}
   * @return the part
   * @throws InputProblem if it is not such a file
   */
  static MatV5Part open(Path file, String prefix) {
    BundlePart.requireFile(file);
    try (Source source = Sources.openFile(file.toFile())) {
      MatFile content = Mat5.newReader(source).setBufferAllocator(new MappedAllocator()).readMat();
      Matrix windows = matrix(file, content, prefix + "xdata");
      Matrix labels = matrix(file, content, prefix + "data");
      int[] shape = windows.getDimensions();
      if (shape.length != 3
          || shape[1] != CHANNELS
          || labels.getDimensions().length != 2
          || labels.getDimensions()[0] != shape[0]) {
        throw new InputProblem(
            file.toString(),
            "its arrays are "
                + Arrays.toString(shape)
                + " and "
                + Arrays.toString(labels.getDimensions())
                + " instead of [n, 4, length] and [n, tasks]",
            "give a file of DeepSEA's bundle");
      }
      return new MatV5Part(file, content, windows, labels);
    } catch (InputProblem e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Of a damaged file the library throws what it stumbles on.
      throw new InputProblem(
          file.toString(),
          "it cannot be read as a MATLAB file of version 5, so it is another or damaged ("
              + e
              + ")",
          "check the path, or unpack the bundle again",
          e);
    }
  }

  private static Matrix matrix(Path file, MatFile content, String name) {
    for (MatFile.Entry entry : content.getEntries()) {
      if (entry.getName().equals(name) && entry.getValue() instanceof Matrix matrix) {
        return matrix;
      }
    }
    throw new InputProblem(
        file.toString(), "it holds no array " + name, "give a file of DeepSEA's bundle");
  }

  @Override
  public int size() {
    return windows.getDimensions()[0];
  }

  @Override
  public int windowLength() {
    return windows.getDimensions()[2];
  }

  @Override
  public int taskCount() {
    return labels.getDimensions()[1];
  }

  @Override
  public void read(int[] rows, Taker taker, Progress progress) {
    int size = size();
    progress.begin("reading " + file.getFileName(), rows.length, "windows");
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      byte[] ids = new byte[windowLength()];
      for (int position = 0; position < ids.length; position++) {
        int channels = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
          // Column-major: the first index runs fastest.
          double value = windows.getDouble(row + size * (channel + CHANNELS * position));
          if (value != 0 && value != 1) {
            throw BundlePart.noChannel(file, row, position, channel, value);
          }
          channels |= (int) value << channel;
        }
        ids[position] = BundlePart.base(file, row, channels);
      }
      BitSet positive = new BitSet();
      for (int task = 0; task < taskCount(); task++) {
        double value = labels.getDouble(row + size * task);
        if (value != 0 && value != 1) {
          throw BundlePart.noLabel(file, row, taskCount(), task, value);
        }
        positive.set(task, value == 1);
      }
      taker.take(row, ids, positive);
      progress.advance(i + 1L, "");
    }
    progress.end("read");
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException e) {
      throw new IllegalStateException("freeing memory does not fail", e);
    }
  }

  /** Gives large arrays a temporary file, which the system deletes when the process ends. */
  private static final class MappedAllocator implements BufferAllocator {
    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes <= LARGEST_ON_HEAP) {
        return ByteBuffer.allocate(bytes);
      }
      try {
        Path room = Files.createTempFile("helixbook-", ".array");
        try (FileChannel channel =
            FileChannel.open(
                room,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
          return channel.map(MapMode.READ_WRITE, 0, bytes);
        }
      } catch (IOException e) {
        throw new InputProblem(
            System.getProperty("java.io.tmpdir"),
            "an array of " + bytes + " bytes cannot be put there (" + e.getMessage() + ")",
            "make room there, or set java.io.tmpdir to another folder",
            e);
      }
    }

    @Override
    public void release(ByteBuffer buffer) {
      // The garbage collector frees it.
    }
  }
}
