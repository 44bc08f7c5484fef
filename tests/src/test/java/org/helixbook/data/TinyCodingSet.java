package org.helixbook.data;

import static org.helixbook.data.coding.SplitSide.TEST;
import static org.helixbook.data.coding.SplitSide.TRAIN;

import java.util.List;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * A set of six windows of six bases, made by hand. Training windows of the gene-disjoint split: t1
 * (gene 1, chr1, first megabase) and t2 (intergenic, chr1, third megabase). Test windows:
 *
 * <ul>
 *   <li>e1: gene 1, but in the second megabase: the gene alone is shared;
 *   <li>e2: gene 2, with a piece in the third megabase: the block alone is shared;
 *   <li>e3: intergenic, beside t2: the block is shared, and no gene is one;
 *   <li>e4: gene 4 on chr2, first megabase: nothing is shared.
 * </ul>
 *
 * <p>In the random split t1 is the only test window; its gene and none of its block is in training.
 */
public final class TinyCodingSet {
  private TinyCodingSet() {}

  public static CodingSet set() {
    return new CodingSet(
        List.of(
            window("t1", "CDN", "orf", "1", TRAIN, TEST, at("chr1", 999_994)),
            window("e1", "CDN", "orf", "1", TEST, TRAIN, at("chr1", 1_000_000)),
            window(
                "e2",
                "CDN",
                "orf",
                "2",
                TEST,
                TRAIN,
                new GenomicInterval("chr1", 1_999_997, 2_000_000, Strand.FORWARD),
                new GenomicInterval("chr1", 2_000_100, 2_000_103, Strand.FORWARD)),
            window("e4", "LNSD", "intron", "4", TEST, TRAIN, at("chr2", 0)),
            window("t2", "LNSD", "intergenic", "-", TRAIN, TRAIN, at("chr1", 2_999_994)),
            window("e3", "LNSD", "intergenic", "-", TEST, TRAIN, at("chr1", 2_999_000))),
        new BuildReport("tiny", List.of(), List.of(), List.of(), ""));
  }

  /** A training window of six bases in one piece. */
  public static CodingWindow window(
      String id, String className, String kind, String gene, int start) {
    return window(id, className, kind, gene, TRAIN, TRAIN, at("chr1", start));
  }

  private static GenomicInterval at(String chromosome, int start) {
    return new GenomicInterval(chromosome, start, start + 6, Strand.FORWARD);
  }

  private static CodingWindow window(
      String id,
      String className,
      String kind,
      String gene,
      SplitSide geneDisjoint,
      SplitSide random,
      GenomicInterval... pieces) {
    return new CodingWindow(
        id,
        className,
        kind,
        gene,
        List.of(pieces),
        DnaSequence.of(id, "ACGTAC"),
        geneDisjoint,
        random);
  }
}
