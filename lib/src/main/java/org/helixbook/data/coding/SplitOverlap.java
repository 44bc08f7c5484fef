package org.helixbook.data.coding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * How many test windows of a split have a relative among the training windows: what a network may
 * remember instead of learn.
 *
 * @param sameGene test windows whose gene has a training window
 * @param sameBlock test windows that share a 1-Mb block of a chromosome with a training window
 * @param testWindows test windows in all
 */
public record SplitOverlap(SplitName split, int sameGene, int sameBlock, int testWindows) {
  private static final int BLOCK_BP = 1_000_000;

  /** Counts over the windows of a set. */
  public static SplitOverlap of(CodingSet set, SplitName split) {
    Set<String> genes = new HashSet<>();
    Set<String> blocks = new HashSet<>();
    for (CodingWindow window : set.train(split)) {
      genes.add(window.gene());
      blocks.addAll(blocksOf(window));
    }
    List<CodingWindow> test = set.test(split);
    int sameGene = 0;
    int sameBlock = 0;
    for (CodingWindow window : test) {
      if (!window.gene().equals(CodingWindow.NO_GENE) && genes.contains(window.gene())) {
        sameGene++;
      }
      if (blocksOf(window).stream().anyMatch(blocks::contains)) {
        sameBlock++;
      }
    }
    return new SplitOverlap(split, sameGene, sameBlock, test.size());
  }

  /**
   * Counts for every split.
   *
   * @param set the windows
   * @return a row a split: {@code split}, {@code same gene}, {@code same 1-Mb block} and {@code
   *     test windows}
   */
  public static Table table(CodingSet set) {
    return Columns.of(Arrays.stream(SplitName.values()).map(split -> of(set, split)).toList())
        .text("split", overlap -> overlap.split.label())
        .count("same gene", SplitOverlap::sameGene)
        .count("same 1-Mb block", SplitOverlap::sameBlock)
        .count("test windows", SplitOverlap::testWindows)
        .table("Test windows with a relative in the training set");
  }

  /** The blocks that its pieces touch, and its gene. */
  static Set<String> lociOf(CodingWindow window) {
    Set<String> loci = blocksOf(window);
    if (!window.gene().equals(CodingWindow.NO_GENE)) {
      loci.add("gene " + window.gene());
    }
    return loci;
  }

  /** The blocks that its pieces touch; an intron between two pieces does not count. */
  private static Set<String> blocksOf(CodingWindow window) {
    Set<String> blocks = new HashSet<>();
    for (GenomicInterval piece : window.pieces()) {
      for (int block = piece.start() / BLOCK_BP; block <= (piece.end() - 1) / BLOCK_BP; block++) {
        blocks.add(piece.chromosome() + ":" + block);
      }
    }
    return blocks;
  }
}
