package org.helixbook.databuilder;

import java.util.List;
import org.helixbook.data.coding.BuildReport;

/**
 * The rules by which human-lnsd is made.
 *
 * @param windowLength the length of a window in nt, a multiple of 3
 * @param trainingStep from the start of one non-coding training window of a gene to that of the
 *     next, in nt; a divisor of the window's length
 * @param blockLength the length in bp of the blocks that stay on one side of the gene-disjoint
 *     split
 * @param wordLength the length k of the words (k-mers) by which near-duplicates are found, 1 to 12
 * @param nearDuplicateShare two windows are near-duplicates if at least this share of the words of
 *     the one with fewer words is in the other, in (0, 1]
 * @param testShare the share of the windows of each non-coding kind that the test side is to hold,
 *     in [0, 1)
 * @param seed the base number of all draws
 */
record LnsdRules(
    int windowLength,
    int trainingStep,
    int blockLength,
    int wordLength,
    double nearDuplicateShare,
    double testShare,
    long seed) {
  /** The phases that a window can have. */
  static final int PHASES = 3;

  LnsdRules {
    CommonRules.requireWindow(windowLength, wordLength, nearDuplicateShare);
    CommonRules.require(
        trainingStep >= 1 && windowLength % trainingStep == 0,
        "trainingStep",
        trainingStep,
        "a divisor of the window's length");
    CommonRules.requireAtLeast(1, "blockLength", blockLength);
    CommonRules.require(
        testShare >= 0 && testShare < 1, "testShare", testShare, "at least 0 and below 1");
  }

  /** The rules of the embedded set. */
  static LnsdRules humanLnsd() {
    return new LnsdRules(600, 150, 1_000_000, 12, 0.1, 1.0 / 3, 600);
  }

  /** The stretch of an ORF that a coding window lies in, at any phase, in nt: whole codons. */
  int cellLength() {
    return windowLength + PHASES;
  }

  /** The rules in words, for the report. */
  List<BuildReport.Rule> inWords() {
    return List.of(
        new BuildReport.Rule(
            "genes",
            "the exons of each gene joined on its strand; its type is NCBI's; genes whose number"
                + " was withdrawn, and all other types, are left out"),
        new BuildReport.Rule(
            "coding class (CDN), kind cds",
            "protein-coding genes: the longest reading frame from ATG to a stop codon, the first of"
                + " equals, if it has "
                + cellLength()
                + " nt or more without its stop codon (shorter ones have no room for a window);"
                + " from a random codon on it is cut into stretches of "
                + cellLength()
                + " nt, and each holds one window of "
                + windowLength
                + " nt that begins at its first, second or third base, drawn for each: neither"
                + " frame nor ATG tells the class"),
        new BuildReport.Rule(
            "non-coding class (LNSD), kinds lnc and psd",
            "long non-coding RNA (type ncRNA; shorter RNA has no room for a window) and pseudogenes"
                + " (type pseudo): windows of "
                + windowLength
                + " nt from the 5' end of the joined exons on, side by side; on the training side"
                + " also those between, every "
                + trainingStep
                + " nt, which overlap one another; none with N, and none that has a base in common"
                + " with an exon of a protein-coding gene, on either strand"),
        new BuildReport.Rule(
            "one base, one window",
            "a window that has bases in common with a drawn window of another gene, on either"
                + " strand, is dropped; windows of one gene overlap on the training side alone"),
        new BuildReport.Rule(
            "size of the set",
            "all non-coding windows that there are; in each part of the split as many coding"
                + " windows as non-coding ones"),
        CommonRules.neighbourhood(
            blockLength,
            "; the test side is drawn until it holds "
                + Math.round(100 * testShare)
                + " % of the side-by-side windows of pseudogenes and then of long non-coding RNA"),
        CommonRules.nearDuplicate(
            wordLength,
            nearDuplicateShare,
            "a window that is"
                + " drawn later than its near-duplicate on the other side of the gene-disjoint"
                + " split is dropped; test windows are drawn first, non-coding before coding"),
        new BuildReport.Rule(
            "random split",
            "of each kind as many test windows as in the gene-disjoint split, drawn of all that lie"
                + " side by side; windows that have bases in common with one of them are in neither"
                + " part; it shows what shared genes do, not what shared bases do"),
        new BuildReport.Rule(
            "what it is too small for",
            "the test side holds few pseudogenes (the last counts say how many): intervals there"
                + " are wide, and those over windows still too narrow, since windows of one gene"
                + " resemble one another; folds by gene of the training windows use more of them"),
        CommonRules.draws(seed));
  }
}
