package org.helixbook.plot;

import java.util.Objects;
import org.helixbook.eval.CalibrationCurve;

/**
 * One curve of a calibration chart.
 *
 * @param name the classifier, such as {@code seed 1}
 * @param curve its curve
 */
public record CalibrationLine(String name, CalibrationCurve curve) {

  /** Checks that both are there. */
  public CalibrationLine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(curve, "curve");
  }
}
