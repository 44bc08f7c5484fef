package org.helixbook.dna;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import htsjdk.tribble.bed.BEDCodec;
import htsjdk.tribble.bed.BEDFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.CompressedSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedFileTest {
  @TempDir Path folder;

  @Test
  void columnsAreRead() throws IOException {
    Path file =
        write(
            "track name=x\n# a comment\nchr1\t10\t20\n\n"
                + "chr2\t0\t5\tgene A\t0\t-\textra\r\nchrX 7 8 . 0 +\n");
    assertEquals(
        List.of(
            new BedRecord(
                new GenomicInterval("chr1", 10, 20, Strand.FORWARD),
                Optional.empty(),
                Optional.empty()),
            new BedRecord(
                new GenomicInterval("chr2", 0, 5, Strand.REVERSE),
                Optional.of("gene A"),
                Optional.of(Strand.REVERSE)),
            new BedRecord(
                new GenomicInterval("chrX", 7, 8, Strand.FORWARD),
                Optional.empty(),
                Optional.of(Strand.FORWARD))),
        BedFile.readAll(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "chr1/5 | it has 2 columns; write at least chromosome, start and end, separated by tabs",
        "chr1 | it has 1 column; write at least chromosome, start and end, separated by tabs",
        "/1/2 | column 1 names no chromosome; write its name",
        "chr1/x/9 | the start in column 2 is 'x'; write a whole number of at least 0",
        "chr1/-1/9 | the start in column 2 is '-1'; write a whole number of at least 0",
        "chr1/9/9 | the end 9 is not after the start 9;"
            + " BED counts from 0 and leaves the end out: mend the two"
      })
  void aWrongLineIsNamed(String line, String sentence) throws IOException {
    Path file = write("chr1\t1\t2\n#\n" + line.replace('/', '\t') + "\n");
    assertEquals(
        file + ", line 3: " + sentence,
        assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage());
  }

  @Test
  void aPositionBeyondAllSequencesIsToldAsSuch() throws IOException {
    for (String line : List.of("chr1\t3000000000\t3000000200", "chr1\t1\t+9999999999999999999")) {
      Path file = write(line + "\n");
      assertTold(
          assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage(),
          file + ", line 1",
          line.split("\t")[line.contains("\t1\t") ? 2 : 1],
          "2147483647");
    }
    assertEquals(
        2_147_483_647, BedFile.readAll(write("chr1\t1\t2147483647\n")).get(0).interval().end());
  }

  @Test
  void bytesOfLatin1AreReadInANameAndRefusedInAChromosome() throws IOException {
    String text = "# \u00fc\ntrack name=\u00fc\nchr1\t10\t20\tp\u00e9ak\t0\t-\nchr2\t30\t40\n";
    Path file = folder.resolve("latin.bed");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of(
            new GenomicInterval("chr1", 10, 20, Strand.REVERSE),
            new GenomicInterval("chr2", 30, 40, Strand.FORWARD)),
        BedFile.readAll(file).stream().map(BedRecord::interval).toList());
    Files.write(file, (text + "chr\u00fc\t1\t2\n").getBytes(StandardCharsets.ISO_8859_1));
    assertTold(
        assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage(),
        file + ", line 5",
        "column 1",
        "UTF-8");
    Files.writeString(file, "chr\u00fc\t1\t2\n");
    assertEquals("chr\u00fc", BedFile.readAll(file).get(0).interval().chromosome());
  }

  /** As rtracklayer (a star) and ENCODE's files of regulatory elements (text) have it. */
  @Test
  void whatIsNoStrandInColumn6IsNone() throws IOException {
    Path file =
        write(
            "chr1\t181251\t181601\tEH38D4327497\t0\t*\n"
                + "chr1\t190865\t191071\tEH38D4327503\tEH38E2776516\tpELS,CTCF-bound\n");
    assertEquals(
        List.of(
            new BedRecord(
                new GenomicInterval("chr1", 181_251, 181_601, Strand.FORWARD),
                Optional.of("EH38D4327497"),
                Optional.empty()),
            new BedRecord(
                new GenomicInterval("chr1", 190_865, 191_071, Strand.FORWARD),
                Optional.of("EH38D4327503"),
                Optional.empty())),
        BedFile.readAll(file));
  }

  @Test
  void aByteOrderMarkOrUtf16LosesNoPeakInSilence() throws IOException {
    Path file = write("\uFEFFchr1\t10\t20\nchr1\t30\t40\n");
    assertTold(
        assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage(),
        file + ", line 1",
        "byte order mark");
    Files.write(file, "chr1\t10\t20\n".getBytes(StandardCharsets.UTF_16LE));
    assertTold(
        assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage(),
        file + ", line 1",
        "UTF-16");
  }

  @Test
  void gzipIsReadAndATruncatedOneRefused() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("chr1\t").append(i * 7919L % 100_003).append("\t200000\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    Path file = folder.resolve("test.bed.gz");
    Files.write(file, bytes.toByteArray());
    assertEquals(20_000, BedFile.readAll(file).size());
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    String message = assertThrows(InputProblem.class, () -> BedFile.readAll(file)).getMessage();
    assertTold(message, file + ", line ", "the gzip stream breaks off here", "get it again");
  }

  @Test
  void aMissingFileIsTold() {
    Path missing = folder.resolve("none.bed");
    assertEquals(
        missing + ": there is no such file; check the path",
        assertThrows(InputProblem.class, () -> BedFile.readAll(missing)).getMessage());
  }

  /** Three, four or six columns, with and without a strand. */
  @Property(tries = 100)
  void anythingSoundIsReadAsHtsjdkReadsIt(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 2_000_000) Integer> starts,
      @ForAll @IntRange(min = 1, max = 5000) int length,
      @ForAll("strands") String strand,
      @ForAll @IntRange(min = 0, max = 2) int columns,
      @ForAll boolean compressed)
      throws IOException {
    StringBuilder text = new StringBuilder("# made\ntrack name=x\n");
    List<BedRecord> expected = new ArrayList<>();
    BEDCodec codec = new BEDCodec();
    for (int start : starts) {
      String line =
          "chr"
              + start % 3
              + "\t"
              + start
              + "\t"
              + (start + length)
              + List.of("", "\tpeak" + start, "\tpeak" + start + "\t7\t" + strand).get(columns);
      text.append(line).append('\n');
      BEDFeature one = codec.decode(line);
      Optional<Strand> read =
          switch (one.getStrand()) {
            case POSITIVE -> Optional.of(Strand.FORWARD);
            case NEGATIVE -> Optional.of(Strand.REVERSE);
            case NONE -> Optional.empty();
          };
      // htsjdk's features count from 1, with the end inside.
      expected.add(
          new BedRecord(
              new GenomicInterval(
                  one.getContig(), one.getStart() - 1, one.getEnd(), read.orElse(Strand.FORWARD)),
              Optional.of(one.getName()).filter(name -> !name.isEmpty()),
              read));
    }
    Path file = Files.createTempFile("helixbook-", ".bed");
    try {
      Files.write(
          file,
          compressed
              ? CompressedSamples.bgzip(text.toString())
              : text.toString().getBytes(StandardCharsets.US_ASCII));
      assertEquals(expected, BedFile.readAll(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> strands() {
    return Arbitraries.of("+", "-", ".", "*", "pELS,CTCF-bound");
  }

  @Test
  void noDamageGivesAnythingButRecordsOrASentence() throws IOException {
    byte[] whole =
        "track x\nchr1\t10\t20\tpeak\t0\t+\nchr2\t30\t45\n".getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Path file = folder.resolve("damaged.bed");
      Files.write(file, CompressedSamples.damaged(whole, random));
      try {
        BedFile.readAll(file);
      } catch (InputProblem e) {
        assertTold(e.getMessage(), file.toString());
      }
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test.bed"), text);
  }
}
