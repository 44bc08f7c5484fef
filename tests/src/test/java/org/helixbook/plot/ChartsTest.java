package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.helixbook.engine.BackendReport;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartsTest {
  @TempDir Path folder;

  static Stream<Map.Entry<String, Figure>> samples() {
    return ChartSamples.all(Profile.QUICK).entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFigureIsSavedAsPngAndSvg(Map.Entry<String, Figure> sample) throws IOException {
    Figure figure = sample.getValue();
    Path png = figure.save(folder, sample.getKey());
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(2 * figure.width(), image.getWidth());
    assertEquals(2 * figure.height(), image.getHeight());
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0), "the ground is white");
    long inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += image.getRGB(x, y) != Color.WHITE.getRGB() ? 1 : 0;
      }
    }
    assertTrue(inked > 5000, "something is drawn: " + inked);
    String svg = Files.readString(folder.resolve(sample.getKey() + ".svg"));
    assertTrue(svg.contains("Profile: quick."), "the profile is in the picture");
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing else is left in the folder");
    }
  }

  @Test
  void aFigureThatIsSavedAndShownIsDrawnAsPngOnce(@TempDir Path folder) throws Exception {
    AtomicInteger drawn = new AtomicInteger();
    Figure figure =
        Figure.of("T", Profile.SMOKE, 40, 20, (g, w, h) -> g.fillRect(0, 0, drawn.addAndGet(5), 9));
    byte[] first = figure.png();
    assertEquals(5, drawn.get());
    first[0] = 0; // the caller's own copy
    byte[] again = figure.png();
    assertEquals((byte) 0x89, again[0]);
    figure.toHtml();
    assertEquals(5, drawn.get());
    assertArrayEquals(again, Files.readAllBytes(figure.save(folder, "t")));
    assertEquals(10, drawn.get(), "the vector file is drawn for itself");
  }

  @Test
  void theProfileIsUnderThePicture() {
    Figure figure = Figure.of("T", Profile.SMOKE, 200, 20, (g, w, h) -> {}).note("1 < 2.");
    assertEquals("Profile: smoke. 1 < 2.", figure.caption());
    assertEquals("Reference run. 1 < 2.", figure.ofReferenceRun().caption());
    assertEquals("The paper's figures. 1 < 2.", figure.ofThePaper().caption());
    assertEquals("[figure] T. Profile: smoke. 1 < 2.", figure.toString());
    assertTrue(figure.toHtml().markup().contains("alt=\"T. Profile: smoke. 1 &lt; 2.\""));
    String svg = new String(figure.svg(), StandardCharsets.UTF_8);
    assertTrue(svg.contains("Profile: smoke. 1 &lt; 2."), svg);
    assertTrue(
        svg.contains("<title>T</title><desc>Profile: smoke. 1 &lt; 2.</desc>"), "for the page");
  }

  @Test
  void aLongTitleIsBrokenIntoLines() {
    Figure one = Figure.of("word", Profile.SMOKE, 200, 20, (g, w, h) -> {});
    Figure three =
        Figure.of("word word word word ".repeat(5), Profile.SMOKE, 200, 20, (g, w, h) -> {});
    assertTrue(three.height() > one.height() + 20);
  }

  @Test
  void aDashIsCutWhereItsLengthEnds() {
    // 10 points of paper for each unit: a dash of 5 is half a unit, a gap of 2.5 a quarter.
    DashedLine cut =
        DashedLine.of(
            new double[] {0, 1, 2}, new double[] {0, 0, 0}, 10, 10, new float[] {5, 2.5f});
    assertArrayEquals(new double[] {0, 0.5, 0.5, 0.75, 1, 1.25, 1.25, 1.5, 2}, cut.x(), 1e-12);
    double gap = Double.NaN;
    assertArrayEquals(new double[] {0, 0, gap, 0, 0, 0, gap, 0, 0}, cut.y());
  }

  @Test
  void aLegendSaysAucAndInterval() {
    RocLine line = ChartSamples.roc("M", 5, 1);
    assertEquals("M, AUC 1.000 (0.980 to 1.000)", RocChart.label(line));
    assertEquals("M, AUC 1.000", RocChart.label(new RocLine("M", line.curve(), null)));
  }

  @Test
  void theHeatMapGoesFromWhiteToDarkBlue() {
    assertEquals(Color.WHITE, ConfusionChart.shade(0));
    assertEquals(new Color(8, 48, 107), ConfusionChart.shade(1));
    assertEquals(new Color(132, 152, 181), ConfusionChart.shade(0.5));
  }

  @Test
  void positionsAreTickedAtRoundDistances() {
    assertEquals(100, SpectrogramChart.step(600));
    assertEquals(1, SpectrogramChart.step(4));
    assertEquals(200, SpectrogramChart.step(1000));
    assertEquals(500, SpectrogramChart.step(3000));
  }

  @Test
  void fourPicturesStandTwoInARow() {
    SpectrogramPanel panel =
        SpectrogramPanel.of("60 bp", new float[][][] {{{1f}}, {{0f}}, {{0f}}}, 0, 0.5, 600);
    FigureCharts charts = new FigureCharts(Profile.QUICK);
    Figure two = charts.spectrograms("T", List.of(panel, panel));
    Figure four = charts.spectrograms("T", List.of(panel, panel, panel, panel));
    assertEquals(two.width(), four.width());
    int row = four.height() - two.height();
    assertTrue(row > 300, "another row: " + row);
    BufferedImage image = four.image();
    int red = 0xFFFF0000;
    for (int x : new int[] {400, 1100}) {
      for (int y : new int[] {400, 400 + 2 * row}) {
        assertEquals(red, image.getRGB(x, y), x + ", " + y);
      }
    }
  }

  @Test
  void channelsBecomeRedGreenBlue() {
    float[][][] channels = {{{1f, 0f}}, {{0.5f, -1f}}, {{0f, 2f}}};
    BufferedImage image = SpectrogramChart.image(channels);
    assertEquals(new Color(255, 128, 0).getRGB(), image.getRGB(0, 0));
    assertEquals(new Color(0, 0, 255).getRGB(), image.getRGB(1, 0));
  }

  @Test
  void scoresAreCountedIntoBins() {
    int[][] counts =
        ScoreHistogram.count(
            2, new double[] {0, 0.49, 0.5, 1, 0.99}, new int[] {0, 0, 1, 1, 0}, 2, 0, 1);
    assertArrayEquals(new int[][] {{2, 1}, {0, 2}}, counts);
  }

  @Test
  void withoutFontsThereIsOneSentence() {
    String sentence =
        "charts: Java finds no fonts on this machine; install fonts-dejavu-core and fontconfig"
            + " (Debian: apt-get install fonts-dejavu-core fontconfig)";
    assertEquals(
        sentence,
        assertThrows(InputProblem.class, () -> FontCheck.family(() -> new String[0])).getMessage());
    assertEquals(
        sentence,
        assertThrows(
                InputProblem.class,
                () ->
                    FontCheck.family(
                        () -> {
                          throw new InternalError("Fontconfig head is null");
                        }))
            .getMessage());
    BackendReport.Finding bare = FontCheck.finding(() -> new String[0]);
    assertEquals(sentence, "charts: " + bare.text() + "; " + bare.mend());
    assertFalse(bare.good());
    assertEquals(
        new BackendReport.Finding(true, "fonts", "charts are written in Arial", ""),
        FontCheck.finding(() -> new String[] {"Arial"}));
    assertEquals("Arial", FontCheck.family(() -> new String[] {"Zapf", "Arial"}));
    assertEquals("SansSerif", FontCheck.family(() -> new String[] {"Zapf"}));
  }

  @Test
  void labelsOfANarrowAxisDoNotTouch() {
    // 0.7 on 100 points: labels every 0.1 would be 14 points apart, and are 24 wide.
    assertEquals(0.4, MetricComparison.spaced(0.1, 100 / 0.7, 24), 1e-12);
    assertEquals(0.1, MetricComparison.spaced(0.1, 230 / 0.7, 24), 1e-12);
  }
}
