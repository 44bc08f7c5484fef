package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.helixbook.storage.CompressedSamples;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compressed files that end too early. */
class CutFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "peaks.bed.gz, chr1 10 20/chr1 30 40/, 2, chr2 50 60/, 3",
    "six.fa.gz, >a/ACGT/>b/GG/>c/TTA/, 3, >d/CC/>e/GATTACA/>f/N/, 6"
  })
  void cutAtAnyByteItIsRefusedButBetweenGzipMembers(
      String name, String first, int inFirst, String second, int inBoth) throws IOException {
    Path file = folder.resolve(name);
    byte[] gzip = CompressedSamples.gzip(text(first), text(second));
    byte[] bgzip = CompressedSamples.bgzip(text(first), text(second));
    assertEquals(
        Map.of(CompressedSamples.gzip(text(first)).length, inFirst, gzip.length, inBoth),
        CompressedSamples.readable(gzip, file, () -> records(file)));
    assertEquals(
        Map.of(bgzip.length, inBoth), CompressedSamples.readable(bgzip, file, () -> records(file)));
  }

  private static String text(String written) {
    return written.replace('/', '\n').replace(' ', '\t');
  }

  private static int records(Path file) {
    return file.toString().contains(".bed")
        ? BedFile.readAll(file).size()
        : FastaFile.readAll(file).size();
  }
}
