package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline against numpy and scipy; tests/peers/spectrogram_reference.py made the numbers. */
class SpectrogramReferenceTest {
  private static final double RELATIVE = 1e-9;
  // Pictures hold single precision.
  private static final double SINGLE = 1e-6;
  private static JsonNode reference;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = SpectrogramReferenceTest.class.getResourceAsStream("reference.json")) {
      reference = new ObjectMapper().readTree(in);
    }
  }

  @Test
  void powerIsThatOfNumpy() {
    for (JsonNode expected : reference.get("stft")) {
      StftSettings settings =
          new StftSettings(
              expected.get("window").asInt(),
              expected.get("hop").asInt(),
              Taper.valueOf(expected.get("taper").asText()),
              expected.get("removeMean").asBoolean());
      Spectrogram spectrogram =
          new Stft(settings)
              .transform(sequence(expected), NumericMapping.of(expected.get("mapping").asText()));
      JsonNode power = expected.get("power");
      assertEquals(power.size(), spectrogram.channels());
      for (int channel = 0; channel < power.size(); channel++) {
        assertEquals(power.get(channel).size(), spectrogram.frames());
        double loudest = maximum(power.get(channel));
        for (int frame = 0; frame < spectrogram.frames(); frame++) {
          JsonNode bins = power.get(channel).get(frame);
          assertEquals(bins.size(), spectrogram.bins());
          for (int bin = 0; bin < bins.size(); bin++) {
            double value = bins.get(bin).asDouble();
            // Below the loudest bin's rounding error nothing can be compared.
            assertEquals(
                value,
                spectrogram.power()[channel][frame][bin],
                RELATIVE * value + 1e-15 * loudest,
                () -> settings + " on " + expected.get("mapping"));
          }
        }
      }
    }
  }

  @Test
  void picturesAreThoseOfNumpy() {
    for (JsonNode expected : reference.get("images")) {
      int rows = expected.get("rows").asInt();
      int columns = expected.get("columns").asInt();
      SpectrogramPipeline pipeline =
          SpectrogramPipeline.defaults()
              .withMapping(NumericMapping.of(expected.get("mapping").asText()))
              .withStft(
                  StftSettings.defaults()
                      .withWindowLength(expected.get("window").asInt())
                      .withHop(expected.get("hop").asInt()))
              .withImage(
                  ImageSettings.defaults()
                      .withSize(rows, columns)
                      .withColourMap(ColourMap.GREY)
                      .withBrightness(Brightness.valueOf(expected.get("brightness").asText()))
                      .withFrequencies(
                          expected.get("low").asDouble(), expected.get("high").asDouble()));
      if (!expected.get("ceiling").isNull()) {
        pipeline = pipeline.withScale(ImageScale.fixed(expected.get("ceiling").asDouble()));
      }
      SpectrogramImage image = pipeline.picture(sequence(expected));
      JsonNode planes = expected.get("planes");
      for (int channel = 0; channel < 3; channel++) {
        JsonNode plane = planes.get(planes.size() == 3 ? channel : 0);
        assertEquals(rows, plane.size());
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            assertEquals(
                plane.get(row).get(column).asDouble(), image.value(channel, row, column), SINGLE);
          }
        }
      }
    }
  }

  @Test
  void preprocessingIsThatOfScipy() {
    JsonNode expected = reference.get("preprocessing");
    SpectrogramPipeline pipeline =
        SpectrogramPipeline.defaults()
            .withStft(
                StftSettings.defaults()
                    .withWindowLength(expected.get("window").asInt())
                    .withHop(expected.get("hop").asInt()))
            .withImage(
                ImageSettings.defaults()
                    .withSize(expected.get("rows").asInt(), expected.get("columns").asInt()));
    Preprocessing asInThePaper =
        new Preprocessing(
            true,
            Standardisation.paper(expected.get("deviation").asDouble()),
            expected.get("side").asInt(),
            expected.get("sigma").asDouble());
    assertPlanes(
        expected.get("prepared"),
        pipeline.withPreprocessing(asInThePaper).input(sequence(expected)),
        1e-5);
    Preprocessing wideBlur =
        Preprocessing.none().withBlurSigma(expected.get("wideSigma").asDouble());
    assertPlanes(
        expected.get("wide"),
        pipeline.withPreprocessing(wideBlur).input(sequence(expected)),
        SINGLE);
  }

  @Test
  void fittedStandardisationIsThatOfNumpy() {
    JsonNode expected = reference.get("preprocessing");
    int rows = expected.get("rows").asInt();
    int columns = expected.get("columns").asInt();
    float[] pixels =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(18).withHop(2))
            .withImage(ImageSettings.defaults().withSize(rows, columns))
            .input(sequence(expected));
    Standardisation fitted =
        Standardisation.fit(
            new LabelledImages(3, rows, columns, pixels, new int[] {0}, List.of("CDN")));
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(
          expected.get("means").get(channel).asDouble(), fitted.means().get(channel), SINGLE);
      assertEquals(
          expected.get("deviations").get(channel).asDouble(),
          fitted.deviations().get(channel),
          SINGLE);
    }
  }

  @Test
  void period3RatioIsThatOfTheFourierTransform() {
    for (JsonNode expected : reference.get("period3")) {
      double ratio = expected.get("ratio").asDouble();
      assertEquals(ratio, Period3Ratio.of(sequence(expected)), RELATIVE * ratio);
    }
  }

  private static DnaSequence sequence(JsonNode node) {
    return DnaSequence.of("reference", node.get("bases").asText());
  }

  private static double maximum(JsonNode frames) {
    double maximum = 0;
    for (JsonNode frame : frames) {
      for (JsonNode value : frame) {
        maximum = Math.max(maximum, value.asDouble());
      }
    }
    assertTrue(maximum > 0);
    return maximum;
  }

  private static void assertPlanes(JsonNode expected, float[] actual, double tolerance) {
    int next = 0;
    for (JsonNode plane : expected) {
      for (JsonNode row : plane) {
        for (JsonNode value : row) {
          assertEquals(value.asDouble(), actual[next++], tolerance);
        }
      }
    }
    assertEquals(next, actual.length);
  }
}
