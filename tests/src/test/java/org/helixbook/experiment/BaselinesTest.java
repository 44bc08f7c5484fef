package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class BaselinesTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  private static LabelledSequences windows(String... bases) {
    List<DnaSequence> sequences =
        Arrays.stream(bases).map(one -> DnaSequence.of(one, one)).toList();
    // The first half is of class 0.
    int[] labels =
        IntStream.range(0, bases.length).map(i -> i < bases.length / 2 ? 0 : 1).toArray();
    return new LabelledSequences(sequences, labels, List.of("CDN", "LNSD"));
  }

  @Test
  void everyMethodIsFittedOnTheTrainingWindowsAndJudgesTheOthers() {
    // Open and rich in G and C, against closed in each frame and poor in them.
    LabelledSequences train =
        windows("GCCGCAGCAGCC", "GCAGCCGCCGCA", "TAATTGATTAGA", "TAGTTAATTGAA");
    LabelledSequences test = windows("GCCGCCGCAGCA", "TAATTGATTAGA");
    LabelledSequences turned = windows("TAATTGATTAGA", "GCCGCCGCAGCA");
    Table table =
        Baselines.with(BOOTSTRAP)
            .on("first", train, test)
            .on("second", train, turned)
            .table("both");
    assertEquals(10, table.rowCount());
    assertEquals(
        List.of(
            "period-3 ratio",
            "GC content",
            "an open forward frame",
            "longest open run, six frames",
            "k-mer regression, k up to 4"),
        table.stringColumn("method").asList().subList(0, 5));
    assertEquals(5, table.stringColumn("windows").countOccurrences("second"));
    assertEquals(4, table.intColumn("training windows").get(0));
    assertEquals(2, table.intColumn("test windows").get(0));
    for (int row : new int[] {1, 2, 4}) {
      assertEquals(1.0, table.doubleColumn("accuracy").get(row));
      assertEquals(0.0, table.doubleColumn("accuracy").get(row + 5));
      assertEquals(1.0, table.doubleColumn("AUC").get(row));
      assertEquals(0.0, table.doubleColumn("AUC").get(row + 5));
    }
  }
}
