package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helixbook.chromatin.Hg19Annotation;
import org.helixbook.dataset.BuildReport;
import org.helixbook.dataset.DataManifest;
import org.helixbook.dataset.DatasetStore;
import org.helixbook.dataset.StoreSettings;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The builder of Paper 2's windows. Exit code 0: done, or identical; 1: anything else. */
@Command(
    name = "databuilder-annotation",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set hg19-annotation from its Debian packages.")
public final class AnnotationSetCommand implements Callable<Integer> {
  private static final String NAME = Hg19Annotation.NAME;

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

  private final DataManifest manifest;
  private final AnnotationRules rules;

  private AnnotationSetCommand(DataManifest manifest, AnnotationRules rules) {
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
        commandLine(DataManifest.bundled(), AnnotationRules.hg19Annotation()).execute(arguments));
  }

  /**
   * The command, which says every problem in one sentence.
   *
   * @param manifest says what the set is made from
   * @param rules how it is made
   */
  static CommandLine commandLine(DataManifest manifest, AnnotationRules rules) {
    CommandLine line = new CommandLine(new AnnotationSetCommand(manifest, rules));
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
    AnnotationSetBuilder.Result result =
        AnnotationSetBuilder.build(
            NAME, AnnotationInputs.of(NAME, store, Progress.silent()), rules);
    SetFiles files =
        new SetFiles(
            NAME,
            Map.of(
                NAME + Hg19Annotation.WINDOWS_SUFFIX,
                result.file(),
                NAME + Hg19Annotation.REPORT_SUFFIX,
                result.report().toJson()));
    if (target != null || committed == null) {
      for (BuildReport.Count count : result.report().counts()) {
        out.println(count.step() + ": " + count.what() + ": " + count.number());
      }
    }
    if (target != null) {
      files.write(target, out);
    }
    return committed == null || files.same(committed, out) ? 0 : 1;
  }
}
