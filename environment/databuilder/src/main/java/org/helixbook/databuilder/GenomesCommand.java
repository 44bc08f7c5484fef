package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helixbook.dataset.DataManifest;
import org.helixbook.dataset.DatasetStore;
import org.helixbook.dataset.EmbeddedGenome;
import org.helixbook.dataset.StoreSettings;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.genome.AmbiguityCodes;
import org.helixbook.genome.DnaSequence;
import org.helixbook.genome.FastaFile;
import org.helixbook.genome.TwoBitSequence;
import org.helixbook.storage.Digest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The builder of the embedded genomes. Exit code 0: done, or identical; 1: anything else. */
@Command(
    name = "databuilder-genomes",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set microbe-genomes from its Debian packages.")
public final class GenomesCommand implements Callable<Integer> {
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
      description = "Write the genomes into this folder.")
  private Path target;

  @Option(
      names = "--compare",
      paramLabel = "FOLDER",
      description = "Compare with the genomes in this folder, byte by byte.")
  private Path committed;

  /**
   * Runs the builder and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new GenomesCommand());
    line.setExecutionExceptionHandler(
        (problem, command, result) -> {
          if (!(problem instanceof InputProblem)) {
            throw problem;
          }
          command.getErr().println(problem.getMessage());
          return 1;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    StoreSettings settings = StoreSettings.fromEnvironment();
    if (packages != null) {
      settings = StoreSettings.of(settings.cache(), Optional.of(packages));
    }
    DatasetStore store = new DatasetStore(DataManifest.bundled(), settings);
    Map<String, byte[]> built = new LinkedHashMap<>();
    for (EmbeddedGenome genome : EmbeddedGenome.values()) {
      built.put(genome.fileName(), EmbeddedGenome.compress(read(genome, store)));
    }
    SetFiles files = new SetFiles(EmbeddedGenome.DATA_SET, built);
    if (target != null) {
      files.write(target, out);
    }
    return committed == null || files.same(committed, out) ? 0 : 1;
  }

  private static TwoBitSequence read(EmbeddedGenome genome, DatasetStore store) {
    Path file = store.prepare(genome.source(), Progress.silent()).onlyFile();
    for (DnaSequence sequence : FastaFile.readAll(file, AmbiguityCodes.REFUSE)) {
      if (sequence.name().equals(genome.sequenceName())) {
        String m5 = Digest.m5(sequence.toBytes());
        if (!m5.equals(genome.digest().m5())) {
          throw new InputProblem(
              file + ", sequence " + sequence.name(),
              "its M5 is " + m5 + " and not " + genome.digest().m5(),
              "delete the file, so that it is fetched again");
        }
        return TwoBitSequence.of(sequence);
      }
    }
    throw new InputProblem(
        file.toString(), "it holds no sequence " + genome.sequenceName(), "get it anew");
  }
}
