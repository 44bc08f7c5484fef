package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads objects that {@code tests/peers/rds_files.py} wrote byte by byte after R's manual. */
class RdsFileTest {
  @TempDir Path folder;
  private Path ranges;
  private Path vector;

  @BeforeEach
  void copyFiles() throws IOException {
    ranges = copy("granges.rds");
    vector = copy("vector.rds");
  }

  private Path copy(String name) throws IOException {
    Path target = folder.resolve(name);
    try (InputStream in = RdsFileTest.class.getResourceAsStream(name)) {
      Files.copy(in, target);
    }
    return target;
  }

  @Test
  void rangesAreReadRunByRun() {
    assertEquals(
        List.of(
            new GenomicInterval("chr2", 100, 150, Strand.FORWARD),
            new GenomicInterval("chr2", 300, 301, Strand.FORWARD),
            new GenomicInterval("chrX", 0, 20, Strand.FORWARD)),
        GenomicRanges.read(ranges));
  }

  @Test
  void vectorsOfVersionTwoAreRead() {
    RValue value = RdsFile.read(vector);
    List<?> items = (List<?>) value.data();
    assertArrayEquals(new double[] {1.5, -2}, (double[]) ((RValue) items.get(0)).data());
    assertArrayEquals(new int[] {1, 0}, ((RValue) items.get(1)).integers());
    assertEquals(List.of("reals", "logicals"), value.attribute("names").texts());
    assertThrows(InputProblem.class, value::integers);
    assertThrows(InputProblem.class, () -> value.attribute("dim"));
  }

  @Test
  void whatIsCutOrNoRangesIsRefused() throws IOException {
    assertThrows(InputProblem.class, () -> GenomicRanges.read(vector));
    byte[] whole = Files.readAllBytes(ranges);
    Files.write(ranges, Arrays.copyOf(whole, whole.length - 30));
    String message =
        assertThrows(InputProblem.class, () -> GenomicRanges.read(ranges)).getMessage();
    assertTrue(message.startsWith(ranges + ": it is not an R object that is read here ("), message);
    Files.writeString(vector, "text");
    assertThrows(InputProblem.class, () -> RdsFile.read(vector));
  }

  /** Damaged lengths and types stand before the checksum that tells of them. */
  @Test
  void noFlippedBitGivesOtherRanges() throws IOException {
    List<GenomicInterval> right = GenomicRanges.read(ranges);
    byte[] whole = Files.readAllBytes(ranges);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(ranges, damaged);
      try {
        // Some bits say nothing, such as those of the time in the head.
        assertEquals(right, GenomicRanges.read(ranges), "bit " + bit);
      } catch (InputProblem e) {
        refused++;
      }
    }
    assertTrue(refused > 8 * (whole.length - 12), refused + " of " + 8 * whole.length);
  }
}
