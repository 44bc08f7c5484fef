package org.helixbook.plot;

import java.util.List;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.run.History;
import org.helixbook.run.Profile;
import org.helixbook.signal.MeanSpectrum;

/**
 * The figures of a notebook. Each names the profile under the picture, is readable in grey and at
 * column width, and can be shown inline or saved (see {@link Figure}).
 */
public final class FigureCharts {
  private final Profile profile;

  /**
   * Makes the charts of one execution.
   *
   * @param profile how much work is behind the figures
   */
  public FigureCharts(Profile profile) {
    this.profile = profile;
  }

  /**
   * Accuracy against epochs, training and test (Fig. 7 of Paper 1).
   *
   * @param title such as {@code Model 2: accuracy}
   * @param seeds one history for each seed
   * @return the figure: mean over the seeds, with the range as a band
   */
  public Figure accuracyCurves(String title, List<History> seeds) {
    return new TrainingCurves(profile).accuracy(title, seeds);
  }

  /**
   * Loss against epochs, training and test (Fig. 8 of Paper 1).
   *
   * @param title such as {@code Model 2: loss}
   * @param seeds one history for each seed
   * @return the figure: mean over the seeds, with the range as a band
   */
  public Figure lossCurves(String title, List<History> seeds) {
    return new TrainingCurves(profile).loss(title, seeds);
  }

  /**
   * Accuracy and loss side by side, across two columns.
   *
   * @param title such as {@code Model 2: training}
   * @param seeds one history for each seed
   * @return the figure
   */
  public Figure trainingCurves(String title, List<History> seeds) {
    return new TrainingCurves(profile).both(title, seeds);
  }

  /**
   * ROC curves on the same examples, with the diagonal of chance.
   *
   * @param title such as {@code Model 2: ROC on 400 test windows}
   * @param curves the model first, then its baselines
   * @return the figure
   */
  public Figure roc(String title, List<RocLine> curves) {
    return new RocChart(profile).draw(title, curves);
  }

  /**
   * A confusion matrix as an annotated heat map.
   *
   * @param title such as {@code Model 2: confusion matrix}
   * @param matrix the matrix
   * @return the figure
   */
  public Figure confusion(String title, ConfusionMatrix matrix) {
    return new ConfusionChart(profile).draw(title, matrix);
  }

  /**
   * Spectrogram pictures side by side, with axes and the frequency 1/3 marked (Fig. 1 of Paper 1).
   *
   * @param title such as {@code One window of each class}
   * @param panels at least one picture
   * @return the figure
   */
  public Figure spectrograms(String title, List<SpectrogramPanel> panels) {
    return new SpectrogramChart(profile).draw(title, panels);
  }

  /**
   * Mean spectra, one line a class, with the frequency 1/3 marked.
   *
   * @param title such as {@code Mean spectrum of 400 windows a class}
   * @param classes the names of classes 0, 1, ...
   * @param spectrum their spectra
   * @return the figure
   */
  public Figure spectrum(String title, List<String> classes, MeanSpectrum spectrum) {
    return new SpectrumChart(profile).draw(title, classes, spectrum);
  }

  /**
   * The distribution of a score in each class.
   *
   * @param title such as {@code Period-3 ratio of the test windows}
   * @param axis the score and its unit
   * @param classes the names of classes 0, 1, ...
   * @param scores one for each example
   * @param labels the class of each example
   * @param bins how many bins between the lowest and the highest score
   * @param threshold a threshold to mark; NaN for none
   * @return the figure
   */
  public Figure histogram(
      String title,
      String axis,
      List<String> classes,
      double[] scores,
      int[] labels,
      int bins,
      double threshold) {
    return new ScoreHistogram(profile).draw(title, axis, classes, scores, labels, bins, threshold);
  }

  /**
   * A metric of several methods: ours, baselines, the paper.
   *
   * @param title such as {@code Test accuracy}
   * @param axis the metric and its unit
   * @param low the axis begins here
   * @param high the axis ends here
   * @param rows at least one, from the top
   * @return the figure
   */
  public Figure comparison(
      String title, String axis, double low, double high, List<MetricRow> rows) {
    return new MetricComparison(profile).draw(title, axis, low, high, rows);
  }

  /**
   * Reliability diagram: predicted probabilities against what came true.
   *
   * @param title such as {@code Model 2: calibration}
   * @param curves one for each seed
   * @return the figure
   */
  public Figure calibration(String title, List<CalibrationLine> curves) {
    return new CalibrationChart(profile).draw(title, curves);
  }

  /**
   * Named lines with optional bands, and values to compare with.
   *
   * @param title such as {@code Validation perplexity}
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param lines at least one; points with a NaN are left out
   * @param references drawn across the chart, such as chance or the base-rate perplexity
   * @return the figure
   */
  public Figure lines(
      String title, Axis x, Axis y, List<LineSeries> lines, List<ReferenceLine> references) {
    return new LinesChart(profile).draw(title, x, y, lines, references);
  }

  /**
   * Clouds of points.
   *
   * @param title such as {@code AUROC of each task}
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param points at least one cloud; points with a NaN are left out, and the note says how many
   * @param diagonal whether to draw the line of equal x and y
   * @return the figure
   */
  public Figure scatter(String title, Axis x, Axis y, List<PointSeries> points, boolean diagonal) {
    return new ScatterChart(profile).draw(title, x, y, points, diagonal);
  }

  /**
   * A dot plot: groups from the top, in each a dot with its interval for every method.
   *
   * @param title such as {@code Test accuracy by sequence length}
   * @param axis the value and its unit
   * @param groups the name of each group
   * @param series the methods, with a value for each group
   * @param references drawn down the chart, such as the paper's figure
   * @return the figure
   */
  public Figure dots(
      String title,
      Axis axis,
      List<String> groups,
      List<DotSeries> series,
      List<ReferenceLine> references) {
    return new DotChart(profile).draw(title, axis, groups, series, references);
  }

  /**
   * A matrix in shades.
   *
   * @param title such as {@code Effect of each substitution}
   * @param map the matrix with its labels and scale
   * @return the figure; the values stand in the cells where there is room
   */
  public Figure heatmap(String title, HeatMap map) {
    return new HeatMapChart(profile).draw(title, map);
  }

  /**
   * The scores of two models, task by task (the two task figures of Paper 2).
   *
   * @param title such as {@code F1 of each task, sorted by logistic regression}
   * @param metric the score and its unit, such as {@code F1}
   * @param first the first model's name
   * @param second the second model's name
   * @param tasks in any order; a task without one of the scores is left out, and the note says how
   *     many
   * @param order how they are sorted
   * @return the figure
   */
  public Figure rankedTasks(
      String title,
      String metric,
      String first,
      String second,
      List<TaskScore> tasks,
      TaskScore.Order order) {
    return new RankedTasksChart(profile).draw(title, metric, first, second, tasks, order);
  }

  /**
   * Sequence logos, one above the other.
   *
   * @param title such as {@code Motif of a task}
   * @param panels at least one
   * @return the figure; letters as high as their share of each position's bits
   */
  public Figure logos(String title, List<LogoPanel> panels) {
    return new LogoChart(profile).draw(title, panels);
  }
}
