package org.helixbook.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A polyline cut into dashes. XChart starts the dash pattern anew at each point, so a line of many
 * short pieces would look whole; here the cuts are in the data, as NaN between the dashes.
 *
 * @param x the points' x
 * @param y the points' y; NaN where the line is interrupted
 */
record DashedLine(double[] x, double[] y) {

  /**
   * Cuts a polyline.
   *
   * @param x the points' x
   * @param y the points' y
   * @param xScale points of paper for one unit of x
   * @param yScale points of paper for one unit of y
   * @param dash lengths of dash and gap on paper; null leaves the line whole
   * @return the dashes
   */
  static DashedLine of(double[] x, double[] y, double xScale, double yScale, float[] dash) {
    if (dash == null || x.length < 2) {
      return new DashedLine(x, y);
    }
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {x[0], y[0]});
    boolean drawing = true;
    double left = dash[0];
    for (int i = 1; i < x.length; i++) {
      double length = Math.hypot((x[i] - x[i - 1]) * xScale, (y[i] - y[i - 1]) * yScale);
      double gone = 0;
      while (length - gone > left) {
        gone += left;
        double share = gone / length;
        double cutX = x[i - 1] + share * (x[i] - x[i - 1]);
        double cutY = y[i - 1] + share * (y[i] - y[i - 1]);
        points.add(new double[] {cutX, cutY});
        if (drawing) {
          points.add(new double[] {cutX, Double.NaN});
        }
        drawing = !drawing;
        left = drawing ? dash[0] : dash[1];
      }
      left -= length - gone;
      if (drawing) {
        points.add(new double[] {x[i], y[i]});
      }
    }
    return new DashedLine(
        points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DashedLine that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
  }

  @Override
  public String toString() {
    return Arrays.toString(x) + " " + Arrays.toString(y);
  }
}
