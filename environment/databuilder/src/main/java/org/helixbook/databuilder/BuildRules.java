package org.helixbook.databuilder;

import java.util.List;
import org.helixbook.data.coding.BuildReport;

/**
 * The rules by which the set is made.
 *
 * @param windowLength the length of a window in nt, a multiple of 3
 * @param shortestOrf the shortest ORF that is used, in nt, its stop codon not counted
 * @param exonDistance the fewest bp between a non-coding window and the nearest exon
 * @param blockLength the length in bp of the blocks that stay on one side of the gene-disjoint
 *     split
 * @param wordLength the length k of the words (k-mers) by which near-duplicates are found, 1 to 12
 * @param nearDuplicateShare two windows are near-duplicates if at least this share of the words of
 *     the one with fewer words is in the other, in (0, 1]
 * @param trainPerClass training windows a class, even
 * @param testPerClass test windows a class, even
 * @param seed the base number of all draws
 */
record BuildRules(
    int windowLength,
    int shortestOrf,
    int exonDistance,
    int blockLength,
    int wordLength,
    double nearDuplicateShare,
    int trainPerClass,
    int testPerClass,
    long seed) {

  BuildRules {
    CommonRules.requireWindow(windowLength, wordLength, nearDuplicateShare);
    CommonRules.requireAtLeast(1, "blockLength", blockLength);
    CommonRules.requireAtLeast(0, "exonDistance", exonDistance);
    CommonRules.requireAtLeast(0, "trainPerClass", trainPerClass);
    CommonRules.requireAtLeast(0, "testPerClass", testPerClass);
  }

  /** The rules of human-coding-600. */
  static BuildRules humanCoding600() {
    return new BuildRules(600, 600, 1_000, 1_000_000, 12, 0.1, 800, 200, 600);
  }

  /** The rules in words, for the report. */
  List<BuildReport.Rule> inWords() {
    return List.of(
        new BuildReport.Rule(
            "coding class (CDN)",
            "ORF-derived coding sequence: the exons of each gene are joined on its strand; the"
                + " longest reading frame from ATG to a stop codon, the first of equals, is kept if"
                + " it has "
                + shortestOrf
                + " nt or more without its stop codon; from its start codon on it is cut into"
                + " windows of "
                + windowLength
                + " nt that do not overlap"),
        new BuildReport.Rule(
            "non-coding class (LNSD)",
            "windows of "
                + windowLength
                + " bp without N, at least "
                + exonDistance
                + " bp away from every exon of the table, which holds the exons of RNA genes too;"
                + " half inside the span of exactly one gene (intron), half outside all spans"
                + " (intergenic); half of each kind reverse-complemented; as many from each"
                + " chromosome as the coding class has"),
        CommonRules.neighbourhood(blockLength, ""),
        CommonRules.nearDuplicate(
            wordLength,
            nearDuplicateShare,
            "a window that is"
                + " drawn later than its near-duplicate on the other side of the gene-disjoint"
                + " split is dropped, and so is an exact copy, or reverse complement, on any side"),
        CommonRules.sizes(trainPerClass, testPerClass),
        CommonRules.draws(seed));
  }
}
