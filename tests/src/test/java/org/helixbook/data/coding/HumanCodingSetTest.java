package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.data.DataManifest;
import org.helixbook.data.EmbeddedFile;
import org.helixbook.data.Source;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.Table;

/** The embedded set keeps what it promises; nothing here uses the builder's code. */
class HumanCodingSetTest {
  private static final CodingSet SET = CodingSet.load("human-coding-600");

  @Test
  void holdsAThousandWindowsOfEachClass() {
    assertEquals(2000, SET.windows().size());
    Map<String, Long> sizes =
        SET.windows().stream()
            .collect(Collectors.groupingBy(CodingWindow::className, Collectors.counting()));
    assertEquals(Map.of("CDN", 1000L, "LNSD", 1000L), sizes);
    assertEquals(2000, distinct(SET.windows(), CodingWindow::id).size());
    assertEquals(List.of("CDN", "LNSD"), SET.classNames());
    LabelledSequences all = SET.labelled(SET.windows());
    assertEquals(0, all.labels()[0]);
    assertEquals(1, all.labels()[1999]);
    assertArrayEquals(new int[] {1000, 1000}, all.sizes());
  }

  @Test
  void itsTableCanBeFilteredSortedAndGrouped() {
    Table all = CodingWindow.table("windows", SET.windows());
    Table test = all.where(all.stringColumn("gene-disjoint").isEqualTo("test"));
    assertEquals(400, test.rowCount());
    assertEquals(200, test.countBy("class").intColumn("Count").min());
    CodingWindow first = SET.windows().get(0);
    assertEquals(first.span().start() + 1, all.intColumn("from").get(0));
    assertEquals(first.sequence().gcContent(), all.doubleColumn("GC content").get(0));
    double[] descending = all.sortOn("-GC content").doubleColumn("GC content").asDoubleArray();
    assertTrue(descending[0] > descending[1999]);
  }

  @Test
  void everyWindowIs600KnownBases() {
    for (CodingWindow window : SET.windows()) {
      assertTrue(window.sequence().bases().matches("[ACGT]{600}"), window.id());
      assertEquals(
          600,
          window.pieces().stream().mapToInt(piece -> piece.end() - piece.start()).sum(),
          window.id());
    }
  }

  @Test
  void noBasesComeTwiceOnEitherStrand() {
    Set<String> seen = new HashSet<>();
    for (CodingWindow window : SET.windows()) {
      assertTrue(seen.add(window.sequence().bases()), window.id());
      assertTrue(seen.add(window.sequence().reverseComplement().bases()), window.id());
    }
  }

  @Test
  void noncodingWindowsAreHalfIntronsAndHalfReversed() {
    for (String kind : List.of("intron", "intergenic")) {
      List<CodingWindow> ofKind =
          SET.windows().stream().filter(window -> window.kind().equals(kind)).toList();
      assertEquals(500, ofKind.size());
      assertEquals(
          250, ofKind.stream().filter(window -> window.span().strand() == Strand.REVERSE).count());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySplitHas800And200OfEachClass(SplitName split) {
    for (String className : SET.classNames()) {
      assertEquals(800, count(SET.train(split), className));
      assertEquals(200, count(SET.test(split), className));
    }
    Set<String> both = distinct(SET.train(split), CodingWindow::id);
    both.retainAll(distinct(SET.test(split), CodingWindow::id));
    assertEquals(Set.of(), both);
  }

  private static long count(List<CodingWindow> windows, String className) {
    return windows.stream().filter(window -> window.className().equals(className)).count();
  }

  @Test
  void noGeneIsOnBothSidesOfTheGeneDisjointSplit() {
    Set<String> both = genes(SET.train(SplitName.GENE_DISJOINT));
    assertTrue(both.size() > 300, "only " + both.size() + " genes to train on");
    both.retainAll(genes(SET.test(SplitName.GENE_DISJOINT)));
    assertEquals(Set.of(), both);
    Set<String> leaked = genes(SET.train(SplitName.RANDOM));
    leaked.retainAll(genes(SET.test(SplitName.RANDOM)));
    assertTrue(leaked.size() > 50, "the random split is there to leak, and does not");
  }

  private static Set<String> genes(List<CodingWindow> windows) {
    Set<String> genes = distinct(windows, CodingWindow::gene);
    genes.remove(CodingWindow.NO_GENE);
    return genes;
  }

  @Test
  void noMegabaseIsOnBothSidesOfTheGeneDisjointSplit() {
    Set<String> both = megabases(SET.train(SplitName.GENE_DISJOINT));
    Set<String> test = megabases(SET.test(SplitName.GENE_DISJOINT));
    assertTrue(test.size() >= 10, "only " + test.size() + " blocks to test on");
    both.retainAll(test);
    assertEquals(Set.of(), both);
  }

  private static Set<String> megabases(List<CodingWindow> windows) {
    Set<String> blocks = new HashSet<>();
    for (CodingWindow window : windows) {
      for (GenomicInterval piece : window.pieces()) {
        for (int base = piece.start(); base < piece.end(); base++) {
          blocks.add(piece.chromosome() + ":" + base / 1_000_000);
        }
      }
    }
    return blocks;
  }

  @Test
  void noNearDuplicateIsOnBothSidesOfTheGeneDisjointSplit() {
    Closest disjoint = closestAcross(SplitName.GENE_DISJOINT);
    assertTrue(disjoint.share() < 0.1, disjoint.toString());
    Closest random = closestAcross(SplitName.RANDOM);
    assertTrue(random.share() > 0.3, "the random split is there to leak: " + random);
  }

  private record Closest(double share, String pair) {}

  /** By words as text, pair by pair, through an index of the training windows' words. */
  private static Closest closestAcross(SplitName split) {
    List<Set<String>> train = SET.train(split).stream().map(HumanCodingSetTest::words).toList();
    Map<String, List<Integer>> index = new HashMap<>();
    for (int i = 0; i < train.size(); i++) {
      for (String word : train.get(i)) {
        index.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
      }
    }
    Closest closest = new Closest(0, "none");
    for (CodingWindow window : SET.test(split)) {
      Set<String> words = words(window);
      Map<Integer, Integer> common = new HashMap<>();
      for (String word : words) {
        for (int i : index.getOrDefault(word, List.of())) {
          common.merge(i, 1, Integer::sum);
        }
      }
      for (Map.Entry<Integer, Integer> one : common.entrySet()) {
        int fewer = Math.min(words.size(), train.get(one.getKey()).size());
        double share = (double) one.getValue() / fewer;
        if (share > closest.share()) {
          String other = SET.train(split).get(one.getKey()).id();
          closest = new Closest(share, window.id() + " and " + other);
        }
      }
    }
    return closest;
  }

  /** Words of twelve bases, of either strand. */
  static Set<String> words(CodingWindow window) {
    String forward = window.sequence().bases();
    String reverse = window.sequence().reverseComplement().bases();
    Set<String> words = new HashSet<>();
    for (int i = 0; i + 12 <= 600; i++) {
      String word = forward.substring(i, i + 12);
      String other = reverse.substring(600 - 12 - i, 600 - i);
      words.add(word.compareTo(other) < 0 ? word : other);
    }
    return words;
  }

  @Test
  void theReportAgreesWithTheSet() {
    BuildReport report = SET.report();
    assertEquals("human-coding-600", report.name());
    assertEquals(1758, report.count("2 open reading frames", "windows in them"));
    long drawn =
        report.counts().stream()
            .filter(count -> count.step().equals("6 the set"))
            .filter(count -> count.what().matches("(CDN|LNSD), \\w+, \\w+, chr\\w+"))
            .mapToLong(BuildReport.Count::number)
            .sum();
    assertEquals(2000, drawn);
    // The very packages and sequences of the manifest, not others of the same name.
    DataManifest manifest = DataManifest.bundled();
    List<String> pinned =
        manifest.dataSet(CodingSet.HUMAN).madeFrom().stream()
            .map(name -> manifest.dataSet(name).files().get(0))
            .flatMap(file -> file.sources().stream())
            .filter(Source.Debian.class::isInstance)
            .map(source -> ((Source.Debian) source).packageSha256())
            .toList();
    assertEquals(pinned, report.inputs().stream().map(BuildReport.Input::packageSha256).toList());
  }

  @Test
  void anotherTableThanThatOfTheReportIsRefused() {
    byte[] report = EmbeddedFile.read(CodingSet.HUMAN, "human-coding-600.report.json");
    byte[] table = EmbeddedFile.read("ustilago-coding-600", "ustilago-coding-600.tsv.bz2");
    String message =
        assertThrows(InputProblem.class, () -> CodingSet.of(CodingSet.HUMAN, table, report))
            .getMessage();
    assertTrue(message.contains(CodingSet.load("ustilago-coding-600").report().contentSha256()));
    assertTrue(message.contains(SET.report().contentSha256()), message);
  }

  @Test
  void anUnknownSetIsRefusedAndAllKnownOnesCanBeLoaded() {
    assertThrows(InputProblem.class, () -> CodingSet.load("no-such-set"));
    for (String name : CodingSet.names()) {
      assertEquals(name, CodingSet.load(name).name());
    }
    assertTrue(CodingSet.names().contains(CodingSet.HUMAN));
  }

  private static Set<String> distinct(
      List<CodingWindow> windows, Function<CodingWindow, String> property) {
    return windows.stream().map(property).collect(Collectors.toCollection(HashSet::new));
  }
}
