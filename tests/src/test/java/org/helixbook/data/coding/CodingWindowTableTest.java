package org.helixbook.data.coding;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helixbook.data.TinyCodingSet;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.CompressedSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingWindowTableTest {
  private static final String HEADER =
      "id\tclass\tkind\tgene\tchromosome\tstart\tend\tstrand\tpieces\tsplit_gene_disjoint\t"
          + "split_random\tsequence\n";
  private static final String LINE =
      "e2\tCDN\torf\t2\tchr1\t1999997\t2000103\t+\t1999997-2000000,2000100-2000103\ttest\ttrain\t"
          + "ACGTAC\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aWindowIsALine() {
    List<CodingWindow> windows = List.of(TinyCodingSet.set().window("e2"));
    assertEquals(
        HEADER + LINE, new String(CodingWindowTable.write(windows), StandardCharsets.UTF_8));
    assertEquals(windows, CodingWindowTable.read("t.tsv", bytes(HEADER + LINE)));
  }

  @Test
  void noDamageGivesAnythingButWindowsOrASentence() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = CompressedSamples.damaged(bytes(HEADER + LINE + LINE), random);
      try {
        CodingWindowTable.read("t.tsv", damaged);
      } catch (InputProblem e) {
        assertTold(e.getMessage(), "t.tsv, line ");
      }
    }
  }

  /** Each replaces one piece of the line by another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACGTAC|ACGTAN|window e2 holds an unknown base",
        "ACGTAC|ACGTA|window e2 has 5 bases but covers 6 bp",
        "+|*|a strand is + or -, not '*'",
        "+|plus|a strand is + or -, not 'plus'",
        "1999997-2000000|1999997|'1999997' is not start-end",
        "2000103\\t+|2000104\\t+|start or end contradict the pieces",
        "1999997\\t2000103|1999996\\t2000103|start or end contradict the pieces",
        "\\ttrain|''|there are 11 columns and not 12",
        "2000100-2000103|2000000-2000003|the pieces of window e2 are not in order on one"
            + " chromosome and strand",
        "orf\\t2|orf\\t-|window e2 is of kind orf and has the gene -",
      })
  void aBadLineIsNamedWithItsReason(String piece, String other, String reason) {
    String bad = LINE.replace(piece.replace("\\t", "\t"), other.replace("\\t", "\t"));
    String message =
        assertThrows(
                InputProblem.class,
                () -> CodingWindowTable.read("t.tsv", bytes(HEADER + LINE + bad)))
            .getMessage();
    assertTrue(message.startsWith("t.tsv, line 3: " + reason), message);
  }

  @Test
  void aWrongHeaderAndACutEndAreTold() {
    assertTrue(
        assertThrows(InputProblem.class, () -> CodingWindowTable.read("t.tsv", bytes("id\n")))
            .getMessage()
            .startsWith("t.tsv, line 1: "));
    assertTrue(
        assertThrows(
                InputProblem.class,
                () -> CodingWindowTable.read("t.tsv", bytes(HEADER + LINE.strip())))
            .getMessage()
            .startsWith("t.tsv, line 2: "));
  }

  @Test
  void aCutFileIsNoWholeBzip2File() {
    byte[] content = bytes(HEADER + LINE);
    byte[] file = CodingWindowTable.compress(content);
    assertArrayEquals(
        content, CodingWindowTable.decompress("t.bz2", new ByteArrayInputStream(file)));
    byte[] cut = Arrays.copyOf(file, file.length - 9);
    assertTrue(
        assertThrows(
                InputProblem.class,
                () -> CodingWindowTable.decompress("t.bz2", new ByteArrayInputStream(cut)))
            .getMessage()
            .startsWith("t.bz2: it is not a whole bzip2 file ("));
  }
}
