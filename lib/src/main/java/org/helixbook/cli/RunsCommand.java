package org.helixbook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.RunComparison;
import org.helixbook.experiment.RunsSideBySide;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunId;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** The commands about runs. */
@Command(
    name = "runs",
    description = "Lists, shows, compares, resumes, exports and removes trainings.",
    synopsisSubcommandLabel = "COMMAND")
final class RunsCommand {
  private static final String FORM = "%-16s  %-10s  %9s  %6s  %-28s  %s%n";
  private static final String REMOVED = "%-16s  %-10s  %9s  %-5s  %s%n";
  private static final int MOST_SETTINGS = 4;
  private static final String ID = "Its id, or the beginning of it.";

  private final Supplier<RunStore> store;
  private final Supplier<Reader> answers;

  @Spec private CommandSpec spec;

  RunsCommand(Supplier<RunStore> store, Supplier<Reader> answers) {
    this.store = store;
    this.answers = answers;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(description = "Lists the runs, the most recently changed first.")
  void list(@Mixin RunChoice choice) {
    RunStore runs = store.get();
    PrintWriter out = out();
    List<StoredRun> all = choice.of(runs.runs());
    Map<RunId, String> titles = titles(all);
    String what = "experiment, and what differs";
    out.printf(Locale.ROOT, FORM, "run", "state", "epochs", "seed", "main figure", what);
    for (StoredRun run : all) {
      RunConfiguration configuration = run.configuration().orElse(null);
      out.printf(
          Locale.ROOT,
          FORM,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          run.history().epochs().size()
              + " of "
              + (configuration == null ? "?" : configuration.epochs()),
          configuration == null ? "?" : configuration.seed(),
          figure(run),
          titles.getOrDefault(run.id(), "?"));
    }
    out.println("runs folder: " + runs.folder());
    out.flush();
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

  @Command(
      description =
          "Prints a table of the runs: every setting that differs, and how they came out.")
  void table(
      @Mixin RunChoice choice,
      @Option(names = "--csv", description = "As CSV, for other programs.") boolean csv) {
    Table table = RunComparison.table("Runs", choice.of(store.get().runs()));
    StringWriter text = new StringWriter();
    if (csv) {
      table.write().csv(text);
    } else {
      text.append(HtmlTable.of(table).toString()).append(System.lineSeparator());
    }
    out().print(text);
    out().flush();
  }

  @Command(description = "Prints a run's settings, provenance and epochs.")
  void show(@Parameters(paramLabel = "ID", description = ID) String id) {
    StoredRun run = store.get().find(id);
    PrintWriter out = out();
    out.println("run " + run.id() + ", " + run.state().name().toLowerCase(Locale.ROOT));
    out.println("folder: " + run.folder());
    run.configuration().ifPresent(configuration -> out.println("what: " + title(configuration)));
    run.values().forEach((path, value) -> out.println(path + ": " + value));
    History history = run.history();
    out.printf(Locale.ROOT, "%5s", "epoch");
    history.metrics().forEach(name -> out.printf(Locale.ROOT, "  %14s", EpochRecord.words(name)));
    out.printf(Locale.ROOT, "  %7s%n", "seconds");
    for (EpochRecord e : history.epochs()) {
      out.printf(Locale.ROOT, "%5d", e.epoch());
      e.metrics().values().forEach(value -> out.printf(Locale.ROOT, "  %14.4f", value));
      out.printf(Locale.ROOT, "  %7.1f%n", e.seconds());
    }
    out.flush();
  }

  private static String title(RunConfiguration run) {
    String title =
        RunKind.all().stream()
            .filter(kind -> kind.holds(run))
            .map(RunKind::title)
            .findFirst()
            .orElse("a network of a kind that this version of the kit does not know");
    return RunKind.isOfThisCode(run) ? title : title + "; begun by other code, not to be resumed";
  }

  @Command(
      description =
          "Draws the curves of runs side by side into a page, with a paired test of each two on the"
              + " same test data. Runs that differ in their seed alone stand together.")
  void compare(
      @Parameters(
              arity = "2..*",
              paramLabel = "ID",
              description = "The runs' ids, or the beginnings of them.")
          List<String> ids,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "The page; without it, target/report/runs-compared.html.")
          Path file) {
    RunStore runs = store.get();
    RunsSideBySide compared =
        new RunsSideBySide(runs, ids.stream().map(runs::find).toList(), Bootstrap.of(new Seeds(1)));
    Path usual = KitFolder.root().resolve("target/report/runs-compared.html");
    Path page = file == null ? usual : file;
    InputProblem.ifRefused(
        page,
        "the page cannot be written",
        "make room or name another file with --out",
        () -> AtomicFile.writeText(page, compared.page().html()));
    PrintWriter out = out();
    if (compared.tests().rowCount() > 0) {
      out.println(HtmlTable.of(compared.tests()));
    }
    compared.notes().forEach(out::println);
    out.println("page: " + page);
    out.flush();
  }

  @Command(description = "Explains why two runs do not agree.")
  void diff(
      @Parameters(
              index = "0",
              paramLabel = "A",
              description = "A run's id, or the beginning of it.")
          String left,
      @Parameters(index = "1", paramLabel = "B", description = "Another's.") String right) {
    RunStore runs = store.get();
    RunComparison.explain(runs.find(left), runs.find(right)).forEach(out()::println);
    out().flush();
  }

  @Command(
      description =
          "Resumes a training that was stopped or killed, and ends with the same bits as one that"
              + " never was. Its data are made again and compared by their digests. Exit code 1 if"
              + " it did not come to its end.")
  int resume(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--silent", description = "Prints the end alone.") boolean silent) {
    RunStore runs = store.get();
    StoredRun run = runs.find(id);
    PrintWriter out = out();
    if (run.state() == StoredRun.State.COMPLETE) {
      out.println("run " + run.id() + " is complete; helixbook runs show " + run.id());
      out.flush();
      return 0;
    }
    // On the error stream: the output is for what comes out.
    Progress progress =
        silent ? Progress.silent() : new PlainProgress(System.err, Duration.ofSeconds(10));
    RunOutcome<?> outcome = runs.resume(run, progress, history -> {});
    out.println("run " + run.id() + ", " + outcome.training());
    out.flush();
    return outcome.training().status() == Status.FINISHED ? 0 : 1;
  }

  @Command(
      description =
          "Packs a run's folder, weights included, into a zip file. With --records, writes what"
              + " tells how it was made and how it went into a folder, also of a run that is not"
              + " complete or is being computed.")
  void export(
      @Parameters(index = "0", paramLabel = "ID", description = ID) String id,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "FILE",
              description =
                  "The zip file, or the folder of the records. Without it, run-ID.zip, or a folder"
                      + " named after model and seed, such as model-2a-seed-1.")
          Path file,
      @Option(
              names = "--records",
              description =
                  "Only config.json, environment.json, history.csv, standing.json (how many of its"
                      + " epochs are done) and, of a complete run, metrics.json and predictions.csv"
                      + " (up to 1 MB); no weights.")
          boolean records) {
    StoredRun run = store.get().find(id);
    Path usual = Path.of(records ? run.readableName() : "run-" + run.id() + ".zip");
    Path target = file == null ? usual : file;
    out()
        .println(
            InputProblem.ifRefused(
                target,
                "the run cannot be written there",
                "make room or name another file",
                () -> {
                  if (records) {
                    return target + ": " + run.exportRecords(target).text();
                  }
                  run.export(target);
                  return target.toString();
                }));
    out().flush();
  }

  @Command(
      description =
          "Removes trainings that other code began and did not end, which nobody can resume."
              + " Says which they are and how large, and asks first. Runs of a newer version of the"
              + " kit and runs that are being computed are left alone.")
  void clean(
      @Option(names = "--partial", description = "Also what this code began and did not end.")
          boolean partial,
      @Option(
              names = "--old",
              description = "Also complete runs of other code, which this code would compute anew.")
          boolean old,
      @Option(names = "--yes", description = "Does not ask.") boolean yes) {
    RunStore runs = store.get();
    PrintWriter out = out();
    List<StoredRun> useless =
        runs.runs().stream().filter(run -> isUseless(run, partial, old)).toList();
    if (useless.isEmpty()) {
      out.println("nothing to remove in " + runs.folder());
      out.flush();
      return;
    }
    out.printf(Locale.ROOT, REMOVED, "run", "state", "size", "code", "experiment");
    long bytes = 0;
    for (StoredRun run : useless) {
      RunConfiguration configuration = run.configuration().orElse(null);
      bytes += run.bytes();
      out.printf(
          Locale.ROOT,
          REMOVED,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          CountText.bytes(run.bytes()),
          configuration == null ? "?" : RunKind.isOfThisCode(configuration) ? "this" : "other",
          configuration == null ? "?" : configuration.experiment());
    }
    String what = CountText.of(useless.size(), "run") + ", " + CountText.bytes(bytes);
    if (!yes && !agreed(out, what)) {
      out.println("nothing was removed");
      out.flush();
      return;
    }
    useless.forEach(runs::remove);
    out.println("removed " + what);
    out.flush();
  }

  private static boolean isUseless(StoredRun run, boolean partial, boolean old) {
    if (run.isOfANewerVersion() || run.isBeingComputed()) {
      return false;
    }
    RunConfiguration configuration = run.configuration().orElse(null);
    if (configuration == null) {
      return true;
    }
    return RunKind.isOfThisCode(configuration)
        ? partial && run.state() != StoredRun.State.COMPLETE
        : old || run.state() != StoredRun.State.COMPLETE;
  }

  private boolean agreed(PrintWriter out, String what) {
    out.print("remove " + what + "? [y/N] ");
    out.flush();
    try {
      String answer = new BufferedReader(answers.get()).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be read", e);
    }
  }
}
