package org.helixbook.run;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a run needs beside its configuration: the data whose digests the configuration names, and
 * how the learner that it describes is made from them.
 */
public interface RunTask<L extends Learner> {

  /**
   * The data at hand, digest by name, such as {@code train} and {@code validation}. A run is
   * refused if they are not those of its configuration.
   */
  SortedMap<String, String> digests();

  /**
   * A new learner with its initial weights, from configuration and data alone.
   *
   * @throws org.helixbook.feedback.InputProblem if configuration and data do not fit, such as a
   *     network for other classes; a new run is then not begun
   */
  L create(RunConfiguration configuration);

  /**
   * The learner that a state was taken of, to the last bit.
   *
   * @param state what {@link Learner#state} gave
   * @throws IOException if it is no such state; the older checkpoint is then taken
   */
  L restore(RunConfiguration configuration, Map<String, byte[]> state) throws IOException;
}
