package org.helixbook.plot;

import java.util.Objects;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.RocCurve;

/**
 * One curve of a ROC chart.
 *
 * @param name the classifier
 * @param curve its curve
 * @param interval the interval of its AUC, or null
 */
public record RocLine(String name, RocCurve curve, ConfidenceInterval interval) {

  /** Checks that name and curve are there. */
  public RocLine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(curve, "curve");
  }
}
