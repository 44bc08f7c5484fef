package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helixbook.dataset.BuildReport;
import org.helixbook.dataset.CodingWindowTable;
import org.helixbook.dataset.DataManifest;
import org.helixbook.dataset.DatasetStore;
import org.helixbook.dataset.StoreSettings;
import org.helixbook.dataset.UstilagoCodingSet;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The builder of the second organism. Exit code 0: done, or identical; 1: anything else. */
@Command(
    name = "databuilder-ustilago",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set ustilago-coding-600 from its Debian package.")
public final class UstilagoCodingSetCommand implements Callable<Integer> {
  private static final String NAME = UstilagoCodingSet.NAME;

  @Spec private CommandSpec spec;

  @Option(
      names = "--packages",
      paramLabel = "FOLDER",
      description =
          "A folder that holds the Debian package or the files from it; without it the package is"
              + " downloaded, or taken from the folder that HELIXBOOK_MIRROR names.")
  private Path packages;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Write the set and its report into this folder.")
  private Path target;

  @Option(
      names = "--compare",
      paramLabel = "FOLDER",
      description = "Compare with the set and its report in this folder, byte by byte.")
  private Path committed;

  private final DataManifest manifest;
  private final UstilagoRules rules;

  private UstilagoCodingSetCommand(DataManifest manifest, UstilagoRules rules) {
    this.manifest = manifest;
    this.rules = rules;
  }

  /**
   * Runs the builder and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(
        commandLine(DataManifest.bundled(), UstilagoRules.ustilagoCoding600()).execute(arguments));
  }

  /**
   * The command, which says every problem in one sentence.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, UstilagoRules rules) {
    CommandLine line = new CommandLine(new UstilagoCodingSetCommand(manifest, rules));
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
    StoreSettings settings = StoreSettings.fromEnvironment();
    if (packages != null) {
      settings = StoreSettings.of(settings.cache(), Optional.of(packages));
    }
    UstilagoInputs inputs =
        UstilagoInputs.of(NAME, new DatasetStore(manifest, settings), Progress.silent());
    HumanCodingSetBuilder.Result result =
        UstilagoCodingSetBuilder.build(
            NAME, inputs.genome(), inputs.annotation(), rules, inputs.described());
    if (target != null || committed == null) {
      for (BuildReport.Count count : result.report().counts()) {
        out.println(count.step() + ": " + count.what() + ": " + count.number());
      }
    }
    SetFiles finished =
        new SetFiles(
            NAME,
            Map.of(
                NAME + ".tsv.bz2", CodingWindowTable.compress(result.table()),
                NAME + ".report.json", result.report().toJson()));
    if (target != null) {
      finished.write(target, out);
    }
    return committed == null || finished.same(committed, out) ? 0 : 1;
  }
}
