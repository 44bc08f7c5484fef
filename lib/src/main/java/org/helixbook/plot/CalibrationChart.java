package org.helixbook.plot;

import java.util.List;
import org.helixbook.eval.CalibrationCurve.Bin;
import org.helixbook.run.Profile;

/** Reliability diagram: what was predicted against what came true, with the diagonal of honesty. */
public final class CalibrationChart {
  private final Profile profile;

  CalibrationChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, List<CalibrationLine> curves) {
    int height = 430 + 20 * curves.size();
    return Figure.of(title, profile, 480, height, (g, w, h) -> plot(curves, w, h).paint(g, w, h));
  }

  private static LinePlot plot(List<CalibrationLine> curves, int width, int height) {
    LinePlot plot =
        LinePlot.unitSquare(
            "predicted probability", "share that came true", "perfectly calibrated", width, height);
    for (int i = 0; i < curves.size(); i++) {
      List<Bin> bins = curves.get(i).curve().bins();
      if (!bins.isEmpty()) {
        plot.line(
            label(curves.get(i)),
            bins.stream().mapToDouble(Bin::predicted).toArray(),
            bins.stream().mapToDouble(Bin::observed).toArray(),
            ChartStyle.look(i));
      }
    }
    return plot;
  }

  public static String label(CalibrationLine line) {
    return line.name()
        + ", expected calibration error "
        + NumberText.fixed(line.curve().expectedError(), 3);
  }
}
