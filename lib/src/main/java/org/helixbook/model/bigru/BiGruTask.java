package org.helixbook.model.bigru;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.eval.Perplexity;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunTask;

/**
 * What a run of the network of many tasks needs beside its configuration.
 *
 * @param description what the network is made of
 * @param data training windows to learn from, validation windows to choose the epoch and tune
 *     thresholds by, test windows to measure the finished network on
 */
public record BiGruTask(BiGruDescription description, ChromatinData data)
    implements RunTask<BiGruLearner> {

  /**
   * Checks that all fits.
   *
   * @throws InputProblem if a set is empty or has other tasks
   */
  public BiGruTask {
    Objects.requireNonNull(description, "description");
    require("train", data.train(), description);
    require("validation", data.validation(), description);
    require("test", data.test(), description);
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
   * The configuration of such a run. If the data have a recipe, the command line can go on with it.
   *
   * @param experiment groups runs for a reader, such as {@code "BiGRU"}
   * @param training how the network is trained
   * @return the configuration for the run store
   */
  public RunConfiguration configuration(String experiment, BiGruTraining training) {
    Object preparation =
        data.recipe()
            .<Object>map(recipe -> recipe)
            .orElseGet(() -> Map.of("name", data.name(), "split", data.split()));
    return RunConfiguration.here(
        BiGruRuns.NAME, experiment, description, training, digests(), preparation);
  }

  @Override
  public SortedMap<String, String> digests() {
    return new TreeMap<>(
        Map.of(
            "train", data.train().digest(),
            "validation", data.validation().digest(),
            "test", data.test().digest()));
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
    double[] said = data.train().positiveRates();
    int[] known = data.train().known();
    for (int task = 0; task < said.length; task++) {
      said[task] = known[task] == 0 ? 0.5 : (said[task] * known[task] + 0.5) / (known[task] + 1.0);
    }
    return said;
  }

  /**
   * The perplexity, on the validation windows, of always saying {@link #baseRates}: a network that
   * stays above it has learned nothing from sequences.
   */
  public double baseRatePerplexity() {
    double[] shares =
        Arrays.stream(data.validation().known())
            .mapToDouble(known -> (double) known / data.validation().size())
            .toArray();
    return Math.exp(
        Perplexity.constantLogLoss(baseRates(), data.validation().positiveRates(), shares));
  }
}
