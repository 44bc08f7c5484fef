package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.data.DataManifest;
import org.helixbook.data.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedded second organism keeps what it promises; nothing here uses the builder's code. */
class UstilagoCodingSetTest {
  private static final CodingSet SET = CodingSet.load("ustilago-coding-600");

  @ParameterizedTest
  @EnumSource
  void everySplitHas300And100OfEachClass(SplitName split) {
    for (String className : SET.classNames()) {
      assertEquals(300, count(SET.train(split), className));
      assertEquals(100, count(SET.test(split), className));
    }
    Set<String> both = ids(SET.train(split));
    both.retainAll(ids(SET.test(split)));
    assertEquals(Set.of(), both);
  }

  private static long count(List<CodingWindow> windows, String className) {
    return windows.stream().filter(window -> window.className().equals(className)).count();
  }

  private static Set<String> ids(List<CodingWindow> windows) {
    return windows.stream().map(CodingWindow::id).collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void everyWindowIs600KnownBasesAndOfItsClass() {
    for (CodingWindow window : SET.windows()) {
      assertTrue(window.sequence().bases().matches("[ACGT]{600}"), window.id());
      assertEquals(window.className().equals("CDN") ? "cds" : "intergenic", window.kind());
    }
  }

  @Test
  void eachGeneHasOneWindowAndNoBasesComeTwice() {
    Set<String> genes = new HashSet<>();
    Set<String> bases = new HashSet<>();
    for (CodingWindow window : SET.windows()) {
      assertTrue(
          window.gene().equals(CodingWindow.NO_GENE) || genes.add(window.gene()), window.id());
      assertTrue(bases.add(window.sequence().bases()), window.id());
      assertTrue(bases.add(window.sequence().reverseComplement().bases()), window.id());
    }
    assertEquals(400, genes.size());
  }

  @Test
  void noChromosomeIsOnBothSidesOfTheGeneDisjointSplit() {
    Set<String> both = chromosomes(SET.train(SplitName.GENE_DISJOINT));
    assertTrue(both.size() >= 10, both.toString());
    Set<String> test = chromosomes(SET.test(SplitName.GENE_DISJOINT));
    assertTrue(test.size() >= 3, test.toString());
    both.retainAll(test);
    assertEquals(Set.of(), both);
  }

  private static Set<String> chromosomes(List<CodingWindow> windows) {
    return windows.stream()
        .map(window -> window.span().chromosome())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Counted from the annotation by a script of a few lines of Python, apart from the builder. */
  @Test
  void theReportAgreesWithAnIndependentCount() {
    BuildReport report = SET.report();
    assertEquals("ustilago-coding-600", report.name());
    assertEquals(6787, report.count("1 annotated genes", "with coding sequence"));
    assertEquals(422, report.count("1 annotated genes", "dropped: does not begin with ATG"));
    assertEquals(29, report.count("1 annotated genes", "dropped: does not end with a stop codon"));
    assertEquals(5385, report.count("1 annotated genes", "kept"));
    assertEquals(15591, report.count("2 coding windows", "windows in them"));
    DataManifest manifest = DataManifest.bundled();
    assertEquals(
        manifest.dataSet("ustilago-maydis").files().stream()
            .map(file -> ((Source.Debian) file.sources().get(0)).sha256().orElseThrow())
            .map(sum -> "SHA-256 " + sum)
            .toList(),
        report.inputs().stream().map(BuildReport.Input::identity).toList());
  }
}
