package org.helixbook.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.experiment.sweep.Cluster;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.experiment.sweep.RunPlaces;
import org.helixbook.experiment.sweep.Sweep;
import org.helixbook.experiment.sweep.SweepReport;
import org.helixbook.experiment.sweep.WorkerProcess;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.notebook.KitVariable;
import org.helixbook.notebook.NotebookPlanner;
import org.helixbook.plot.HtmlTable;
import org.helixbook.run.RunStore;
import org.helixbook.storage.KitFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries many settings of a notebook's training. */
@Command(
    name = "sweep",
    description =
        "Tries many settings of a notebook's first training, and judges them on validation data."
            + " Runs are kept: complete ones are not computed again, and after Ctrl-C the same"
            + " command goes on. Exit code 1 if not all runs are complete.")
final class SweepCommand implements Callable<Integer> {
  private static final String SEEDS = "seeds=";

  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NOTEBOOK",
      description = "Its place, such as paper1-spectrogram-cnn/04-model-2.")
  private String notebook;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUES",
      description =
          "A parameter of the notebook with its values (learning-rate=1e-3,3e-3) or a range to"
              + " draw from (learning-rate=1e-4..1e-2); seeds=3 trains each from three seeds.")
  private List<String> settings = List.of();

  @Option(
      names = "--draw",
      paramLabel = "N",
      description = "Tries N settings, drawn at random (HELIXBOOK_SEED seeds the draw).")
  private int draw;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description =
          "Computes N runs side by side, each in a process of its own. Without it, as many as"
              + " memory and processors allow: HELIXBOOK_THREADS=1 leaves room for more.")
  private int atOnce;

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Computes the runs on a cluster of Apache Spark, such as spark://host:7077; local[2]"
              + " tries the same here. environment/README.md says what a cluster needs.")
  private String master;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For page, charts and CSV; without it, a folder in target/report/sweeps.")
  private Path folder;

  @Option(names = "--silent", description = "Prints no progress.")
  private boolean silent;

  SweepCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    List<String> axes = new ArrayList<>(settings);
    axes.removeIf(setting -> setting.startsWith(SEEDS));
    Sweep grid = Sweep.read(axes);
    List<Point> points =
        (draw == 0 ? grid : grid.drawing(draw, KitVariable.seeds(System.getenv()))).points();
    RunStore runs = store.get();
    Cluster.Engine engine = master == null ? null : Cluster.engine(master);
    if (master != null && atOnce != 0) {
      throw new InputProblem(
          "sweep on '" + master + "'",
          "--at-once is for processes of this machine",
          "leave it out: a cluster computes as many runs at once as it has cores for");
    }
    Path place = folder == null ? usualFolder(axes) : folder;
    NotebookPlanner planner = new NotebookPlanner(notebook, place.resolve("work"));
    NotebookPlanner.Plan plan = planner.plan(points, seedCount(), progress());
    int side = atOnce == 0 ? RunPlaces.fitting() : atOnce;
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        planner.name()
            + ": "
            + plan.variant()
            + ", "
            + CountText.of(points.size(), "setting")
            + ", "
            + CountText.of(plan.runs().size(), "run")
            + ", "
            + (engine == null ? side + " at a time" : "on " + master));
    out.flush();
    SweepReport report;
    if (engine == null || plan.runs().isEmpty()) {
      report =
          computed(
              plan,
              new RunPlaces(
                  runs, side, WorkerProcess.in(runs, planner.name(), place.resolve("work"))));
    } else {
      int threads = plan.runs().get(0).configuration().threads();
      try (Cluster cluster = engine.connect(master, runs, planner.name(), threads)) {
        report = computed(plan, new RunPlaces(runs, plan.runs().size(), cluster));
      }
    }
    out.println(HtmlTable.of(report.table()));
    out.println();
    out.println(HtmlTable.of(report.ranking()));
    out.println();
    out.println(report.summary());
    report.problems().forEach(out::println);
    out.println("page: " + report.save(place));
    out.flush();
    return report.isComplete() ? 0 : 1;
  }

  private SweepReport computed(NotebookPlanner.Plan plan, RunPlaces places) {
    return places.run("Sweep of " + plan.variant(), plan.runs(), plan.problems(), progress());
  }

  private Path usualFolder(List<String> axes) {
    String name =
        (notebook.replaceFirst("\\.ipynb$", "").replaceFirst(".*[/\\\\]", "")
                + "-"
                + String.join(
                    "-", axes.stream().map(axis -> axis.replaceFirst("=.*", "")).toList()))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return KitFolder.root().resolve("target/report/sweeps").resolve(name);
  }

  private int seedCount() {
    String given =
        settings.stream()
            .filter(setting -> setting.startsWith(SEEDS))
            .findFirst()
            .orElse(SEEDS + 1)
            .substring(SEEDS.length());
    if (!given.matches("[1-9]\\d{0,3}")) {
      throw new InputProblem(
          "sweep", "'" + given + "' is no number of seeds", "write seeds=3 for three seeds");
    }
    return Integer.parseInt(given);
  }

  /** On the error stream: the output is for what comes out. */
  private Progress progress() {
    return silent ? Progress.silent() : new PlainProgress(System.err, Duration.ofSeconds(5));
  }
}
