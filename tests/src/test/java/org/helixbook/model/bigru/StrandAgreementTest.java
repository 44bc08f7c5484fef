package org.helixbook.model.bigru;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.eval.ScoredTasks;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** The two strands of a window, by hand. */
class StrandAgreementTest {
  private static MultiLabelWindows windows() {
    BitSet plus = new BitSet();
    plus.set(0);
    BitSet open = new BitSet();
    open.set(2);
    return MultiLabelWindows.builder(4, List.of("exon+", "exon-", "open"))
        .add(BaseIds.of("AACG"), plus)
        .add(BaseIds.of("TTTN"), open)
        .build();
  }

  @Test
  void eachTaskFindsItsOtherStrand() {
    assertArrayEquals(new int[] {1, 0, 2}, windows().tasksOnOtherStrand());
    assertArrayEquals(
        new int[] {0, 1},
        windows().tasks(new int[] {0, 2}).tasksOnOtherStrand(),
        "without exon- there is nobody to swap with");
  }

  @Test
  void comparesATaskWithThatOfTheOtherStrand() {
    boolean[] yesNo = {true, false, true, false};
    ScoredTasks forward =
        ScoredTasks.ofProbabilities(
            new float[][] {{0.75f, 0.25f, 0.625f, 0.375f}, {0.5f, 0.5f, 0.5f, 0.5f}},
            new boolean[][] {yesNo, {false, false, false, false}});
    ScoredTasks reverse =
        ScoredTasks.ofProbabilities(
            new float[][] {{0.1f, 0.1f, 0.1f, 0.1f}, {0.75f, 0.25f, 0.25f, 0.5f}},
            new boolean[][] {{false, false, false, false}, yesNo});
    StrandAgreement agreement =
        StrandAgreement.of(List.of("x+", "x-"), new int[] {1, 0}, forward, reverse);
    // x+ of the windows: 0.75 0.25 0.625 0.375; x- of their reverse complements: 0.75 0.25 0.25
    // 0.5.
    assertEquals((0 + 0 + 0.375 + 0.125) / 4, agreement.shift()[0], 1e-12);
    // Deviations 0.25 -0.25 0.125 -0.125 and 0.3125 -0.1875 -0.1875 0.0625:
    // 0.09375 / sqrt(0.15625 x 0.171875) = 0.572078
    assertEquals(0.572078, agreement.correlation()[0], 1e-6);
    assertEquals(1, agreement.auroc()[0]);
    // Positives 0.75 and 0.25 against 0.25 and 0.5: (2 + 0.5) of 4 pairs.
    assertEquals(2.5 / 4, agreement.reversedAuroc()[0]);
    // Means 0.75 0.25 0.4375 0.4375: (2 + 1.5) of 4.
    assertEquals(3.5 / 4, agreement.averagedAuroc()[0]);
    assertTrue(Double.isNaN(agreement.correlation()[1]), "0.5 does not vary");
    assertTrue(Double.isNaN(agreement.auroc()[1]), "no positive");
    assertEquals(1, StrandAgreement.mean(agreement.auroc()));
    Table table = StrandAgreement.table(Map.of("base", agreement));
    assertEquals("base", table.stringColumn("network").get(0));
    assertEquals(
        StrandAgreement.mean(agreement.shift()),
        table.doubleColumn("mean change of probability").get(0));
  }
}
