package org.helixbook.data.chromatin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedded set keeps what it promises; nothing here uses the builder's code. */
class Hg19AnnotationTest {
  private static final Hg19Annotation SET = Hg19Annotation.load();

  @ParameterizedTest
  @EnumSource(WindowSplit.class)
  void hasThePapersSizesAndFrequentTasks(WindowSplit split) {
    ChromatinData data = SET.data(split);
    assertEquals(80_000, data.train().size());
    assertEquals(2_000, data.validation().size());
    assertEquals(8_000, data.test().size());
    assertEquals(200, data.windowLength());
    assertEquals(
        List.of(
            "CTCF",
            "promoter",
            "promoter-flanking",
            "CpG-island",
            "exon+",
            "exon-",
            "TSS",
            "TES",
            "gene-body+",
            "gene-body-",
            "lamin-domain"),
        data.tasks());
    assertEquals(11, data.frequentTasks(ChromatinData.PAPER_RATE).tasks().size());
    assertEquals(0, data.tasksWithoutTestPositive().length);
    assertEquals(100, data.centre(100).windowLength());
  }

  private static int[] counts(MultiLabelWindows windows, boolean landmark) {
    int[] byPercent = new int[101];
    for (int row = 0; row < windows.size(); row++) {
      boolean found = false;
      for (int task = 0; task < 8; task++) {
        found |= windows.label(row, task);
      }
      if (found == landmark) {
        String bases = windows.sequence(row).bases();
        byPercent[(int) bases.chars().filter(b -> b == 'G' || b == 'C').count()]++;
      }
    }
    return byPercent;
  }

  @Test
  void landmarksAndTheRestCanBeMatchedInGcContent() {
    ChromatinData all = SET.data(WindowSplit.CHROMOSOME).centre(100);
    ChromatinData matched = all.rows(WindowRows.GC_MATCHED, new Seeds(3));
    assertEquals("hg19-annotation, GC matched", matched.name());
    for (MultiLabelWindows side : List.of(matched.train(), matched.validation(), matched.test())) {
      assertArrayEquals(counts(side, true), counts(side, false));
    }
    // No more is left out than must be.
    int[] with = counts(all.test(), true);
    int[] without = counts(all.test(), false);
    int pairs = IntStream.range(0, 101).map(gc -> Math.min(with[gc], without[gc])).sum();
    assertEquals(2 * pairs, matched.test().size());
    assertEquals(matched.digest(), all.rows(WindowRows.GC_MATCHED, new Seeds(3)).digest());
    assertNotEquals(matched.digest(), all.rows(WindowRows.GC_MATCHED, new Seeds(4)).digest());
    assertEquals(all.digest(), all.rows(WindowRows.ALL, new Seeds(3)).digest());
  }

  @Test
  void windowsWithoutALandmarkHaveDomainsAlone() {
    ChromatinData free =
        SET.data(WindowSplit.CHROMOSOME).rows(WindowRows.LANDMARK_FREE, new Seeds(3));
    assertEquals(
        Arrays.stream(counts(SET.data(WindowSplit.CHROMOSOME).centre(100).test(), false)).sum(),
        free.test().size());
    assertEquals(
        List.of("gene-body+", "gene-body-", "lamin-domain"), free.frequentTasks(0.01).tasks());
    assertThrows(
        InputProblem.class,
        () ->
            SET.data(WindowSplit.CHROMOSOME)
                .withTasks(Hg19Annotation.DOMAINS)
                .rows(WindowRows.GC_MATCHED, new Seeds(3)));
  }

  @Test
  void noBasesComeTwiceOnEitherStrandAndNoneIsUnknown() {
    MultiLabelWindows all = SET.content().windows();
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < all.size(); row++) {
      assertEquals(-1, all.sequence(row).bases().indexOf('N'));
      DnaSequence sequence = all.sequence(row);
      assertTrue(seen.add(sequence.bases()), sequence.name());
      seen.add(sequence.reverseComplement().bases());
    }
  }

  @Test
  void sidesOfTheChromosomeSplitLieApart() {
    MultiLabelWindows all = SET.content().windows();
    Side[] sides = SET.content().splits().get("chromosome");
    for (int row = 1; row < all.size(); row++) {
      GenomicInterval before = all.place(row - 1).orElseThrow();
      GenomicInterval here = all.place(row).orElseThrow();
      if (before.chromosome().equals(here.chromosome())) {
        assertTrue(before.end() <= here.start());
        assertTrue(
            sides[row] == sides[row - 1] || here.start() - before.end() >= 20_000, here.toString());
      }
    }
  }

  @Test
  void theRandomSplitPutsNeighboursOnBothSides() {
    MultiLabelWindows all = SET.content().windows();
    Side[] sides = SET.content().splits().get("random");
    int touching = 0;
    for (int row = 1; row < all.size(); row++) {
      boolean neighbours =
          all.place(row - 1).orElseThrow().end() == all.place(row).orElseThrow().start();
      touching += neighbours && sides[row] != sides[row - 1] ? 1 : 0;
    }
    assertTrue(touching > 1000, "leakage is what this split shows");
  }

  @Test
  void theReportTellsTheSameRates() {
    for (WindowSplit split : WindowSplit.values()) {
      MultiLabelWindows train = SET.data(split).train();
      int[] positives = train.positives();
      for (int task = 0; task < positives.length; task++) {
        assertEquals(
            positives[task],
            SET.report()
                .count(
                    "5 " + split.label() + " split, train: positive windows",
                    train.tasks().get(task)));
      }
    }
    assertEquals(13, SET.report().inputs().size());
  }

  /**
   * GC skew and CpG content: what is known of the features must show in the sequence, or labels and
   * windows would have been mixed up.
   */
  @Test
  void labelsFitTheSequence() {
    MultiLabelWindows all = SET.content().windows();
    assertTrue(cpg(all, "CpG-island", true) > 4 * cpg(all, "CpG-island", false));
    assertTrue(cpg(all, "promoter", true) > 2 * cpg(all, "promoter", false));
  }

  private static double cpg(MultiLabelWindows windows, String task, boolean label) {
    boolean[] labels = windows.labelsOf(windows.task(task));
    long pairs = 0;
    long rows = 0;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == label) {
        byte[] ids = windows.baseIds(row);
        for (int i = 1; i < ids.length; i++) {
          pairs += ids[i - 1] == 2 && ids[i] == 1 ? 1 : 0;
        }
        rows++;
      }
    }
    return (double) pairs / rows;
  }
}
