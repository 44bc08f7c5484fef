package org.helixbook.dna;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random order of bases that keeps the count of every pair of neighbours, and so the first and the
 * last base and the count of every base (Altschul and Erickson 1985, doi
 * 10.1093/oxfordjournals.molbev.a040370). Every sequence with these counts is equally likely.
 *
 * <p>A sequence is a walk over the bases that uses each pair once. Any order in which a base's
 * successors come is such a walk, as long as the successors that come last lead from every base to
 * the sequence's last base: those are drawn until they do, and all others are put in a random
 * order.
 */
public final class DinucleotideShuffle {
  private DinucleotideShuffle() {}

  /**
   * Shuffles a sequence.
   *
   * @param bases small numbers from 0 on, such as ids of bases, or ASCII; left as they are
   * @param random where the order comes from
   * @return as long, with the same pairs of neighbours
   */
  public static byte[] of(byte[] bases, SplittableRandom random) {
    if (bases.length < 4) {
      return bases.clone(); // there is no other order
    }
    byte[][] next = successors(bases);
    byte end = bases[bases.length - 1];
    do {
      for (byte[] of : next) {
        permute(of, random);
      }
    } while (!allLeadTo(end, next));
    byte[] walk = new byte[bases.length];
    int[] used = new int[next.length];
    walk[0] = bases[0];
    for (int i = 1; i < walk.length; i++) {
      byte from = walk[i - 1];
      walk[i] = next[from][used[from]++];
    }
    return walk;
  }

  /** For each base what follows it, in order. */
  private static byte[][] successors(byte[] bases) {
    int alphabet = 1;
    for (byte base : bases) {
      alphabet = Math.max(alphabet, base + 1);
    }
    byte[][] next = new byte[alphabet][bases.length];
    int[] counts = new int[alphabet];
    for (int i = 1; i < bases.length; i++) {
      byte from = bases[i - 1];
      next[from][counts[from]++] = bases[i];
    }
    for (int base = 0; base < alphabet; base++) {
      next[base] = Arrays.copyOf(next[base], counts[base]);
    }
    return next;
  }

  private static void permute(byte[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      byte kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** Whether the last successors lead from every base that has any to the end. */
  private static boolean allLeadTo(byte end, byte[][] next) {
    for (int base = 0; base < next.length; base++) {
      int at = base;
      for (int step = 0; at != end && next[at].length > 0; step++) {
        if (step == next.length) {
          return false;
        }
        at = next[at][next[at].length - 1];
      }
    }
    return true;
  }
}
