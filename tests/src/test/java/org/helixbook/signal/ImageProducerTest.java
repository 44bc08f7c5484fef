package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.junit.jupiter.api.Test;

class ImageProducerTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(30).withHop(2))
          .withImage(ImageSettings.defaults().withSize(12, 10))
          .withPreprocessing(Preprocessing.paper().withSide(8));

  private static List<DnaSequence> windows(int n) {
    Random random = new Random(7);
    List<DnaSequence> windows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder bases = new StringBuilder();
      for (int j = 0; j < 60; j++) {
        bases.append("ACGT".charAt(random.nextInt(4)));
      }
      windows.add(DnaSequence.of("w" + i, bases.toString()));
    }
    return windows;
  }

  private static ImageProducer producer(int threads) {
    return new ImageProducer(PIPELINE, threads, Progress.silent());
  }

  private static LabelledSequences labelled(List<DnaSequence> windows, int[] labels) {
    return new LabelledSequences(windows, labels, CLASSES);
  }

  @Test
  void imagesStandInTheOrderOfTheWindows() {
    List<DnaSequence> windows = windows(40);
    int[] labels = new int[40];
    labels[3] = 1;
    LabelledImages images = producer(2).images(labelled(windows, labels));
    assertEquals(3, images.channels());
    assertEquals(8, images.height());
    assertEquals(8, images.width());
    assertArrayEquals(labels, images.labels());
    for (int i = 0; i < 40; i++) {
      assertArrayEquals(PIPELINE.input(windows.get(i)), images.image(i));
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    List<DnaSequence> windows = windows(50);
    int[] labels = new int[50];
    LabelledImages one = producer(1).images(labelled(windows, labels));
    Standardisation standardisation = producer(1).fitStandardisation(windows);
    for (int threads : new int[] {2, 5}) {
      assertEquals(one, producer(threads).images(labelled(windows, labels)));
      assertEquals(standardisation, producer(threads).fitStandardisation(windows));
    }
  }

  /** The tetrahedron has three planes, the real mapping one: the greatest power of all of them. */
  @Test
  void oneCeilingForAllIsTheMeanOfTheirGreatestPowers() {
    List<DnaSequence> windows = windows(7);
    for (NumericMapping mapping : List.of(NumericMapping.TETRAHEDRON, NumericMapping.REAL)) {
      SpectrogramPipeline pipeline = PIPELINE.withMapping(mapping);
      double sum = 0;
      for (DnaSequence window : windows) {
        sum +=
            Arrays.stream(pipeline.spectrogram(window).power())
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElseThrow();
      }
      ImageScale fitted = new ImageProducer(pipeline, 2, Progress.silent()).fitCeiling(windows);
      assertEquals(ImageScale.Kind.FIXED_CEILING, fitted.kind());
      assertEquals(sum / 7, fitted.ceiling(), 1e-5);
    }
  }

  @Test
  void fittedStandardisationGivesMeanZeroAndDeviationOne() {
    List<DnaSequence> windows = windows(20);
    SpectrogramPipeline plain = PIPELINE.withPreprocessing(Preprocessing.none());
    Standardisation fitted =
        new ImageProducer(plain, 2, Progress.silent()).fitStandardisation(windows);
    LabelledImages raw =
        new ImageProducer(plain, 2, Progress.silent()).images(labelled(windows, new int[20]));
    assertEquals(Standardisation.fit(raw), fitted);
    LabelledImages standard =
        new ImageProducer(
                plain.withPreprocessing(Preprocessing.none().withStandardisation(fitted)),
                2,
                Progress.silent())
            .images(labelled(windows, new int[20]));
    assertEquals(fitted.apply(raw), standard);
    Standardisation again = Standardisation.fit(standard);
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(0, again.means().get(channel), 1e-6);
      assertEquals(1, again.deviations().get(channel), 1e-6);
    }
  }

  @Test
  void progressCountsWindows() {
    RecordedProgress listener = new RecordedProgress();
    new ImageProducer(PIPELINE, 2, listener).images(labelled(windows(3), new int[3]));
    assertEquals(
        List.of("Spectrogram images | 3 windows", "1 | ", "2 | ", "3 | ", "3 windows"),
        listener.lines());
  }

  @Test
  void badWindowIsNamedAndEndsTheWork() {
    List<DnaSequence> windows = windows(5);
    windows.set(2, DnaSequence.of("bad", "ACGN".repeat(15)));
    var problem =
        assertThrows(InputProblem.class, () -> producer(2).images(labelled(windows, new int[5])));
    assertTrue(problem.getMessage().startsWith("sequence bad, base 4: it is N"));
  }

  @Test
  void interruptStopsTheWork() {
    Thread.currentThread().interrupt();
    var stopped =
        assertThrows(
            CancellationException.class,
            () -> producer(2).images(labelled(windows(100), new int[100])));
    assertTrue(Thread.interrupted(), "the interrupt is still to be seen");
    assertTrue(stopped.getMessage().startsWith("Spectrogram images: stopped after "));
  }

  @Test
  void unusableRequestsAreRefused() {
    assertThrows(InputProblem.class, () -> producer(0));
    assertThrows(
        IllegalArgumentException.class, () -> producer(1).images(labelled(windows(2), new int[1])));
    assertThrows(InputProblem.class, () -> producer(1).fitStandardisation(List.of()));
    ImageProducer huge =
        new ImageProducer(
            PIPELINE.withPreprocessing(Preprocessing.none().withSide(20_000)),
            1,
            Progress.silent());
    var problem =
        assertThrows(InputProblem.class, () -> huge.images(labelled(windows(2), new int[2])));
    assertTold(problem.getMessage(), "images", "2", "3", "20000", "20000");
  }

  @Test
  void noWindowGivesNoImage() {
    assertEquals(0, producer(1).images(labelled(List.of(), new int[0])).size());
  }
}
