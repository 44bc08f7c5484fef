package org.helixbook.plot;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.RocCurve;
import org.helixbook.run.Profile;

/** ROC curves of several classifiers on the same examples, with the diagonal of chance. */
final class RocChart {
  private final Profile profile;

  RocChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, List<RocLine> curves) {
    // Nearly square, so that the diagonal looks like one; the legend takes a line a curve.
    int height = 430 + 20 * curves.size();
    return Figure.of(title, profile, 480, height, (g, w, h) -> plot(curves, w, h).paint(g, w, h));
  }

  private static LinePlot plot(List<RocLine> curves, int width, int height) {
    LinePlot plot =
        LinePlot.unitSquare("false-positive rate", "true-positive rate", "chance", width, height);
    for (int i = 0; i < curves.size(); i++) {
      List<RocCurve.Point> corners = corners(curves.get(i).curve().points());
      double[] x = corners.stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray();
      double[] y = corners.stream().mapToDouble(RocCurve.Point::truePositiveRate).toArray();
      if (x.length > 0) {
        plot.line(label(curves.get(i)), x, y, ChartStyle.look(i));
      }
    }
    return plot;
  }

  /** The points where a curve turns; those on a straight piece would only swell the file. */
  static List<RocCurve.Point> corners(List<RocCurve.Point> points) {
    List<RocCurve.Point> corners = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i == 0 || i == points.size() - 1) {
        corners.add(points.get(i));
        continue;
      }
      RocCurve.Point before = points.get(i - 1);
      RocCurve.Point here = points.get(i);
      RocCurve.Point after = points.get(i + 1);
      boolean upwards =
          before.falsePositiveRate() == here.falsePositiveRate()
              && here.falsePositiveRate() == after.falsePositiveRate();
      boolean sideways =
          before.truePositiveRate() == here.truePositiveRate()
              && here.truePositiveRate() == after.truePositiveRate();
      if (!upwards && !sideways) {
        corners.add(here);
      }
    }
    return corners;
  }

  static String label(RocLine line) {
    ConfidenceInterval interval = line.interval();
    return line.name()
        + ", AUC "
        + NumberText.fixed(line.curve().auc(), 3)
        + (interval == null || Double.isNaN(interval.low())
            ? ""
            : " (" + NumberText.interval(interval.low(), interval.high(), 3) + ")");
  }
}
