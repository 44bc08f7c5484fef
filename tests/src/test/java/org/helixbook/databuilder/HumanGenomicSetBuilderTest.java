package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

/**
 * The builder on a chromosome of 20 blocks of 1,000 bases, each with a gene of four exons of 30
 * bases, on either strand in turn, whose 120 bases are one ORF; windows of 36. The gene of the last
 * block is a pseudogene.
 */
class HumanGenomicSetBuilderTest {
  private static final int BLOCK = 1_000;
  private static final int EXON = 30;
  private static final int[] EXONS = {300, 400, 500, 600};
  private static final List<String> CODONS = List.of("GCT", "GAC", "AAG", "CTG", "TTC", "GGA");
  private static final Genome GENOME;
  private static final ExonTable TABLE;
  private static final GeneTypes TYPES;

  static {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder bases = new StringBuilder();
    List<ExonTable.Exon> exons = new ArrayList<>();
    Map<String, String> types = new HashMap<>();
    for (int block = 0; block < 20; block++) {
      String gene = String.valueOf(block);
      Strand strand = block % 2 == 0 ? Strand.FORWARD : Strand.REVERSE;
      StringBuilder orf = new StringBuilder("ATG");
      while (orf.length() < 117) {
        orf.append(CODONS.get(random.nextInt(CODONS.size())));
      }
      DnaSequence coding = DnaSequence.of("g", orf.append("TAA").toString());
      String joined = (strand == Strand.FORWARD ? coding : coding.reverseComplement()).bases();
      StringBuilder here = new StringBuilder();
      while (here.length() < BLOCK) {
        here.append("ACGT".charAt(random.nextInt(4)));
      }
      for (int i = 0; i < EXONS.length; i++) {
        here.replace(EXONS[i], EXONS[i] + EXON, joined.substring(EXON * i, EXON * (i + 1)));
        int start = BLOCK * block + EXONS[i];
        exons.add(
            new ExonTable.Exon(gene, new GenomicInterval("chr1", start, start + EXON, strand)));
      }
      bases.append(here);
      types.put(gene, block == 19 ? GeneTypes.PSEUDOGENE : GeneTypes.PROTEIN_CODING);
    }
    GENOME = new Genome(List.of(DnaSequence.of("chr1", bases.toString())));
    TABLE = new ExonTable(exons);
    TYPES = new GeneTypes(types);
  }

  /** Twelve coding windows for training: of 20 genes with three each many stay without one. */
  private static final BuildRules CODING = new BuildRules(36, 60, 10, BLOCK, 12, 1, 12, 4, 7);

  private static final BuiltCodingSet SET = build(5);

  private static BuiltCodingSet build(int perKind) {
    return HumanGenomicSetBuilder.build(
        "tiny", GENOME, TABLE, TYPES, new GenomicRules(CODING, perKind), List.of());
  }

  private static List<CodingWindow> of(String kind) {
    return SET.windows().stream().filter(window -> window.kind().equals(kind)).toList();
  }

  @Test
  void thereAreFiveOfEachKindAllForTesting() {
    for (String kind : List.of("exon", "start", "intron", "intergenic")) {
      assertEquals(5, of(kind).size(), kind);
    }
    for (CodingWindow window : SET.windows()) {
      assertEquals(SplitSide.TEST, window.geneDisjoint(), window.id());
      assertEquals(SplitSide.NONE, window.random(), window.id());
      assertEquals(
          Set.of("exon", "start").contains(window.kind()) ? "CDN" : "LNSD", window.className());
      assertEquals(1, window.pieces().size(), window.id());
    }
    assertEquals(5, SET.report().count("6 the set", "CDN, exon"));
  }

  @Test
  void windowsWithCodingSequenceAreWholeAndReadFromTheGenesStrand() {
    for (CodingWindow window : of("exon")) {
      int start = window.span().start() % BLOCK;
      // The exons from 400 and 500 on are inner ones; 3 bases more on either side.
      assertTrue(start == 397 || start == 497, window.id() + " at " + start);
      assertEquals(strandOf(window), window.span().strand(), window.id());
    }
    for (CodingWindow window : of("start")) {
      assertEquals("ATG", window.sequence().bases().substring(0, 3), window.id());
      boolean forward = strandOf(window) == Strand.FORWARD;
      assertEquals(forward ? 300 : 594, window.span().start() % BLOCK, window.id());
    }
    assertTrue(of("exon").stream().noneMatch(window -> window.gene().equals("19")));
  }

  private static Strand strandOf(CodingWindow window) {
    return Integer.parseInt(window.gene()) % 2 == 0 ? Strand.FORWARD : Strand.REVERSE;
  }

  @Test
  void noneIsNearATrainingWindowOfTheOtherSet() {
    List<CodingWindow> known =
        HumanCodingSetBuilder.build(CodingSet.HUMAN, GENOME, TABLE, CODING, List.of()).windows();
    Set<Integer> closed =
        known.stream()
            .filter(window -> window.geneDisjoint() == SplitSide.TRAIN)
            .flatMap(HumanGenomicSetBuilderTest::blocks)
            .collect(Collectors.toSet());
    assertFalse(closed.isEmpty());
    for (CodingWindow window : SET.windows()) {
      assertTrue(blocks(window).noneMatch(closed::contains), window.id());
      boolean background = window.className().equals("LNSD");
      assertTrue(
          known.stream()
              .noneMatch(
                  other ->
                      background
                          && other.span().overlaps(window.span())
                          && other.kind().equals(window.kind())),
          window.id());
      assertTrue(
          SET.windows().stream()
              .noneMatch(other -> other != window && other.span().overlaps(window.span())),
          window.id());
    }
  }

  private static Stream<Integer> blocks(CodingWindow window) {
    return Stream.of(window.span().start() / BLOCK, (window.span().end() - 1) / BLOCK);
  }

  @Test
  void halfOfTheOthersAreReadFromTheOtherStrand() {
    for (String kind : List.of("intron", "intergenic")) {
      assertEquals(
          2, of(kind).stream().filter(one -> one.span().strand() == Strand.REVERSE).count(), kind);
    }
  }

  @Test
  void fewerThanWantedAreAllThatThereAre() {
    BuiltCodingSet all = build(1_000);
    assertEquals(
        all.report().count("4 away from training windows of human-coding-600", "start windows"),
        all.windows().stream().filter(one -> one.kind().equals("start")).count());
    assertThrows(InputProblem.class, () -> build(0));
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    assertArrayEquals(SET.table(), build(5).table());
    assertArrayEquals(SET.report().toJson(), build(5).report().toJson());
  }
}
