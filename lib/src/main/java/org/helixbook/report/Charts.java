package org.helixbook.report;

import java.util.List;
import org.helixbook.evaluation.ConfusionMatrix;
import org.helixbook.spectrogram.MeanSpectrum;
import org.helixbook.training.History;
import org.helixbook.training.Profile;

/**
 * The figures of a notebook. Each names the profile under the picture, is readable in grey and at
 * column width, and can be shown inline or saved (see {@link Figure}).
 */
public final class Charts {
  private final Profile profile;

  /**
   * Makes the charts of one execution.
   *
   * @param profile how much work is behind the figures
   */
  public Charts(Profile profile) {
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
}
