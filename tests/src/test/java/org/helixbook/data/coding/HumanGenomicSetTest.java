package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** The embedded set keeps what it promises; nothing here uses the builder's code. */
class HumanGenomicSetTest {
  private static final CodingSet SET = CodingSet.load(CodingSet.HUMAN_GENOMIC);
  private static final CodingSet HUMAN = CodingSet.load(CodingSet.HUMAN);

  @Test
  void itsWindowsAreCountedByKindAndAllForTesting() {
    assertEquals(List.of("CDN", "LNSD"), SET.classNames());
    assertEquals(
        new TreeMap<>(Map.of("exon", 250L, "start", 131L, "intron", 250L, "intergenic", 250L)),
        SET.windows().stream()
            .collect(
                Collectors.groupingBy(CodingWindow::kind, TreeMap::new, Collectors.counting())));
    for (CodingWindow window : SET.windows()) {
      assertEquals(SplitSide.TEST, window.geneDisjoint(), window.id());
      assertEquals(SplitSide.NONE, window.random(), window.id());
      assertTrue(window.sequence().bases().matches("[ACGT]{600}"), window.id());
      assertEquals(1, window.pieces().size(), window.id());
    }
  }

  @Test
  void noGeneAndNoMegabaseIsThatOfATrainingWindow() {
    List<CodingWindow> training = HUMAN.train(SplitName.GENE_DISJOINT);
    assertEquals(SET.windows(), SET.awayFrom(training));
    Set<String> loci = new HashSet<>();
    training.forEach(window -> loci.addAll(loci(window)));
    for (CodingWindow window : SET.windows()) {
      assertTrue(loci(window).stream().noneMatch(loci::contains), window.id());
    }
    // On the side of the test windows there is something to keep away from.
    assertTrue(SET.awayFrom(HUMAN.test(SplitName.GENE_DISJOINT)).size() < SET.windows().size() / 2);
  }

  private static Set<String> loci(CodingWindow window) {
    String chromosome = window.span().chromosome() + " ";
    Set<String> loci = new HashSet<>();
    window
        .pieces()
        .forEach(
            piece -> {
              loci.add(chromosome + piece.start() / 1_000_000);
              loci.add(chromosome + (piece.end() - 1) / 1_000_000);
            });
    if (!window.kind().equals("intergenic")) {
      loci.add(window.gene());
    }
    return loci;
  }

  @Test
  void noBaseIsInTwoWindowsAndNoOtherIsInTheFirstSet() {
    for (CodingWindow one : SET.windows()) {
      assertTrue(
          SET.windows().stream()
              .noneMatch(other -> other != one && other.span().overlaps(one.span())),
          one.id());
      assertTrue(
          one.className().equals("CDN")
              || HUMAN.windows().stream()
                  .flatMap(window -> window.pieces().stream())
                  .noneMatch(one.span()::overlaps),
          one.id());
    }
  }

  @Test
  void itIsNotToBeTrainedOn() {
    String message =
        assertThrows(
                InputProblem.class,
                () ->
                    CodingSource.of(CodingSet.HUMAN_GENOMIC, SplitName.GENE_DISJOINT, new Seeds(1))
                        .windows())
            .getMessage();
    assertTrue(message.startsWith("data 'human-genomic-600': "), message);
    assertTrue(message.contains("no training windows in the gene-disjoint split"), message);
    assertTrue(message.endsWith("human-coding-600"), message);
  }

  /** Counted from the sources by whole_windows_reference.py. */
  @Test
  void theReportAgreesWithAnIndependentCount() {
    BuildReport report = SET.report();
    String windows = "2 windows with coding sequence";
    assertEquals(680, report.count(windows, "protein-coding genes with an ORF of 600 nt or more"));
    assertEquals(114, report.count(windows, "genes whose first coding exon fills the window"));
    assertEquals(5490, report.count(windows, "exon windows"));
    assertEquals(566, report.count(windows, "start windows"));
    Map<String, Long> genes = Map.of("exon", 97L, "start", 131L, "intron", 68L);
    genes.forEach(
        (kind, number) ->
            assertEquals(number, report.count("6 the set", "genes with " + kind + " windows")));
    assertEquals(
        HumanLnsdSetTest.packagesOf(CodingSet.HUMAN_GENOMIC),
        report.inputs().stream().map(BuildReport.Input::packageSha256).toList());
  }
}
