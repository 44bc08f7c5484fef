package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.StoreSettings;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.feedback.InputProblem;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the commands that build a data set have in common: where its Debian packages are, and
 * whether the built files are written or compared. Exit code 0: done, or identical; 1: anything
 * else.
 */
abstract class BuildCommand implements Callable<Integer> {
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

  private final String name;
  private final DataManifest manifest;

  /**
   * @param name the data set
   * @param manifest says what the set is made from
   */
  BuildCommand(String name, DataManifest manifest) {
    this.name = name;
    this.manifest = manifest;
  }

  /**
   * What a builder made.
   *
   * @param files file name to content
   * @param counts what each step kept, printed unless the files are only compared
   * @param notes lines printed after the counts
   */
  record Built(Map<String, byte[]> files, List<BuildReport.Count> counts, List<String> notes) {}

  /**
   * Makes the set in memory.
   *
   * @param store brings the packages, verified
   * @throws InputProblem if a package is not the one of the manifest
   */
  abstract Built build(DatasetStore store) throws IOException;

  /** This command, which says every problem in one sentence. */
  final CommandLine commandLine() {
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
  public final Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    StoreSettings settings = StoreSettings.fromEnvironment();
    if (packages != null) {
      settings = StoreSettings.of(settings.cache(), Optional.of(packages));
    }
    Built built = build(new DatasetStore(manifest, settings));
    if (target != null || committed == null) {
      for (BuildReport.Count count : built.counts()) {
        out.println(count.step() + ": " + count.what() + ": " + count.number());
      }
    }
    built.notes().forEach(out::println);
    SetFiles files = new SetFiles(name, built.files());
    if (target != null) {
      files.write(target, out);
    }
    return committed == null || files.same(committed, out) ? 0 : 1;
  }
}
