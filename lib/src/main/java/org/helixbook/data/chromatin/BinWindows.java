package org.helixbook.data.chromatin;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.storage.Seeds;

/**
 * Makes windows of the bins of chromosomes: every bin with a label, and a draw of those without.
 * Bins with N are left out. Not for several threads.
 */
final class BinWindows {
  private final LabellingRule rule;
  private final double background;
  private final Seeds seeds;
  private final MultiLabelWindowsBuilder windows;
  private int labelled;
  private int drawn;
  private int withUnknown;

  /**
   * @param rule the length of a bin
   * @param background how many bins without a label are drawn on a chromosome for each of its bins
   *     with one
   * @param seeds for the draw
   * @param windows gets the windows
   */
  BinWindows(LabellingRule rule, double background, Seeds seeds, MultiLabelWindowsBuilder windows) {
    this.rule = rule;
    this.background = background;
    this.seeds = seeds;
    this.windows = windows;
  }

  /**
   * Adds the windows of one chromosome, by place.
   *
   * @param chromosome its bases from the first on
   * @param labels for each bin with a label its tasks
   */
  void add(DnaSequence chromosome, NavigableMap<Integer, BitSet> labels) {
    int[] empty =
        IntStream.range(0, rule.bins(chromosome.length()))
            .filter(bin -> !labels.containsKey(bin) && isKnown(chromosome, bin))
            .toArray();
    NavigableMap<Integer, BitSet> all = new TreeMap<>();
    labels.forEach(
        (bin, tasks) -> {
          if (isKnown(chromosome, bin)) {
            all.put(bin, tasks);
          } else {
            withUnknown++;
          }
        });
    labelled += all.size();
    int wanted = (int) Math.min(empty.length, Math.round(background * all.size()));
    int[] order = seeds.permutation(empty.length, "background of " + chromosome.name());
    for (int i : Arrays.copyOf(order, wanted)) {
      all.put(empty[i], new BitSet());
    }
    drawn += wanted;
    all.forEach((bin, tasks) -> windows.add(bases(chromosome, bin), tasks, place(chromosome, bin)));
  }

  private GenomicInterval place(DnaSequence chromosome, int bin) {
    int start = bin * rule.binLength();
    return new GenomicInterval(chromosome.name(), start, start + rule.binLength(), Strand.FORWARD);
  }

  private boolean isKnown(DnaSequence chromosome, int bin) {
    int start = bin * rule.binLength();
    for (int i = start; i < start + rule.binLength(); i++) {
      if (chromosome.baseAt(i) == 'N') {
        return false;
      }
    }
    return true;
  }

  private byte[] bases(DnaSequence chromosome, int bin) {
    byte[] ids = new byte[rule.binLength()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = BaseIds.of(chromosome.baseAt(bin * rule.binLength() + i));
    }
    return ids;
  }

  /** What was taken and left out, for a reader. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "Bins of %d bp: %,d with a label, %,d without one drawn beside them, %,d with a label left"
            + " out because of an N.",
        rule.binLength(),
        labelled,
        drawn,
        withUnknown);
  }
}
