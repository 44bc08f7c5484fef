package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helixbook.data.DataManifest;
import org.helixbook.data.Source;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.OpenFrames;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded set keeps what it promises; nothing here uses the builder's code. */
class HumanLnsdSetTest {
  private static final CodingSet SET = CodingSet.load("human-lnsd");

  @Test
  void itsWindowsAreCountedByKindAndSplit() {
    assertEquals(List.of("CDN", "LNSD"), SET.classNames());
    assertEquals(COUNTS_DISJOINT, counts(SplitName.GENE_DISJOINT));
    assertEquals(COUNTS_RANDOM, counts(SplitName.RANDOM));
  }

  private static final Map<String, Long> COUNTS_DISJOINT =
      Map.of(
          "cds train",
          561L,
          "cds test",
          83L,
          "lnc train",
          441L,
          "lnc test",
          64L,
          "psd train",
          120L,
          "psd test",
          19L);
  private static final Map<String, Long> COUNTS_RANDOM =
      Map.of(
          "cds train",
          561L,
          "cds test",
          83L,
          "lnc train",
          280L,
          "lnc test",
          64L,
          "lnc none",
          161L,
          "psd train",
          77L,
          "psd test",
          19L,
          "psd none",
          43L);

  private static Map<String, Long> counts(SplitName split) {
    return SET.windows().stream()
        .collect(
            Collectors.groupingBy(
                window -> window.kind() + " " + window.side(split).label(),
                TreeMap::new,
                Collectors.counting()));
  }

  @Test
  void everyWindowIs600KnownBasesOfAGene() {
    for (CodingWindow window : SET.windows()) {
      assertTrue(window.sequence().bases().matches("[ACGT]{600}"), window.id());
      assertTrue(!window.gene().equals(CodingWindow.NO_GENE), window.id());
      assertEquals(window.className().equals("CDN"), window.kind().equals("cds"), window.id());
    }
  }

  @Test
  void noGeneAndNoMegabaseIsOnBothSidesOfTheGeneDisjointSplit() {
    SplitOverlap overlap = SplitOverlap.of(SET, SplitName.GENE_DISJOINT);
    assertEquals(0, overlap.sameGene());
    assertEquals(0, overlap.sameBlock());
    assertTrue(SplitOverlap.of(SET, SplitName.RANDOM).sameGene() > 50);
  }

  @Test
  void onlyTrainingWindowsOfOneNonCodingGeneShareBases() {
    Map<String, List<CodingWindow>> byChromosome =
        SET.windows().stream().collect(Collectors.groupingBy(window -> window.span().chromosome()));
    for (List<CodingWindow> windows : byChromosome.values()) {
      for (CodingWindow one : windows) {
        for (CodingWindow other : windows) {
          if (one != other && shareBases(one, other)) {
            assertEquals(one.gene(), other.gene());
            assertEquals("LNSD", one.className(), one.id());
            assertEquals(SplitSide.TRAIN, one.geneDisjoint(), one.id());
            // What shares bases with a test window of the random split is left out of that split.
            assertTrue(
                one.random() != SplitSide.TEST || other.random() == SplitSide.NONE, one.id());
          }
        }
      }
    }
  }

  private static boolean shareBases(CodingWindow one, CodingWindow other) {
    for (GenomicInterval a : one.pieces()) {
      for (GenomicInterval b : other.pieces()) {
        if (a.start() < b.end() && b.start() < a.end()) {
          return true;
        }
      }
    }
    return false;
  }

  /** By words as text, pair by pair, through an index of the training windows' words. */
  @Test
  void noNearDuplicateIsOnBothSidesOfTheGeneDisjointSplit() {
    List<Set<String>> train =
        SET.train(SplitName.GENE_DISJOINT).stream().map(HumanCodingSetTest::words).toList();
    Map<String, List<Integer>> index = new HashMap<>();
    for (int i = 0; i < train.size(); i++) {
      for (String word : train.get(i)) {
        index.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
      }
    }
    for (CodingWindow window : SET.test(SplitName.GENE_DISJOINT)) {
      Set<String> words = HumanCodingSetTest.words(window);
      Map<Integer, Integer> common = new HashMap<>();
      words.forEach(
          word ->
              index.getOrDefault(word, List.of()).forEach(i -> common.merge(i, 1, Integer::sum)));
      common.forEach(
          (i, count) ->
              assertTrue(count < 0.1 * Math.min(words.size(), train.get(i).size()), window.id()));
    }
  }

  /**
   * A coding window is read through in the frame that its phase leaves; each phase is as common.
   */
  @Test
  void thePhaseOfCodingWindowsIsNotFixed() {
    int[] open = new int[3];
    int coding = 0;
    for (CodingWindow window : SET.windows()) {
      if (window.kind().equals("cds")) {
        coding++;
        assertTrue(OpenFrames.anyForward(window.sequence()), window.id());
        for (int frame = 0; frame < 3; frame++) {
          open[frame] += isOpen(window.sequence().bases(), frame) ? 1 : 0;
        }
      }
    }
    for (int frame = 0; frame < 3; frame++) {
      assertTrue(
          open[frame] > 0.28 * coding && open[frame] < 0.42 * coding,
          "frame " + frame + ": " + open[frame] + " of " + coding);
    }
    // Nor does a start codon tell: few windows begin with ATG.
    long startCodons =
        SET.windows().stream()
            .filter(window -> window.kind().equals("cds"))
            .filter(window -> window.sequence().bases().startsWith("ATG"))
            .count();
    assertTrue(startCodons < 0.05 * coding, startCodons + " of " + coding);
  }

  private static boolean isOpen(String bases, int frame) {
    for (int i = frame; i + 3 <= bases.length(); i += 3) {
      if (List.of("TAA", "TAG", "TGA").contains(bases.substring(i, i + 3))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theReportNamesItsPackagesAndItsFewGenes() {
    BuildReport report = SET.report();
    assertEquals(
        packagesOf("human-lnsd"),
        report.inputs().stream().map(BuildReport.Input::packageSha256).toList());
    Map<String, Long> genes = Map.of("cds", 65L, "lnc", 25L, "psd", 11L);
    genes.forEach(
        (kind, number) -> {
          assertEquals(
              number,
              SET.test(SplitName.GENE_DISJOINT).stream()
                  .filter(window -> window.kind().equals(kind))
                  .map(CodingWindow::gene)
                  .distinct()
                  .count());
          assertEquals(
              number,
              report.count("8 how independent its windows are", kind + " genes on the test side"));
        });
  }

  /** SHA-256 of the packages that the manifest pins for a set. */
  static List<String> packagesOf(String set) {
    DataManifest manifest = DataManifest.bundled();
    return manifest.dataSet(set).madeFrom().stream()
        .map(name -> manifest.dataSet(name).files().get(0))
        .flatMap(file -> file.sources().stream())
        .filter(Source.Debian.class::isInstance)
        .map(source -> ((Source.Debian) source).packageSha256())
        .toList();
  }

  /** Counted from exon table and database by a script of a few lines of Python. */
  @Test
  void theReportAgreesWithAnIndependentCount() {
    BuildReport report = SET.report();
    String types = "2 types of the genes kept";
    assertEquals(861, report.count(types, "protein-coding"));
    assertEquals(126, report.count(types, "ncRNA"));
    assertEquals(30, report.count(types, "pseudo"));
    assertEquals(73, report.count(types, "not in the list"));
    String windows = "4 non-coding windows";
    assertEquals(188, report.count(windows, "lnc windows side by side"));
    assertEquals(64, report.count(windows, "genes with lnc windows side by side"));
    assertEquals(480, report.count(windows, "lnc windows between these"));
    assertEquals(56, report.count(windows, "psd windows side by side"));
    assertEquals(26, report.count(windows, "genes with psd windows side by side"));
    assertEquals(128, report.count(windows, "psd windows between these"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cds-lnc", "cds-psd", "lnc-psd"})
  void twoKindsComeInEqualNumbersAndAsASource(String kinds) {
    CodingSet pair = CodingSet.load("human-lnsd:" + kinds);
    assertEquals("human-lnsd:" + kinds, pair.name());
    assertEquals(
        kinds.equals("lnc-psd") ? List.of("LNC", "PSD") : List.of("CDN", "LNSD"),
        pair.classNames());
    assertEquals(pair.classNames(), CodingSource.classesOf(pair.name()));
    for (SplitName split : SplitName.values()) {
      SequenceSplit windows = CodingSource.of(pair.name(), split, new Seeds(1)).windows();
      for (LabelledSequences part : List.of(windows.train(), windows.test())) {
        assertEquals(part.sizes()[0], part.sizes()[1]);
        assertTrue(part.sizes()[0] >= 10, part.toString());
      }
      assertEquals(windows.train(), pair.labelled(pair.train(split)));
      assertEquals(
          pair.name(), pair.labelled(pair.test(split)).origin().orElseThrow().source().name());
    }
    assertArrayEquals(
        new String[] {kinds.substring(0, 3), kinds.substring(4)},
        pair.windows().stream().map(CodingWindow::kind).distinct().toArray());
  }

  @Test
  void dataOfOnesOwnAndTheWordEmbeddedStandForTheFirstSet() {
    assertEquals("human-lnsd", CodingSet.ofSource("human-lnsd").name());
    assertEquals("human-lnsd:cds-psd", CodingSet.ofSource(" human-lnsd:cds-psd").name());
    for (String other : List.of("embedded", "coding.fa,other.fa", "authors-images")) {
      assertEquals("human-coding-600", CodingSet.ofSource(other).name());
    }
  }

  @Test
  void whatAreNotTwoOfItsKindsIsRefused() {
    for (String name :
        List.of("human-lnsd:cds", "human-lnsd:cds-cds", "human-lnsd:cds-intron", "human-lnsd:")) {
      String message = assertThrows(InputProblem.class, () -> CodingSet.load(name)).getMessage();
      assertTrue(message.contains("human-lnsd"), message);
    }
    assertThrows(InputProblem.class, () -> CodingSet.load("no-such-set:cds-lnc"));
  }
}
