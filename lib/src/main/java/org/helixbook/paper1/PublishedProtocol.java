package org.helixbook.paper1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.DifferingSettings;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.notebook.Notebook;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Figure;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.Profile;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStanding;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Reference runs with Paper 1's published settings of training: trained before, for as many of the
 * 125 epochs as there was time for. They are shown beside a reader's own run and named as what they
 * are. Those that are wholly as published and came to their last epoch are recorded, so that the
 * ledger judges by them; of the others nothing is.
 */
public final class PublishedProtocol {
  private static final int SIDE = 224;

  private final String kind;
  private final List<StoredRun> references;
  private final Profile profile;
  private final RunStore store;

  private PublishedProtocol(
      String kind, List<StoredRun> references, Profile profile, RunStore store) {
    this.kind = kind;
    this.references = references;
    this.profile = profile;
    this.store = store;
  }

  /** The kit's reference runs, to be shown beside a notebook's own. */
  public static PublishedProtocol of(Notebook book) {
    return in(folder(book), book.profile(), book.runs());
  }

  /**
   * The kit's runs with the published settings of training that were given their best chance: He's
   * initial weights, and pictures standardised on the training set instead of blurred and shifted
   * by fixed numbers. They are shown and decide no claim.
   */
  public static PublishedProtocol bestChance(Notebook book) {
    return in(
        "best chance",
        book.referenceResults().resolve("paper1-best-chance"),
        book.profile(),
        book.runs());
  }

  static Path folder(Notebook book) {
    return book.referenceResults().resolve("paper1-published");
  }

  /**
   * The reference runs of a folder.
   *
   * @param folder with a folder a run; what is no run of the published protocol, or has no finished
   *     epoch, is left out
   * @param profile of the reader's own runs
   * @param store where those are
   * @return none if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be listed
   */
  public static PublishedProtocol in(Path folder, Profile profile, RunStore store) {
    return in("as published", folder, profile, store);
  }

  static PublishedProtocol in(String kind, Path folder, Profile profile, RunStore store) {
    return new PublishedProtocol(
        kind,
        StoredRun.allIn(folder).stream()
            .filter(PublishedProtocol::isPublished)
            .filter(run -> !run.history().epochs().isEmpty())
            .toList(),
        profile,
        store);
  }

  private static boolean isPublished(StoredRun run) {
    Optional<RunConfiguration> found = run.configuration();
    if (found.isEmpty() || !new CnnRuns().holds(found.get())) {
      return false;
    }
    TrainingSettings training = found.get().trainingAs(TrainingSettings.class);
    return training.equals(TrainingSettings.builder().seed(training.seed()).build())
        && found.get().network().path("height").asInt() == SIDE
        && found.get().network().path("width").asInt() == SIDE;
  }

  /**
   * Those of one network.
   *
   * @param network such as {@code Model 2a}
   * @return in the order of their folders
   */
  public List<StoredRun> of(String network) {
    return references.stream().filter(run -> network.equals(name(run))).toList();
  }

  private static String name(StoredRun run) {
    return configuration(run).experiment();
  }

  private static RunConfiguration configuration(StoredRun run) {
    return run.configuration().orElseThrow();
  }

  /**
   * Accuracy and loss of the reader's own trainings and of the reference runs of the same network,
   * on the same axes: epochs, or steps if an epoch has more of them here than there.
   *
   * @param trials the reader's own
   * @return the figure; empty without a reference run or without an epoch of one's own
   */
  public Optional<Figure> beside(Trials<Predictions> trials) {
    List<StoredRun> runs = of(trials.name());
    if (runs.isEmpty() || trials.histories().stream().allMatch(h -> h.epochs().isEmpty())) {
      return Optional.empty();
    }
    int theirs = runs.get(0).standing().stepsAnEpoch().orElse(0);
    int ours = own(trials).map(run -> run.standing().stepsAnEpoch().orElse(0)).orElse(0);
    // Where one of them is not known, epochs must do.
    int there = Math.max(1, theirs);
    int here = theirs == 0 || ours == 0 ? there : ours;
    int seeds = trials.histories().size();
    return Optional.of(
        Charts.training(
                trials.name() + ": here, and a reference run as published",
                new Charts.Runs("here", trials.histories(), here),
                new Charts.Runs("reference", runs.stream().map(StoredRun::history).toList(), there))
            .source("Profile: " + profile.label() + ".")
            .adding(
                seeds == 1
                    ? "Here: 1 seed."
                    : "Here: mean of " + seeds + " seeds; bands: lowest to highest seed.")
            .adding(runs.stream().map(this::standing).collect(Collectors.joining(" "))));
  }

  /**
   * What the runs of one network that came to their last epoch give for the claims about the model:
   * accuracy, F1, AUC and cost, how they kept to the protocol (P1.10), when they were stable
   * (P1.11).
   *
   * @param network such as {@code Model 2a}
   * @param claim about the model's figures, such as {@code P1.7}
   * @param published what the paper prints of the model
   * @param bootstrap how intervals are drawn, over windows and seeds; over windows with one seed
   * @return the results, each of the reference runs; none if no run is complete with its
   *     predictions
   * @throws InputProblem if the runs were tested on other windows than today's {@value
   *     CodingSet#HUMAN}
   */
  public List<Result> results(
      String network, String claim, PublishedResults.Model published, Bootstrap bootstrap) {
    Trials<Predictions> trials = complete(network);
    if (trials.trials().isEmpty()) {
      return List.of();
    }
    requireTodaysWindows(trials);
    ModelReport report =
        new ModelReport(trials.report(List.of(), bootstrap), CodingSet.HUMAN, published);
    List<Result> results = new ArrayList<>(report.results(claim));
    results.addAll(report.protocol(TrainingSettings.builder().build(), SIDE));
    results.addAll(report.stability());
    return results.stream().map(Result::ofReference).toList();
  }

  private Trials<Predictions> complete(String network) {
    return Trials.of(
        network,
        CodingSet.HUMAN,
        CodingSource.CLASSES,
        of(network).stream().filter(run -> run.standing().isComplete()).toList());
  }

  /**
   * Accuracy and loss of one network's runs beside those of other reference runs, over the epochs
   * that each has done.
   *
   * @param network such as {@code Model 2a}
   * @param others such as those as published
   * @return the figure; empty unless both have a run
   */
  public Optional<Figure> curves(String network, PublishedProtocol others) {
    List<StoredRun> runs = of(network);
    List<StoredRun> theirs = others.of(network);
    if (runs.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Charts.training(
                network + ": " + kind + ", and " + others.kind,
                curves(kind, runs),
                curves(others.kind, theirs))
            .source("Reference runs of the kit, each of the published settings of training.")
            .adding(
                Stream.concat(
                        runs.stream().map(this::standing), theirs.stream().map(others::standing))
                    .collect(Collectors.joining(" "))));
  }

  private static Charts.Runs curves(String name, List<StoredRun> runs) {
    return new Charts.Runs(name, runs.stream().map(StoredRun::history).toList(), 1);
  }

  /**
   * The accuracy of one network's complete runs against other complete ones, on the same test
   * windows: those of today's {@value CodingSet#HUMAN}.
   *
   * @param network such as {@code Model 2a}
   * @param others such as those as published
   * @param bootstrap how the interval is drawn
   * @return first minus second; empty unless both have a complete run
   * @throws InputProblem if a run was tested on other windows
   */
  public Optional<Comparison> against(
      String network, PublishedProtocol others, Bootstrap bootstrap) {
    Trials<Predictions> first = complete(network);
    Trials<Predictions> second = others.complete(network);
    if (first.trials().isEmpty() || second.trials().isEmpty()) {
      return Optional.empty();
    }
    requireTodaysWindows(first);
    requireTodaysWindows(second);
    return Optional.of(
        Comparison.ofAccuracy(
            first.named(network + ", " + kind),
            second.named(network + ", " + others.kind),
            bootstrap,
            "best chance"));
  }

  private static void requireTodaysWindows(Trials<Predictions> trials) {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    int[] today = set.labelled(set.test(SplitName.GENE_DISJOINT)).labels();
    for (int i = 0; i < trials.trials().size(); i++) {
      if (!Arrays.equals(today, trials.tests().get(i).labels())) {
        throw new InputProblem(
            "the reference run " + trials.runs().get(i),
            "it was tested on other windows than those of " + CodingSet.HUMAN,
            "restore the folder from the repository, or make it anew");
      }
    }
  }

  /** What it is and how far it went. */
  private String standing(StoredRun run) {
    return "Reference run of "
        + name(run)
        + ", "
        + kind
        + " (profile "
        + Profile.PAPER.label()
        + ", seed "
        + configuration(run).seed()
        + "): "
        + run.standing().text()
        + ".";
  }

  private Optional<StoredRun> own(Trials<Predictions> trials) {
    List<String> ids = trials.runs();
    return store.runs().stream()
        .filter(run -> !ids.isEmpty() && run.id().text().equals(ids.get(0)))
        .filter(run -> run.configuration().isPresent())
        .findFirst();
  }

  /**
   * In what the reader's own training differs from the first reference run of the same network: a
   * row a {@code setting}. Without one and with the same seed, the curves lie on each other.
   *
   * @param trials the reader's own
   * @return empty if one of the two is not there
   */
  public Optional<Table> differences(Trials<Predictions> trials) {
    List<StoredRun> runs = of(trials.name());
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    return own(trials).map(own -> differences(own, "here", runs.get(0), "reference run"));
  }

  /**
   * In what the first run of a network differs from the first of other reference runs: a row a
   * {@code setting}.
   *
   * @param network such as {@code Model 2a}
   * @param others such as those as published
   * @return empty unless both have a run
   */
  public Optional<Table> differences(String network, PublishedProtocol others) {
    List<StoredRun> runs = of(network);
    List<StoredRun> theirs = others.of(network);
    return runs.isEmpty() || theirs.isEmpty()
        ? Optional.empty()
        : Optional.of(differences(runs.get(0), kind, theirs.get(0), others.kind));
  }

  private static Table differences(
      StoredRun run, String name, StoredRun reference, String referenceName) {
    SortedMap<String, String> ours = settings(run);
    SortedMap<String, String> theirs = settings(reference);
    // What only one of them says is no difference: older runs name fewer settings.
    ours.keySet().retainAll(theirs.keySet());
    theirs.keySet().retainAll(ours.keySet());
    return Columns.of(new DifferingSettings(List.of(ours, theirs)).columns().entrySet())
        .text("setting", Map.Entry::getKey)
        .text(name, one -> one.getValue().get(0))
        .text(referenceName, one -> one.getValue().get(1))
        .table("Settings that differ from the published protocol's");
  }

  /**
   * What was trained how and on what; not from which seed, by which code or on how many threads.
   */
  private static SortedMap<String, String> settings(StoredRun run) {
    SortedMap<String, String> settings = new TreeMap<>();
    configuration(run).values().forEach((path, value) -> settings.put(now(path), value));
    settings.keySet().removeAll(List.of("training.seed", "codeVersion", "threads", "kind"));
    return settings;
  }

  /** A setting's path today; the reference runs are older. */
  private static String now(String path) {
    return path.equals("preparation.data.perClass")
        ? "preparation.source.keep.train"
        : path.replace("preparation.data.split", "preparation.source.split");
  }

  /**
   * How far the reference runs are; a row a run.
   *
   * @param networks the beginnings of their names, such as {@code Model 2}
   * @return the last epoch of each; a network without a run has a row that says so
   */
  public Table table(String... networks) {
    Table table =
        Table.create(
            "Reference runs, "
                + kind
                + ", as they stood in their last epoch (only complete ones count)",
            StringColumn.create("network"),
            LongColumn.create("seed"),
            StringColumn.create("epochs done"),
            StringColumn.create("state"),
            DoubleColumn.create("training loss"),
            DoubleColumn.create("training accuracy"),
            DoubleColumn.create("test accuracy"),
            StringColumn.create("plateau at 0.693"));
    for (String network : networks) {
      List<StoredRun> runs =
          references.stream().filter(run -> name(run).startsWith(network)).toList();
      if (runs.isEmpty()) {
        Row row = table.appendRow();
        row.setString("network", network);
        row.setString("epochs done", "none run");
      }
      runs.forEach(run -> fill(table.appendRow(), run));
    }
    return table;
  }

  private static void fill(Row row, StoredRun run) {
    RunStanding standing = run.standing();
    EpochRecord last = run.history().last();
    OptionalInt left = ChancePlateau.leftIn(run.history().values("trainLoss"));
    row.setString("network", name(run));
    row.setLong("seed", configuration(run).seed());
    row.setString("epochs done", standing.epochsDone() + " of " + standing.epochsAsked());
    row.setString("state", standing.isComplete() ? "complete" : "not complete");
    row.setDouble("training loss", last.trainLoss());
    row.setDouble("training accuracy", last.trainAccuracy());
    row.setDouble("test accuracy", last.testAccuracy());
    row.setString(
        "plateau at 0.693",
        left.isPresent()
            ? "left in epoch " + left.getAsInt()
            : "still there after " + CountText.of(standing.epochsDone(), "epoch"));
  }
}
