package org.helixbook.data.chromatin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * Simulated windows with known truth: random bases, all four alike, into which motifs are planted.
 * A window is positive for a task if, and only if, it holds the task's motif on a strand that
 * counts.
 *
 * @param length bases a window
 * @param motifs the consensus of each task in IUPAC letters; N keeps the random base
 * @param rate the share of windows, in (0, 1), into which each motif is planted
 * @param bothStrands whether motifs are planted, and count, on either strand
 * @param seeds for all draws; name them in what is shown
 */
public record PlantedMotifs(
    int length, List<String> motifs, double rate, boolean bothStrands, Seeds seeds) {
  /** Its name wherever results are shown. */
  public static final String NAME = "simulated-motifs";

  /**
   * Checks.
   *
   * @throws InputProblem if there is no motif, one is longer than half a window, or the rate is
   *     none
   * @throws IllegalArgumentException if a letter is none of IUPAC's
   */
  public PlantedMotifs {
    motifs = List.copyOf(motifs);
    for (String motif : motifs) {
      motif.chars().forEach(letter -> BaseIds.set((char) letter));
      if (motif.isEmpty() || 2 * motif.length() > length) {
        throw new InputProblem(
            "planted motif '" + motif + "'",
            "it does not fit into windows of " + length,
            "plant motifs of 1 to " + length / 2 + " letters");
      }
    }
    if (motifs.isEmpty() || !(rate > 0 && rate < 1)) {
      throw new InputProblem(
          "planted motifs",
          motifs.size() + " motifs at a rate of " + rate,
          "plant at least one, at a rate between 0 and 1");
    }
  }

  /**
   * Draws windows.
   *
   * @param train training windows
   * @param validation validation windows
   * @param test test windows
   * @return the data; tasks are called {@code simulated } and the motif
   */
  public ChromatinData data(int train, int validation, int test) {
    return new ChromatinData(
        NAME,
        "simulated",
        windows(train, "train"),
        windows(validation, "validation"),
        windows(test, "test"),
        List.of(
            "Simulated: random bases with planted motifs "
                + String.join(", ", motifs)
                + ", seed "
                + seeds.base()
                + "."),
        Optional.of(
            new ChromatinRecipe(
                new ChromatinRecipe.Simulated(this, train, validation, test), List.of())));
  }

  private MultiLabelWindows windows(int count, String side) {
    SplittableRandom random = seeds.generator("simulated windows with planted motifs, " + side);
    MultiLabelWindowsBuilder builder =
        MultiLabelWindows.builder(length, motifs.stream().map(m -> "simulated " + m).toList());
    for (int i = 0; i < count; i++) {
      byte[] bases = new byte[length];
      for (int t = 0; t < length; t++) {
        bases[t] = (byte) random.nextInt(BaseIds.KNOWN);
      }
      boolean[] taken = new boolean[length];
      for (String motif : motifs) {
        if (random.nextDouble() < rate) {
          plant(motif, bases, taken, random);
        }
      }
      builder.add(bases, present(bases));
    }
    return builder.build();
  }

  /** Puts a motif where no other was planted; after some tries in vain the window goes without. */
  private void plant(String motif, byte[] bases, boolean[] taken, SplittableRandom random) {
    List<int[]> spellings = spellings(motif);
    int[] spelled = spellings.get(random.nextInt(spellings.size()));
    for (int attempt = 0; attempt < 20; attempt++) {
      int start = random.nextInt(length - spelled.length + 1);
      boolean free = true;
      for (int i = 0; i < spelled.length; i++) {
        free &= !taken[start + i];
      }
      if (free) {
        for (int i = 0; i < spelled.length; i++) {
          taken[start + i] = true;
          while ((spelled[i] >> bases[start + i] & 1) == 0) {
            bases[start + i] = (byte) random.nextInt(BaseIds.KNOWN);
          }
        }
        return;
      }
    }
  }

  /** The sets of bases of a motif, on each strand that counts. */
  private List<int[]> spellings(String motif) {
    int[] forward = motif.chars().map(c -> BaseIds.set((char) c)).toArray();
    List<int[]> all = new ArrayList<>(List.of(forward));
    if (bothStrands) {
      int[] reverse = new int[forward.length];
      for (int i = 0; i < forward.length; i++) {
        for (byte base = 0; base < BaseIds.KNOWN; base++) {
          int bit = forward[i] >> base & 1;
          reverse[forward.length - 1 - i] |= bit << BaseIds.complement(base);
        }
      }
      all.add(reverse);
    }
    return all;
  }

  private BitSet present(byte[] bases) {
    BitSet positive = new BitSet();
    for (int task = 0; task < motifs.size(); task++) {
      for (int[] spelled : spellings(motifs.get(task))) {
        if (holds(bases, spelled)) {
          positive.set(task);
        }
      }
    }
    return positive;
  }

  private static boolean holds(byte[] bases, int[] spelled) {
    for (int start = 0; start + spelled.length <= bases.length; start++) {
      int i = 0;
      while (i < spelled.length && (spelled[i] >> bases[start + i] & 1) != 0) {
        i++;
      }
      if (i == spelled.length) {
        return true;
      }
    }
    return false;
  }
}
