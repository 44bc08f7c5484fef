package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");

  /** Three images of 1 x 2 x 1. */
  private static LabelledImages three() {
    return new LabelledImages(
        1, 2, 1, new float[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 1}, CLASSES);
  }

  @Test
  void countsItsImages() {
    assertEquals(3, three().size());
    assertEquals(2, three().valuesPerImage());
    assertEquals("3 images of 1 x 2 x 1, classes [CDN, LNSD]", three().toString());
  }

  @Test
  void givesOneImage() {
    assertArrayEquals(new float[] {3, 4}, three().image(1));
    assertThrows(IndexOutOfBoundsException.class, () -> three().image(3));
  }

  @Test
  void subsetKeepsTheOrderAskedFor() {
    LabelledImages expected =
        new LabelledImages(1, 2, 1, new float[] {5, 6, 1, 2}, new int[] {1, 0}, CLASSES);
    assertEquals(expected, three().subset(2, 0));
    assertEquals(expected.hashCode(), three().subset(2, 0).hashCode());
    assertNotEquals(expected, three().subset(1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> three().subset(3));
  }

  @Test
  void pixelsMustFitTheShape() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LabelledImages(3, 2, 2, new float[13], new int[] {0}, CLASSES));
    assertEquals("1 images of 3 x 2 x 2 need 12 pixels, and there are 13", problem.getMessage());
  }

  @Test
  void labelMustNameAClass() {
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LabelledImages(1, 1, 1, new float[2], new int[] {0, 2}, CLASSES));
    assertEquals(
        "image 1 has label 2, and the classes [CDN, LNSD] are numbered from 0 to 1",
        problem.getMessage());
  }

  @Test
  void shapeMustBePositiveAndClassesNamed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledImages(0, 1, 1, new float[0], new int[0], CLASSES));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledImages(1, 1, 1, new float[0], new int[0], List.of()));
  }
}
