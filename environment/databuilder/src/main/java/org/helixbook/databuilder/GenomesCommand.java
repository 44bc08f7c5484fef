package org.helixbook.databuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.text.EmbeddedGenome;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;
import picocli.CommandLine.Command;

/** The builder of the embedded genomes. */
@Command(
    name = "databuilder-genomes",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Builds the data set microbe-genomes from its Debian packages.")
public final class GenomesCommand extends BuildCommand {
  private GenomesCommand(DataManifest manifest) {
    super(EmbeddedGenome.DATA_SET, manifest);
  }

  /**
   * Runs the builder and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(new GenomesCommand(DataManifest.bundled()).commandLine().execute(arguments));
  }

  @Override
  Built build(DatasetStore store) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (EmbeddedGenome genome : EmbeddedGenome.values()) {
      files.put(genome.fileName(), EmbeddedGenome.compress(read(genome, store)));
    }
    return new Built(files, List.of(), List.of());
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
