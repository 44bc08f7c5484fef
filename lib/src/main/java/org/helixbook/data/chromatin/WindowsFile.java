package org.helixbook.data.chromatin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * Windows with their labels and splits in one small file: bases at two bits each, a column of bits
 * for each task, compressed with xz. The compressor is pure Java, so the same windows give the same
 * bytes on every system.
 *
 * <p>Inside, big-endian: the mark {@code HBML}, window length, number of windows; names of tasks,
 * chromosomes and splits, each list after its length; for each window the index of its chromosome
 * (a short, -1 if unknown), all starts (an int each, as the difference from the one before), all
 * strands (a bit each); for each split a byte a window (0 training, 1 validation, 2 test); for each
 * task a bit a window; the windows' bases, four a byte; the number of N, and a long for each: row
 * times window length plus position. Bits fill a byte from the lowest.
 */
public final class WindowsFile {
  /** "HBML": HelixBook, many labels. */
  private static final int MARK = 0x48424d4c;

  /**
   * What a file holds.
   *
   * @param windows all windows in the file's order
   * @param splits for each split's name the side of each window, {@code [windows]}
   */
  public record Content(MultiLabelWindows windows, Map<String, Side[]> splits) {

    /**
     * The windows of a side.
     *
     * @param split the split's name
     * @return a view, in the file's order
     * @throws IllegalArgumentException if there is no such split
     */
    public MultiLabelWindows side(String split, Side side) {
      Side[] sides = splits.get(split);
      if (sides == null) {
        throw new IllegalArgumentException(
            "there is no split '" + split + "', but " + splits.keySet());
      }
      return windows.rows(
          IntStream.range(0, sides.length).filter(row -> sides[row] == side).toArray());
    }
  }

  private WindowsFile() {}

  /**
   * Writes a file.
   *
   * @param content windows and splits
   * @return the compressed file
   * @throws IllegalArgumentException if a split has not one side a window
   */
  public static byte[] write(Content content) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataOutputStream out =
        new DataOutputStream(new XZOutputStream(file, new FilterOptions[] {new LZMA2Options()}))) {
      write(content.windows(), content.splits(), out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return file.toByteArray();
  }

  private static void write(
      MultiLabelWindows windows, Map<String, Side[]> splits, DataOutputStream out)
      throws IOException {
    if (!windows.unknown().isEmpty()) {
      throw new IllegalArgumentException("the file has no place for labels that are not known");
    }
    int size = windows.size();
    out.writeInt(MARK);
    out.writeInt(windows.windowLength());
    out.writeInt(size);
    writeNames(windows.tasks(), out);
    Map<String, Integer> chromosomes = new LinkedHashMap<>();
    List<Optional<GenomicInterval>> places =
        IntStream.range(0, size).mapToObj(windows::place).toList();
    for (Optional<GenomicInterval> place : places) {
      place.ifPresent(at -> chromosomes.putIfAbsent(at.chromosome(), chromosomes.size()));
    }
    writeNames(List.copyOf(chromosomes.keySet()), out);
    writeNames(List.copyOf(splits.keySet()), out);
    for (Optional<GenomicInterval> place : places) {
      out.writeShort(place.map(at -> chromosomes.get(at.chromosome())).orElse(-1));
    }
    int before = 0;
    for (Optional<GenomicInterval> place : places) {
      int start = place.map(GenomicInterval::start).orElse(0);
      out.writeInt(start - before);
      before = start;
    }
    BitSet reverse = new BitSet(size);
    for (int row = 0; row < size; row++) {
      reverse.set(row, places.get(row).filter(at -> at.strand() == Strand.REVERSE).isPresent());
    }
    writeBits(reverse, size, out);
    for (Side[] sides : splits.values()) {
      if (sides.length != size) {
        throw new IllegalArgumentException("a split has not one side for each window");
      }
      for (Side side : sides) {
        out.writeByte(side.ordinal());
      }
    }
    for (int task = 0; task < windows.taskCount(); task++) {
      BitSet column = new BitSet(size);
      for (int row = 0; row < size; row++) {
        column.set(row, windows.label(row, task));
      }
      writeBits(column, size, out);
    }
    writeBases(windows, out);
  }

  private static void writeBases(MultiLabelWindows windows, DataOutputStream out)
      throws IOException {
    int length = windows.windowLength();
    List<Long> unknown = new ArrayList<>();
    byte[] packed = new byte[WindowStorage.packedStride(length)];
    for (int row = 0; row < windows.size(); row++) {
      Arrays.fill(packed, (byte) 0);
      byte[] ids = windows.baseIds(row);
      for (int i = 0; i < length; i++) {
        if (ids[i] == BaseIds.UNKNOWN) {
          unknown.add((long) row * length + i);
        } else {
          packed[i >> 2] |= (byte) (ids[i] << 2 * (i & 3));
        }
      }
      out.write(packed);
    }
    out.writeInt(unknown.size());
    for (long at : unknown) {
      out.writeLong(at);
    }
  }

  private static void writeNames(List<String> names, DataOutputStream out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  private static void writeBits(BitSet bits, int size, DataOutputStream out) throws IOException {
    byte[] bytes = new byte[(size + 7) / 8];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    out.write(bytes);
  }

  /**
   * Reads a file.
   *
   * @param name its name, for messages
   * @param file the compressed file
   * @return what it holds
   * @throws InputProblem if it is not such a file, or is damaged
   */
  public static Content read(String name, byte[] file) {
    try (XZInputStream packed = new XZInputStream(new ByteArrayInputStream(file))) {
      // All of it before any of it is used: its checksum stands at the end, and damaged numbers
      // would ask for room that no machine has.
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed.readAllBytes()));
      Content content = read(in);
      if (in.read() != -1) {
        throw new IOException("there is more in it than its windows");
      }
      return content;
    } catch (IOException | IllegalArgumentException e) {
      String what = e instanceof EOFException ? "it ends early" : e.getMessage();
      throw new InputProblem(
          name, "it is not a whole file of windows (" + what + ")", "get it anew", e);
    }
  }

  private static Content read(DataInputStream in) throws IOException {
    if (in.readInt() != MARK) {
      throw new IOException("it does not begin with its mark");
    }
    int length = in.readInt();
    int size = in.readInt();
    if (length < 1 || size < 0) {
      throw new IOException("it has a negative size");
    }
    List<String> tasks = readNames(in);
    List<String> chromosomes = readNames(in);
    List<String> splitNames = readNames(in);
    int[] chromosome = new int[size];
    for (int row = 0; row < size; row++) {
      chromosome[row] = in.readShort();
      if (chromosome[row] < -1 || chromosome[row] >= chromosomes.size()) {
        throw new IOException("window " + row + " lies on an unnamed chromosome");
      }
    }
    int[] start = new int[size];
    int before = 0;
    for (int row = 0; row < size; row++) {
      before += in.readInt();
      start[row] = before;
    }
    long[] reverse = readBits(size, in);
    Map<String, Side[]> splits = new LinkedHashMap<>();
    for (String split : splitNames) {
      splits.put(split, readSides(size, in));
    }
    int stride = WindowStorage.wordStride(tasks.size());
    long[] labels = new long[Math.multiplyExact(size, stride)];
    for (int task = 0; task < tasks.size(); task++) {
      long[] column = readBits(size, in);
      for (int row = 0; row < size; row++) {
        labels[row * stride + (task >> 6)] |= (column[row >> 6] >>> row & 1) << task;
      }
    }
    int bytes = Math.multiplyExact(size, WindowStorage.packedStride(length));
    byte[] packed = in.readNBytes(bytes);
    if (packed.length < bytes) {
      throw new EOFException();
    }
    long[] unknown = readUnknown((long) size * length, in);
    return new Content(
        MultiLabelWindows.of(
            new WindowStorage(
                length,
                tasks,
                packed,
                unknown,
                labels,
                null,
                chromosomes,
                chromosome,
                start,
                reverse)),
        splits);
  }

  private static Side[] readSides(int size, DataInputStream in) throws IOException {
    Side[] sides = new Side[size];
    for (int row = 0; row < size; row++) {
      int side = in.readUnsignedByte();
      if (side >= Side.values().length) {
        throw new IOException("window " + row + " is on no side of a split");
      }
      sides[row] = Side.values()[side];
    }
    return sides;
  }

  private static long[] readUnknown(long bases, DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count == 0) {
      return null;
    }
    long[] unknown = new long[(int) ((bases + 63) / 64)];
    for (int i = 0; i < count; i++) {
      long at = in.readLong();
      if (at < 0 || at >= bases) {
        throw new IOException("an N lies in no window");
      }
      unknown[(int) (at >> 6)] |= 1L << at;
    }
    return unknown;
  }

  private static List<String> readNames(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("it has a negative number of names");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(in.readUTF());
    }
    return List.copyOf(names);
  }

  private static long[] readBits(int size, DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes((size + 7) / 8);
    if (bytes.length < (size + 7) / 8) {
      throw new EOFException();
    }
    long[] words = new long[WindowStorage.wordStride(size)];
    for (int i = 0; i < bytes.length; i++) {
      words[i >> 3] |= (bytes[i] & 0xffL) << 8 * (i & 7);
    }
    return words;
  }
}
