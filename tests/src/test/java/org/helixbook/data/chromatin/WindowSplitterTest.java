package org.helixbook.data.chromatin;

import static org.helixbook.data.chromatin.WindowSamples.tasks;
import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class WindowSplitterTest {
  /** Ten bases a window, one every 100 bp: so many on each of chromosomes c0, c1, ... */
  private static MultiLabelWindows windows(int... counts) {
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(10, List.of("any"));
    for (int chromosome = 0; chromosome < counts.length; chromosome++) {
      for (int i = 0; i < counts[chromosome]; i++) {
        builder.add(
            new byte[10],
            tasks(),
            new GenomicInterval("c" + chromosome, 100 * i, 100 * i + 10, Strand.FORWARD));
      }
    }
    return builder.build();
  }

  private static String letters(Side[] sides) {
    return Arrays.stream(sides)
        .map(side -> side == null ? "-" : side.label().substring(0, 2))
        .map(text -> text.equals("tr") ? "." : text.substring(0, 1))
        .collect(Collectors.joining());
  }

  @Test
  void oneChromosomeIsCutWithGaps() {
    WindowSplitter splitter = new WindowSplitter(0.1, 0.2, 250);
    // Four test windows end at 310, so those from 400 and 500 lie in the gap before 560.
    assertEquals("tttt--vv--..........", letters(splitter.byPlace(windows(20))));
  }

  @Test
  void threeChromosomesStayWhole() {
    WindowSplitter splitter = new WindowSplitter(0.1, 0.2, 250);
    assertEquals(
        "........" + "tt" + "v" + "...",
        letters(new WindowSplitter(0.05, 0.15, 0).byPlace(windows(8, 2, 1, 3))));
    assertEquals("......" + "tt" + "v", letters(splitter.byPlace(windows(6, 2, 1))));
  }

  @Test
  void randomSidesHaveTheAskedSizes() {
    Side[] sides = WindowSplitter.PAPER.random(windows(900), new Seeds(4));
    assertEquals(20, Arrays.stream(sides).filter(side -> side == Side.VALIDATION).count());
    assertEquals(80, Arrays.stream(sides).filter(side -> side == Side.TEST).count());
  }

  @Test
  void whatCannotBeSplitIsRefused() {
    assertTold(
        assertThrows(InputProblem.class, () -> WindowSplitter.PAPER.byPlace(windows(50)))
            .getMessage(),
        "the split by place",
        "train");
    assertThrows(InputProblem.class, () -> WindowSplitter.PAPER.random(windows(2), new Seeds(1)));
    MultiLabelWindows lost =
        MultiLabelWindows.builder(1, List.of("any"))
            .add(new byte[1], tasks())
            .add(new byte[1], tasks())
            .add(new byte[1], tasks())
            .build();
    assertThrows(InputProblem.class, () -> WindowSplitter.PAPER.byPlace(lost));
    assertThrows(IllegalArgumentException.class, () -> new WindowSplitter(0.5, 0.5, 0));
  }
}
