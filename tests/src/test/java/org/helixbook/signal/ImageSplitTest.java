package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.junit.jupiter.api.Test;

class ImageSplitTest {
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(12).withHop(4))
          .withImage(ImageSettings.defaults().withSize(7, 9));
  private static final LabelledSequences TRAIN = windows(6, 1);
  private static final LabelledSequences TEST = windows(4, 2);

  private static LabelledSequences windows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DnaSequence> windows = new ArrayList<>();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      StringBuilder bases = new StringBuilder();
      while (bases.length() < 60) {
        bases.append("ACGT".charAt(random.nextInt(4)));
      }
      windows.add(DnaSequence.of("w" + i, bases.toString()));
      labels[i] = i % 2;
    }
    return new LabelledSequences(windows, labels, List.of("CDN", "LNSD"));
  }

  private static ImageSplit prepare(
      boolean standardise, LabelledSequences train, LabelledSequences test) {
    return ImageSplit.prepare(PIPELINE, standardise, train, test, 2, Progress.silent());
  }

  /** The pixels of one channel of all images. */
  private static float[] channel(LabelledImages images, int channel) {
    int plane = images.height() * images.width();
    float[] pixels = new float[images.size() * plane];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.image(i), channel * plane, pixels, i * plane, plane);
    }
    return pixels;
  }

  @Test
  void standardisedTrainingPicturesHaveMean0AndDeviation1InEachChannel() {
    ImageSplit split = prepare(true, TRAIN, TEST);
    Standardisation train = Standardisation.fit(split.train());
    Standardisation test = Standardisation.fit(split.test());
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(0, train.means().get(channel), 1e-6);
      assertEquals(1, train.deviations().get(channel), 1e-6);
      // The test pictures are shifted and stretched by the same numbers, not by their own.
      assertNotEquals(0, test.means().get(channel), 1e-3);
    }
    assertArrayEquals(TRAIN.labels(), split.train().labels());
    assertEquals(List.of("CDN", "LNSD"), split.test().classNames());
    assertEquals("6 images of 3 x 7 x 9, classes [CDN, LNSD]", split.train().toString());
    assertEquals(4, split.test().size());
  }

  @Test
  void theTestWindowsChangeNothingButTheirOwnPictures() {
    ImageSplit split = prepare(true, TRAIN, TEST);
    LabelledSequences others =
        new LabelledSequences(
            List.of(DnaSequence.of("repeat", "ACG".repeat(20))),
            new int[] {0},
            List.of("CDN", "LNSD"));
    ImageSplit changed = prepare(true, TRAIN, others);
    assertEquals(split.pipeline(), changed.pipeline());
    assertEquals(split.train(), changed.train());
    assertNotEquals(split.test(), changed.test());
    assertNotEquals(split.pipeline(), prepare(true, windows(6, 3), TEST).pipeline());
  }

  @Test
  void thePipelineThatIsHandedOutMakesTheSamePictures() {
    ImageSplit split = prepare(true, TRAIN, TEST);
    assertArrayEquals(
        split.test().image(3), split.pipeline().input(TEST.sequences().get(3)), "fitted and kept");
  }

  @Test
  void withoutStandardisationThePipelineStaysAsItIs() {
    ImageSplit split = prepare(false, TRAIN, TEST);
    assertEquals(PIPELINE, split.pipeline());
    assertArrayEquals(PIPELINE.input(TRAIN.sequences().get(2)), split.train().image(2));
    for (float pixel : split.train().pixels()) {
      assertTrue(pixel >= 0 && pixel <= 1);
    }
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    assertEquals(
        prepare(true, TRAIN, TEST),
        ImageSplit.prepare(PIPELINE, true, TRAIN, TEST, 3, Progress.silent()));
  }

  @Test
  void aWindowThatCannotBeUsedIsNamed() {
    LabelledSequences bad =
        new LabelledSequences(
            List.of(DnaSequence.of("short", "ACGT")), new int[] {0}, List.of("CDN", "LNSD"));
    assertTold(
        assertThrows(InputProblem.class, () -> prepare(true, TRAIN, bad)).getMessage(),
        "sequence short",
        "4",
        "STFT",
        "12");
  }
}
