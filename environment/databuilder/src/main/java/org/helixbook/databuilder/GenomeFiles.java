package org.helixbook.databuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.text.EmbeddedGenome;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;

/** The files of the embedded genomes. */
final class GenomeFiles {
  private GenomeFiles() {}

  /**
   * Reads and packs the genomes.
   *
   * @param store brings the packages, verified
   * @return file name to content
   * @throws InputProblem if a sequence is not the one that its M5 names
   */
  static Map<String, byte[]> of(DatasetStore store) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (EmbeddedGenome genome : EmbeddedGenome.values()) {
      files.put(genome.fileName(), EmbeddedGenome.compress(read(genome, store)));
    }
    return files;
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
