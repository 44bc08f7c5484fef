package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helixbook.data.chromatin.LabellingRule;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.Side;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

/** On a made-up chromosome of 4,000 bp in bins of 20 and blocks of 400 bp. */
class AnnotationSetBuilderTest {
  private static final LabellingRule RULE = new LabellingRule(20, 11, false);

  private static GenomicInterval at(int start, int end) {
    return new GenomicInterval("chr1", start, end, Strand.FORWARD);
  }

  private static AnnotationInputs inputs() {
    Random random = new Random(7);
    StringBuilder bases = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      bases.append("ACGT".charAt(random.nextInt(4)));
    }
    bases.replace(500, 510, "NNNNNNNNNN");
    // Two landmark bins of one block read the same, from either strand.
    String copy = DnaSequence.of("copy", bases.substring(1080, 1100)).reverseComplement().bases();
    bases.replace(1140, 1160, copy);
    List<GenomicInterval> sites = new ArrayList<>();
    for (int start = 0; start < 4000; start += 60) {
      sites.add(at(start, start + 15));
    }
    return new AnnotationInputs(
        new Genome(List.of(DnaSequence.of("chr1", bases.toString()))),
        List.of(
            new AnnotationTask("site", "every third bin", true, sites),
            new AnnotationTask("domain", "the left half", false, List.of(at(0, 2000)))),
        List.of());
  }

  private static AnnotationRules rules(int train, int validation, int test, long seed) {
    return new AnnotationRules(RULE, 400, 20, 10, train, validation, test, seed);
  }

  @Test
  void drawsTheAskedSizesAndKeepsBlocksApart() {
    AnnotationSetBuilder.Result result =
        AnnotationSetBuilder.build("tiny", inputs(), rules(60, 10, 20, 1));
    MultiLabelWindows windows = result.content().windows();
    assertEquals(90, windows.size());
    for (String split : List.of("chromosome", "random")) {
      assertEquals(60, result.content().side(split, Side.TRAIN).size());
      assertEquals(10, result.content().side(split, Side.VALIDATION).size());
      assertEquals(20, result.content().side(split, Side.TEST).size());
    }
    Side[] sides = result.content().splits().get("chromosome");
    Side[] ofBlock = new Side[10];
    for (int row = 0; row < 90; row++) {
      GenomicInterval place = windows.place(row).orElseThrow();
      int inBlock = place.start() % 400;
      assertTrue(inBlock >= 20 && inBlock <= 360, place.toString());
      int block = place.start() / 400;
      assertTrue(ofBlock[block] == null || ofBlock[block] == sides[row]);
      ofBlock[block] = sides[row];
    }
  }

  @Test
  void labelsAndBasesAreThoseOfThePlace() {
    AnnotationInputs inputs = inputs();
    MultiLabelWindows windows =
        AnnotationSetBuilder.build("tiny", inputs, rules(60, 10, 20, 1)).content().windows();
    for (int row = 0; row < windows.size(); row++) {
      GenomicInterval place = windows.place(row).orElseThrow();
      assertEquals(inputs.genome().read(place).bases(), windows.sequence(row).bases());
      // A site starts at every multiple of 60 and covers 15 of the 20 bases of its bin.
      assertEquals(place.start() % 60 == 0, windows.label(row, 0), place.toString());
      assertEquals(place.end() <= 2000, windows.label(row, 1), place.toString());
      assertTrue(place.start() != 500);
    }
  }

  @Test
  void countsWhatIsLeftOutAndTakesEachSequenceOnce() {
    AnnotationSetBuilder.Result result =
        AnnotationSetBuilder.build("tiny", inputs(), rules(125, 2, 2, 1));
    assertEquals(200, result.report().count("1 bins", "chr1: all"));
    assertEquals(20, result.report().count("1 bins", "chr1: left out, in a guard between blocks"));
    assertEquals(1, result.report().count("1 bins", "chr1: left out, with N"));
    long with = result.report().count("2 candidates that are positive", "for a landmark");
    long without = result.report().count("2 candidates that are positive", "for no landmark");
    assertEquals(179, with + without);
    assertEquals(1, result.report().count("4 draw", "passed over: the same bases are in the set"));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    byte[] first = AnnotationSetBuilder.build("tiny", inputs(), rules(60, 10, 20, 1)).file();
    assertArrayEquals(
        first, AnnotationSetBuilder.build("tiny", inputs(), rules(60, 10, 20, 1)).file());
    byte[] other = AnnotationSetBuilder.build("tiny", inputs(), rules(60, 10, 20, 2)).file();
    assertTrue(!Arrays.equals(first, other));
  }

  @Test
  void tooFewBinsAreRefused() {
    String message =
        assertThrows(
                InputProblem.class,
                () -> AnnotationSetBuilder.build("tiny", inputs(), rules(160, 20, 20, 1)))
            .getMessage();
    assertTrue(
        message.endsWith("windows are missing; give more sequence, or ask for fewer windows"),
        message);
    assertThrows(InputProblem.class, () -> rules(0, 1, 1, 1));
  }

  @Test
  void genesAndPointsBecomeIntervals() {
    ExonTable table =
        new ExonTable(
            List.of(
                new ExonTable.Exon("1", at(100, 200)),
                new ExonTable.Exon("1", at(50, 60)),
                new ExonTable.Exon("2", new GenomicInterval("chr1", 10, 20, Strand.REVERSE)),
                new ExonTable.Exon("3", at(0, 5)),
                new ExonTable.Exon("3", at(4_000_000, 4_000_005))));
    assertEquals(List.of(at(50, 200)), AnnotationTask.genes(table, Strand.FORWARD));
    assertEquals(1, AnnotationTask.exons(table, Strand.REVERSE).size());
    assertEquals(
        List.of(at(0, 300), at(750, 1251)),
        AnnotationTask.around(List.of(at(49, 50), at(1000, 1001)), 250));
  }
}
