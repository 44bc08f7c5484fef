package org.helixbook.databuilder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The builder of the second organism. */
@Command(
    name = "databuilder-ustilago",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set ustilago-coding-600 from its Debian package.")
public final class UstilagoCodingSetCommand extends BuildCommand {
  private static final String NAME = "ustilago-coding-600";

  private final UstilagoRules rules;

  private UstilagoCodingSetCommand(DataManifest manifest, UstilagoRules rules) {
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
        commandLine(DataManifest.bundled(), UstilagoRules.ustilagoCoding600()).execute(arguments));
  }

  /**
   * The command line.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, UstilagoRules rules) {
    return new UstilagoCodingSetCommand(manifest, rules).commandLine();
  }

  @Override
  Built build(DatasetStore store) throws IOException {
    UstilagoInputs inputs = UstilagoInputs.of(NAME, store, Progress.silent());
    BuiltCodingSet result =
        UstilagoCodingSetBuilder.build(
            NAME, inputs.genome(), inputs.annotation(), rules, inputs.described());
    return new Built(
        Map.of(
            NAME + ".tsv.bz2", CodingWindowTable.compress(result.table()),
            NAME + ".report.json", result.report().toJson()),
        result.report().counts(),
        List.of());
  }
}
