package org.helixbook.dna;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedInputStream.FileTermination;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.helixbook.feedback.InputProblem;

/** Opens text files as genomics keeps them: plain, gzip or bgzip. */
final class GenomeText {
  private static final int BUFFER = 1 << 16;

  private GenomeText() {}

  /**
   * Opens a file for reading.
   *
   * @param file plain, gzip or bgzip, which its first bytes tell
   * @return its text
   * @throws InputProblem if it is a folder, or a bgzip file that is cut short
   * @throws IOException if it cannot be opened
   */
  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputProblem(file.toString(), "it is a folder", "name a file");
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      if (!gzip) {
        return raw;
      }
      refuseBgzipWithoutEnd(file, raw);
      return new GZIPInputStream(raw, BUFFER);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** A bgzip file cut between two blocks is sound gzip; only its missing end marker tells. */
  private static void refuseBgzipWithoutEnd(Path file, InputStream raw) throws IOException {
    if (BlockCompressedInputStream.isValidFile(raw)
        && BlockCompressedInputStream.checkTermination(file)
            == FileTermination.HAS_HEALTHY_LAST_BLOCK) {
      throw new InputProblem(
          file.toString(),
          "it is a bgzip file without the marker that ends one",
          "it is probably cut short: get it again, or compress it anew with bgzip");
    }
  }
}
