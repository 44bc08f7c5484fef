package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.helixbook.feedback.Columns;
import org.helixbook.plot.NumberText;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import tech.tablesaw.api.Table;

/** Runs side by side: what differs between them comes first, then how they came out. */
public final class RunComparison {
  /** The most rows of {@link #ofExperiment}. */
  public static final int MOST = 24;

  static final String ABSENT = "-";

  private RunComparison() {}

  /**
   * All runs of an experiment that a store keeps, also those of other profiles and earlier days,
   * the newest first.
   *
   * @param experiment as {@link RunConfiguration#experiment} names it, such as {@code Model 2a}
   * @param store where the runs are
   * @return as {@link #table} says; the {@value #MOST} newest if there are more
   */
  public static Table ofExperiment(String experiment, RunStore store) {
    return soFar(experiment, runsOf(experiment, store), "");
  }

  /**
   * The runs of an experiment whose pictures or sequences were prepared by the same kind of
   * settings as those of one of them. Another notebook may train the same network on data that it
   * prepares in another way; beside such a run nearly every setting would differ.
   *
   * @param experiment as {@link RunConfiguration#experiment} names it, such as {@code Model 2a}
   * @param like the id of a run
   * @param store where the runs are
   * @return as {@link #ofExperiment}; the title says how many were left out
   */
  public static Table ofExperimentLike(String experiment, String like, RunStore store) {
    List<StoredRun> all = runsOf(experiment, store);
    Optional<Set<String>> kind =
        all.stream()
            .filter(run -> run.id().text().equals(like))
            .findFirst()
            .map(RunComparison::preparation);
    List<StoredRun> alike =
        all.stream().filter(run -> kind.isEmpty() || kind.get().equals(preparation(run))).toList();
    int others = all.size() - alike.size();
    return soFar(
        experiment,
        alike,
        others == 0 ? "" : "; " + others + " more on data that was prepared in another way");
  }

  private static List<StoredRun> runsOf(String experiment, RunStore store) {
    return store.runs().stream()
        .filter(
            run ->
                run.configuration()
                    .map(configuration -> configuration.experiment().equals(experiment))
                    .orElse(false))
        .toList();
  }

  /** The names of the settings by which a run's data was prepared. */
  private static Set<String> preparation(StoredRun run) {
    Set<String> names = new TreeSet<>();
    run.configuration().map(RunConfiguration::values).orElseThrow().keySet().stream()
        .filter(path -> path.startsWith("preparation."))
        .map(path -> path.replaceAll("\\[\\d+\\]", ""))
        .forEach(names::add);
    return names;
  }

  private static Table soFar(String experiment, List<StoredRun> all, String more) {
    List<StoredRun> shown = all.subList(0, Math.min(MOST, all.size()));
    return table(
        experiment
            + ": "
            + (all.size() == 1 ? "the only run" : "all " + all.size() + " runs")
            + " so far"
            + (all.size() > MOST ? ", the " + MOST + " newest shown" : "")
            + more,
        shown);
  }

  /**
   * A table of runs, one a row.
   *
   * @param title the table's name
   * @param runs in the order of the rows; those without a readable configuration are left out
   * @return columns: run, each setting that is not the same in all of them under a short name,
   *     state, epochs done, what was measured on held-out data after the last epoch, seconds an
   *     epoch
   */
  public static Table table(String title, List<StoredRun> runs) {
    List<StoredRun> readable =
        runs.stream().filter(run -> run.configuration().isPresent()).toList();
    List<SortedMap<String, String>> settings =
        readable.stream()
            .map(run -> run.configuration().map(RunConfiguration::values).orElseThrow())
            .toList();
    Columns<StoredRun> columns = Columns.of(readable).text("run", run -> run.id().text());
    new DifferingSettings(settings)
        .columns()
        .forEach((label, values) -> columns.text(label, run -> values.get(readable.indexOf(run))));
    columns
        .text("state", run -> run.state().name().toLowerCase(Locale.ROOT))
        .text("epochs done", run -> String.valueOf(run.history().epochs().size()));
    metrics(readable)
        .forEach(
            metric -> columns.text(EpochRecord.words(metric), run -> last(run.history(), metric)));
    return columns.text("seconds an epoch", run -> seconds(run.history())).table(title);
  }

  /**
   * What was measured on data that was not learned from, or all if there is nothing of the kind.
   */
  private static List<String> metrics(List<StoredRun> runs) {
    Set<String> all = new LinkedHashSet<>();
    runs.forEach(run -> all.addAll(run.history().metrics()));
    List<String> held = all.stream().filter(name -> !name.startsWith("train")).toList();
    return held.isEmpty() ? List.copyOf(all) : held;
  }

  private static String seconds(History history) {
    return history.epochs().isEmpty() ? ABSENT : NumberText.fixed(history.meanSeconds(), 1);
  }

  private static String last(History history, String metric) {
    return history.metrics().contains(metric)
        ? NumberText.fixed(history.last().metric(metric), 3)
        : ABSENT;
  }

  /**
   * What is not the same in two runs, and what that means for their results.
   *
   * @param a one run
   * @param b another
   * @return lines for a reader: settings first, then results, then what else may explain them
   */
  public static List<String> explain(StoredRun a, StoredRun b) {
    SortedMap<String, String> left = a.values();
    SortedMap<String, String> right = b.values();
    List<String> paths = differing(List.of(left, right));
    List<String> settings =
        paths.stream().filter(path -> !path.startsWith("environment.")).toList();
    List<String> surroundings =
        paths.stream()
            .filter(path -> path.startsWith("environment."))
            .filter(
                path ->
                    !path.matches(
                        "environment\\.(notebook|stretches|wallSeconds|cpuSeconds|peakMemory).*"))
            .filter(path -> !path.matches("environment\\.(data|seed|threads|code\\.version).*"))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        settings.isEmpty()
            ? "settings: the same, so the results should agree in every bit"
            : "settings: these differ, so the results may");
    settings.forEach(path -> lines.add(line(path, left, right)));
    Optional<Integer> epoch = firstDifferentEpoch(a.history(), b.history());
    lines.add(
        epoch.isEmpty()
            ? "results: the same in all epochs that both have"
            : "results: they differ from epoch " + epoch.get() + " on");
    if (!surroundings.isEmpty()) {
      lines.add(
          "surroundings: these differ; another processor, Java or library can change the last bits");
      surroundings.forEach(path -> lines.add(line(path, left, right)));
    }
    return lines;
  }

  private static String line(
      String path, SortedMap<String, String> left, SortedMap<String, String> right) {
    return "  "
        + path
        + ": "
        + left.getOrDefault(path, ABSENT)
        + " | "
        + right.getOrDefault(path, ABSENT);
  }

  private static Optional<Integer> firstDifferentEpoch(History a, History b) {
    int common = Math.min(a.epochs().size(), b.epochs().size());
    for (int i = 0; i < common; i++) {
      // All but the time.
      if (!a.epochs().get(i).metrics().equals(b.epochs().get(i).metrics())) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** The paths whose values are not the same everywhere, in alphabetical order. */
  public static List<String> differing(List<SortedMap<String, String>> all) {
    Set<String> paths = new TreeSet<>();
    all.forEach(values -> paths.addAll(values.keySet()));
    return paths.stream()
        .filter(
            path -> {
              Set<String> values = new HashSet<>();
              all.forEach(one -> values.add(one.getOrDefault(path, ABSENT)));
              return values.size() > 1;
            })
        .toList();
  }
}
