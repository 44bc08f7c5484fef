package org.helixbook.paper1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.RunComparison;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.NumberText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Networks of Paper 1 that were trained alike from the same seeds, a reference run: only the layers
 * can make a difference, which is what claim P1.13 asks for. To be shown beside what a reader ran;
 * no claim is judged from it. Nothing here is stored: all figures come from the predictions of the
 * runs.
 */
public final class TrainedAlike {
  private static final int DIGITS = 3;

  /** One network, from several seeds. */
  private record Network(long parameters, List<StoredRun> runs, Trials<Predictions> trials) {
    private String name() {
      return trials.name();
    }

    private double seconds() {
      return runs.stream().mapToDouble(StoredRun::cpuSeconds).average().orElse(0);
    }

    private String accuracies() {
      return trials.decisions().accuracies().stream()
          .map(one -> NumberText.fixed(one, DIGITS))
          .collect(Collectors.joining(", "));
    }
  }

  private final List<Network> networks;
  private final Bootstrap bootstrap;

  private TrainedAlike(List<Network> networks, Bootstrap bootstrap) {
    this.networks = networks;
    this.bootstrap = bootstrap;
  }

  /**
   * Reads the runs.
   *
   * @param folder with a folder a run, each with {@code config.json}, {@code history.csv}, {@code
   *     metrics.json} and {@code predictions.csv}
   * @param bootstrap how intervals are drawn
   * @return the networks, the one with the most parameters first
   * @throws InputProblem if there are fewer than two networks, a run is not whole, or they differ
   *     in more than their layers
   */
  public static TrainedAlike in(Path folder, Bootstrap bootstrap) {
    List<StoredRun> all = StoredRun.allIn(folder);
    for (StoredRun run : all) {
      if (run.configuration().isEmpty()) {
        throw damaged(folder, "the configuration of " + run.id() + " cannot be read");
      }
      if (!run.standing().isComplete()) {
        throw damaged(folder, run.id() + " is damaged, or did not come to its end");
      }
    }
    List<Network> networks =
        Trials.in(folder, CodingSet.HUMAN, CodingSource.CLASSES).stream()
            .map(trials -> network(trials, all))
            .sorted(Comparator.comparingLong(Network::parameters).reversed())
            .toList();
    if (networks.size() < 2) {
      throw damaged(folder, "it has runs of fewer than two networks");
    }
    Network first = networks.get(0);
    for (Network network : networks) {
      requireAlike(folder, first, network);
    }
    return new TrainedAlike(networks, bootstrap);
  }

  private static Network network(Trials<Predictions> trials, List<StoredRun> all) {
    List<StoredRun> runs =
        trials.runs().stream()
            .flatMap(id -> all.stream().filter(run -> run.id().text().equals(id)))
            .toList();
    CnnDescription description = CnnDescription.of(configuration(runs.get(0)).network());
    return new Network(
        description
            .network()
            .parameters(description.channels(), description.height(), description.width()),
        runs,
        trials);
  }

  private static void requireAlike(Path folder, Network first, Network other) {
    SortedMap<String, String> recipe = recipe(first.runs().get(0));
    int[] labels = first.trials().first().test().labels();
    for (int i = 0; i < other.runs().size(); i++) {
      StoredRun run = other.runs().get(i);
      List<String> differing = RunComparison.differing(List.of(recipe, recipe(run)));
      if (!differing.isEmpty()) {
        throw damaged(
            folder, run.id() + " was trained in another way: " + String.join(", ", differing));
      }
      if (!Arrays.equals(labels, other.trials().tests().get(i).labels())) {
        throw damaged(folder, run.id() + " was tested on other windows");
      }
    }
    if (!other.trials().seeds().equals(first.trials().seeds())) {
      throw damaged(
          folder,
          first.name()
              + " was trained from the seeds "
              + first.trials().seeds()
              + " and "
              + other.name()
              + " from "
              + other.trials().seeds());
    }
  }

  private static InputProblem damaged(Path folder, String what) {
    return new InputProblem(
        folder.toString(), what, "restore the folder from the repository, or make it anew");
  }

  private static RunConfiguration configuration(StoredRun run) {
    return run.configuration().orElseThrow();
  }

  /** All that decides a training but its layers and its seed. */
  private static SortedMap<String, String> recipe(StoredRun run) {
    SortedMap<String, String> recipe = new TreeMap<>(configuration(run).values());
    recipe
        .keySet()
        .removeIf(
            path ->
                path.equals("training.seed")
                    || path.equals("experiment")
                    || path.equals("network.name")
                    || path.startsWith("network.layers"));
    return recipe;
  }

  /** How all of them were trained, in words. */
  public String recipe() {
    Network first = networks.get(0);
    RunConfiguration configuration = configuration(first.runs().get(0));
    TrainingSettings training = configuration.trainingAs(TrainingSettings.class);
    CnnDescription description = CnnDescription.of(configuration.network());
    return String.format(
        Locale.ROOT,
        "%d epochs in batches of %d, learning rate %s, pictures of %d x %d, start %s, seeds %s, %d"
            + " test windows",
        training.epochs(),
        training.batchSize(),
        NumberText.brief(training.learningRate()),
        description.height(),
        description.width(),
        description.initialisation().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        first.trials().seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        first.trials().first().test().size());
  }

  /** Parameters, cost and test accuracy of each, with the interval over windows and seeds. */
  public Table accuracies() {
    Map<String, ConfidenceInterval> means = new HashMap<>();
    for (Network network : networks) {
      String draws = "accuracy of " + network.name();
      means.put(network.name(), network.trials().decisions().accuracy(bootstrap, draws));
    }
    Table table =
        Columns.of(networks)
            .text("network", Network::name)
            .whole("parameters", Network::parameters)
            .number("processor seconds a seed", Network::seconds)
            .text("accuracy, seed by seed", Network::accuracies)
            .number("mean", one -> means.get(one.name()).value())
            .number("from", one -> means.get(one.name()).low())
            .number("to", one -> means.get(one.name()).high())
            .table("Reference run: trained alike (" + recipe() + ")");
    table.doubleColumn(2).setPrintFormatter(NumberColumnFormatter.ints());
    return table;
  }

  /**
   * Each pair on the same test windows, see {@link Comparison#table}: the one with fewer parameters
   * minus the other. The interval is over windows and seeds; what is said keeps to the rule that
   * was written before any difference was computed, {@link Comparison#verdictInEverySeed}.
   */
  public Table differences() {
    List<Comparison> pairs = new ArrayList<>();
    for (Network more : networks) {
      for (Network fewer : networks.subList(networks.indexOf(more) + 1, networks.size())) {
        String draws = fewer.name() + " minus " + more.name();
        pairs.add(Comparison.ofAccuracy(fewer.trials(), more.trials(), bootstrap, draws));
      }
    }
    Table table = Comparison.table("Reference run: the same test windows, pair by pair", pairs);
    return table.replaceColumn(
        StringColumn.create("so", pairs.stream().map(Comparison::verdictInEverySeed)));
  }
}
