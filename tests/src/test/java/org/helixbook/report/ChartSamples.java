package org.helixbook.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.helixbook.evaluation.ConfidenceInterval;
import org.helixbook.evaluation.ConfusionMatrix;
import org.helixbook.evaluation.RocCurve;
import org.helixbook.spectrogram.MeanSpectrum;
import org.helixbook.training.EpochRecord;
import org.helixbook.training.History;
import org.helixbook.training.Profile;

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
          new EpochRecord(
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
    Charts charts = new Charts(profile);
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
    return figures;
  }
}
