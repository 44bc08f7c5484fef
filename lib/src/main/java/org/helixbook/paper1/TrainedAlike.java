package org.helixbook.paper1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.PairedComparison;
import org.helixbook.experiment.RunComparison;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;

/**
 * Networks of Paper 1 that were trained alike from the same seeds, a reference run: only the layers
 * can make a difference, which is what claim P1.13 asks for. To be shown beside what a reader ran;
 * no claim is judged from it. Nothing here is stored: all figures come from the predictions of the
 * runs.
 */
public final class TrainedAlike {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");
  private static final int DIGITS = 3;

  /** One network, from several seeds. */
  private record Network(
      String name, long parameters, List<StoredRun> runs, List<Predictions> tests) {

    private List<Long> seeds() {
      return runs.stream().map(run -> configuration(run).seed()).toList();
    }

    /** For each seed, 1 for each test window that was judged rightly. */
    private List<double[]> right() {
      return tests.stream()
          .map(
              test -> {
                int[] predicted = test.predicted();
                int[] labels = test.labels();
                return IntStream.range(0, labels.length)
                    .mapToDouble(i -> predicted[i] == labels[i] ? 1 : 0)
                    .toArray();
              })
          .toList();
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
    SortedMap<String, List<StoredRun>> byName = new TreeMap<>();
    for (StoredRun run : StoredRun.allIn(folder)) {
      if (run.configuration().isEmpty()) {
        throw damaged(folder, "the configuration of " + run.id() + " cannot be read");
      }
      if (!run.standing().isComplete()) {
        throw damaged(folder, run.id() + " is damaged, or did not come to its end");
      }
      byName.computeIfAbsent(configuration(run).experiment(), name -> new ArrayList<>()).add(run);
    }
    if (byName.size() < 2) {
      throw damaged(folder, "it has runs of fewer than two networks");
    }
    List<Network> networks =
        byName.entrySet().stream()
            .map(entry -> network(folder, entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Network::parameters).reversed())
            .toList();
    Network first = networks.get(0);
    for (Network network : networks) {
      requireAlike(folder, first, network);
    }
    return new TrainedAlike(networks, bootstrap);
  }

  private static Network network(Path folder, String name, List<StoredRun> unsorted) {
    List<StoredRun> runs =
        unsorted.stream()
            .sorted(Comparator.comparingLong(run -> configuration(run).seed()))
            .toList();
    List<Predictions> tests =
        runs.stream()
            .map(
                run ->
                    ImageLearner.predictions(run, CLASSES)
                        .orElseThrow(
                            () -> damaged(folder, run.id() + " is there without its predictions")))
            .toList();
    CnnDescription description = CnnDescription.of(configuration(runs.get(0)).network());
    return new Network(
        name,
        description
            .architecture()
            .parameters(description.channels(), description.height(), description.width()),
        runs,
        tests);
  }

  private static void requireAlike(Path folder, Network first, Network other) {
    SortedMap<String, String> recipe = recipe(first.runs().get(0));
    int[] labels = first.tests().get(0).labels();
    for (int i = 0; i < other.runs().size(); i++) {
      StoredRun run = other.runs().get(i);
      List<String> differing = RunComparison.differing(List.of(recipe, recipe(run)));
      if (!differing.isEmpty()) {
        throw damaged(
            folder, run.id() + " was trained in another way: " + String.join(", ", differing));
      }
      if (!Arrays.equals(labels, other.tests().get(i).labels())) {
        throw damaged(folder, run.id() + " was tested on other windows");
      }
    }
    if (!other.seeds().equals(first.seeds())) {
      throw damaged(
          folder,
          first.name()
              + " was trained from the seeds "
              + first.seeds()
              + " and "
              + other.name()
              + " from "
              + other.seeds());
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
        first.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        first.tests().get(0).size());
  }

  /** Parameters, cost and test accuracy of each, with the interval over windows and seeds. */
  public HtmlTable accuracies() {
    List<List<String>> rows = new ArrayList<>();
    for (Network network : networks) {
      ConfidenceInterval mean = interval(network.right(), "accuracy of " + network.name());
      rows.add(
          List.of(
              network.name(),
              NumberText.count(network.parameters()),
              NumberText.fixed(
                  network.runs().stream().mapToDouble(StoredRun::cpuSeconds).average().orElse(0),
                  0),
              each(network.right(), one -> NumberText.fixed(one, DIGITS)),
              NumberText.fixed(mean.value(), DIGITS)
                  + " ("
                  + NumberText.interval(mean.low(), mean.high(), DIGITS)
                  + ")"));
    }
    return new HtmlTable(
        "Reference run: trained alike (" + recipe() + ")",
        List.of(
            "network",
            "parameters",
            "processor seconds a seed",
            "test accuracy, seed by seed",
            "mean (95 % interval over windows and seeds)"),
        rows,
        List.of(false, true, true, true, true));
  }

  /** Each pair: the one with fewer parameters minus the other. */
  public HtmlTable differences() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      for (int j = i + 1; j < networks.size(); j++) {
        Network more = networks.get(i);
        Network fewer = networks.get(j);
        List<McNemar> tests = mcNemar(fewer, more);
        rows.add(
            List.of(
                fewer.name() + " minus " + more.name(),
                NumberText.difference(difference(fewer, more), DIGITS),
                each(minus(fewer, more), one -> NumberText.signed(one, DIGITS)),
                tests.stream()
                    .map(test -> test.onlyFirstRight() + " : " + test.onlySecondRight())
                    .collect(Collectors.joining(", ")),
                probabilities(tests),
                verdict(fewer, more)));
      }
    }
    return new HtmlTable(
        "Reference run: the same test windows, pair by pair",
        List.of(
            "accuracy",
            "difference (95 % interval over windows and seeds)",
            "seed by seed",
            "windows that only one judges rightly, seed by seed",
            "exact McNemar p, seed by seed",
            "so"),
        rows,
        List.of(false, true, true, true, true, false));
  }

  /**
   * The difference of two of them in words. One is called better only if the interval over windows
   * and seeds leaves out 0 and McNemar's p is below 0.05 for every seed.
   *
   * @param first such as {@code Model 2a}
   * @param second such as {@code Model 1}
   * @return first minus second, a sentence
   * @throws IllegalArgumentException if there is no such network
   */
  public String sentence(String first, String second) {
    Network one = network(first);
    Network other = network(second);
    return "Reference run, trained alike: accuracy of "
        + first
        + " minus "
        + second
        + " "
        + NumberText.difference(difference(one, other), DIGITS)
        + ", interval over windows and seeds; exact McNemar p, seed by seed, "
        + probabilities(mcNemar(one, other))
        + ": "
        + verdict(one, other)
        + ".";
  }

  private Network network(String name) {
    return networks.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no network '" + name + "'"));
  }

  private String verdict(Network first, Network second) {
    ConfidenceInterval difference = difference(first, second);
    List<McNemar> tests = mcNemar(first, second);
    if (difference.low() <= 0 && difference.high() >= 0) {
      return "the difference may be chance";
    }
    long clear = tests.stream().filter(one -> one.pValue() < PairedComparison.LEVEL).count();
    if (clear < tests.size()) {
      return "no conclusion, as p is below 0.05 for " + clear + " of " + tests.size() + " seeds";
    }
    return (difference.low() > 0 ? first : second).name() + " is better";
  }

  private ConfidenceInterval difference(Network first, Network second) {
    return interval(minus(first, second), first.name() + " minus " + second.name());
  }

  private ConfidenceInterval interval(List<double[]> values, String purpose) {
    return bootstrap.overRuns(networks.get(0).tests().get(0).labels(), values, purpose);
  }

  private static List<double[]> minus(Network first, Network second) {
    List<double[]> one = first.right();
    List<double[]> other = second.right();
    return IntStream.range(0, one.size())
        .mapToObj(
            seed ->
                IntStream.range(0, one.get(seed).length)
                    .mapToDouble(i -> one.get(seed)[i] - other.get(seed)[i])
                    .toArray())
        .toList();
  }

  private static List<McNemar> mcNemar(Network first, Network second) {
    return IntStream.range(0, first.tests().size())
        .mapToObj(
            seed ->
                McNemar.of(
                    first.tests().get(seed).labels(),
                    first.tests().get(seed).predicted(),
                    second.tests().get(seed).predicted()))
        .toList();
  }

  private static String probabilities(List<McNemar> tests) {
    return tests.stream()
        .map(test -> NumberText.probability(test.pValue()))
        .collect(Collectors.joining(", "));
  }

  private static String each(List<double[]> seeds, DoubleFunction<String> text) {
    return seeds.stream()
        .map(one -> text.apply(Arrays.stream(one).average().orElse(Double.NaN)))
        .collect(Collectors.joining(", "));
  }
}
