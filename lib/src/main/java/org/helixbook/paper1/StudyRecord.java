package org.helixbook.paper1;

import java.util.stream.Stream;
import org.helixbook.claims.MainResult;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.VariantResult;

/** What an experiment of Paper 1 measured, as a main result with its windows, seeds and runs. */
public final class StudyRecord {
  private StudyRecord() {}

  /**
   * A figure.
   *
   * @param id the measurement, such as {@code P1.15-gc-accuracy}
   * @param text what was measured
   * @param measured the figure and its interval
   * @param from the result that it belongs to
   * @param dataset the data set's id
   * @return the result, to be recorded
   */
  public static MainResult of(
      String id, String text, ConfidenceInterval measured, VariantResult from, String dataset) {
    return MainResult.of(id, text, measured)
        .on(dataset)
        .n(from.windows())
        .seeds(from.seeds().stream().mapToLong(seed -> seed).toArray())
        .runs(from.runs().toArray(String[]::new));
  }

  /**
   * The runs behind two results.
   *
   * @param first whose runs come first
   * @param second whose follow
   * @return their ids
   */
  public static String[] runs(VariantResult first, VariantResult second) {
    return Stream.concat(first.runs().stream(), second.runs().stream()).toArray(String[]::new);
  }
}
