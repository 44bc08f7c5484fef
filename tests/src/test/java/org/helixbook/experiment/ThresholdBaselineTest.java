package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class ThresholdBaselineTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  private static LabelledSequences windows(int[] labels, String... bases) {
    return new LabelledSequences(
        IntStream.range(0, bases.length).mapToObj(i -> DnaSequence.of("w" + i, bases[i])).toList(),
        labels,
        List.of("CDN", "LNSD"));
  }

  @Test
  void gcContentIsFittedOnceAndJudgesOtherWindows() {
    // GC 1 and 3/4 against 1/2 and 0: the threshold is 5/8.
    ThresholdBaseline gc =
        ThresholdBaseline.gcContent(
            windows(new int[] {0, 0, 1, 1}, "GGCC", "GGCA", "GCAT", "ATAT"), BOOTSTRAP);
    LabelledSequences others =
        windows(new int[] {0, 0, 1, 1}, "GGGGGCAT", "GGGGATAT", "ATATATAT", "GGGGGGAT");
    assertArrayEquals(new double[] {0.75, 0.5, 0, 0.75}, gc.scores(others));
    assertArrayEquals(new int[] {0, 1, 1, 0}, gc.decided(others));
    VariantResult result = gc.on("four windows", others);
    assertEquals("GC content", result.name());
    assertEquals("four windows", result.scoredOn());
    assertEquals(4, result.windows());
    assertEquals(List.of(0.5), result.accuracies());
    // Of four pairs two are in order, one is tied: 2.5 / 4.
    assertEquals(List.of(0.625), result.aucs());
    assertEquals("GC content, again", result.named("GC content, again").name());
    assertEquals(result, result.named("x").named("GC content"));
  }

  @Test
  void thePeriodOfThreeTellsARepeatFromNone() {
    LabelledSequences windows =
        windows(
            new int[] {0, 0, 1, 1}, "GATGATGATGAT", "ACCACCACCACC", "ACACACACACAC", "GTGTGTGTGTGT");
    ThresholdBaseline ratio = ThresholdBaseline.period3(windows, BOOTSTRAP);
    assertArrayEquals(new int[] {0, 0, 1, 1}, ratio.decided(windows));
    VariantResult result = ratio.on("four windows", windows);
    assertEquals("period-3 ratio", result.name());
    assertEquals(List.of(1.0), result.aucs());
    LabelledSequences none = windows(new int[0]);
    assertThrows(InputProblem.class, () -> ThresholdBaseline.period3(none, BOOTSTRAP));
  }
}
