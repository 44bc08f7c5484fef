package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** Which windows an experiment takes: shorter ones, GC-matched ones, held-out ones. */
class WindowChoicesTest {
  private static LabelledSequences sequences(int[] labels, String... bases) {
    return new LabelledSequences(
        IntStream.range(0, bases.length).mapToObj(i -> DnaSequence.of("w" + i, bases[i])).toList(),
        labels,
        List.of("CDN", "LNSD"));
  }

  @Test
  void theMiddleOfAWindowStaysInFrame() {
    LabelledSequences cut = sequences(new int[] {0}, "AAACCCGGGTTTACG").cutTo(6);
    // 9 of 15 bases go: 3 before (a whole codon), 6 behind.
    assertEquals("CCCGGG", cut.sequences().get(0).bases());
    assertEquals("w0", cut.sequences().get(0).name());
    assertThrows(InputProblem.class, () -> cut.cutTo(7));
    assertThrows(InputProblem.class, () -> cut.cutTo(9));
  }

  @Test
  void matchedClassesHaveTheSameGcContents() {
    LabelledSequences windows =
        sequences(
            new int[] {0, 0, 0, 1, 1, 1, 1},
            "GGGG",
            "GCGC",
            "GGAA",
            "AAGG",
            "ATAT",
            "CCCC",
            "CACA");
    int[] places = windows.gcMatched(0.25, new Seeds(3));
    LabelledSequences chosen = windows.at(places);
    // One pair at GC 1, one at GC 0.5; nothing matches ATAT.
    assertEquals(4, chosen.size());
    assertArrayEquals(gc(chosen, 0), gc(chosen, 1));
    assertArrayEquals(places, windows.gcMatched(0.25, new Seeds(3)));
    assertThrows(IllegalArgumentException.class, () -> windows.gcMatched(0, new Seeds(1)));
  }

  private static double[] gc(LabelledSequences windows, int label) {
    return IntStream.range(0, windows.size())
        .filter(i -> windows.labels()[i] == label)
        .mapToDouble(i -> windows.sequences().get(i).gcContent())
        .sorted()
        .toArray();
  }

  @Test
  void foldsPartTheTrainingWindowsAndNoGeneOrBlock() {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    List<CodingWindow> train = set.train(SplitName.GENE_DISJOINT);
    List<SequenceSplit> folds = set.folds(train, 4);
    Set<String> heldOut = new HashSet<>();
    for (SequenceSplit fold : folds) {
      assertEquals(1600, fold.train().size() + fold.test().size());
      for (int label = 0; label < 2; label++) {
        int wanted = label;
        long count = IntStream.of(fold.test().labels()).filter(l -> l == wanted).count();
        assertTrue(count > 160 && count < 240, "class " + label + ": " + count);
      }
      Set<String> names =
          fold.test().sequences().stream().map(DnaSequence::name).collect(Collectors.toSet());
      heldOut.addAll(names);
      Set<String> here = loci(train, names, true);
      here.retainAll(loci(train, names, false));
      assertEquals(Set.of(), here);
    }
    assertEquals(1600, heldOut.size());
  }

  /** Genes and megabases of the windows that are, or are not, among the names. */
  private static Set<String> loci(List<CodingWindow> windows, Set<String> names, boolean among) {
    Set<String> loci = new TreeSet<>();
    for (CodingWindow window : windows) {
      if (names.contains(window.id()) == among) {
        if (!window.gene().equals(CodingWindow.NO_GENE)) {
          loci.add("gene " + window.gene());
        }
        window
            .pieces()
            .forEach(piece -> loci.add(piece.chromosome() + ":" + piece.start() / 1_000_000));
      }
    }
    return loci;
  }
}
