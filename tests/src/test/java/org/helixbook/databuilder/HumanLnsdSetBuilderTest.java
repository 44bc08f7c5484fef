package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

/** The builder on {@link TinyTranscripts} with windows of 12. */
class HumanLnsdSetBuilderTest {
  private static final BuiltCodingSet SET = TinyTranscripts.build(TinyTranscripts.rules());

  @Test
  void eachPartHasAsManyCodingWindowsAsNonCodingOnes() {
    // 2 of 6 genes of either kind are for testing, each with 5 windows side by side; the other 4
    // have 17 windows each, every 3 nt.
    assertEquals(20, windows(SplitSide.TEST, "cds").size());
    assertEquals(10, windows(SplitSide.TEST, "lnc").size());
    assertEquals(10, windows(SplitSide.TEST, "psd").size());
    assertEquals(20, SET.report().count("7 the set", "CDN, cds, test"));
    assertEquals(
        2, SET.report().count("8 how independent its windows are", "psd genes on the test side"));
  }

  private static List<CodingWindow> windows(SplitSide side, String kind) {
    return SET.windows().stream()
        .filter(window -> window.geneDisjoint() == side && window.kind().equals(kind))
        .toList();
  }

  @Test
  void aGeneIsOnOneSideOfTheGeneDisjointSplit() {
    Set<String> both = genes(SplitSide.TRAIN);
    both.retainAll(genes(SplitSide.TEST));
    assertEquals(Set.of(), both);
  }

  private static Set<String> genes(SplitSide side) {
    return SET.windows().stream()
        .filter(window -> window.geneDisjoint() == side)
        .map(CodingWindow::gene)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void codingWindowsLieInTheOrfAtAnyPhase() {
    Set<Integer> phases = new HashSet<>();
    for (CodingWindow window : SET.windows()) {
      if (window.kind().equals("cds")) {
        int start = placeInGene(window);
        // The ORF is the gene without its last codon.
        assertTrue(start + 12 <= 297, window.id());
        phases.add(start % 3);
      }
    }
    assertEquals(Set.of(0, 1, 2), phases);
  }

  /** From the 5' end of the gene. */
  private static int placeInGene(CodingWindow window) {
    GenomicInterval span = window.span();
    int inBlock = span.start() % TinyTranscripts.BLOCK;
    boolean coding = window.kind().equals("cds");
    int before = coding ? inBlock : inBlock - TinyTranscripts.OTHER;
    int length = coding ? TinyTranscripts.CODING : 60;
    return span.strand() == Strand.FORWARD ? before : length - before - span.length();
  }

  @Test
  void testWindowsLieSideBySideAndOnlyTrainingWindowsOverlap() {
    for (CodingWindow one : SET.windows()) {
      if (one.geneDisjoint() == SplitSide.TEST && !one.kind().equals("cds")) {
        assertEquals(0, placeInGene(one) % 12, one.id());
      }
      for (CodingWindow other : SET.windows()) {
        if (!one.id().equals(other.id()) && one.span().overlaps(other.span())) {
          assertEquals(one.gene(), other.gene());
          assertEquals(SplitSide.TRAIN, one.geneDisjoint(), one.id());
          assertFalse(one.kind().equals("cds"), one.id());
        }
      }
    }
  }

  @Test
  void theRandomSplitPartsGenesAndNoBases() {
    for (CodingWindow one : SET.windows()) {
      boolean touchesTest =
          SET.windows().stream()
              .filter(other -> other.random() == SplitSide.TEST && other != one)
              .anyMatch(other -> other.span().overlaps(one.span()));
      assertEquals(one.random() == SplitSide.NONE, touchesTest, one.id());
    }
    for (String kind : List.of("cds", "lnc", "psd")) {
      assertEquals(
          windows(SplitSide.TEST, kind).size(),
          SET.windows().stream()
              .filter(
                  window ->
                      window.kind().equals(kind) && window.side(SplitName.RANDOM) == SplitSide.TEST)
              .count());
    }
  }

  @Test
  void whatLiesOnACodingExonOrHasNoTypeIsLeftOut() {
    assertEquals(
        3,
        SET.report()
            .count(
                "4 non-coding windows",
                "lnc windows dropped: on an exon of a protein-coding gene"));
    assertEquals(1, SET.report().count("2 types of the genes kept", "not in the list"));
    assertTrue(
        SET.windows().stream().noneMatch(window -> Set.of("90", "91").contains(window.gene())));
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    BuiltCodingSet again = TinyTranscripts.build(TinyTranscripts.rules());
    assertArrayEquals(SET.table(), again.table());
    assertArrayEquals(SET.report().toJson(), again.report().toJson());
    assertEquals(SET.windows(), CodingWindowTable.read("again", again.table()));
    assertEquals(SET.report(), BuildReport.fromJson("again", again.report().toJson()));
  }

  @Test
  void tooLittleCodingSequenceIsToldAndRulesAreChecked() {
    // Every base begins a training window: more of them than coding windows.
    LnsdRules dense = new LnsdRules(12, 1, 400, 12, 1, 1.0 / 3, 5);
    String message =
        assertThrows(InputProblem.class, () -> TinyTranscripts.build(dense)).getMessage();
    assertTrue(message.startsWith("the train side: "), message);
    message =
        assertThrows(InputProblem.class, () -> new LnsdRules(12, 5, 400, 12, 1, 0.5, 5))
            .getMessage();
    assertTrue(message.startsWith("trainingStep: its value is 5;"), message);
  }
}
