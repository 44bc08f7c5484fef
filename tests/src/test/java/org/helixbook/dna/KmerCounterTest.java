package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KmerCounterTest {
  private static final KmerCounter PAPER = KmerCounter.paper();

  /** The column of each column's reverse complement. */
  private static final int[] PARTNERS = partners();

  private static int[] partners() {
    List<String> names = PAPER.names();
    return names.stream()
        .map(name -> DnaSequence.of("k", name).reverseComplement().bases())
        .mapToInt(names::indexOf)
        .toArray();
  }

  private static Map<String, Integer> found(KmerCounter counter, String bases) {
    int[] counts = counter.count(DnaSequence.of("s", bases));
    List<String> names = counter.names();
    Map<String, Integer> found = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        found.put(names.get(i), counts[i]);
      }
    }
    return found;
  }

  @Test
  void thePapersExample() {
    Map<String, Integer> expected = new TreeMap<>();
    for (String once :
        List.of(
            "A", "C", "T", "AC", "CT", "TG", "GG", "ACT", "CTG", "TGG", "ACTG", "CTGG", "ACTGG")) {
      expected.put(once, 1);
    }
    expected.put("G", 2);
    assertEquals(expected, found(PAPER, "ACTGG"));
  }

  @Test
  void thePapersCountHas1364Columns() {
    assertEquals(1364, PAPER.columns());
    assertEquals(1364, PAPER.names().stream().distinct().count());
  }

  @Test
  void columnsAreOrderedByLengthThenAlphabet() {
    List<String> names = PAPER.names();
    assertEquals(List.of("A", "C", "G", "T", "AA", "AC"), names.subList(0, 6));
    assertEquals("TT", names.get(19));
    assertEquals("AAA", names.get(20));
    assertEquals("AAAAA", names.get(340));
    assertEquals("TTTTT", names.get(1363));
    assertEquals(1364, Set.copyOf(names).size());
  }

  @Test
  void kmersOverlap() {
    assertEquals(Map.of("A", 4, "AA", 3, "AAA", 2), found(new KmerCounter(3), "AAAA"));
  }

  @Test
  void anUnknownBaseInterruptsEveryKmer() {
    assertEquals(Map.of("A", 1, "C", 1, "AC", 1, "G", 1, "T", 1, "GT", 1), found(PAPER, "ACNGTN"));
    assertEquals(Map.of(), found(PAPER, "NNNN"));
    assertEquals(Map.of(), found(PAPER, ""));
  }

  @Test
  void strandsAreNotMerged() {
    assertEquals(Map.of("A", 2, "AA", 1), found(PAPER, "AA"));
    assertEquals(Map.of("T", 2, "TT", 1), found(PAPER, "TT"));
  }

  @Test
  void aCountAbove255IsKept() {
    var counts =
        new KmerCounter(2)
            .countAll(
                List.of(
                    DnaSequence.of("a", "A".repeat(255)),
                    DnaSequence.of("b", "A".repeat(256)),
                    DnaSequence.of("c", "A".repeat(65_535))));
    assertEquals(255, counts.count(0, 0));
    assertEquals(254, counts.count(0, 4));
    assertEquals(256, counts.count(1, 0));
    assertEquals(65_535, counts.count(2, 0));
    float[] row = new float[21];
    counts.copyRow(1, row, 1);
    assertEquals(256f, row[1]);
    assertEquals(255f, row[5]);
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new KmerCounter(0));
    assertThrows(IllegalArgumentException.class, () -> new KmerCounter(8));
    var tooLong = List.of(DnaSequence.of("long", "A".repeat(65_536)));
    assertThrows(IllegalArgumentException.class, () -> PAPER.countAll(tooLong));
  }

  @Provide
  Arbitrary<String> dna() {
    return Arbitraries.strings().withChars("ACGT").ofMaxLength(150);
  }

  @Provide
  Arbitrary<String> dnaWithGaps() {
    return Arbitraries.strings().withChars("ACGTACGTN").ofMaxLength(300);
  }

  @Property(tries = 200)
  void eachColumnIsWhatSearchingFinds(@ForAll("dnaWithGaps") String bases) {
    KmerCounter counter = new KmerCounter(3);
    List<String> names = counter.names();
    int[] searched =
        names.stream()
            .mapToInt(
                name ->
                    (int)
                        IntStream.range(0, bases.length())
                            .filter(start -> bases.startsWith(name, start))
                            .count())
            .toArray();
    assertArrayEquals(searched, counter.count(DnaSequence.of("s", bases)));
  }

  @Property(tries = 200)
  void thereAreLengthMinusKPlusOneKmers(@ForAll("dna") String bases) {
    int[] counts = PAPER.count(DnaSequence.of("s", bases));
    for (int k = 1; k <= 5; k++) {
      int sum =
          Arrays.stream(counts, KmerCounter.firstColumn(k), KmerCounter.firstColumn(k + 1)).sum();
      assertEquals(Math.max(0, bases.length() - k + 1), sum);
    }
  }

  @Property(tries = 100)
  void theOtherStrandHasTheReverseComplements(@ForAll("dnaWithGaps") String bases) {
    DnaSequence sequence = DnaSequence.of("s", bases);
    int[] here = PAPER.count(sequence);
    int[] there = PAPER.count(sequence.reverseComplement());
    for (int column = 0; column < here.length; column++) {
      assertEquals(here[column], there[PARTNERS[column]]);
    }
  }

  @Property(tries = 20)
  void manySequencesCountLikeEachAlone(@ForAll("dnaWithGaps") String bases) {
    List<DnaSequence> sequences =
        IntStream.range(0, 600)
            .mapToObj(i -> DnaSequence.of("s" + i, bases.substring(i % (bases.length() + 1))))
            .toList();
    KmerCounts all = PAPER.countAll(sequences);
    assertEquals(600, all.rows());
    float[] row = new float[1364];
    for (int i : new int[] {0, 1, 255, 256, 599}) {
      all.copyRow(i, row, 0);
      int[] alone = PAPER.count(sequences.get(i));
      for (int column = 0; column < row.length; column++) {
        assertEquals(alone[column], row[column]);
        assertEquals(alone[column], all.count(i, column));
      }
    }
  }
}
