package org.helixbook.data.chromatin;

import static org.helixbook.data.chromatin.WindowSamples.bases;
import static org.helixbook.data.chromatin.WindowSamples.tasks;
import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class MultiLabelWindowsTest {
  private static GenomicInterval at(int start, int end, Strand strand) {
    return new GenomicInterval("chr1", start, end, strand);
  }

  private static MultiLabelWindows three() {
    return MultiLabelWindows.builder(6, List.of("CTCF", "exon+", "exon-"))
        .add(bases("AGCTAG"), tasks(0, 1), at(100, 106, Strand.FORWARD))
        .add(bases("GGGNTT"), tasks(), at(200, 206, Strand.REVERSE))
        .add(bases("ttttca"), tasks(2))
        .build();
  }

  @Test
  void basesAreNumberedAGCT() {
    MultiLabelWindows windows =
        MultiLabelWindows.builder(5, List.of("any")).add(bases("AGCTN"), tasks()).build();
    assertArrayEquals(new byte[] {0, 1, 2, 3, 4}, windows.baseIds(0));
    assertEquals("AGCTN", windows.sequence(0).bases());
    assertEquals(2, windows.baseId(0, 2));
  }

  private static String pairs(String bases) {
    return IntStream.range(0, bases.length() - 1)
        .mapToObj(i -> bases.substring(i, i + 2))
        .sorted()
        .toList()
        .toString();
  }

  @Test
  void aShuffledPartKeepsTheRestAndAllPairsOfNeighbours() {
    String bases = "AGGCTTACGGATCAAGTCTGACCATGGTAC";
    MultiLabelWindows windows =
        MultiLabelWindows.builder(30, List.of("CTCF", "exon+"))
            .add(bases(bases), tasks(1), at(100, 130, Strand.REVERSE))
            .add(bases(bases), tasks(0))
            .build();
    MultiLabelWindows centre = windows.withCentreShuffled(20, new Seeds(1));
    MultiLabelWindows flanks = windows.withOnlyCentreKept(10, new Seeds(1));
    for (MultiLabelWindows shuffled : List.of(centre, flanks)) {
      String other = shuffled.sequence(0).bases();
      assertNotEquals(bases, other);
      assertEquals(pairs(bases), pairs(other));
      assertNotEquals(other, shuffled.sequence(1).bases(), "each window has its own order");
      assertEquals(windows.place(0), shuffled.place(0));
      assertTrue(shuffled.label(0, 1) && shuffled.label(1, 0) && !shuffled.label(1, 1));
    }
    assertEquals("AGGCT", centre.sequence(0).bases().substring(0, 5));
    assertEquals("GGTAC", centre.sequence(0).bases().substring(25));
    assertEquals("ATCAAGTCTG", flanks.sequence(0).bases().substring(10, 20));
    assertEquals(windows.digest(), windows.withCentreShuffled(0, new Seeds(1)).digest());
    assertEquals(windows.digest(), windows.withOnlyCentreKept(30, new Seeds(1)).digest());
    assertEquals(centre.digest(), windows.withCentreShuffled(20, new Seeds(1)).digest());
    assertNotEquals(centre.digest(), windows.withCentreShuffled(20, new Seeds(2)).digest());
    assertEquals(
        windows.withCentreShuffled(30, new Seeds(1)).digest(),
        windows.withOnlyCentreKept(0, new Seeds(1)).digest());
  }

  @Test
  void neighboursAreOneUnit() {
    MultiLabelWindows known = three().rows(new int[] {0, 1});
    assertEquals(1, known.units().count());
    assertEquals("blocks of 100 kb", known.units().label());
    assertEquals(2, known.units(150).count());
    assertEquals("blocks of 150 bases", known.units(150).label());
    assertEquals(3, three().units().count(), "the place of one is not known");
  }

  @Test
  void labelsComeBack() {
    MultiLabelWindows windows = three();
    assertTrue(windows.label(0, 0));
    assertTrue(windows.label(0, 1));
    assertFalse(windows.label(0, 2));
    assertArrayEquals(new int[] {1, 1, 1}, windows.positives());
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, windows.positiveRates());
    float[] batch = new float[5];
    windows.copyLabels(2, batch, 2);
    assertArrayEquals(new float[] {0, 0, 0, 0, 1}, batch);
    assertArrayEquals(new boolean[] {true, false, false}, windows.labelsOf(0));
  }

  @Test
  void nineHundredTasksKeepTheirBits() {
    Random random = new Random(5);
    List<String> names = IntStream.range(0, 919).mapToObj(i -> "task " + i).toList();
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(10, names);
    List<BitSet> labels = new ArrayList<>();
    for (int row = 0; row < 200; row++) {
      BitSet label = new BitSet();
      IntStream.range(0, 919).filter(i -> random.nextInt(10) == 0).forEach(label::set);
      labels.add(label);
      builder.add(bases("ACGTACGTAC"), label);
    }
    MultiLabelWindows windows = builder.build();
    for (int row = 0; row < 200; row++) {
      for (int task = 0; task < 919; task++) {
        assertEquals(labels.get(row).get(task), windows.label(row, task));
      }
    }
  }

  @Test
  void placesAreKnownWhereTheyWereGiven() {
    MultiLabelWindows windows = three();
    assertEquals(Optional.of(at(100, 106, Strand.FORWARD)), windows.place(0));
    assertEquals(Optional.of(at(200, 206, Strand.REVERSE)), windows.place(1));
    assertEquals(Optional.empty(), windows.place(2));
    assertEquals("chr1:100-106+", windows.sequence(0).name());
    assertEquals("window 2", windows.sequence(2).name());
  }

  @Test
  void theCentreKeepsItsPlaceOnEitherStrand() {
    MultiLabelWindows centre = three().centre(3);
    // 6 - 3 leaves 3: one on the left, two on the right.
    assertEquals("GCT", centre.sequence(0).bases());
    assertEquals(Optional.of(at(101, 104, Strand.FORWARD)), centre.place(0));
    assertEquals("GGN", centre.sequence(1).bases());
    // Read from the reverse strand: the first base lies at 205, so bases 1 to 3 at 204 to 202.
    assertEquals(Optional.of(at(202, 205, Strand.REVERSE)), centre.place(1));
    assertEquals("C", three().centre(3).centre(1).sequence(0).bases());
  }

  @Test
  void deepSeasCentralHundredAre450To549() {
    String bases = "A".repeat(450) + "G" + "C".repeat(98) + "T" + "A".repeat(450);
    MultiLabelWindows windows =
        MultiLabelWindows.builder(1000, List.of("any")).add(bases(bases), tasks()).build();
    assertEquals("G" + "C".repeat(98) + "T", windows.centre(100).sequence(0).bases());
    assertEquals(
        "A".repeat(50) + "G" + "C".repeat(98) + "T" + "A".repeat(50),
        windows.centre(200).sequence(0).bases());
  }

  @Test
  void theOtherStrandComplementsAndSwapsTasksOfAStrand() {
    MultiLabelWindows other = three().reverseComplement();
    assertEquals("CTAGCT", other.sequence(0).bases());
    assertEquals("AANCCC", other.sequence(1).bases());
    assertTrue(other.label(0, 0));
    assertFalse(other.label(0, 1));
    assertTrue(other.label(0, 2));
    assertEquals(List.of("CTCF", "exon+", "exon-"), other.tasks());
    assertEquals(Optional.of(at(100, 106, Strand.REVERSE)), other.place(0));
    assertEquals(Optional.of(at(200, 206, Strand.FORWARD)), other.place(1));
    assertEquals(three().digest(), other.reverseComplement().digest());
    assertNotEquals(three().digest(), other.digest());
    // "GCT" of the forward strand starts at 101; its mirror image leaves one base on the left.
    assertEquals("TAG", other.centre(3).sequence(0).bases());
    assertEquals(Optional.of(at(102, 105, Strand.REVERSE)), other.centre(3).place(0));
  }

  @Test
  void aLoneStrandTaskDoesNotSwap() {
    MultiLabelWindows other = three().tasks(new int[] {0, 1}).reverseComplement();
    assertTrue(other.label(0, 1));
    MultiLabelWindows picked = three().reverseComplement().tasks(new int[] {2});
    assertEquals(List.of("exon-"), picked.tasks());
    assertTrue(picked.label(0, 0));
  }

  @Test
  void rowsAndTasksAreViews() {
    MultiLabelWindows view = three().rows(new int[] {2, 0}).tasks(new int[] {2, 0});
    assertEquals("TTTTCA", view.sequence(0).bases());
    assertEquals(List.of("exon-", "CTCF"), view.tasks());
    assertTrue(view.label(0, 0));
    assertFalse(view.label(0, 1));
    assertEquals("AGCTAG", view.rows(new int[] {1}).sequence(0).bases());
    assertThrows(IndexOutOfBoundsException.class, () -> view.rows(new int[] {2}));
    assertThrows(IllegalArgumentException.class, () -> view.tasks(new int[] {0, 0}));
  }

  @Test
  void rareTasksAreLeftOutByTheRate() {
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(1, List.of("rare", "enough"));
    for (int row = 0; row < 200; row++) {
      builder.add(bases("A"), row == 0 ? tasks(0, 1) : row == 1 ? tasks(1) : tasks());
    }
    // 2 of 200 are exactly 1 %.
    assertArrayEquals(new int[] {1}, builder.build().tasksWithRate(0.01));
  }

  @Test
  void aLargerSampleHoldsTheSmallerOne() {
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(4, List.of("any"));
    for (int row = 0; row < 256; row++) {
      byte[] ids = {
        (byte) (row & 3), (byte) (row >> 2 & 3), (byte) (row >> 4 & 3), (byte) (row >> 6)
      };
      builder.add(ids, tasks());
    }
    MultiLabelWindows all = builder.build();
    MultiLabelWindows small = all.sample(10, new Seeds(1), "a");
    MultiLabelWindows large = all.sample(50, new Seeds(1), "a");
    assertEquals(small.digest(), large.rows(IntStream.range(0, 10).toArray()).digest());
    assertEquals(small.digest(), all.sample(10, new Seeds(1), "a").digest());
    assertNotEquals(small.digest(), all.sample(10, new Seeds(2), "a").digest());
    assertEquals(256, all.sample(1000, new Seeds(1), "a").size());
    List<String> drawn =
        new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> large.sequence(i).bases()).toList());
    assertEquals(50, drawn.stream().distinct().count());
    assertNotEquals(Collections.emptyList(), drawn);
  }

  @Test
  void theDigestIsTheOneOfAnIndependentProgram() {
    // sha256 of b"6\nCTCF\nexon+\nexon-\n" and, a row after the other, ids and labels as bytes.
    assertEquals(
        "52d033c25056e4243ddf645fca76e744eeb1ff928873cc0ae8e808c0d1cb1553", three().digest());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(2, List.of("any"));
    assertThrows(IllegalArgumentException.class, () -> builder.add(bases("A"), tasks()));
    assertThrows(IllegalArgumentException.class, () -> builder.add(bases("AC"), tasks(1)));
    assertThrows(IllegalArgumentException.class, () -> builder.add(new byte[] {0, 5}, tasks()));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.add(bases("AC"), tasks(), at(0, 3, Strand.FORWARD)));
    assertThrows(
        IllegalArgumentException.class, () -> MultiLabelWindows.builder(2, List.of("a", "a")));
    InputProblem problem = assertThrows(InputProblem.class, () -> three().centre(7));
    assertTold(problem.getMessage(), "the central 7 bp", "6");
    assertTold(assertThrows(InputProblem.class, () -> three().task("x")).getMessage(), "task 'x'");
  }

  @Property(tries = 50)
  void anyWindowComesBack(@ForAll @IntRange(min = 1, max = 300) int length, @ForAll long seed) {
    Random random = new Random(seed);
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(length, List.of("any"));
    List<byte[]> rows = new ArrayList<>();
    for (int row = 0; row < 100; row++) {
      byte[] ids = new byte[length];
      for (int i = 0; i < length; i++) {
        ids[i] = (byte) random.nextInt(5);
      }
      rows.add(ids);
      builder.add(ids, tasks());
    }
    MultiLabelWindows windows = builder.build();
    for (int row = 0; row < 100; row++) {
      assertArrayEquals(rows.get(row), windows.baseIds(row));
      byte[] twice = windows.reverseComplement().reverseComplement().baseIds(row);
      assertArrayEquals(rows.get(row), twice);
      assertEquals(
          windows.sequence(row).reverseComplement().bases(),
          windows.reverseComplement().sequence(row).bases());
    }
  }
}
