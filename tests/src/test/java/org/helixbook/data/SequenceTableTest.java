package org.helixbook.data;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTableTest {
  private static final String SOUND =
      "sequence\tsplit\tCTCF\topen\n"
          + "ACGT\ttraining\t1\t0\n"
          + "acga\tTest\t0\t1\n\n"
          + "TTTT\tvalidation\t1\t1\n";

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.tsv"), content);
  }

  private static BitSet bits(long bits) {
    return BitSet.valueOf(new long[] {bits});
  }

  private static void isSound(SequenceTable table) {
    assertEquals(List.of("CTCF", "open"), table.labels());
    assertEquals(4, table.length());
    assertTrue(table.isSplit());
    List<SequenceTable.Row> rows = table.rows();
    assertEquals(
        List.of("ACGT", "ACGA", "TTTT"), rows.stream().map(row -> row.sequence().bases()).toList());
    assertEquals(
        List.of(bits(1), bits(2), bits(3)),
        rows.stream().map(SequenceTable.Row::positive).toList());
    assertEquals(
        List.of(
            SequenceTable.Part.TRAINING, SequenceTable.Part.TEST, SequenceTable.Part.VALIDATION),
        rows.stream().map(row -> row.part().orElseThrow()).toList());
    assertEquals("line 5", rows.get(2).sequence().name(), "the empty line counts");
  }

  @Test
  void tabsCommasQuotesAndGzipGiveTheSameTable() throws IOException {
    isSound(SequenceTable.read(file(SOUND)));
    isSound(SequenceTable.read(file(SOUND.replace('\t', ','))));
    isSound(SequenceTable.read(file(SOUND.replace("\n", "\r\n"))));
    String quoted = SOUND.replaceAll("([A-Za-z]+)", "\"$1\"").replace("\t", " , ");
    isSound(SequenceTable.read(file(quoted)));
    Path packed = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(SOUND.replace('\t', ',').getBytes(StandardCharsets.UTF_8));
    }
    isSound(SequenceTable.read(packed));
  }

  @Test
  void columnsStandInAnyOrderAndTheSplitMayBeLeftOut() throws IOException {
    SequenceTable table = SequenceTable.read(file("b,sequence,a\n1,ACG,0\n"));
    assertEquals(List.of("b", "a"), table.labels());
    assertEquals(bits(1), table.rows().get(0).positive());
    assertFalse(table.isSplit());
    assertEquals(Optional.empty(), table.rows().get(0).part());
  }

  @Test
  void anEmptyLabelIsNotKnown() throws IOException {
    SequenceTable table = SequenceTable.read(file("sequence,a,b\nACG,,1\nACC,0,\nACT,1,\"\"\n"));
    assertEquals(
        List.of(bits(1), bits(2), bits(2)),
        table.rows().stream().map(SequenceTable.Row::unknown).toList());
    assertEquals(
        List.of(bits(2), bits(0), bits(1)),
        table.rows().stream().map(SequenceTable.Row::positive).toList());
    Path nothing = file("sequence,a,b\nACG,,1\nACC,,0\n");
    assertTold(
        assertThrows(InputProblem.class, () -> SequenceTable.read(nothing)).getMessage(),
        nothing.toString(),
        "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ACGT\ttraining\t1\t0' | 'ACNT\ttraining\t1\t0' | 2 | 'N' | 3",
        "'ACGT\ttraining\t1\t0' | '\ttraining\t1\t0' | 2 | 'sequence' | 'empty'",
        "'acga\tTest\t0\t1' | 'ACG\ttest\t0\t1' | 3 | 3 | 4",
        "'acga\tTest\t0\t1' | 'ACGA\ttest\t0\t2' | 3 | 'open' | 2",
        "'acga\tTest\t0\t1' | 'ACGA\ttest\t0\tyes' | 3 | 'open' | 'yes'",
        "'TTTT\tvalidation\t1\t1' | 'TTTT\tdev\t1\t1' | 5 | 'dev' | 'validation'",
        "'TTTT\tvalidation\t1\t1' | 'TTTT\tvalidation\t1' | 5 | 3 | 4",
        "'sequence\tsplit\tCTCF\topen' | 'dna\tsplit\tCTCF\topen' | 1 | 'sequence' | 'sequence'",
        "'sequence\tsplit\tCTCF\topen' | 'sequence\tsplit\topen\topen' | 1 | 'name' | 'column'",
        "'sequence\tsplit\tCTCF\topen' | 'sequence\tsplit\t\topen' | 1 | 'name' | 'column'",
      })
  void whatIsWrongIsRefusedWithItsLine(
      String sound, String wrong, int line, String fact, String other) throws IOException {
    assertTrue(SOUND.contains(sound));
    Path file = file(SOUND.replace(sound, wrong));
    String message = assertThrows(InputProblem.class, () -> SequenceTable.read(file)).getMessage();
    assertTold(message, file + ", line " + line, fact, other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sequence,a\n", "sequence\nACG\n", "sequence,split\nACG,test\n"})
  void aTableWithoutRowsOrLabelsIsRefused(String content) throws IOException {
    Path file = file(content);
    assertTold(
        assertThrows(InputProblem.class, () -> SequenceTable.read(file)).getMessage(),
        file.toString());
  }

  @Test
  void itsNameTellsIt() {
    for (String name : List.of("a.tsv", "a.CSV", "a.tsv.gz", "a.b.csv.bgz")) {
      assertTrue(SequenceTable.isOne(Path.of(name)), name);
    }
    for (String name : List.of("a.fa", "tsv", "a.tsv.txt", "a.fa,b.fa")) {
      assertFalse(SequenceTable.isOne(Path.of(name)), name);
    }
  }
}
