package org.helixbook.dna;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.storage.AtomicFile;

/** Writes plain FASTA. */
public final class FastaWriter {
  private FastaWriter() {}

  /**
   * Writes sequences in their order, lines ended by LF; the file is whole or untouched.
   *
   * @param file where to write
   * @param sequences what to write
   * @param width bases a line, at least 1
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the width is below 1
   */
  public static void write(Path file, List<DnaSequence> sequences, int width) throws IOException {
    if (width < 1) {
      throw new IllegalArgumentException("the width must be at least 1, not " + width);
    }
    AtomicFile.write(
        file,
        out -> {
          for (DnaSequence sequence : sequences) {
            out.write((">" + sequence.name() + "\n").getBytes(StandardCharsets.UTF_8));
            String bases = sequence.bases();
            for (int start = 0; start < bases.length(); start += width) {
              int end = Math.min(bases.length(), start + width);
              out.write((bases.substring(start, end) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
          }
        });
  }
}
