package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import org.helixbook.run.Profile;
import org.helixbook.signal.MeanSpectrum;

/** Mean spectra of several classes on one pair of axes. */
final class SpectrumChart {
  private static final double HIGHEST_FREQUENCY = 0.5;

  private final Profile profile;

  SpectrumChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, List<String> classes, MeanSpectrum spectrum) {
    return Figure.of(
            title, profile, 560, 300, (g, w, h) -> plot(classes, spectrum, w, h).paint(g, w, h))
        .note(
            "Power relative to each window's mean; the dotted line is the codons' frequency, 1/3.");
  }

  private static LinePlot plot(List<String> classes, MeanSpectrum spectrum, int width, int height) {
    double highest =
        spectrum.powerOfEachClass().stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    double top = Math.max(1, Math.ceil(highest));
    LinePlot plot =
        new LinePlot(
            "frequency, cycles per base",
            "relative power",
            0,
            HIGHEST_FREQUENCY,
            0,
            top,
            width,
            height);
    plot.chart().getStyler().setXAxisDecimalPattern("0.0#");
    plot.plainLine(
        "1/3",
        new double[] {1.0 / 3, 1.0 / 3},
        new double[] {0, top},
        new ChartStyle.Look(ChartStyle.FAINT, 1f, new float[] {2, 3}, null));
    for (int label = 0; label < classes.size(); label++) {
      plot.line(
          classes.get(label),
          spectrum.frequencies(),
          spectrum.powerOfEachClass().get(label),
          ChartStyle.look(label));
    }
    return plot;
  }
}
