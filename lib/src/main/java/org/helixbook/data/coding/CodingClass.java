package org.helixbook.data.coding;

/** Paper 1's two classes, in the order of their label numbers. */
public enum CodingClass {
  /** Coding: label 0. Here: ORF-derived coding sequence. */
  CDN,
  /**
   * Non-coding: label 1. The paper never spells the letters out, nor says what its sequences are;
   * here: intron or intergenic.
   */
  LNSD;

  /** The label number a network is trained on: 0 for CDN, 1 for LNSD. */
  public int label() {
    return ordinal();
  }
}
