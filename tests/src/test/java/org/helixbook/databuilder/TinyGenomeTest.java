package org.helixbook.databuilder;

import static org.helixbook.databuilder.TinyGenome.at;
import static org.helixbook.databuilder.TinyGenome.exon;
import static org.helixbook.dna.Strand.FORWARD;
import static org.helixbook.dna.Strand.REVERSE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

/** The builder on {@link TinyGenome} with windows of 6. */
class TinyGenomeTest {
  private static final Genome GENOME = TinyGenome.GENOME;
  private static final ExonTable EXONS = TinyGenome.EXONS;

  @Test
  void codingWindowsAreInFrameSplicedAndOnTheirStrand() {
    Tally tally = new Tally();
    GeneModels genes = GeneModels.of(EXONS, GENOME, tally);
    List<Candidate> windows = CodingCandidates.of(genes, GENOME, rules(1), tally);
    assertEquals(2, windows.size());
    assertEquals("ATGAAA", windows.get(0).read(GENOME).bases());
    assertEquals(List.of(at(11, 16, FORWARD), at(20, 21, FORWARD)), windows.get(0).pieces());
    assertEquals("ATGAAA", windows.get(1).read(GENOME).bases());
    assertEquals(List.of(at(67, 73, REVERSE)), windows.get(1).pieces());
    assertEquals(1, count(tally, "genes dropped: longest ORF below 6 nt"));
  }

  @Test
  void backgroundWindowsKeepTheirDistanceAndHoldNoN() {
    Tally tally = new Tally();
    GeneModels genes = GeneModels.of(EXONS, GENOME, tally);
    // Gaps at a distance of 2: 0-8, 30-58, 75-85, 97-100; 42-48 holds the N.
    List<String> windows =
        BackgroundCandidates.of(EXONS, genes, GENOME, rules(2), tally).stream()
            .map(Candidate::key)
            .toList();
    assertEquals(
        List.of(
            "intergenic - chr1:0-6",
            "intergenic - chr1:30-36",
            "intergenic - chr1:36-42",
            "intergenic - chr1:48-54",
            "intergenic - chr1:75-81"),
        windows);
    assertEquals(1, count(tally, "windows dropped: with N"));
  }

  @Test
  void anIntronCarriesItsGene() {
    ExonTable exons = new ExonTable(List.of(exon("5", 0, 10, FORWARD), exon("5", 20, 28, FORWARD)));
    Tally tally = new Tally();
    GeneModels genes = GeneModels.of(exons, GENOME, tally);
    List<Candidate> windows = BackgroundCandidates.of(exons, genes, GENOME, rules(2), tally);
    assertEquals("intron 5 chr1:12-18", windows.get(0).key());
    assertEquals("TGAAGT", windows.get(0).read(GENOME).bases());
    assertEquals("ACTTCA", windows.get(0).onOtherStrand().read(GENOME).bases());
  }

  @Test
  void aGeneTiesItsBlocksTogether() {
    Tally tally = new Tally();
    GeneModels genes = GeneModels.of(EXONS, GENOME, tally);
    Neighbourhoods blocksOfTwenty = new Neighbourhoods(genes, 20);
    // Gene 1 (10-28) ties 0 and 1, gene 3 (87-95) lies in 4, gene 2 (60-73) in 3.
    assertEquals(4, blocksOfTwenty.on("chr1", GENOME).size());
    Candidate inFirst = window(2, 8);
    Candidate inSecond = window(30, 36);
    Candidate inThird = window(48, 54);
    assertEquals(blocksOfTwenty.of(inFirst), blocksOfTwenty.of(inSecond));
    assertTrue(!blocksOfTwenty.of(inFirst).equals(blocksOfTwenty.of(inThird)));
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    // Training windows only: a single gene's windows cannot be on both sides.
    BuiltCodingSet once = build(TinyGenome.oneForTraining());
    BuiltCodingSet again = build(TinyGenome.oneForTraining());
    assertArrayEquals(once.table(), again.table());
    assertArrayEquals(once.report().toJson(), again.report().toJson());
    assertArrayEquals(
        CodingWindowTable.compress(once.table()), CodingWindowTable.compress(again.table()));
    assertEquals(2, once.windows().size());
    assertEquals("ATGAAA", once.windows().get(0).sequence().bases());
    assertEquals(
        once.windows(), CodingWindowTable.read("again", again.table()), "what is written is read");
    assertEquals(once.report(), BuildReport.fromJson("again", again.report().toJson()));
  }

  @Test
  void tooFewWindowsAreToldInOneSentence() {
    BuildRules many = new BuildRules(6, 6, 2, 20, 6, 1, 800, 200, 1);
    assertTrue(
        assertThrows(InputProblem.class, () -> build(many))
            .getMessage()
            .endsWith("coding windows are missing; give more sequence, or ask for fewer windows"));
  }

  private static BuildRules rules(int exonDistance) {
    return new BuildRules(6, 6, exonDistance, 20, 6, 1, 1, 0, 1);
  }

  private static BuiltCodingSet build(BuildRules rules) {
    return HumanCodingSetBuilder.build("tiny", GENOME, EXONS, rules, List.of());
  }

  private static long count(Tally tally, String what) {
    return tally.counts().stream()
        .filter(count -> count.what().equals(what))
        .findFirst()
        .orElseThrow()
        .number();
  }

  private static Candidate window(int start, int end) {
    return new Candidate(WindowKind.INTERGENIC, "-", List.of(at(start, end, FORWARD)));
  }
}
