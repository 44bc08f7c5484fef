package org.helixbook.dna;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Counts the overlapping k-mers of a sequence, for k = 1 up to a longest k. Strands are not merged:
 * a k-mer and its reverse complement are two columns. A k-mer with an N in it is not counted.
 *
 * <p>With the longest k of 5 these are the 4 + 16 + 64 + 256 + 1,024 = 1,364 features of Paper 2's
 * logistic regression.
 *
 * <p>The columns are ordered by k, and within a k by the alphabet: A, C, G, T, AA, AC, ..., TT,
 * AAA, ..., TTTTT.
 *
 * @param longest the longest k, from 1 to 7
 */
public record KmerCounter(int longest) {
  /** The longest k that can be counted. */
  public static final int MOST = 7;

  private static final char[] LETTERS = {'A', 'C', 'G', 'T'};

  /** What {@link #LETTERS} says, the other way round; -1 for N. */
  private static final byte[] CODES = new byte[128];

  static {
    Arrays.fill(CODES, (byte) -1);
    for (int code = 0; code < 4; code++) {
      CODES[LETTERS[code]] = (byte) code;
    }
  }

  /**
   * Checks the longest k.
   *
   * @throws IllegalArgumentException if it is not from 1 to 7
   */
  public KmerCounter {
    if (longest < 1 || longest > MOST) {
      throw new IllegalArgumentException("the longest k is from 1 to " + MOST + ", not " + longest);
    }
  }

  /** The paper's: k = 1 to 5, 1,364 columns. */
  public static KmerCounter paper() {
    return new KmerCounter(5);
  }

  /** How many columns there are: the sum of 4<sup>k</sup>. */
  public int columns() {
    return firstColumn(longest + 1);
  }

  /**
   * The first column of a k.
   *
   * @param k from 1 to {@link #longest}, or one more for the end
   * @return 0 for 1, 4 for 2, 20 for 3, 84 for 4, 340 for 5, 1,364 for 6
   */
  public static int firstColumn(int k) {
    return ((1 << 2 * k) - 4) / 3;
  }

  /** The k-mer of each column. */
  public List<String> names() {
    List<String> names = new ArrayList<>(columns());
    for (int k = 1; k <= longest; k++) {
      for (int code = 0; code < 1 << 2 * k; code++) {
        char[] letters = new char[k];
        for (int i = 0; i < k; i++) {
          letters[i] = LETTERS[code >> 2 * (k - 1 - i) & 3];
        }
        names.add(new String(letters));
      }
    }
    return List.copyOf(names);
  }

  /**
   * Counts one sequence.
   *
   * @param sequence the sequence, of any length
   * @return a count for each column
   */
  public int[] count(DnaSequence sequence) {
    int[] counts = new int[columns()];
    count(sequence, counts);
    return counts;
  }

  /** Adds the counts of a sequence to those in the array. */
  private void count(DnaSequence sequence, int[] counts) {
    int mask = (1 << 2 * longest) - 1;
    int code = 0;
    int known = 0; // bases since the last N, at most the longest k
    for (int i = 0; i < sequence.length(); i++) {
      int base = CODES[sequence.baseAt(i)];
      if (base < 0) {
        known = 0;
        continue;
      }
      code = (code << 2 | base) & mask;
      known = Math.min(known + 1, longest);
      for (int k = 1; k <= known; k++) {
        counts[firstColumn(k) + (code & (1 << 2 * k) - 1)]++;
      }
    }
  }

  /**
   * Counts many sequences.
   *
   * @param sequences one for each row
   * @return the matrix of counts
   * @throws IllegalArgumentException if a sequence is longer than 65,535 bases
   */
  public KmerCounts countAll(List<DnaSequence> sequences) {
    return countAll(sequences.size(), sequences::get);
  }

  /**
   * The same for sequences that are made one by one, so that they need not be in memory together.
   *
   * @param rows how many sequences there are
   * @param sequences gives the sequence of a row; asked from several threads, once for each row
   * @return the matrix of counts
   * @throws IllegalArgumentException if a sequence is longer than 65,535 bases
   */
  public KmerCounts countAll(int rows, IntFunction<DnaSequence> sequences) {
    Objects.requireNonNull(sequences, "sequences");
    if (rows < 0) {
      throw new IllegalArgumentException(rows + " sequences cannot be counted");
    }
    Object[] counted = new Object[rows];
    int together = 256;
    IntStream.range(0, (rows + together - 1) / together)
        .parallel()
        .forEach(
            group -> {
              int[] counts = new int[columns()];
              for (int row = group * together;
                  row < Math.min(rows, (group + 1) * together);
                  row++) {
                Arrays.fill(counts, 0);
                DnaSequence sequence = sequences.apply(row);
                if (sequence.length() > KmerCounts.LONGEST_SEQUENCE) {
                  throw new IllegalArgumentException(
                      sequence
                          + " is longer than the "
                          + KmerCounts.LONGEST_SEQUENCE
                          + " bases that k-mers are counted in; cut it into windows");
                }
                count(sequence, counts);
                counted[row] = KmerCounts.packed(counts);
              }
            });
    return new KmerCounts(this, counted);
  }
}
