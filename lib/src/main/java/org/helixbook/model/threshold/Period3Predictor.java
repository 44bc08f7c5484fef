package org.helixbook.model.threshold;

import java.util.List;
import java.util.Locale;
import org.helixbook.dna.DnaSequence;
import org.helixbook.run.RunPredictor;

/**
 * The period-3 ratio of windows and the class that its threshold gives them.
 *
 * @param fitted on training windows
 * @param classes the one above the threshold, and the other
 * @param windowLength bases of the training windows
 */
public record Period3Predictor(Threshold fitted, List<String> classes, int windowLength)
    implements RunPredictor {
  private static final int AT_ONCE = 1000;

  @Override
  public List<String> outputs() {
    return List.of(fitted.name());
  }

  @Override
  public boolean readsUnknown() {
    return false;
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public double[][] score(List<DnaSequence> windows) {
    return windows.stream()
        .map(window -> new double[] {fitted.score().applyAsDouble(window)})
        .toArray(double[][]::new);
  }

  @Override
  public List<Call> calls(double[] scores) {
    return List.of(new Call(classes.get(fitted.classOf(scores[0])), Double.NaN));
  }

  @Override
  public List<String> thresholds() {
    return List.of(
        String.format(
            Locale.ROOT,
            "above %.6f a window is %s, else %s: the threshold of the highest accuracy on the"
                + " training windows",
            fitted.threshold(),
            classes.get(0),
            classes.get(1)));
  }
}
