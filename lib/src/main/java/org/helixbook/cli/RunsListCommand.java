package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helixbook.experiment.RunsSideBySide;
import org.helixbook.plot.NumberText;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunId;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a table of the runs. */
@Command(name = "list", description = "Lists the runs, the most recently changed first.")
final class RunsListCommand implements Callable<Integer> {
  private static final String FORM = "%-16s  %-10s  %9s  %6s  %-28s  %s%n";
  private static final int MOST_SETTINGS = 4;

  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Mixin private RunChoice choice;

  RunsListCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    PrintWriter out = spec.commandLine().getOut();
    List<StoredRun> all = choice.of(runs.runs());
    Map<RunId, String> titles = titles(all);
    out.printf(
        Locale.ROOT,
        FORM,
        "run",
        "state",
        "epochs",
        "seed",
        "main figure",
        "experiment, and what differs");
    for (StoredRun run : all) {
      History history = run.history();
      RunConfiguration configuration = run.configuration().orElse(null);
      out.printf(
          Locale.ROOT,
          FORM,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          history.epochs().size() + " of " + (configuration == null ? "?" : configuration.epochs()),
          configuration == null ? "?" : configuration.seed(),
          figure(run),
          titles.getOrDefault(run.id(), "?"));
    }
    out.println("runs folder: " + runs.folder());
    out.flush();
    return 0;
  }

  /** The figure by which runs of its kind are compared. */
  private static String figure(StoredRun run) {
    double value = run.score().map(score -> score.of(run.history())).orElse(Double.NaN);
    return Double.isNaN(value)
        ? "-"
        : run.score().orElseThrow().words() + " " + NumberText.fixed(value, 3);
  }

  /** For each run its experiment, and how it differs from the others of this experiment. */
  private static Map<RunId, String> titles(List<StoredRun> all) {
    Map<String, List<StoredRun>> byExperiment =
        all.stream()
            .filter(run -> run.configuration().isPresent())
            .collect(Collectors.groupingBy(run -> run.configuration().orElseThrow().experiment()));
    Map<RunId, String> titles = new HashMap<>();
    byExperiment.forEach(
        (experiment, runs) -> {
          Map<String, List<String>> differing = RunsSideBySide.differing(runs);
          for (int i = 0; i < runs.size(); i++) {
            int row = i;
            String settings =
                differing.entrySet().stream()
                    .limit(MOST_SETTINGS)
                    .map(column -> column.getKey() + " " + column.getValue().get(row))
                    .collect(Collectors.joining(", "));
            titles.put(
                runs.get(i).id(), settings.isEmpty() ? experiment : experiment + ": " + settings);
          }
        });
    return titles;
  }
}
