package org.helixbook.databuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The builder of Paper 1's windows. */
@Command(
    name = "databuilder",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set human-coding-600 from its three Debian packages.")
public final class HumanCodingSetCommand extends BuildCommand {
  private static final String NAME = CodingSet.HUMAN;

  @Option(
      names = "--coding-intervals",
      paramLabel = "BED",
      description =
          "Print the share of bases that this independent annotation (such as GENCODE's CDS) calls"
              + " coding.")
  private Path codingIntervals;

  private final BuildRules rules;

  private HumanCodingSetCommand(DataManifest manifest, BuildRules rules) {
    super(NAME, manifest);
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
   * The command line.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, BuildRules rules) {
    return new HumanCodingSetCommand(manifest, rules).commandLine();
  }

  @Override
  Built build(DatasetStore store) throws IOException {
    PinnedInputs inputs = PinnedInputs.of(NAME, store, Progress.silent());
    BuiltCodingSet result =
        HumanCodingSetBuilder.build(
            NAME, inputs.genome(), inputs.exons(), rules, inputs.described());
    return new Built(
        Map.of(
            NAME + ".tsv.bz2", CodingWindowTable.compress(result.table()),
            NAME + ".report.json", result.report().toJson()),
        result.report().counts(),
        codingIntervals == null ? List.of() : shares(result.windows()));
  }

  private List<String> shares(List<CodingWindow> windows) {
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
