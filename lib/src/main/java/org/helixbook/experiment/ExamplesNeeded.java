package org.helixbook.experiment;

import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.LearningCurve;
import org.helixbook.plot.NumberText;

/**
 * How many examples a learning curve asks for to come down to an error, in words.
 *
 * @param law the curve
 * @param error what is to be reached, above 0
 */
record ExamplesNeeded(LearningCurve law, double error) {

  /** Such as {@code about 4,196 (95 % interval 2,100 to 17,000)} or {@code never, by this fit}. */
  String inWords() {
    ConfidenceInterval needed = law.intervalFor(error);
    String value =
        Double.isInfinite(needed.value())
            ? "never, by this fit"
            : "about " + NumberText.brief(Math.ceil(needed.value()));
    if (Double.isNaN(needed.low())) {
      return value;
    }
    String high =
        Double.isInfinite(needed.high()) ? "never" : NumberText.brief(Math.ceil(needed.high()));
    return value
        + " (95 % interval "
        + NumberText.brief(Math.floor(needed.low()))
        + " to "
        + high
        + ")";
  }
}
