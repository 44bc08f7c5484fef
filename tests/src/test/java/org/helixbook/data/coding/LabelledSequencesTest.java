package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.data.TinyCodingSet;
import org.helixbook.dna.DnaSequence;
import org.helixbook.storage.Seeds;
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
  void aClassThatIsNotLargerIsTakenWholeInItsOrder() {
    LabelledSequences all = four().someOfEachClass(3, new Seeds(1));
    assertEquals(four(), all);
    LabelledSequences one = four().someOfEachClass(1, new Seeds(1));
    assertEquals(2, one.size());
    assertTrue(one.sequences().contains(B));
    assertEquals(CLASSES, one.classNames());
    assertEquals(
        "keep at least 1 sequence of each class, not 0",
        assertThrows(IllegalArgumentException.class, () -> four().someOfEachClass(0, new Seeds(1)))
            .getMessage());
  }

  @Test
  void oneClassIsReplacedByThatOfAnotherSet() {
    LabelledSequences other =
        new LabelledSequences(List.of(D, A, C), new int[] {1, 0, 1}, List.of("CDN", "other"));
    assertEquals(
        new LabelledSequences(List.of(B, D, C), new int[] {0, 1, 1}, CLASSES),
        four().withClass(1, other));
  }

  @Test
  void aDrawOfEachClassTakesFromTheWholeSetAndKeepsItsOrder() {
    List<DnaSequence> many = new ArrayList<>();
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      many.add(DnaSequence.of("s" + i, "ACG"));
      labels[i] = i < 50 ? 0 : 1;
    }
    LabelledSequences set = new LabelledSequences(many, labels, CLASSES);
    LabelledSequences ten = set.someOfEachClass(10, new Seeds(1));
    assertEquals(10, Arrays.stream(ten.labels()).filter(label -> label == 0).count());
    assertEquals(20, ten.size());
    int[] places = ten.sequences().stream().mapToInt(many::indexOf).toArray();
    assertArrayEquals(Arrays.stream(places).sorted().toArray(), places);
    // Ten draws out of fifty that all fall into the first half: one chance in three thousand.
    assertTrue(Arrays.stream(places).limit(10).max().orElseThrow() >= 25);
    assertEquals(ten, set.someOfEachClass(10, new Seeds(1)));
    assertNotEquals(ten, set.someOfEachClass(10, new Seeds(2)));
    assertEquals(set, set.someOfEachClass(50, new Seeds(1)), "all of them are the set itself");
    assertThrows(IllegalArgumentException.class, () -> set.someOfEachClass(0, new Seeds(1)));
    assertEquals(
        "1 sequence of the classes [CDN, LNSD]",
        new LabelledSequences(List.of(A), new int[1], CLASSES).toString());
  }

  @Test
  void windowsCarryTheLabelsOfTheirClasses() {
    LabelledSequences set =
        TinyCodingSet.set()
            .labelled(
                List.of(
                    TinyCodingSet.window("w1", "LNSD", "intron", "7", 10),
                    TinyCodingSet.window("w2", "CDN", "orf", "8", 20),
                    TinyCodingSet.window("w3", "LNSD", "intergenic", "-", 30)));
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
        "there are 2 sequences and 1 label",
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
