package org.helixbook.paper1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.DifferingSettings;
import org.helixbook.experiment.Trials;
import org.helixbook.run.History;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/**
 * A model of Paper 1 as a notebook recorded it: its results and the runs behind them, read from the
 * store and computed nowhere again.
 *
 * @param model {@code model-1}, {@code model-2} or {@code model-3}
 * @param name for a reader, such as {@code Model 2, here, quick}
 * @param reference whether it is of a reference run of the kit and not the reader's own
 * @param results accuracy, AUC and F1 as recorded, accuracy first
 * @param runs the runs that are still there, in the order of their seeds
 * @param trials those of the runs whose predictions are there
 */
record RecordedModel(
    String model,
    String name,
    boolean reference,
    List<Result> results,
    List<StoredRun> runs,
    Trials<Predictions> trials) {
  private static final List<String> CLAIMS = List.of("P1.5", "P1.7", "P1.9");
  private static final String ACCURACY = "-accuracy";

  /**
   * The models that the notebooks of this report recorded.
   *
   * @param store where their runs are
   * @param published where those of reference runs are
   * @return one for each model and reading; none for a model that was not run
   */
  static List<RecordedModel> recorded(Path reportFolder, RunStore store, Path published) {
    List<StoredRun> all = new ArrayList<>(store.runs());
    all.addAll(StoredRun.allIn(published));
    return models(
        ResultLog.readAll(reportFolder),
        false,
        ids ->
            ids.stream()
                .flatMap(id -> all.stream().filter(run -> run.id().text().equals(id)))
                .toList());
  }

  /**
   * The reference results that come with the kit.
   *
   * @param folder {@code notebooks/reference-results}
   * @return one for each folder with {@code results.json} that holds a model of Paper 1
   * @throws UncheckedIOException if the folder cannot be listed
   */
  static List<RecordedModel> references(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(one -> Files.isRegularFile(one.resolve("results.json")))
          .sorted()
          .flatMap(
              one ->
                  models(
                      ResultLog.read(one.resolve("results.json")),
                      true,
                      ids -> StoredRun.allIn(one))
                      .stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  private static List<RecordedModel> models(
      List<Result> results, boolean kept, Function<List<String>, List<StoredRun>> runsOf) {
    List<RecordedModel> found = new ArrayList<>();
    for (Result accuracy : results) {
      int index = CLAIMS.indexOf(accuracy.id().replace(ACCURACY, ""));
      if (index < 0 || !accuracy.id().endsWith(ACCURACY)) {
        continue;
      }
      String model = "Model " + (index + 1);
      String name =
          model
              + (accuracy.variant().isEmpty() ? "" : " (" + accuracy.variant() + ")")
              + (accuracy.isReference()
                  ? ", reference run as published"
                  : (kept ? ", reference, " : ", here, ") + accuracy.profile());
      List<Result> own =
          results.stream()
              .filter(result -> result.id().startsWith(CLAIMS.get(index) + "-"))
              .filter(result -> result.dataset().equals(accuracy.dataset()))
              .filter(result -> result.variant().equals(accuracy.variant()))
              .filter(result -> result.profile().equals(accuracy.profile()))
              .toList();
      List<StoredRun> runs = runsOf.apply(accuracy.runs());
      found.add(
          new RecordedModel(
              "model-" + (index + 1),
              name,
              kept || accuracy.isReference(),
              own,
              runs,
              Trials.of(
                  name, accuracy.dataset(), CodingSource.classesOf(accuracy.dataset()), runs)));
    }
    return found;
  }

  /** The recorded accuracy. */
  Result accuracy() {
    return figure("accuracy").orElseThrow();
  }

  /**
   * A recorded figure.
   *
   * @param suffix such as {@code auc}, {@code f1-cdn}
   * @return the result; empty if it was not recorded
   */
  Optional<Result> figure(String suffix) {
    return results.stream().filter(r -> r.id().endsWith("-" + suffix)).findFirst();
  }

  /** The histories of its runs. */
  List<History> histories() {
    return runs.stream().map(StoredRun::history).filter(h -> !h.epochs().isEmpty()).toList();
  }

  /** Whether the predictions of both are there, and are of the same test windows. */
  boolean sharesWindowsWith(RecordedModel other) {
    return !trials.trials().isEmpty()
        && !other.trials.trials().isEmpty()
        && accuracy().dataset().equals(other.accuracy().dataset())
        && testSet().equals(other.testSet())
        && Arrays.equals(trials.first().test().labels(), other.trials.first().test().labels());
  }

  /**
   * The settings in which the trainings of two models differ, beside their layers and seeds.
   *
   * @return such as {@code epochs 4 and 5}; empty if there are none, or one of them is not known
   */
  List<String> trainedDifferentlyFrom(RecordedModel other) {
    SortedMap<String, String> one = recipe();
    SortedMap<String, String> two = other.recipe();
    return one.isEmpty() || two.isEmpty()
        ? List.of()
        : new DifferingSettings(List.of(one, two))
            .columns().entrySet().stream()
                .map(column -> column.getKey() + " " + String.join(" and ", column.getValue()))
                .toList();
  }

  /** How the first seed was trained and on what, by the paths of its configuration. */
  private SortedMap<String, String> recipe() {
    return settings(
        path ->
            !path.equals("training.seed")
                && (path.startsWith("training.")
                    || path.startsWith("preparation.")
                    || path.equals("network.initialisation")));
  }

  /** Which data were split how; how many windows were learned from is another matter. */
  private SortedMap<String, String> testSet() {
    return settings(
        path ->
            (path.startsWith("preparation.source.") || path.startsWith("preparation.data."))
                && !path.contains(".keep.")
                && !path.endsWith(".perClass"));
  }

  private SortedMap<String, String> settings(Predicate<String> wanted) {
    SortedMap<String, String> settings = new TreeMap<>();
    runs.stream()
        .findFirst()
        .flatMap(StoredRun::configuration)
        .ifPresent(configuration -> settings.putAll(configuration.values()));
    settings.keySet().removeIf(wanted.negate());
    return settings;
  }
}
