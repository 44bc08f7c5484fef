package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.helixbook.dataset.BuildReport;
import org.helixbook.dataset.CodingWindowTable;
import org.helixbook.dataset.DataManifest;
import org.helixbook.dataset.DatasetStore;
import org.helixbook.dataset.HumanCodingSet;
import org.helixbook.dataset.StoreSettings;
import org.helixbook.dataset.WindowKind;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the builder. Exit code 0: done, or identical; 1: anything else. */
@Command(
    name = "databuilder",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set human-coding-600 from its three Debian packages.")
public final class HumanCodingSetCommand implements Callable<Integer> {
  private static final String NAME = HumanCodingSet.NAME;

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
      description = "Write the set and its report into this folder.")
  private Path target;

  @Option(
      names = "--compare",
      paramLabel = "FOLDER",
      description = "Compare with the set and its report in this folder, byte by byte.")
  private Path committed;

  @Option(
      names = "--coding-intervals",
      paramLabel = "BED",
      description =
          "Print the share of bases that this independent annotation (such as GENCODE's CDS) calls"
              + " coding.")
  private Path codingIntervals;

  private final DataManifest manifest;
  private final BuildRules rules;

  private HumanCodingSetCommand(DataManifest manifest, BuildRules rules) {
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
        commandLine(DataManifest.bundled(), BuildRules.humanCoding600()).execute(arguments));
  }

  /**
   * The command, which says every problem in one sentence.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, BuildRules rules) {
    CommandLine line = new CommandLine(new HumanCodingSetCommand(manifest, rules));
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
    DatasetStore store = new DatasetStore(manifest, settings);
    PinnedInputs inputs = PinnedInputs.of(NAME, store, Progress.silent());
    HumanCodingSetBuilder.Result result =
        HumanCodingSetBuilder.build(
            NAME, inputs.genome(), inputs.exons(), rules, inputs.described());
    Map<String, byte[]> files = new TreeMap<>();
    files.put(NAME + ".tsv.bz2", CodingWindowTable.compress(result.table()));
    files.put(NAME + ".report.json", result.report().toJson());
    if (target != null || committed == null) {
      for (BuildReport.Count count : result.report().counts()) {
        out.println(count.step() + ": " + count.what() + ": " + count.number());
      }
    }
    if (codingIntervals != null) {
      CodingIntervals annotation = CodingIntervals.readBed(codingIntervals);
      for (WindowKind kind : WindowKind.values()) {
        double share = annotation.share(result.windows(), kind);
        if (Double.isNaN(share)) {
          continue;
        }
        out.printf(
            Locale.ROOT,
            "%.2f %% of the bases of %s windows lie inside %s%n",
            100 * share,
            kind.label(),
            codingIntervals.getFileName());
      }
    }
    SetFiles finished = new SetFiles(NAME, files);
    if (target != null) {
      finished.write(target, out);
    }
    return committed == null || finished.same(committed, out) ? 0 : 1;
  }
}
