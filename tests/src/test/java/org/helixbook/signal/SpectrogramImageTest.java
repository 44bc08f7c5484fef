package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectrogramImageTest {
  private static final ImageSettings GREY = ImageSettings.defaults().withColourMap(ColourMap.GREY);

  @Provide
  static Arbitrary<String> dna() {
    return Arbitraries.strings().withChars("ACGT").ofMinLength(24).ofMaxLength(60);
  }

  /** One channel; two frames of four bins at 0, 1/6, 1/3 and 1/2. */
  private static Spectrogram small() {
    return new Spectrogram(
        new double[][][] {{{0, 1, 2, 4}, {8, 5, 6, 16}}},
        new double[] {0, 1 / 6.0, 2 / 6.0, 0.5},
        new double[] {3, 5});
  }

  private static float[][] red(SpectrogramImage image) {
    return channel(image, 0);
  }

  private static float[][] channel(SpectrogramImage image, int channel) {
    float[][] values = new float[image.height()][image.width()];
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        values[row][column] = image.value(channel, row, column);
      }
    }
    return values;
  }

  @Test
  void topRowIsTheHighestFrequencyAndLeftColumnTheFirstFrame() {
    SpectrogramImage image =
        SpectrogramImage.of(small(), GREY.withSize(4, 2), ImageScale.perImage());
    float[][] expected = {{4 / 16f, 1}, {2 / 16f, 6 / 16f}, {1 / 16f, 5 / 16f}, {0, 8 / 16f}};
    for (int channel = 0; channel < 3; channel++) {
      assertArrayEquals(expected, channel(image, channel));
    }
    assertEquals(4, image.height());
    assertEquals(2, image.width());
    assertEquals(6 / 16f, image.value(2, 1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> image.value(3, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> image.value(0, 4, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> image.value(0, 0, 2));
  }

  @Test
  void fixedCeilingClips() {
    SpectrogramImage image = SpectrogramImage.of(small(), GREY.withSize(4, 2), ImageScale.fixed(5));
    float[][] expected = {{0.8f, 1}, {0.4f, 1}, {0.2f, 1}, {0, 1}};
    assertArrayEquals(expected, red(image));
  }

  @Test
  void aMultipleOfTheImagesOwnMeanClips() {
    // The mean of the eight powers is 42 / 8 = 5.25, so twice the mean is 10.5.
    SpectrogramImage image =
        SpectrogramImage.of(small(), GREY.withSize(4, 2), ImageScale.perImageMean(2));
    float[][] expected = {
      {(float) (4 / 10.5), 1},
      {(float) (2 / 10.5), (float) (6 / 10.5)},
      {(float) (1 / 10.5), (float) (5 / 10.5)},
      {0, (float) (8 / 10.5)}
    };
    assertArrayEquals(expected, red(image));
  }

  @Test
  void magnitudeIsTheSquareRoot() {
    ImageSettings settings = GREY.withSize(4, 2).withBrightness(Brightness.MAGNITUDE);
    float[][] red = red(SpectrogramImage.of(small(), settings, ImageScale.perImage()));
    assertEquals(0.5f, red[0][0]);
    assertEquals(0.25f, red[2][0]);
    assertEquals(0f, red[3][0]);
  }

  @Test
  void logPowerLosesAFullRangeInFortyDecibels() {
    Spectrogram spectrogram =
        new Spectrogram(
            new double[][][] {{{1e-3, 1e-1, 10, 1e-9}}},
            new double[] {0, 0.1, 0.2, 0.3},
            new double[] {1});
    ImageSettings settings = GREY.withSize(4, 1).withBrightness(Brightness.LOG_POWER);
    float[][] red = red(SpectrogramImage.of(spectrogram, settings, ImageScale.perImage()));
    assertEquals(0f, red[0][0]);
    assertEquals(1f, red[1][0]);
    assertEquals(0.5f, red[2][0], 1e-6f);
    assertEquals(0f, red[3][0], 1e-6f);
  }

  @Test
  void frequencyRangeTakesTheBinsAtItsEnds() {
    ImageSettings settings = GREY.withSize(2, 2).withFrequencies(1 / 6.0, 1.0 / 3);
    SpectrogramImage image = SpectrogramImage.of(small(), settings, ImageScale.perImage());
    float[][] expected = {{2 / 6f, 1}, {1 / 6f, 5 / 6f}};
    assertArrayEquals(expected, red(image));
    assertEquals(0, image.rowOfFrequency(1.0 / 3));
    assertEquals(1, image.rowOfFrequency(1 / 6.0));
    assertThrows(IllegalArgumentException.class, () -> image.rowOfFrequency(0.5));
    assertThrows(IllegalArgumentException.class, () -> image.rowOfFrequency(0));
  }

  @Test
  void rowsAndColumnsKnowTheirFrequencyAndPosition() {
    SpectrogramImage image =
        SpectrogramImage.of(small(), GREY.withSize(8, 4), ImageScale.perImage());
    // Each of the four bins fills two of the eight rows.
    assertEquals(0, image.rowOfFrequency(0.5 + 1 / 13.0));
    assertEquals(1, image.rowOfFrequency(0.49));
    assertEquals(3, image.rowOfFrequency(1.0 / 3));
    assertEquals(7, image.rowOfFrequency(0));
    assertEquals(1 / 3.0 + 1 / 24.0, image.frequencyOfRow(2), 1e-12);
    assertEquals(1 / 3.0 - 1 / 24.0, image.frequencyOfRow(3), 1e-12);
  }

  @Test
  void emptyRangeIsRefused() {
    ImageSettings settings = GREY.withFrequencies(0.35, 0.45);
    var problem =
        assertThrows(
            InputProblem.class,
            () -> SpectrogramImage.of(small(), settings, ImageScale.perImage()));
    assertTold(problem.getMessage(), "frequency range of the image", "0.35", "0.45");
  }

  @Test
  void threeChannelsAreRedGreenAndBlueOnOneScale() {
    Spectrogram spectrogram =
        new Spectrogram(
            new double[][][] {{{1, 2}}, {{3, 4}}, {{5, 8}}},
            new double[] {0, 0.5},
            new double[] {1});
    SpectrogramImage image =
        SpectrogramImage.of(spectrogram, GREY.withSize(2, 1), ImageScale.perImage());
    assertArrayEquals(new float[] {0.25f, 0.125f, 0.5f, 0.375f, 1f, 0.625f}, image.pixels());
  }

  @Test
  void fourChannelsAreSummed() {
    Spectrogram spectrogram =
        new Spectrogram(
            new double[][][] {{{1, 0}}, {{1, 0}}, {{1, 1}}, {{1, 0}}},
            new double[] {0, 0.5},
            new double[] {1});
    SpectrogramImage image =
        SpectrogramImage.of(spectrogram, GREY.withSize(2, 1), ImageScale.perImage());
    assertArrayEquals(new float[][] {{0.25f}, {1}}, red(image));
  }

  @Test
  void viridisGoesFromDarkBlueToYellow() {
    assertEquals(0.267f, ColourMap.VIRIDIS.channel(0, 0));
    assertEquals(0.144f, ColourMap.VIRIDIS.channel(2, 1), 1e-6f);
    assertEquals((0.322f + 0.567f) / 2, ColourMap.VIRIDIS.channel(1, 0.375), 1e-6f);
    assertEquals(0.3f, ColourMap.GREY.channel(1, 0.3), 1e-6f);
  }

  @Test
  void pictureWithoutPowerIsBlack() {
    SpectrogramImage image =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(8))
            .withImage(GREY.withSize(3, 3))
            .picture(DnaSequence.of("s", "CCCCCCCCCC"));
    assertArrayEquals(new float[27], image.pixels());
  }

  @Test
  void unusableSettingsAreRefused() {
    var size = assertThrows(InputProblem.class, () -> GREY.withSize(0, 5));
    assertTold(size.getMessage(), "image size", "0 x 5", "1 row and 1 column");
    var range = assertThrows(InputProblem.class, () -> GREY.withFrequencies(0.4, 0.3));
    assertTold(range.getMessage(), "frequency range of the image", "0.4", "0.3", "0 to 0.5");
    assertThrows(InputProblem.class, () -> GREY.withFrequencies(-0.1, 0.3));
    assertThrows(InputProblem.class, () -> GREY.withFrequencies(0, 0.6));
    assertThrows(InputProblem.class, () -> GREY.withFrequencies(Double.NaN, 0.5));
    var ceiling = assertThrows(InputProblem.class, () -> ImageScale.fixed(0));
    assertTold(ceiling.getMessage(), "ceiling of the image scale", "0.0");
    assertThrows(InputProblem.class, () -> ImageScale.fixed(Double.NaN));
  }

  @Test
  void pngComesBackAsItWasToAnEighthBit(@TempDir Path folder) throws IOException {
    SpectrogramImage image =
        SpectrogramImage.of(small(), ImageSettings.defaults().withSize(5, 7), ImageScale.fixed(9));
    Path file = folder.resolve("picture.png");
    ImageIO.write(image.toBufferedImage(), "png", file.toFile());
    BufferedImage read = ImageIO.read(file.toFile());
    assertEquals(7, read.getWidth());
    assertEquals(5, read.getHeight());
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 7; column++) {
        int rgb = read.getRGB(column, row);
        assertEquals(255 * image.value(0, row, column), rgb >> 16 & 255, 0.5001);
        assertEquals(255 * image.value(1, row, column), rgb >> 8 & 255, 0.5001);
        assertEquals(255 * image.value(2, row, column), rgb & 255, 0.5001);
      }
    }
  }

  @Property(tries = 100)
  void everyPictureHasItsSizeAndStaysWithinItsRange(
      @ForAll("dna") String bases,
      @ForAll NumericMapping mapping,
      @ForAll Brightness brightness,
      @ForAll ColourMap map,
      @ForAll boolean perImage,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 2, max = 24) int window) {
    SpectrogramPipeline pipeline =
        SpectrogramPipeline.defaults()
            .withMapping(mapping)
            .withStft(StftSettings.defaults().withWindowLength(window))
            .withImage(
                ImageSettings.defaults()
                    .withSize(height, width)
                    .withBrightness(brightness)
                    .withColourMap(map))
            .withScale(perImage ? ImageScale.perImage() : ImageScale.fixed(0.7));
    float[] pixels = pipeline.picture(DnaSequence.of("s", bases)).pixels();
    assertEquals(3 * height * width, pixels.length);
    for (float value : pixels) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Property(tries = 50)
  void louderSignalGivesTheSamePictureOnItsOwnScale(
      @ForAll("dna") String bases,
      @ForAll Brightness brightness,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
    Stft stft = new Stft(StftSettings.defaults().withWindowLength(12));
    double[][] signal = NumericMapping.TETRAHEDRON.encode(DnaSequence.of("s", bases));
    double[][] louder = new double[3][bases.length()];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < bases.length(); i++) {
        louder[channel][i] = factor * signal[channel][i];
      }
    }
    ImageSettings settings = GREY.withSize(9, 11).withBrightness(brightness);
    assertArrayEquals(
        SpectrogramImage.of(stft.transform("s", signal), settings, ImageScale.perImage()).pixels(),
        SpectrogramImage.of(stft.transform("s", louder), settings, ImageScale.perImage()).pixels(),
        1e-5f);
  }

  @Property(tries = 100)
  void pureRepeatOfThreeIsBrightestInTheRowOfOneThird(
      @ForAll NumericMapping mapping,
      @ForAll @IntRange(min = 20, max = 90) int height,
      @ForAll @IntRange(min = 4, max = 12) int codons) {
    SpectrogramImage image =
        SpectrogramPipeline.defaults()
            .withMapping(mapping)
            .withStft(StftSettings.defaults().withWindowLength(3 * codons))
            .withImage(GREY.withSize(height, 5))
            .picture(DnaSequence.of("s", "ACG".repeat(codons + 3)));
    int third = image.rowOfFrequency(1.0 / 3);
    for (int column = 0; column < 5; column++) {
      for (int row = 0; row < height; row++) {
        assertTrue(light(image, row, column) <= light(image, third, column) + 1e-6);
      }
    }
    assertEquals(
        1.0 / 3, image.frequencyOfRow(third), 0.51 * (codons * 3 / 2 + 1) / height / codons / 3);
  }

  private static double light(SpectrogramImage image, int row, int column) {
    return (double) image.value(0, row, column)
        + image.value(1, row, column)
        + image.value(2, row, column);
  }
}
