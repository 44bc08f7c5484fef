package org.helixbook.databuilder;

import java.util.List;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingSet;

/**
 * The rules by which human-genomic-600 is made.
 *
 * @param coding those of the set whose training windows it keeps away from; lengths, distances,
 *     blocks and near-duplicates are as there
 * @param perKind how many windows of each kind are drawn at most
 */
record GenomicRules(BuildRules coding, int perKind) {

  GenomicRules {
    CommonRules.requireAtLeast(1, "perKind", perKind);
  }

  /** The rules of the embedded set. */
  static GenomicRules humanGenomic600() {
    return new GenomicRules(BuildRules.humanCoding600(), 250);
  }

  /** The rules in words, for the report. */
  List<BuildReport.Rule> inWords() {
    String length = String.valueOf(coding.windowLength());
    return List.of(
        new BuildReport.Rule(
            "whole windows",
            length
                + " bp of the genome as they lie there, N-free, neither spliced nor put in frame;"
                + " no two have a base in common, on either strand"),
        new BuildReport.Rule(
            "with coding sequence (CDN), kinds exon and start",
            "protein-coding genes by NCBI's type whose longest reading frame in the joined exons"
                + " has "
                + coding.shortestOrf()
                + " nt or more, read from the gene's strand; exon: centred on an exon that lies in"
                + " this frame from end to end and holds neither its first nor its last codon;"
                + " start: from the A of its ATG on, if an intron begins in the window"),
        new BuildReport.Rule(
            "without (LNSD), kinds intron and intergenic",
            "as in "
                + CodingSet.HUMAN
                + ", at least "
                + coding.exonDistance()
                + " bp away from every exon of the table, every second one reverse-complemented,"
                + " but none that has a base in common with a window there"),
        new BuildReport.Rule(
            "kept away from training",
            "no window lies in a neighbourhood (blocks of "
                + coding.blockLength()
                + " bp that a gene's span ties together) with a window that "
                + CodingSet.HUMAN
                + " has on the training side of its gene-disjoint split"),
        CommonRules.nearDuplicate(
            coding.wordLength(),
            coding.nearDuplicateShare(),
            "a near-duplicate of such a training window is dropped"),
        new BuildReport.Rule(
            "size of the set", "of each kind " + perKind + " windows, or all if there are fewer"),
        new BuildReport.Rule(
            "splits",
            "every window is for testing; none is in the random split, whose training windows of "
                + CodingSet.HUMAN
                + " lie among these genes, too"),
        CommonRules.draws(coding.seed()));
  }
}
