package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.helixbook.model.cnn.OcclusionMap;
import org.junit.jupiter.api.Test;

/** Edits of pictures: channels added, colours mixed, rows erased. */
class PictureEditTest {
  /** Two pictures of two channels, three rows and one column. */
  private static final LabelledImages IMAGES =
      new LabelledImages(
          2,
          3,
          1,
          new float[] {1, 2, 3, 10, 20, 30, 4, 5, 9, 40, 50, 90},
          new int[] {0, 1},
          List.of("CDN", "LNSD"));

  @Test
  void noEditGivesTheSamePictures() {
    assertSame(IMAGES, PictureEdit.NONE.apply(IMAGES));
  }

  @Test
  void theRowChannelSaysTheRow() {
    LabelledImages edited = PictureEdit.ROW_CHANNEL.apply(IMAGES);
    assertEquals(3, edited.channels());
    assertArrayEquals(new float[] {1, 2, 3, 10, 20, 30, -1, 0, 1}, edited.image(0));
    assertArrayEquals(new float[] {4, 5, 9, 40, 50, 90, -1, 0, 1}, edited.image(1));
    assertArrayEquals(IMAGES.labels(), edited.labels());
  }

  @Test
  void withoutColourEveryChannelIsTheirMean() {
    assertArrayEquals(
        new float[] {5.5f, 11, 16.5f, 5.5f, 11, 16.5f},
        PictureEdit.MONOCHROME.apply(IMAGES).image(0));
  }

  @Test
  void anErasedBandIsTheMeanOfTheOtherRows() {
    LabelledImages erased = new RowErasure(1, 1).apply(IMAGES);
    assertArrayEquals(new float[] {1, 2, 3, 10, 20, 30}, erased.image(0));
    assertArrayEquals(new float[] {4, 6.5f, 9, 40, 65, 90}, erased.image(1));
    assertArrayEquals(
        new float[] {3, 3, 3, 30, 30, 30}, new RowErasure(0, 1).apply(IMAGES).image(0));
    // The pictures themselves stay.
    assertArrayEquals(new float[] {4, 5, 9, 40, 50, 90}, IMAGES.image(1));
  }

  @Test
  void aBandEndsAtTheEdges() {
    assertEquals(new RowErasure(0, 3), RowErasure.around(1, 2, 10));
    assertEquals(new RowErasure(7, 9), RowErasure.around(9, 2, 10));
    assertThrows(IllegalArgumentException.class, () -> new RowErasure(0, 2).apply(IMAGES));
    assertThrows(IllegalArgumentException.class, () -> new RowErasure(2, 1));
  }

  @Test
  void anOccludedPatchIsTheMeanOfThePicture() {
    LabelledImages covered = OcclusionMap.covered(IMAGES, 1, 5, 0, 3);
    assertArrayEquals(new float[] {1, 2, 2, 10, 20, 20}, covered.image(0));
    assertArrayEquals(new float[] {4, 6, 6, 40, 60, 60}, covered.image(1));
  }
}
