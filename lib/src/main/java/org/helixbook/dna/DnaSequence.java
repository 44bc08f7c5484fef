package org.helixbook.dna;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A named DNA sequence over A, C, G, T and N, upper case, immutable. N stands for a base that the
 * assembly does not know.
 */
public final class DnaSequence {
  private final String name;
  private final byte[] bases;

  private DnaSequence(String name, byte[] bases) {
    this.name = name;
    this.bases = bases;
  }

  /**
   * Makes a sequence; lower case (soft-masked repeats) is turned into upper case.
   *
   * @param name its name, for messages
   * @param bases A, C, G, T or N in either case; may be empty
   * @return the sequence
   * @throws IllegalArgumentException naming the first other character and its position (from 1)
   */
  public static DnaSequence of(String name, String bases) {
    return ofOwned(name, bases.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The same from ASCII bytes, which are copied.
   *
   * @param name its name, for messages
   * @param bases A, C, G, T or N in either case; may be empty
   * @return the sequence
   * @throws IllegalArgumentException naming the first other character and its position (from 1)
   */
  public static DnaSequence of(String name, byte[] bases) {
    return ofOwned(name, bases.clone());
  }

  /** As {@link #of(String, byte[])}, but keeps the array: for readers that give it away. */
  static DnaSequence ofOwned(String name, byte[] bases) {
    Objects.requireNonNull(name, "name");
    for (int i = 0; i < bases.length; i++) {
      bases[i] = upperCase(name, bases[i], i);
    }
    return new DnaSequence(name, bases);
  }

  private static byte upperCase(String name, byte base, int index) {
    return switch (base) {
      case 'A', 'C', 'G', 'T', 'N' -> base;
      case 'a', 'c', 'g', 't', 'n' -> (byte) (base - 'a' + 'A');
      default ->
          throw new IllegalArgumentException(
              "sequence "
                  + name
                  + ", base "
                  + (index + 1)
                  + ": '"
                  + (char) (base & 0xff)
                  + "' is not one of A, C, G, T, N; remove it or write N");
    };
  }

  /** The name given to it. */
  public String name() {
    return name;
  }

  /** Its length in bp. */
  public int length() {
    return bases.length;
  }

  /**
   * One base.
   *
   * @param index from 0
   * @return A, C, G, T or N
   * @throws IndexOutOfBoundsException outside {@code [0, length)}
   */
  public char baseAt(int index) {
    return (char) bases[index];
  }

  /** A copy of the bases in ASCII. */
  public byte[] toBytes() {
    return bases.clone();
  }

  /** The bases as text. */
  public String bases() {
    return new String(bases, StandardCharsets.US_ASCII);
  }

  /**
   * A part of it under the same name.
   *
   * @param start first base, from 0
   * @param end one past the last base
   * @return the part
   * @throws IndexOutOfBoundsException unless {@code 0 <= start <= end <= length}
   */
  public DnaSequence subsequence(int start, int end) {
    Objects.checkFromToIndex(start, end, bases.length);
    return new DnaSequence(name, Arrays.copyOfRange(bases, start, end));
  }

  /** The other strand, read in its own 5'-to-3' direction; N stays N. */
  public DnaSequence reverseComplement() {
    byte[] other = new byte[bases.length];
    for (int i = 0; i < bases.length; i++) {
      other[bases.length - 1 - i] =
          switch (bases[i]) {
            case 'A' -> 'T';
            case 'C' -> 'G';
            case 'G' -> 'C';
            case 'T' -> 'A';
            default -> 'N';
          };
    }
    return new DnaSequence(name, other);
  }

  /** Whether every base is known, that is, none is N. */
  public boolean isUnambiguous() {
    for (byte base : bases) {
      if (base == 'N') {
        return false;
      }
    }
    return true;
  }

  /**
   * The share of G and C among the known bases.
   *
   * @return a value in [0, 1]; NaN if no base is known
   */
  public double gcContent() {
    int gc = 0;
    int known = 0;
    for (byte base : bases) {
      if (base != 'N') {
        known++;
        if (base == 'G' || base == 'C') {
          gc++;
        }
      }
    }
    return known == 0 ? Double.NaN : (double) gc / known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnaSequence that
        && name.equals(that.name)
        && Arrays.equals(bases, that.bases);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bases);
  }

  @Override
  public String toString() {
    return name + " (" + bases.length + " bp)";
  }
}
