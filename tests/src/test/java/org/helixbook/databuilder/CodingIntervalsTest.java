package org.helixbook.databuilder;

import static org.helixbook.databuilder.TinyGenome.at;
import static org.helixbook.dna.Strand.FORWARD;
import static org.helixbook.dna.Strand.REVERSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodingIntervalsTest {
  private static final List<CodingWindow> WINDOWS =
      List.of(
          window("a", WindowKind.ORF, "1", at(10, 14, FORWARD), at(20, 22, FORWARD)),
          window("b", WindowKind.ORF, "2", at(60, 66, REVERSE)),
          window("c", WindowKind.INTERGENIC, "-", at(80, 86, FORWARD)));

  @TempDir Path folder;

  private static CodingWindow window(
      String id, WindowKind kind, String gene, GenomicInterval... pieces) {
    return new CodingWindow(
        id,
        kind.className(),
        kind.label(),
        gene,
        List.of(pieces),
        DnaSequence.of(id, "ACGTAC"),
        SplitSide.TRAIN,
        SplitSide.TRAIN);
  }

  @Test
  void basesInOverlappingIntervalsCountOnce() throws IOException {
    // Of a: 12-14 and 20-21; of b: 60-66 on the other strand; of c: 85-86. The second chromosome
    // does not count.
    Path bed =
        Files.writeString(
            folder.resolve("cds.bed"),
            "# GENCODE\nchr1\t12\t18\nchr1\t13\t21\n1\t50\t70\tname\t0\t+\nchr1\t85\t90\n"
                + "chr2\t0\t100\n");
    CodingIntervals annotation = CodingIntervals.readBed(bed);
    assertEquals(9 / 12.0, annotation.share(WINDOWS, WindowKind.ORF));
    assertEquals(1 / 6.0, annotation.share(WINDOWS, WindowKind.INTERGENIC));
    assertEquals(Double.NaN, annotation.share(WINDOWS, WindowKind.INTRON));
  }

  @Test
  void theFileMayBeGzipped() throws IOException {
    Path bed = folder.resolve("cds.bed.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bed))) {
      out.write("20\t0\t5\nchr1\t60\t63\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(3 / 12.0, CodingIntervals.readBed(bed).share(WINDOWS, WindowKind.ORF));
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Path bed = Files.writeString(folder.resolve("cds.bed"), "chr1\t0\t5\nchr1\tten\t20\n");
    assertEquals(
        bed + ", line 2: the start in column 2 is 'ten'; write a whole number of at least 0",
        assertThrows(InputProblem.class, () -> CodingIntervals.readBed(bed)).getMessage());
  }
}
