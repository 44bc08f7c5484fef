package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");

  /** Red 0 1, green 0.5 0.25, blue 0.75 0, one row. */
  private static SpectrogramImage picture() {
    Spectrogram spectrogram =
        new Spectrogram(
            new double[][][] {{{0}, {4}}, {{2}, {1}}, {{3}, {0}}},
            new double[] {0.25},
            new double[] {1, 2});
    return SpectrogramImage.of(
        spectrogram, ImageSettings.defaults().withSize(1, 2), ImageScale.fixed(4));
  }

  @Test
  void noneLeavesThePictureAsItIs() {
    assertArrayEquals(
        new float[] {0, 1, 0.5f, 0.25f, 0.75f, 0}, Preprocessing.none().apply(picture()));
  }

  @Test
  void withoutScalingValuesAreThoseOfEightBits() {
    assertArrayEquals(
        new float[] {0, 255, 127.5f, 63.75f, 191.25f, 0},
        new Preprocessing(false, Standardisation.none(), 0, 0).apply(picture()));
  }

  @Test
  void paperStandardisesAround485() {
    Preprocessing preprocessing =
        Preprocessing.none().withStandardisation(Standardisation.paper(0.5));
    assertArrayEquals(
        new float[] {-0.97f, 1.03f, 0.03f, -0.47f, 0.53f, -0.97f},
        preprocessing.apply(picture()),
        1e-6f);
  }

  @Test
  void resizingMakesSidesEqual() {
    assertArrayEquals(
        new float[] {0.5f, 0.375f, 0.375f}, Preprocessing.none().withSide(1).apply(picture()));
    assertEquals(12, Preprocessing.none().withSide(2).apply(picture()).length);
  }

  @Test
  void blurMixesNeighboursByTheGaussian() {
    // Sigma 0.3 reaches one pixel: weights g = exp(-0.5 / 0.09) = 0.003865920 against 1.
    double g = Math.exp(-0.5 / 0.09);
    float side = (float) (g / (1 + 2 * g));
    float[] blurred = Preprocessing.none().withBlurSigma(0.3).apply(picture());
    // Two columns, mirrored with the edge repeated: 0 | 0 1 | 1.
    assertEquals(side, blurred[0], 1e-7f);
    assertEquals(1 - side, blurred[1], 1e-7f);
  }

  @Test
  void paperDefaultsAreDeclared() {
    Preprocessing paper = Preprocessing.paper();
    assertEquals(List.of(0.485, 0.485, 0.485), paper.standardisation().means());
    assertEquals(List.of(0.229, 0.229, 0.229), paper.standardisation().deviations());
    assertEquals(224, paper.side());
    assertEquals(224, paper.outputHeight(100));
    assertEquals(1, paper.blurSigma());
    assertEquals(100, Preprocessing.none().outputWidth(100));
  }

  @Property(tries = 50)
  void standardisingBeforeOrAfterResizeAndBlurIsTheSame(
      @ForAll @IntRange(min = 1, max = 9) int side) {
    Standardisation standardisation =
        new Standardisation(List.of(0.2, 0.4, 0.6), List.of(0.5, 0.25, 2.0));
    Preprocessing geometry = Preprocessing.none().withSide(side).withBlurSigma(0.8);
    LabelledImages after =
        standardisation.apply(
            new LabelledImages(3, side, side, geometry.apply(picture()), new int[] {0}, CLASSES));
    assertArrayEquals(
        after.pixels(), geometry.withStandardisation(standardisation).apply(picture()), 1e-5f);
  }

  @Test
  void standardisationIsFittedByChannel() {
    // Channel 0: 1, 3, 5, 7 (mean 4, deviation sqrt 5); channel 1: all 2.
    LabelledImages training =
        new LabelledImages(
            2, 1, 2, new float[] {1, 3, 2, 2, 5, 7, 2, 2}, new int[] {0, 1}, CLASSES);
    Standardisation fitted = Standardisation.fit(training);
    assertEquals(4, fitted.means().get(0), 1e-12);
    assertEquals(Math.sqrt(5), fitted.deviations().get(0), 1e-12);
    assertEquals(2, fitted.means().get(1), 1e-12);
    assertEquals(1, fitted.deviations().get(1));
    float third = (float) (3 / Math.sqrt(5));
    float first = (float) (1 / Math.sqrt(5));
    LabelledImages standard = fitted.apply(training);
    assertArrayEquals(
        new float[] {-third, -first, 0, 0, first, third, 0, 0}, standard.pixels(), 1e-6f);
    assertArrayEquals(new float[] {1, 3, 2, 2, 5, 7, 2, 2}, training.pixels());
  }

  @Test
  void unusableSettingsAreRefused() {
    var sigma = assertThrows(InputProblem.class, () -> Preprocessing.none().withBlurSigma(-1));
    assertTold(sigma.getMessage(), "blur sigma", "-1.0", "0 (off) to 1000");
    assertThrows(InputProblem.class, () -> Preprocessing.none().withBlurSigma(Double.NaN));
    assertThrows(InputProblem.class, () -> Preprocessing.none().withSide(-1));
    var deviation = assertThrows(InputProblem.class, () -> Standardisation.paper(0));
    assertTold(deviation.getMessage(), "standardisation of channel 0", "0.485", "0.0");
    assertThrows(InputProblem.class, () -> new Standardisation(List.of(1.0), List.of(1.0, 2.0)));
    Standardisation one = new Standardisation(List.of(0.0), List.of(1.0));
    assertThrows(InputProblem.class, () -> Preprocessing.none().withStandardisation(one));
    LabelledImages three = new LabelledImages(3, 1, 1, new float[3], new int[] {0}, CLASSES);
    assertThrows(InputProblem.class, () -> one.apply(three));
    LabelledImages none = new LabelledImages(3, 1, 1, new float[0], new int[0], CLASSES);
    var empty = assertThrows(InputProblem.class, () -> Standardisation.fit(none));
    assertTold(empty.getMessage(), "standardisation", "training image");
  }
}
