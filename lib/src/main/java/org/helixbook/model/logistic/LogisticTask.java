package org.helixbook.model.logistic;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.dna.KmerCounter;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunTask;

/**
 * What a run of logistic regressions needs beside its configuration.
 *
 * @param regression what is fitted
 * @param data training windows to fit on, validation windows to choose by, test windows to judge
 */
public record LogisticTask(KmerRegression regression, ChromatinData data)
    implements RunTask<LogisticLearner> {

  /** Checks that both are there. */
  public LogisticTask {
    Objects.requireNonNull(regression, "regression");
    Objects.requireNonNull(data, "data");
  }

  /**
   * The configuration of such a run. Nothing of it is drawn; a seed it has all the same, as every
   * run.
   *
   * @param experiment groups runs for a reader
   */
  public RunConfiguration configuration(String experiment, long seed) {
    Object preparation =
        data.recipe().isPresent()
            ? data.recipe().get()
            : Map.of("name", data.name(), "split", data.split());
    return RunConfiguration.here(
        LogisticRuns.NAME,
        experiment,
        regression,
        Map.of("epochs", 1, "seed", seed),
        digests(),
        preparation);
  }

  @Override
  public SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    digests.put("train", data.train().digest());
    digests.put("validation", data.validation().digest());
    digests.put("test", data.test().digest());
    return digests;
  }

  @Override
  public LogisticLearner create(RunConfiguration configuration) {
    return new LogisticLearner(
        regression, KmerData.of(new KmerCounter(regression.longest()), data), null);
  }

  @Override
  public LogisticLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
      throws IOException {
    return create(configuration).withModel(state);
  }
}
