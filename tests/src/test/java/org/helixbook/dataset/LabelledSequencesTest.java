package org.helixbook.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.helixbook.genome.DnaSequence;
import org.junit.jupiter.api.Test;

class LabelledSequencesTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");
  private static final DnaSequence A = DnaSequence.of("a", "AAA");
  private static final DnaSequence B = DnaSequence.of("b", "CCC");
  private static final DnaSequence C = DnaSequence.of("c", "GGG");
  private static final DnaSequence D = DnaSequence.of("d", "TTT");

  private static LabelledSequences four() {
    return new LabelledSequences(List.of(A, B, C, D), new int[] {1, 0, 1, 1}, CLASSES);
  }

  @Test
  void theFirstOfEachClassKeepTheirOrder() {
    LabelledSequences two = four().firstOfEachClass(2);
    assertEquals(List.of(A, B, C), two.sequences());
    assertArrayEquals(new int[] {1, 0, 1}, two.labels());
    assertEquals(four(), four().firstOfEachClass(9));
    LabelledSequences one = four().firstOfEachClass(1);
    assertEquals(List.of(A, B), one.sequences());
    assertEquals(CLASSES, one.classNames());
    assertEquals(
        "keep at least 1 sequence of each class, not 0",
        assertThrows(IllegalArgumentException.class, () -> four().firstOfEachClass(0))
            .getMessage());
  }

  @Test
  void windowsCarryTheLabelsOfTheirClasses() {
    LabelledSequences set =
        LabelledSequences.of(
            List.of(
                TinyCodingSet.window("w1", WindowKind.INTRON, "7", 10),
                TinyCodingSet.window("w2", WindowKind.ORF, "8", 20),
                TinyCodingSet.window("w3", WindowKind.INTERGENIC, "-", 30)));
    assertEquals(CLASSES, set.classNames());
    assertArrayEquals(new int[] {1, 0, 1}, set.labels());
    assertEquals("w2", set.sequences().get(1).name());
    assertEquals(3, set.size());
    assertEquals("3 sequences of the classes [CDN, LNSD]", set.toString());
  }

  @Test
  void theLabelsCannotBeChangedFromOutside() {
    int[] labels = {1, 0, 1, 1};
    LabelledSequences set = new LabelledSequences(List.of(A, B, C, D), labels, CLASSES);
    labels[0] = 0;
    set.labels()[1] = 1;
    assertArrayEquals(new int[] {1, 0, 1, 1}, set.labels());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "there are 2 sequences and 1 labels",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelledSequences(List.of(A, B), new int[] {0}, CLASSES))
            .getMessage());
    assertEquals(
        "sequence b has the label 2, but there are 2 classes",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelledSequences(List.of(A, B), new int[] {0, 2}, CLASSES))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledSequences(List.of(A), new int[] {-1}, CLASSES));
  }

  @Test
  void equalityLooksAtSequencesLabelsAndClasses() {
    assertEquals(four(), four());
    assertEquals(four().hashCode(), four().hashCode());
    assertNotEquals(
        four(), new LabelledSequences(List.of(A, B, C, D), new int[] {1, 1, 1, 1}, CLASSES));
    assertNotEquals(
        four(),
        new LabelledSequences(List.of(A, B, C, D), new int[] {1, 0, 1, 1}, List.of("x", "y")));
    assertNotEquals(
        four(), new LabelledSequences(List.of(A, B, D, C), new int[] {1, 0, 1, 1}, CLASSES));
  }
}
