package org.helixbook.data.coding;

import java.util.Locale;

/** The two ways in which a coding set is split into a training and a test set. */
public enum SplitName {
  /**
   * No gene, no block of 1 Mb and no near-duplicate on both sides: what a model scores here it
   * scores on loci it has never seen. The default of the notebooks.
   */
  GENE_DISJOINT,
  /** Windows drawn at random, whatever gene they come from: shows what leakage does. */
  RANDOM;

  /** Its name for a reader: {@code gene-disjoint} or {@code random}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
