package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.StoreSettings;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.feedback.InputProblem;
import org.helixbook.notebook.KitVariable;
import org.helixbook.storage.KitFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line: builds an embedded data set from its Debian packages, and writes its files or
 * compares them. Exit code 0: done, or identical; 1: anything else.
 */
@Command(
    name = "databuilder",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds an embedded data set from its Debian packages.")
public final class BuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--packages",
      paramLabel = "FOLDER",
      description =
          "A folder that holds the Debian packages or the files from them; without it they are"
              + " downloaded, or taken from the folder that HELIXBOOK_MIRROR names.")
  private Path packages;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Write the built files into this folder.")
  private Path target;

  @Option(
      names = "--compare",
      paramLabel = "FOLDER",
      description = "Compare with the files in this folder, byte by byte.")
  private Path committed;

  @Option(
      names = "--coding-intervals",
      paramLabel = "BED",
      description =
          "Print the share of bases of a coding/non-coding set that this independent annotation"
              + " (such as GENCODE's CDS) calls coding.")
  private Path codingIntervals;

  @Parameters(paramLabel = "SET", description = "The data set, such as human-coding-600.")
  private String name;

  private final DataManifest manifest;
  private final Map<String, Recipe> recipes;

  /**
   * @param manifest says what the sets are made from
   * @param recipes how each is made, by name
   */
  BuildCommand(DataManifest manifest, Map<String, Recipe> recipes) {
    this.manifest = manifest;
    this.recipes = new TreeMap<>(recipes);
  }

  /**
   * Builds a set and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(
        new BuildCommand(DataManifest.bundled(), Recipe.embedded())
            .commandLine()
            .execute(arguments));
  }

  /** This command, which says every problem in one sentence. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    line.setExecutionExceptionHandler(
        (problem, command, result) -> {
          if (!(problem instanceof InputProblem)) {
            throw problem;
          }
          command.getErr().println(problem.getMessage());
          return 1;
        });
    return line;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    KitVariable.check(System.getenv(), KitFolder.root());
    StoreSettings settings = StoreSettings.fromEnvironment();
    if (packages != null) {
      settings = StoreSettings.of(settings.cache(), Optional.of(packages));
    }
    Recipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new InputProblem(
          name, "there is no such set", "name one of " + String.join(", ", recipes.keySet()));
    }
    Recipe.Built built = recipe.build(name, new DatasetStore(manifest, settings));
    if (target != null || committed == null) {
      for (BuildReport.Count count : built.counts()) {
        out.println(count.step() + ": " + count.what() + ": " + count.number());
      }
    }
    if (codingIntervals != null) {
      shares(built.windows()).forEach(out::println);
    }
    SetFiles files = new SetFiles(name, built.files());
    if (target != null) {
      files.write(target, out);
    }
    return committed == null || files.same(committed, out) ? 0 : 1;
  }

  private List<String> shares(List<CodingWindow> windows) {
    if (windows.isEmpty()) {
      throw new InputProblem("--coding-intervals", name + " has no such windows", "leave it out");
    }
    CodingIntervals annotation = CodingIntervals.readBed(codingIntervals);
    List<String> lines = new ArrayList<>();
    for (WindowKind kind : WindowKind.values()) {
      double share = annotation.share(windows, kind);
      if (!Double.isNaN(share)) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%.2f %% of the bases of %s windows lie inside %s",
                100 * share,
                kind.label(),
                codingIntervals.getFileName()));
      }
    }
    return lines;
  }
}
