package org.helixbook.databuilder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The builder of Paper 1's own classes. */
@Command(
    name = "databuilder-lnsd",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set human-lnsd from its four Debian packages.")
public final class HumanLnsdSetCommand extends BuildCommand {
  private static final String NAME = CodingSet.HUMAN_LNSD;

  private final LnsdRules rules;

  private HumanLnsdSetCommand(DataManifest manifest, LnsdRules rules) {
    super(NAME, manifest);
    this.rules = rules;
  }

  /**
   * Runs the builder and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine(DataManifest.bundled(), LnsdRules.humanLnsd()).execute(arguments));
  }

  /**
   * The command line.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, LnsdRules rules) {
    return new HumanLnsdSetCommand(manifest, rules).commandLine();
  }

  @Override
  Built build(DatasetStore store) throws IOException {
    PinnedInputs inputs = PinnedInputs.of(NAME, store, Progress.silent());
    BuiltCodingSet result =
        HumanLnsdSetBuilder.build(
            NAME, inputs.genome(), inputs.exons(), inputs.geneTypes(), rules, inputs.described());
    return new Built(
        Map.of(
            NAME + ".tsv.bz2", CodingWindowTable.compress(result.table()),
            NAME + ".report.json", result.report().toJson()),
        result.report().counts(),
        List.of());
  }
}
