package org.helixbook.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.RocCurve;
import org.helixbook.model.motif.PositionWeightMatrix;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.Profile;
import org.helixbook.run.TinyRun;
import org.helixbook.signal.MeanSpectrum;

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

  static RocLine roc(String name, double separation, long seed) {
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
    RocCurve curve = RocCurve.of(scores, labels, 0);
    return new RocLine(
        name,
        curve,
        new ConfidenceInterval(
            curve.auc(), curve.auc() - 0.02, Math.min(1, curve.auc() + 0.02), 0.95));
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

  static Map<String, Figure> all(Profile profile) {
    FigureCharts charts = new FigureCharts(profile);
    Map<String, Figure> figures = new LinkedHashMap<>();
    List<History> three = List.of(history(8, 1), history(8, 2), history(8, 3));
    figures.put("training", charts.trainingCurves("Model 2: training", three));
    figures.put(
        "training-long",
        charts.trainingCurves("Model 2: training", List.of(history(125, 1), history(125, 2))));
    figures.put("accuracy", charts.accuracyCurves("Model 2: accuracy", three));
    figures.put("loss-smoke", charts.lossCurves("Model 2: loss", List.of(history(1, 1))));
    figures.put(
        "roc",
        charts
            .roc(
                "Model 2: ROC on the test windows",
                List.of(
                    roc("Model 2, seed 1", 0.9, 1),
                    roc("period-3 ratio", 1.6, 2),
                    roc("GC content", 0.7, 3)))
            .note("400 test windows of human-coding-600; 95 % bootstrap intervals."));
    figures.put(
        "confusion",
        charts.confusion(
            "Model 2: confusion matrix",
            ConfusionMatrix.ofCounts(List.of("CDN", "LNSD"), new int[][] {{195, 5}, {62, 138}})));
    figures.put(
        "spectrograms",
        charts.spectrograms(
            "One window of each class",
            List.of(
                SpectrogramPanel.of("CDN (coding)", picture(0.7), 0, 0.5, 600),
                SpectrogramPanel.of("LNSD (non-coding)", picture(0.1), 0, 0.5, 600))));
    figures.put(
        "spectrum",
        charts.spectrum(
            "Mean spectrum of 400 windows a class",
            List.of("CDN (coding)", "LNSD (non-coding)"),
            new MeanSpectrum(
                new double[] {0, 1 / 6.0, 1 / 3.0, 0.5},
                List.of(new double[] {0.2, 0.9, 3.6, 0.8}, new double[] {0.3, 1.2, 1.1, 0.9}))));
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
    figures.put(
        "histogram",
        charts.histogram(
            "Period-3 ratio of the test windows",
            "period-3 signal-to-noise ratio",
            List.of("CDN (coding)", "LNSD (non-coding)"),
            scores,
            labels,
            24,
            3.4));
    figures.put(
        "comparison",
        charts.comparison(
            "Test accuracy",
            "accuracy",
            0.5,
            1,
            List.of(
                new MetricRow(
                    "Model 2, mean of 3 seeds", 0.832, 0.79, 0.865, MetricRow.Origin.OURS),
                new MetricRow("period-3 ratio", 0.925, 0.895, 0.95, MetricRow.Origin.BASELINE),
                new MetricRow("GC content", 0.745, 0.70, 0.79, MetricRow.Origin.BASELINE),
                new MetricRow("paper, Model 2", 0.98, 0.96, 0.99, MetricRow.Origin.PAPER),
                new MetricRow(
                    "not run", Double.NaN, Double.NaN, Double.NaN, MetricRow.Origin.OURS))));
    figures.putAll(general(charts));
    return figures;
  }

  /** The charts that know nothing of a paper. */
  private static Map<String, Figure> general(FigureCharts charts) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(9);
    double[] epochs = new double[30];
    double[] train = new double[30];
    double[] valid = new double[30];
    double[] low = new double[30];
    double[] high = new double[30];
    for (int i = 0; i < 30; i++) {
      epochs[i] = i + 1;
      train[i] = 1.06 + 0.09 * Math.exp(-i / 8.0);
      valid[i] = 1.084 + 0.05 * Math.exp(-i / 5.0) + 0.0004 * i + 0.002 * random.nextDouble();
      low[i] = valid[i] - 0.006;
      high[i] = valid[i] + 0.006;
    }
    figures.put(
        "lines",
        charts
            .lines(
                "Validation perplexity",
                Axis.of("epoch"),
                Axis.of("perplexity"),
                List.of(
                    LineSeries.of("training", epochs, train),
                    LineSeries.of("validation", epochs, valid).band(low, high)),
                List.of(
                    new ReferenceLine("base rates, 1.117", 1.117),
                    new ReferenceLine("paper, 1.084", 1.084)))
            .note("Mean of 3 seeds; band: lowest to highest seed."));
    figures.put(
        "lines-log",
        charts.lines(
            "Learning curve",
            Axis.of("training windows").log(),
            Axis.of("AUROC").range(0.5, 1),
            List.of(
                LineSeries.of(
                    "BiGRU",
                    new double[] {500, 2000, 8000, 32000, 80000},
                    new double[] {0.52, 0.58, 0.66, 0.73, 0.76}),
                LineSeries.of(
                    "logistic regression",
                    new double[] {500, 2000, 8000, 32000, 80000},
                    new double[] {0.56, 0.62, 0.66, 0.68, 0.69}),
                LineSeries.of(
                    "fair logistic regression",
                    new double[] {500, 2000, 8000, 32000, 80000},
                    new double[] {0.6, 0.65, 0.68, 0.7, 0.71})),
            List.of()));
    figures.put(
        "lines-log-narrow",
        charts.lines(
            "Perplexity against context",
            Axis.of("context (characters)"),
            Axis.of("perplexity").log().range(1, 5),
            List.of(LineSeries.counted("Markov", 3.99, 3.97, Double.NaN, 3.85, 3.7)),
            List.of(new ReferenceLine("guessing, 4", 4))));
    double[] x = new double[200];
    double[] y = new double[200];
    List<TaskScore> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      x[i] = Math.max(0, 0.35 * random.nextDouble() * random.nextDouble());
      y[i] = i == 7 ? Double.NaN : Math.min(1, x[i] + 0.25 * random.nextDouble());
      tasks.add(new TaskScore("task " + i, x[i], y[i], 800 + random.nextInt(20000)));
    }
    figures.put(
        "scatter",
        charts.scatter(
            "F1 of each task",
            Axis.of("F1, logistic regression").range(0, 0.7),
            Axis.of("F1, BiGRU").range(0, 0.7),
            List.of(
                new PointSeries("transcription factors", x, y),
                new PointSeries(
                    "histone marks", new double[] {0.3, 0.4}, new double[] {0.5, 0.35})),
            true));
    for (TaskScore.Order order : TaskScore.Order.values()) {
      figures.put(
          "ranked-" + order.name().toLowerCase(java.util.Locale.ROOT),
          charts.rankedTasks(
              "F1 of each task", "F1", "logistic regression", "BiGRU", tasks, order));
    }
    figures.put(
        "dots",
        charts.dots(
            "Test accuracy by sequence length",
            Axis.of("accuracy").range(0.4, 1),
            List.of("100 bp", "300 bp", "600 bp"),
            List.of(
                DotSeries.of(
                    "Model 1",
                    new ConfidenceInterval(0.61, 0.56, 0.66, 0.95),
                    new ConfidenceInterval(0.72, 0.68, 0.76, 0.95),
                    new ConfidenceInterval(0.84, 0.8, 0.88, 0.95)),
                DotSeries.of(
                    "Model 2a",
                    new ConfidenceInterval(0.63, 0.58, 0.68, 0.95),
                    new ConfidenceInterval(0.74, 0.7, 0.78, 0.95),
                    new ConfidenceInterval(0.856, 0.826, 0.883, 0.95)),
                DotSeries.of("period-3 ratio", 0.8, 0.91, Double.NaN)),
            List.of(new ReferenceLine("chance", 0.5), new ReferenceLine("paper, Model 2", 0.98))));
    double[][] effect = new double[4][60];
    for (int base = 0; base < 4; base++) {
      for (int i = 0; i < 60; i++) {
        effect[base][i] =
            i > 24 && i < 40 ? -0.5 + 0.6 * random.nextDouble() : 0.1 * (random.nextDouble() - 0.5);
      }
    }
    effect[2][3] = Double.NaN;
    figures.put(
        "logos",
        charts.logos(
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
    figures.put(
        "heatmap-diverging",
        charts.heatmap(
            "Change of the predicted logit by each substitution",
            HeatMap.diverging(
                "base",
                List.of("A", "C", "G", "T"),
                "position (bp)",
                List.of(),
                effect,
                "change of logit")));
    figures.put(
        "heatmap-sequential",
        charts.heatmap(
            "Accuracy by window and hop",
            HeatMap.sequential(
                "STFT window (bp)",
                List.of("60", "120", "240", "480"),
                "mapping",
                List.of("tetrahedron", "EIIP", "Voss", "real", "integer"),
                new double[][] {
                  {0.6, 0.62, 0.66, 0.59, 0.55},
                  {0.71, 0.7, 0.74, 0.68, 0.61},
                  {0.85, 0.8, 0.83, 0.79, 0.7},
                  {0.86, 0.81, Double.NaN, 0.8, 0.73}
                },
                "test accuracy")));
    double[][] map = new double[46][46];
    for (int r = 0; r < 46; r++) {
      for (int c = 0; c < 46; c++) {
        map[r][c] = Math.exp(-Math.pow((r - 15) / 2.0, 2)) + 0.1 * random.nextDouble();
      }
    }
    figures.put(
        "heatmap-large",
        charts.heatmap(
            "Occlusion: loss of confidence",
            HeatMap.sequential(
                "row from the top", List.of(), "column", List.of(), map, "probability lost")));
    return figures;
  }
}
