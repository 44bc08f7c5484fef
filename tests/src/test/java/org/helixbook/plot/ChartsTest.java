package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.helixbook.engine.BackendReport;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.eval.RocCurve;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;

class ChartsTest {
  @TempDir Path folder;

  static Stream<Map.Entry<String, Figure>> samples() {
    return ChartSamples.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFigureIsSavedAsPngAndSvg(Map.Entry<String, Figure> sample) throws IOException {
    Figure figure = sample.getValue().source("Profile: quick.");
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
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x : new int[] {0, 1, image.getWidth() - 2, image.getWidth() - 1}) {
        assertEquals(Color.WHITE.getRGB(), image.getRGB(x, y), "cut at " + x + ", " + y);
      }
    }
    String svg = Files.readString(folder.resolve(sample.getKey() + ".svg"));
    assertTrue(svg.contains("Profile: quick."), "the profile is in the picture");
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing else is left in the folder");
    }
  }

  private static Figure sketch(String title) {
    return Figure.of(new Sketch(title, 200, 20, g -> {}));
  }

  @Test
  void aFigureThatIsSavedAndShownIsDrawnAsPngOnce(@TempDir Path folder) throws Exception {
    AtomicInteger drawn = new AtomicInteger();
    Figure figure =
        Figure.of(new Sketch("T", 40, 20, g -> g.fillRect(0, 0, drawn.addAndGet(5), 9)));
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
  void sourceAndNoteAreUnderThePicture() {
    Figure figure = sketch("T").source("Profile: smoke.").note("1 < 2.");
    assertEquals("Profile: smoke. 1 < 2.", figure.caption());
    assertEquals("Reference run. 1 < 2.", figure.source("Reference run.").caption());
    assertEquals("", sketch("T").caption());
    assertTrue(figure.toHtml().markup().contains("alt=\"T. Profile: smoke. 1 &lt; 2.\""));
    String svg = new String(figure.svg(), StandardCharsets.UTF_8);
    assertTrue(svg.contains("Profile: smoke. 1 &lt; 2."), svg);
    assertTrue(
        svg.contains("<title>T</title><desc>Profile: smoke. 1 &lt; 2.</desc>"), "for the page");
  }

  @Test
  void aLongTitleIsBrokenIntoLines() {
    assertTrue(sketch("word word word word ".repeat(5)).height() > sketch("word").height() + 20);
  }

  @Test
  void chartsStandBesideEachOther() {
    Figure two =
        Figure.beside("T", List.of(Charts.lines("a", "x", "y"), Charts.scatter("b", "x", "y")));
    assertEquals(
        Charts.lines("", "", "").getWidth() + Charts.scatter("", "", "").getWidth(), two.width());
  }

  private static double[] y(XYChart chart, String series) {
    return chart.getSeriesMap().get(series).getYData();
  }

  @Test
  void trainingCurvesAreMeansWithTheRangeOfTheSeedsAsBand() {
    List<History> seeds = List.of(ChartSamples.history(5, 1), ChartSamples.history(5, 2));
    LineChart chart = Charts.accuracy("T", seeds);
    double first = seeds.get(0).epochs().get(3).testAccuracy();
    double second = seeds.get(1).epochs().get(3).testAccuracy();
    assertEquals((first + second) / 2, y(chart, "test")[3], 1e-12);
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 5}, chart.getSeriesMap().get("training").getXData());
    double[] band = y(chart, "band 1");
    assertEquals(Math.max(first, second), band[3], "there along the upper edge");
    assertEquals(Math.min(first, second), band[10 - 1 - 3], "and back along the lower");
    assertEquals(1, chart.getStyler().getXAxisMin(), "there is no epoch 0");
    assertEquals(5, chart.getStyler().getXAxisMax());
    assertFalse(
        Charts.loss("T", seeds.subList(0, 1)).getSeriesMap().containsKey("band 1"), "one seed");
  }

  @Test
  void runsOfAnotherPaceAreDrawnAgainstSteps() {
    Charts.Runs here = new Charts.Runs("here", List.of(ChartSamples.history(5, 1)), 32);
    Charts.Runs other = new Charts.Runs("reference", List.of(ChartSamples.history(9, 1)), 64);
    assertTrue(Charts.training("T", here, other).caption().contains("32 here, 64 reference"));
    Charts.Runs alike = new Charts.Runs("reference", other.seeds(), 32);
    assertTrue(Charts.training("T", here, alike).caption().contains("epochs"));
  }

  @Test
  void aRocCurveKeepsItsCornersAndNamesItsArea() {
    RocCurve perfect = RocCurve.of(new double[] {4, 3, 2, 1}, new int[] {1, 1, 0, 0}, 1);
    LineChart chart =
        Charts.roc("T")
            .line("M", perfect, ChartSamples.around(1, 0.98, 1))
            .line("N", perfect, null);
    double[] corners = chart.getSeriesMap().get("M, AUC 1.000 (0.980 to 1.000)").getXData();
    assertArrayEquals(new double[] {0, 0, 1}, corners);
    assertTrue(chart.getSeriesMap().containsKey("N, AUC 1.000"));
    CalibrationCurve certain = CalibrationCurve.of(new double[] {0.8}, new int[] {0}, 0, 10);
    assertTrue(
        Charts.calibration("T")
            .line("seed 1", certain)
            .getSeriesMap()
            .containsKey("seed 1, expected calibration error 0.200"));
  }

  @Test
  void aConfusionMatrixIsInSharesOfItsRows() {
    HeatMapChart chart = Charts.confusion("T", ChartSamples.CONFUSION);
    Map<String, Double> shares = new HashMap<>();
    for (Number[] cell : chart.getHeatMapSeries().getHeatData()) {
      shares.put(cell[0] + "," + cell[1], cell[2].doubleValue());
    }
    // Column, row from below: the upper left cell is CDN predicted as CDN.
    assertEquals(Map.of("0,1", 97.5, "1,1", 2.5, "0,0", 31.0, "1,0", 69.0), shares);
    assertEquals(List.of("LNSD", "CDN"), chart.getHeatMapSeries().getYData());
  }

  @Test
  void aHeatMapsScaleHoldsAllItsValuesAndIsSymmetricAroundZero() {
    List<String> two = List.of("a", "b");
    HeatMapChart signed =
        Charts.heatMap("T", "c", two, "r", List.of("x"), new double[][] {{-0.213, Double.NaN}});
    assertTrue(signed.getStyler().getMin() <= -0.213);
    assertEquals(1, signed.getHeatMapSeries().getHeatData().size(), "NaN is no value");
    HeatMapChart around =
        Charts.heatMap("T", "c", two, "r", List.of("x"), new double[][] {{-0.213, 0.1}});
    assertEquals(0.22, around.getStyler().getMax());
    assertEquals(-0.22, around.getStyler().getMin());
    HeatMapChart flat = Charts.heatMap("T", "c", two, "r", List.of("x"), new double[][] {{3, 3}});
    assertEquals(3, flat.getStyler().getMin());
    assertEquals(4, flat.getStyler().getMax());
    double before = -1;
    for (Color shade : around.getStyler().getRangeColors()) {
      double light = 0.299 * shade.getRed() + 0.587 * shade.getGreen() + 0.114 * shade.getBlue();
      assertTrue(light > before, "readable in grey");
      before = light;
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.heatMap("T", "c", two, "r", two, new double[][] {{1}, {1, 2}}));
  }

  @Test
  void scoresAreCountedIntoBins() {
    LineChart chart =
        Charts.histogram(
            "T",
            "score",
            List.of("a", "b"),
            new double[] {0, 0.49, 0.5, 1, 0.99},
            new int[] {0, 0, 1, 1, 0},
            2);
    assertArrayEquals(new double[] {0, 2, 1, 0}, y(chart, "a"));
    assertArrayEquals(new double[] {0, 0, 2, 0}, y(chart, "b"));
    assertArrayEquals(new double[] {0, 0, 0.5, 1}, chart.getSeriesMap().get("a").getXData(), 1e-12);
  }

  private static final List<TaskScore> TASKS =
      List.of(
          new TaskScore("a", 0.3, 0.2, 900),
          new TaskScore("b", 0.1, 0.4, 5000),
          new TaskScore("none", Double.NaN, 0.4, 7),
          new TaskScore("c", 0.2, 0.2, 800));

  private static List<String> names(TaskScore.Order order) {
    return order.sorted(TASKS).stream().map(TaskScore::task).toList();
  }

  @Test
  void tasksAreRankedAndThoseWithoutAScoreLeftOut() {
    assertEquals(List.of("b", "c", "a"), names(TaskScore.Order.FIRST));
    assertEquals(List.of("a", "c", "b"), names(TaskScore.Order.SECOND), "equal ones by name");
    assertEquals(List.of("c", "a", "b"), names(TaskScore.Order.POSITIVES));
    LineChart chart =
        new Charts.Ranking("F1", "LR", "RNN", TASKS, TaskScore.Order.POSITIVES).lines("T");
    assertArrayEquals(
        new double[] {800, 900, 5000},
        chart.getSeriesMap().get("LR (better on 1 of 3)").getXData());
    assertArrayEquals(new double[] {0.2, 0.3, 0.1}, y(chart, "LR (better on 1 of 3)"));
    assertArrayEquals(new double[] {0.2, 0.2, 0.4}, y(chart, "RNN (better on 1 of 3)"));
    assertTrue(chart.getXAxisTitle().contains("1 without a score"));
    for (TaskScore.Order order : TaskScore.Order.values()) {
      Figure none = Charts.rankedTasks("T", "F1", "LR", "RNN", List.of(), order);
      assertTrue(none.png().length > 500);
    }
  }

  @Test
  void fewTasksStandWithTheirNamesAndPositives() {
    String drawn =
        new String(
            Charts.rankedTasks("T", "F1", "LR", "RNN", TASKS, TaskScore.Order.FIRST).svg(),
            StandardCharsets.UTF_8);
    for (String text :
        List.of("a (900)", "b (5,000)", "RNN (better on 1 of 3)", "1 without a score")) {
      assertTrue(drawn.contains(text), text);
    }
    assertTrue(drawn.indexOf("a (900") < drawn.indexOf("b (5,000"), "the best one on top");
    assertFalse(drawn.contains("none ("), "it has no score");
  }

  @Test
  void aReferenceLineReachesAcrossTheChartAndTheChartMayGrow() {
    LineChart chart =
        Charts.lines("T", "x", "y").horizontal("h", 0.5).line("a", new double[] {2, 3, 4});
    Figure.of(chart).image();
    assertArrayEquals(new double[] {1, 3}, chart.getSeriesMap().get("h").getXData());
    assertNull(chart.getStyler().getXAxisMax(), "not set by a painting");
    chart.line("b", 1, 1, 1, 1, 1).vertical("v", 2);
    Figure.of(chart).image();
    assertArrayEquals(new double[] {1, 5}, chart.getSeriesMap().get("h").getXData());
    assertArrayEquals(new double[] {0.5, 4}, y(chart, "v"));
    assertEquals(Set.of("h", "a", "b", "v"), chart.getSeriesMap().keySet());
  }

  @Test
  void marksAtTheEndsOfTheAxesAreInsideTheFrame() {
    LineChart chart =
        Charts.scatter("T", "x", "y")
            .points("p", new double[] {0, 1}, new double[] {0, 1})
            .xRange(0, 1)
            .yRange(0, 1);
    Figure.of(chart).image();
    assertTrue(chart.getScreenXFromChart(0) - chart.getYAxisLeftWidth() > 5);
    assertTrue(chart.getScreenXFromChart(1) < chart.getWidth() - 14 - 5);
    assertTrue(chart.getScreenYFromChart(1) > 5);
  }

  @Test
  void aLogarithmicAxisEndsAtPowersOfTen() {
    LineChart chart =
        Charts.lines("T", "x", "y")
            .line("a", new double[] {500, 80_000}, new double[] {1, 2})
            .horizontal("h", 1);
    chart.getStyler().setXAxisLogarithmic(true);
    Figure.of(chart).image();
    assertArrayEquals(new double[] {100, 100_000}, chart.getSeriesMap().get("h").getXData(), 1e-6);
  }

  @Test
  void pointsWithoutAValueAreCounted() {
    LineChart chart =
        Charts.scatter("T", "x", "y")
            .points("p", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3});
    assertArrayEquals(
        new double[] {1, 3}, chart.getSeriesMap().get("p (1 without a value left out)").getXData());
  }

  @Test
  void seriesThatDoNotFitAreRefused() {
    LineChart chart = Charts.lines("T", "x", "y");
    assertThrows(
        IllegalArgumentException.class,
        () -> chart.line("l", new double[] {1}, new double[] {1, 2}));
    DotChart dots = Charts.dots("T", "a");
    assertThrows(IllegalArgumentException.class, () -> dots.series("s", List.of("one", "two"), 1));
    assertThrows(IllegalArgumentException.class, () -> dots.range(1, 1));
  }

  @Test
  void dotsKeepTheirMarksInsideAndTheirIntervalsOutOfTheLabels() {
    DotChart chart =
        Charts.dots("T", "accuracy")
            .dot("g", "s", ChartSamples.around(0.5, -3, 9))
            .dot("h", "s", 0)
            .dot("i", "s", 1)
            .range(0, 1);
    BufferedImage image = Figure.of(chart).image();
    int color = ChartStyle.look(0).color().getRGB();
    List<Integer> columns = new ArrayList<>();
    int marks = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < 150; y++) {
        if (image.getRGB(x, y) == color) {
          columns.add(x);
          marks++;
        }
      }
    }
    // Labels are one letter and end at about 14 points; the frame stands at 32.
    assertTrue(columns.get(0) > 2 * 28, "from " + columns.get(0));
    assertTrue(columns.get(columns.size() - 1) < 2 * (chart.width() - 20), "the right margin");
    assertTrue(marks > 3 * 17 * 17, "three whole squares: " + marks);
  }

  @Test
  void anAxisOfDotsFollowsTheDataUnlessItIsTold() {
    DotChart chart = Charts.dots("T", "a").dot("g", "s", ChartSamples.around(3, 2, 5));
    assertArrayEquals(new double[] {2, 5}, chart.ends());
    assertArrayEquals(new double[] {1, 5}, chart.vertical("none", 1).ends());
    assertArrayEquals(new double[] {0, 9}, chart.range(0, 9).ends());
    assertArrayEquals(
        new double[] {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1},
        DotChart.ticks(0.4, 1, DotChart.step(0.6)),
        1e-9);
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
    Figure two = Figure.of(Charts.spectrograms("T", List.of(panel, panel)));
    Figure four = Figure.of(Charts.spectrograms("T", List.of(panel, panel, panel, panel)));
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
}
