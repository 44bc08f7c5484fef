package org.helixbook.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.RocCurve;
import org.helixbook.model.motif.PositionWeightMatrix;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.TinyRun;
import org.helixbook.signal.MeanSpectrum;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** One figure of each kind from simulated input, to be looked at and tested. */
final class ChartSamples {
  private ChartSamples() {}

  static History history(int epochs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EpochRecord> records = new ArrayList<>();
    for (int e = 1; e <= epochs; e++) {
      double learned = 1 - Math.exp(-4.0 * e / epochs);
      double noise = 0.05 * (random.nextDouble() - 0.5);
      records.add(
          TinyRun.epoch(
              e,
              0.69 * (1 - learned) + 0.08,
              0.5 + 0.47 * learned,
              0.69 - 0.28 * learned + 2 * Math.abs(noise),
              0.5 + 0.34 * learned + noise,
              20));
    }
    return new History(records);
  }

  static RocCurve roc(double separation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[400];
    int[] labels = new int[400];
    for (int i = 0; i < scores.length; i++) {
      labels[i] = i % 2;
      scores[i] =
          (labels[i] == 0 ? separation : 0)
              + random.nextDouble()
              + random.nextDouble()
              + random.nextDouble();
    }
    return RocCurve.of(scores, labels, 0);
  }

  static ConfidenceInterval around(double value, double low, double high) {
    return new ConfidenceInterval(value, low, high, 0.95);
  }

  static float[][][] picture(double band) {
    SplittableRandom random = new SplittableRandom(5);
    float[][][] picture = new float[3][224][224];
    for (int row = 0; row < 224; row++) {
      double frequency = 0.5 - (row + 0.5) / 448;
      for (int column = 0; column < 224; column++) {
        double peak = band * Math.exp(-Math.pow((frequency - 1 / 3.0) / 0.006, 2));
        for (int channel = 0; channel < 3; channel++) {
          picture[channel][row][column] = (float) Math.min(1, 0.4 * random.nextDouble() + peak);
        }
      }
    }
    return picture;
  }

  static final ConfusionMatrix CONFUSION =
      ConfusionMatrix.ofCounts(List.of("CDN", "LNSD"), new int[][] {{195, 5}, {62, 138}});

  static final MeanSpectrum SPECTRUM =
      new MeanSpectrum(
          new double[] {0, 1 / 6.0, 1 / 3.0, 0.5},
          List.of(new double[] {0.2, 0.9, 3.6, 0.8}, new double[] {0.3, 1.2, 1.1, 0.9}));

  /** All figures by a file name. */
  static Map<String, Figure> all() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    charts().forEach((name, chart) -> figures.put(name, Figure.of(chart)));
    drawings().forEach((name, drawing) -> figures.put(name, Figure.of(drawing)));
    List<History> three = List.of(history(8, 1), history(8, 2), history(8, 3));
    figures.put("training", Charts.training("Model 2: training", three));
    figures.put(
        "training-long",
        Charts.training("Model 2: training", List.of(history(125, 1), history(125, 2))));
    figures.put(
        "training-two",
        Charts.training(
            "Model 2a: here and published protocol",
            new Charts.Runs("here", three, 32),
            new Charts.Runs("reference", List.of(history(125, 4)), 64)));
    return figures;
  }

  /** XChart charts by a file name. */
  static Map<String, Chart<?, ?>> charts() {
    Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
    charts.put("loss-smoke", Charts.loss("Model 2: loss", List.of(history(1, 1))));
    RocCurve good = roc(0.9, 1);
    charts.put(
        "roc",
        Charts.roc("Model 2: ROC on the test windows")
            .line("Model 2, seed 1", good, around(good.auc(), good.auc() - 0.02, 0.99))
            .line("Model 2, seed 2", roc(0.9, 5), null)
            .line("Model 2, seed 3", roc(0.92, 6), null)
            .line("period-3 ratio", roc(1.6, 2), null)
            .line("GC content", roc(0.7, 3), null));
    charts.put("confusion", Charts.confusion("Model 2: confusion matrix", CONFUSION));
    charts.put(
        "spectrum",
        Charts.spectrum(
            "Mean spectrum of 400 windows a class",
            List.of("CDN (coding)", "LNSD (non-coding)"),
            SPECTRUM));
    SplittableRandom random = new SplittableRandom(4);
    double[] scores = new double[400];
    int[] labels = new int[400];
    for (int i = 0; i < 400; i++) {
      labels[i] = i % 2;
      scores[i] =
          1
              + 4 * random.nextDouble() * random.nextDouble()
              + (i % 2 == 0 ? 2 + 3 * random.nextDouble() : 0);
    }
    charts.put(
        "histogram",
        Charts.histogram(
                "Period-3 ratio of the test windows",
                "period-3 signal-to-noise ratio",
                List.of("CDN (coding)", "LNSD (non-coding)"),
                scores,
                labels,
                24)
            .vertical("threshold 3.4", 3.4));
    charts.put(
        "calibration",
        Charts.calibration("Model 2: calibration")
            .line("seed 1", CalibrationCurve.of(uniform(scores), labels(scores), 1, 10)));
    double[] epochs = new double[30];
    List<ConfidenceInterval> valid = new ArrayList<>();
    double[] train = new double[30];
    for (int i = 0; i < 30; i++) {
      epochs[i] = i + 1;
      train[i] = 1.06 + 0.09 * Math.exp(-i / 8.0);
      double value = 1.084 + 0.05 * Math.exp(-i / 5.0) + 0.0004 * i + 0.002 * random.nextDouble();
      valid.add(around(value, value - 0.006, value + 0.006));
    }
    charts.put(
        "lines",
        Charts.lines("Validation perplexity", "epoch", "perplexity")
            .line("training", epochs, train)
            .line("validation", epochs, valid)
            .horizontal("base rates, 1.117", 1.117)
            .horizontal("paper, 1.084", 1.084)
            .horizontal("certain", 1));
    charts.put(
        "lines-same",
        Charts.lines("Three curves in one place", "epoch", "perplexity")
            .line("first", epochs, train)
            .line("second", epochs, train)
            .line("third", epochs, train));
    double[] windows = {500, 2000, 8000, 32000, 80000};
    LineChart learning =
        Charts.lines("Learning curve", "training windows", "AUROC")
            .line("BiGRU", windows, new double[] {0.52, 0.58, 0.66, 0.73, 0.76})
            .line("logistic regression", windows, new double[] {0.56, 0.62, 0.66, 0.68, 0.69})
            .line("fair logistic regression", windows, new double[] {0.6, 0.65, 0.68, 0.7, 0.71})
            .yRange(0.5, 1);
    learning.getStyler().setXAxisLogarithmic(true);
    charts.put("lines-log", learning);
    charts.put(
        "lines-few",
        Charts.lines("Learning curve, test windows", "training windows", "mean AUPRC")
            .line("network", new double[] {1000, 2000, 4000}, new double[] {0.252, 0.257, 0.266})
            .horizontal("guessing", 0.12)
            .xRange(0, 4000));
    charts.put("lines-one", Charts.lines("One epoch", "epoch", "perplexity").line("Markov", 3.99));
    double[] x = new double[200];
    double[] y = new double[200];
    List<TaskScore> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      x[i] = Math.max(0, 0.35 * random.nextDouble() * random.nextDouble());
      y[i] = i == 7 ? Double.NaN : Math.min(1, x[i] + 0.25 * random.nextDouble());
      tasks.add(new TaskScore("task " + i, x[i], y[i], 800 + random.nextInt(20000)));
    }
    charts.put(
        "scatter",
        Charts.scatter("F1 of each task", "F1, logistic regression", "F1, BiGRU")
            .points("transcription factors", x, y)
            .points("histone marks", new double[] {0.3, 0.4}, new double[] {0.5, 0.35})
            .diagonal("equal")
            .xRange(0, 0.7)
            .yRange(0, 0.7));
    for (TaskScore.Order order : TaskScore.Order.values()) {
      charts.put(
          "ranked-" + order.name().toLowerCase(Locale.ROOT),
          new Charts.Ranking("F1", "logistic regression", "BiGRU", tasks, order)
              .lines("F1 of each task"));
    }
    double[][] effect = new double[4][60];
    for (int base = 0; base < 4; base++) {
      for (int i = 0; i < 60; i++) {
        effect[base][i] =
            i > 24 && i < 40 ? -0.5 + 0.6 * random.nextDouble() : 0.1 * (random.nextDouble() - 0.5);
      }
    }
    effect[2][3] = Double.NaN;
    charts.put(
        "heatmap-diverging",
        Charts.heatMap(
            "Change of the predicted logit by each substitution",
            "position (bp)",
            numbers(60),
            "base",
            List.of("A", "C", "G", "T"),
            effect));
    charts.put(
        "heatmap-sequential",
        Charts.heatMap(
            "Accuracy by window and mapping",
            "mapping",
            List.of("tetrahedron", "EIIP", "Voss", "real", "integer"),
            "STFT window (bp)",
            List.of("60", "120", "240", "480"),
            new double[][] {
              {0.6, 0.62, 0.66, 0.59, 0.55},
              {0.71, 0.7, 0.74, 0.68, 0.61},
              {0.85, 0.8, 0.83, 0.79, 0.7},
              {0.86, 0.81, Double.NaN, 0.8, 0.73}
            }));
    double[][] map = new double[46][46];
    for (int r = 0; r < 46; r++) {
      for (int c = 0; c < 46; c++) {
        map[r][c] = Math.exp(-Math.pow((r - 15) / 2.0, 2)) + 0.1 * random.nextDouble();
      }
    }
    charts.put(
        "heatmap-large",
        Charts.heatMap(
            "Occlusion: probability lost", "column", numbers(46), "row", numbers(46), map));
    BoxChart boxes =
        ChartStyle.of(
            new BoxChartBuilder()
                .title("AUROC")
                .yAxisTitle("AUROC")
                .width(480)
                .height(300)
                .build());
    boxes.addSeries("BiGRU", new double[] {0.6, 0.7, 0.75, 0.8, 0.95});
    boxes.addSeries("logistic regression", new double[] {0.55, 0.66, 0.7, 0.72, 0.9});
    charts.put("boxes", boxes);
    return charts;
  }

  private static double[] uniform(double[] scores) {
    return java.util.Arrays.stream(scores).map(score -> score / 10).toArray();
  }

  private static int[] labels(double[] scores) {
    return java.util.Arrays.stream(scores).mapToInt(score -> score > 3.2 ? 1 : 0).toArray();
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  /** Drawings by a file name. */
  static Map<String, Drawing> drawings() {
    Map<String, Drawing> drawings = new LinkedHashMap<>();
    drawings.put(
        "spectrograms",
        Charts.spectrograms(
            "One window of each class",
            List.of(
                SpectrogramPanel.of("CDN (coding)", picture(0.7), 0, 0.5, 600),
                SpectrogramPanel.of("LNSD (non-coding)", picture(0.1), 0, 0.5, 600))));
    List<String> lengths = List.of("100 bp", "300 bp", "600 bp");
    drawings.put(
        "dots",
        Charts.dots("Test accuracy by sequence length", "accuracy")
            .series(
                "Model 1",
                lengths,
                List.of(around(0.61, 0.3, 0.66), around(0.72, 0.68, 0.76), around(1, 0.9, 1)))
            .series(
                "Model 2a",
                lengths,
                List.of(around(0.63, 0.58, 0.68), around(0.74, 0.7, 0.78), around(0.4, 0.3, 0.5)))
            .series("period-3 ratio", lengths, 0.8, 0.91, Double.NaN)
            .vertical("chance", 0.5)
            .vertical("paper, Model 2", 0.98)
            .range(0.4, 1));
    drawings.put(
        "dots-differences",
        Charts.dots("Differences of mean AUPRC", "difference of mean AUPRC")
            .dot("another seed", "your run", around(-0.002, -0.006, 0.002))
            .dot("one network for all tasks (against one a task)", "your run", around(0, -0.02, 0))
            .dot("clockwork network", "your run", around(-0.055, -0.109, -0.02))
            .dot("another seed", "reference run", around(-0.006, -0.012, -0.001))
            .vertical("no difference", 0));
    drawings.put(
        "comparison",
        Charts.dots("Test accuracy", "accuracy")
            .dot("Model 2, mean of 3 seeds", "this run", around(0.832, 0.79, 0.865))
            .dot("period-3 ratio", "baseline of this run", around(0.925, 0.895, 0.95))
            .dot("GC content", "baseline of this run", around(0.745, 0.70, 0.79))
            .dot("Model 2, printed", "printed by the paper", around(0.98, 0.96, 0.99))
            .dot("not run", "this run", Double.NaN)
            .range(0.5, 1)
            .withValues());
    drawings.put(
        "logos",
        Charts.logos(
            "A known motif and one of four sequences",
            List.of(
                new LogoPanel(
                    "known: CCGCGNGGNGGCAG", PositionWeightMatrix.ofConsensus("CCGCGNGGNGGCAG")),
                new LogoPanel(
                    "four sequences",
                    PositionWeightMatrix.of(
                        List.of(
                            BaseIds.of("CCGCGAGG"),
                            BaseIds.of("CCACGTGG"),
                            BaseIds.of("CTGCGCGT"),
                            BaseIds.of("CCGCTGGG")))))));
    return drawings;
  }
}
