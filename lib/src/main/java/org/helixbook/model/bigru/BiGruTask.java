package org.helixbook.model.bigru;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.eval.Perplexity;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunTask;

/**
 * What a run of the network of many tasks needs beside its configuration.
 *
 * @param description what the network is made of
 * @param train what it learns from
 * @param validation what the epoch is chosen by and thresholds are tuned on
 * @param test what the finished network is measured on
 */
public record BiGruTask(
    BiGruDescription description,
    MultiLabelWindows train,
    MultiLabelWindows validation,
    MultiLabelWindows test)
    implements RunTask<BiGruLearner> {

  /**
   * Checks that all fits.
   *
   * @throws InputProblem if a set is empty or has other tasks
   */
  public BiGruTask {
    Objects.requireNonNull(description, "description");
    require("train", train, description);
    require("validation", validation, description);
    require("test", test, description);
  }

  private static void require(
      String name, MultiLabelWindows windows, BiGruDescription description) {
    if (windows.size() == 0) {
      throw new InputProblem(
          "training of the network", "the " + name + " set is empty", "give at least a window");
    }
    if (windows.taskCount() != description.tasks()) {
      throw new InputProblem(
          "training of the network",
          "the "
              + name
              + " set has "
              + windows.taskCount()
              + " tasks and the network "
              + description.tasks(),
          "describe a network with as many tasks as the windows have");
    }
  }

  /**
   * The configuration of such a run.
   *
   * @param experiment groups runs for a reader, such as {@code "BiGRU"}
   * @param training how the network is trained
   * @param preparation how the windows were made, as a record or map
   * @return the configuration for the run store
   */
  public RunConfiguration configuration(
      String experiment, BiGruTraining training, Object preparation) {
    return RunConfiguration.here(experiment, description, training, digests(), preparation);
  }

  @Override
  public SortedMap<String, String> digests() {
    return new TreeMap<>(
        Map.of("train", train.digest(), "validation", validation.digest(), "test", test.digest()));
  }

  @Override
  public BiGruLearner create(RunConfiguration configuration) {
    BiGruTraining training = configuration.trainingAs(BiGruTraining.class);
    return new BiGruLearner(
        BiGru.create(description, training.learningRate(), training.seed()), this, training);
  }

  @Override
  public BiGruLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
      throws IOException {
    BiGruTraining training = configuration.trainingAs(BiGruTraining.class);
    BiGru network = BiGru.restore(description, training.learningRate(), training.seed(), state);
    return new BiGruLearner(network, this, training).withFurther(state);
  }

  /**
   * The share of positives of each task among the training windows: what a model says that looks at
   * no sequence. A task with no positive, or nothing else, counts as if half a window more were of
   * either kind.
   *
   * @return {@code [tasks]}, in (0, 1)
   */
  public double[] baseRates() {
    double[] said = train.positiveRates();
    for (int task = 0; task < said.length; task++) {
      said[task] = (said[task] * train.size() + 0.5) / (train.size() + 1.0);
    }
    return said;
  }

  /**
   * The perplexity, on the validation windows, of always saying {@link #baseRates}: a network that
   * stays above it has learned nothing from sequences.
   */
  public double baseRatePerplexity() {
    return Math.exp(Perplexity.constantLogLoss(baseRates(), validation.positiveRates()));
  }
}
