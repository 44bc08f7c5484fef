package org.helixbook.dna;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A DNA sequence in two bits a base (A 0, C 1, G 2, T 3), with the runs of N beside it: a quarter
 * of the memory of {@link DnaSequence}. Immutable; up to 2<sup>31</sup> - 9 bases.
 */
public final class TwoBitSequence {
  /** "HB2B": HelixBook, two bits. */
  private static final int MAGIC = 0x48423242;

  private static final byte[] LETTERS = {'A', 'C', 'G', 'T'};

  private final String name;
  private final int length;

  /** Base i is in byte i / 4, its two bits at 2 * (i % 4) from the lowest; N is stored as A. */
  private final byte[] packed;

  /** Starts and ends (exclusive) of the runs of N, ascending, with a known base between any two. */
  private final int[] runStarts;

  private final int[] runEnds;

  private TwoBitSequence(String name, int length, byte[] packed, int[] runStarts, int[] runEnds) {
    this.name = name;
    this.length = length;
    this.packed = packed;
    this.runStarts = runStarts;
    this.runEnds = runEnds;
  }

  /**
   * Packs a sequence.
   *
   * @return the same sequence in two bits a base
   */
  public static TwoBitSequence of(DnaSequence sequence) {
    Objects.requireNonNull(sequence, "sequence");
    int length = sequence.length();
    byte[] packed = new byte[packedLength(length)];
    int[] starts = new int[8];
    int[] ends = new int[8];
    int runs = 0;
    for (int i = 0; i < length; i++) {
      char base = sequence.baseAt(i);
      if (base == 'N') {
        if (runs > 0 && ends[runs - 1] == i) {
          ends[runs - 1]++;
        } else {
          if (runs == starts.length) {
            starts = Arrays.copyOf(starts, 2 * runs);
            ends = Arrays.copyOf(ends, 2 * runs);
          }
          starts[runs] = i;
          ends[runs] = i + 1;
          runs++;
        }
      } else {
        packed[i >> 2] |= (byte) (code(base) << 2 * (i & 3));
      }
    }
    return new TwoBitSequence(
        sequence.name(), length, packed, Arrays.copyOf(starts, runs), Arrays.copyOf(ends, runs));
  }

  private static int code(char base) {
    return switch (base) {
      case 'A' -> 0;
      case 'C' -> 1;
      case 'G' -> 2;
      default -> 3;
    };
  }

  private static int packedLength(int length) {
    return (int) ((length + 3L) / 4);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its length in bp. */
  public int length() {
    return length;
  }

  /**
   * A part, unpacked.
   *
   * @param start first base, from 0
   * @param end one past the last base
   * @return the part, with this sequence's name
   * @throws IndexOutOfBoundsException unless {@code 0 <= start <= end <= length}
   */
  public DnaSequence subsequence(int start, int end) {
    Objects.checkFromToIndex(start, end, length);
    byte[] bases = new byte[end - start];
    for (int i = start; i < end; i++) {
      bases[i - start] = letter(i);
    }
    for (int run = runAtOrAfter(start); run < runStarts.length && runStarts[run] < end; run++) {
      Arrays.fill(
          bases,
          Math.max(runStarts[run], start) - start,
          Math.min(runEnds[run], end) - start,
          (byte) 'N');
    }
    return DnaSequence.ofOwned(name, bases);
  }

  private byte letter(int index) {
    return LETTERS[packed[index >> 2] >> 2 * (index & 3) & 3];
  }

  /** The first run of N that ends after a position; the number of runs if there is none. */
  private int runAtOrAfter(int index) {
    int found = Arrays.binarySearch(runEnds, index + 1);
    return found >= 0 ? found : -found - 1;
  }

  /**
   * Writes the sequence: a mark, the name's length and UTF-8 bytes, the length, the number of runs
   * of N, start and end of each, and the packed bases; numbers as big-endian 32-bit integers.
   *
   * @param out where to write; it stays open
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    data.writeInt(nameBytes.length);
    data.write(nameBytes);
    data.writeInt(length);
    data.writeInt(runStarts.length);
    for (int run = 0; run < runStarts.length; run++) {
      data.writeInt(runStarts[run]);
      data.writeInt(runEnds[run]);
    }
    data.write(packed);
    data.flush();
  }

  /**
   * Reads what {@link #writeTo} wrote; several sequences may follow each other in a stream.
   *
   * @param in where to read; it stays open
   * @return the sequence
   * @throws EOFException if the stream ends early
   * @throws IOException if reading fails, or the content is not such a sequence
   */
  public static TwoBitSequence readFrom(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC) {
      throw new IOException("this is not a two-bit sequence: it does not begin with its mark");
    }
    String name = new String(bytes(data, data.readInt()), StandardCharsets.UTF_8);
    int length = data.readInt();
    int runs = data.readInt();
    if (length < 0 || runs < 0 || runs > length) {
      throw new IOException("two-bit sequence '" + name + "' is damaged: its length is " + length);
    }
    int[] starts = new int[runs];
    int[] ends = new int[runs];
    int last = -1;
    for (int run = 0; run < runs; run++) {
      starts[run] = data.readInt();
      ends[run] = data.readInt();
      if (starts[run] <= last || ends[run] <= starts[run] || ends[run] > length) {
        throw new IOException("two-bit sequence '" + name + "' is damaged in its runs of N");
      }
      last = ends[run];
    }
    return new TwoBitSequence(name, length, bytes(data, packedLength(length)), starts, ends);
  }

  /** Reads without trusting the count: a damaged one must not ask for gigabytes. */
  private static byte[] bytes(DataInputStream data, int count) throws IOException {
    if (count < 0) {
      throw new IOException("this two-bit sequence is damaged: it has a negative size");
    }
    byte[] read = data.readNBytes(count);
    if (read.length < count) {
      throw new EOFException("this two-bit sequence ends early");
    }
    return read;
  }

  @Override
  public String toString() {
    return name + " (" + length + " bp, two bits a base)";
  }
}
