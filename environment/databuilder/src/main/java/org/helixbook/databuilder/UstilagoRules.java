package org.helixbook.databuilder;

import java.util.List;
import org.helixbook.data.coding.BuildReport;

/**
 * The rules by which ustilago-coding-600 is made.
 *
 * @param windowLength the length of a window in nt, a multiple of 3
 * @param geneDistance the fewest bp between an intergenic window and the nearest coding sequence or
 *     its introns: room for untranslated ends, which the annotation does not have
 * @param wordLength the length k of the words (k-mers) by which near-duplicates are found, 1 to 12
 * @param nearDuplicateShare two windows are near-duplicates if at least this share of the words of
 *     the one with fewer words is in the other, in (0, 1]
 * @param trainPerClass training windows a class, at least 1
 * @param testPerClass test windows a class, at least 0
 * @param seed the base number of all draws
 */
record UstilagoRules(
    int windowLength,
    int geneDistance,
    int wordLength,
    double nearDuplicateShare,
    int trainPerClass,
    int testPerClass,
    long seed) {

  UstilagoRules {
    CommonRules.requireWindow(windowLength, wordLength, nearDuplicateShare);
    CommonRules.requireAtLeast(0, "geneDistance", geneDistance);
    CommonRules.requireAtLeast(1, "trainPerClass", trainPerClass);
    CommonRules.requireAtLeast(0, "testPerClass", testPerClass);
  }

  /** The rules of the embedded set. */
  static UstilagoRules ustilagoCoding600() {
    return new UstilagoRules(600, 300, 12, 0.1, 300, 100, 600);
  }

  /** The rules in words, for the report. */
  List<BuildReport.Rule> inWords() {
    return List.of(
        new BuildReport.Rule(
            "coding class (CDN)",
            "annotated coding sequence: the CDS pieces of each transcript are joined on its strand;"
                + " kept if they are A, C, G and T only, whole codons, begin with ATG, end with a"
                + " stop codon and have none before; from the start codon on cut into windows of "
                + windowLength
                + " nt without the last stop codon; one window a gene is drawn"),
        new BuildReport.Rule(
            "non-coding class (LNSD)",
            "windows of "
                + windowLength
                + " bp without N, at least "
                + geneDistance
                + " bp away from the first and last coding base of every gene, since the annotation"
                + " has no untranslated ends; one window of each stretch between genes is drawn;"
                + " half of them reverse-complemented"),
        new BuildReport.Rule(
            "gene-disjoint split",
            "whole chromosomes, drawn in random order for the test side until they hold the test"
                + " set's share of the coding windows; no two windows share a gene or a stretch"
                + " between genes, so the random split is gene-disjoint as well"),
        CommonRules.nearDuplicate(
            wordLength,
            nearDuplicateShare,
            "of two" + " near-duplicates in the whole set the one that is drawn later is dropped"),
        CommonRules.sizes(trainPerClass, testPerClass),
        CommonRules.draws(seed));
  }
}
