package org.helixbook.databuilder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.Hg19Annotation;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The builder of Paper 2's windows. */
@Command(
    name = "databuilder-annotation",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set hg19-annotation from its Debian packages.")
public final class AnnotationSetCommand extends BuildCommand {
  private static final String NAME = Hg19Annotation.NAME;

  private final AnnotationRules rules;

  private AnnotationSetCommand(DataManifest manifest, AnnotationRules rules) {
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
        commandLine(DataManifest.bundled(), AnnotationRules.hg19Annotation()).execute(arguments));
  }

  /**
   * The command line.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, AnnotationRules rules) {
    return new AnnotationSetCommand(manifest, rules).commandLine();
  }

  @Override
  Built build(DatasetStore store) throws IOException {
    AnnotationSetBuilder.Result result =
        AnnotationSetBuilder.build(
            NAME, AnnotationInputs.of(NAME, store, Progress.silent()), rules);
    return new Built(
        Map.of(
            NAME + Hg19Annotation.WINDOWS_SUFFIX,
            result.file(),
            NAME + Hg19Annotation.REPORT_SUFFIX,
            result.report().toJson()),
        result.report().counts(),
        List.of());
  }
}
