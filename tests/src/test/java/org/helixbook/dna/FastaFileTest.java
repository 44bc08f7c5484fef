package org.helixbook.dna;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.reference.FastaSequenceFile;
import htsjdk.samtools.reference.ReferenceSequence;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.CompressedSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastaFileTest {
  @TempDir Path folder;

  @Test
  void namesAndBasesAreReadAcrossLines() throws IOException {
    List<DnaSequence> read = read(">chr1 the first\nACgt\nNN\n\n>chr2\tx\nT\n");
    assertEquals(List.of(DnaSequence.of("chr1", "ACGTNN"), DnaSequence.of("chr2", "T")), read);
  }

  @Test
  void carriageReturnsAndAMissingLastLineEndAreTolerated() throws IOException {
    assertEquals(
        List.of(DnaSequence.of("a", "ACGT"), DnaSequence.of("b", "GG")),
        read(">a\r\nAC\r\nGT\r\n>b\r\nGG"));
  }

  @Test
  void badCharacterIsNamedWithLineAndColumn() throws IOException {
    assertTold(problemOf(">a\nACGT\nACXT\n"), "FILE, line 3", "'X'", "3");
  }

  @Test
  void invisibleCharactersAreNamedInWords() throws IOException {
    assertTrue(problemOf(">a\nAC GT\n").contains("line 2: a space at column 3 is not a base"));
    assertTrue(problemOf(">a\nAC\tGT\n").contains("a tab at column 3"));
    assertTrue(problemOf(">a\nACé\n").contains("byte 0xC3 at column 3"));
    assertTrue(problemOf(">a\nAC\rGT\n").contains("line 2: a carriage return stands at column 3"));
  }

  @Test
  void rnaIsToldHowToMendIt() throws IOException {
    assertTrue(problemOf(">a\nACGU\n").endsWith("the file is RNA: write T for U"));
  }

  @Test
  void aByteOrderMarkIsNamedForNoEditorShowsIt() throws IOException {
    String bom = problemOf("\uFEFF>a\nACGT\n");
    assertTrue(bom.startsWith("FILE, line 1: it begins with a byte order mark"), bom);
    Path wide = folder.resolve("wide.fa");
    Files.write(wide, ">a\nACGT\n".getBytes(StandardCharsets.UTF_16));
    String message = assertThrows(InputProblem.class, () -> FastaFile.readAll(wide)).getMessage();
    assertTrue(message.contains("wide.fa, line 1: it is UTF-16 text; save it as"), message);
  }

  @Test
  void textBeforeTheFirstHeaderIsRefused() throws IOException {
    assertTold(problemOf("\nACGT\n>a\nACGT\n"), "FILE, line 2", "header");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertTold(problemOf(""), "FILE", "empty");
  }

  @Test
  void aFileOfEmptyLinesIsRefused() throws IOException {
    assertTrue(problemOf("\n\n").startsWith("FILE: it holds no sequence"));
  }

  @Test
  void aHeaderWithoutNameIsRefused() throws IOException {
    assertTrue(problemOf(">a\nAC\n>\nAC\n").startsWith("FILE, line 3: the header has no name"));
    assertTrue(problemOf("> a\nAC\n").startsWith("FILE, line 1: the header has no name"));
  }

  @Test
  void anEmptySequenceIsRefusedWithTheLineOfItsHeader() throws IOException {
    assertTold(problemOf(">a\nAC\n>b\n\n>c\nAC\n"), "FILE, line 3", "'b'");
    assertTrue(problemOf(">a\nAC\n>b").startsWith("FILE, line 3: sequence 'b' has no bases"));
  }

  @Test
  void aNameUsedTwiceIsRefusedWithBothLines() throws IOException {
    assertTold(problemOf(">a x\nAC\n>a y\nGT\n"), "FILE, line 3", "'a'", "1");
  }

  @Test
  void ambiguityCodesAreRefusedUnlessAskedFor() throws IOException {
    assertTold(problemOf(">a\nACRy\n"), "FILE, line 2", "'R'", "3");
    Path file = write(">a\nACRySWKMBDHVT\n");
    assertEquals(
        List.of(DnaSequence.of("a", "ACNNNNNNNNNNT")),
        FastaFile.readAll(file, AmbiguityCodes.AS_N));
  }

  @Test
  void gzipAndBgzipAreReadWhateverTheNameSays() throws IOException {
    String text = ">a\n" + randomBases(200_000) + "\n>b\nACGT\n";
    List<DnaSequence> plain = read(text);
    Path gzip = folder.resolve("gzip.fa");
    Files.write(gzip, gzip(text));
    Path bgzip = folder.resolve("bgzip.fa");
    writeBgzip(bgzip, text);
    assertEquals(200_000, plain.get(0).length());
    assertEquals(plain, FastaFile.readAll(gzip));
    assertEquals(plain, FastaFile.readAll(bgzip));
  }

  @Test
  void twoGzipFilesJoinedAreReadAsOne() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(gzip(">a\nAC"));
    joined.write(gzip("GT\n>b\nTT\n"));
    Path file = folder.resolve("joined.fa.gz");
    Files.write(file, joined.toByteArray());
    assertEquals(
        List.of(DnaSequence.of("a", "ACGT"), DnaSequence.of("b", "TT")), FastaFile.readAll(file));
  }

  @Test
  void aTruncatedGzipIsRefused() throws IOException {
    byte[] whole = gzip(">a\n" + randomBases(100_000));
    Path file = folder.resolve("cut.fa.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(
        file + ", line 2: the gzip stream breaks off here; the file is cut short: get it again",
        assertThrows(InputProblem.class, () -> FastaFile.readAll(file)).getMessage());
  }

  @Test
  void aDamagedGzipIsRefused() throws IOException {
    byte[] damaged = gzip(">a\n" + randomBases(100_000));
    damaged[damaged.length - 6] ^= 1; // in the checksum
    Path file = folder.resolve("damaged.fa.gz");
    Files.write(file, damaged);
    String message = assertThrows(InputProblem.class, () -> FastaFile.readAll(file)).getMessage();
    assertTrue(message.contains("the gzip stream is damaged"), message);
  }

  @Test
  void aBgzipFileCutBetweenBlocksIsRefused() throws IOException {
    Path file = folder.resolve("cut.fa.bgz");
    writeBgzip(file, ">a\n" + randomBases(200_000));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 28)); // the end marker's length
    String message = assertThrows(InputProblem.class, () -> FastaFile.readAll(file)).getMessage();
    assertTrue(message.contains("without the marker that ends one"), message);
  }

  @Test
  void missingFilesAndFoldersAreTold() {
    Path missing = folder.resolve("no.fa");
    assertEquals(
        missing + ": there is no such file; check the path",
        assertThrows(InputProblem.class, () -> FastaFile.readAll(missing)).getMessage());
    assertEquals(
        folder + ": it is a folder; name a file",
        assertThrows(InputProblem.class, () -> FastaFile.readAll(folder)).getMessage());
  }

  @Test
  void sequencesAreHandedOverOneAtATime() throws IOException {
    List<String> seen = new ArrayList<>();
    Path file = write(">a\nAC\n>b\nGT\n>c\nAXC\n");
    assertThrows(
        InputProblem.class,
        () -> FastaFile.forEach(file, AmbiguityCodes.REFUSE, s -> seen.add(s.name())));
    assertEquals(List.of("a", "b"), seen);
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadBack(
      @ForAll @Size(min = 1, max = 4)
          List<
                  @StringLength(min = 1, max = 300) @CharRange(from = 'A', to = 'A')
                  @CharRange(from = 'C', to = 'C') @CharRange(from = 'G', to = 'G')
                  @CharRange(from = 'T', to = 'T') @CharRange(from = 'N', to = 'N') String>
              bases,
      @ForAll @IntRange(min = 1, max = 80) int width)
      throws IOException {
    List<DnaSequence> sequences = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      sequences.add(DnaSequence.of("s" + i, bases.get(i)));
    }
    Path file = Files.createTempFile("helixbook-", ".fa");
    try {
      StringBuilder text = new StringBuilder();
      for (DnaSequence sequence : sequences) {
        String lines = sequence.bases().replaceAll("(.{" + width + "})", "$1\n");
        text.append('>').append(sequence.name()).append('\n').append(lines.strip()).append('\n');
      }
      Files.writeString(file, text);
      assertEquals(sequences, FastaFile.readAll(file));
    } finally {
      Files.delete(file);
    }
  }

  /** Lines of any lengths, line ends of both kinds, descriptions, small letters. */
  @Property(tries = 100)
  void anythingSoundIsReadAsHtsjdkReadsIt(
      @ForAll @Size(min = 1, max = 5)
          List<
                  @Size(min = 1, max = 6) List<
                      @StringLength(min = 1, max = 90)
                      @Chars({'A', 'C', 'G', 'T', 'N', 'a', 'c', 'g', 't', 'n'}) String>>
              records,
      @ForAll boolean carriageReturns,
      @ForAll boolean compressed)
      throws IOException {
    String end = carriageReturns ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < records.size(); i++) {
      text.append(">s").append(i).append(i % 2 == 0 ? " of length x" : "").append(end);
      records.get(i).forEach(line -> text.append(line).append(end));
    }
    Path file = Files.createTempFile("helixbook-", ".fa");
    try {
      Files.writeString(file, text);
      List<DnaSequence> expected = new ArrayList<>();
      try (FastaSequenceFile htsjdk = new FastaSequenceFile(file, true)) {
        for (ReferenceSequence one = htsjdk.nextSequence();
            one != null;
            one = htsjdk.nextSequence()) {
          expected.add(DnaSequence.of(one.getName(), one.getBaseString().toUpperCase(Locale.ROOT)));
        }
      }
      if (compressed) {
        Files.write(file, CompressedSamples.gzip(text.toString()));
      }
      assertEquals(expected, FastaFile.readAll(file));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void noDamageGivesAnythingButSequencesOrASentence() throws IOException {
    byte[] whole = ">chr1 first\nACGT\nNN\n>chr2\nTTTACG\n".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Path file = folder.resolve("damaged.fa");
      Files.write(file, CompressedSamples.damaged(whole, random));
      try {
        FastaFile.readAll(file);
      } catch (InputProblem e) {
        assertTold(e.getMessage(), file.toString());
      }
    }
  }

  private List<DnaSequence> read(String text) throws IOException {
    return FastaFile.readAll(write(text));
  }

  private String problemOf(String text) throws IOException {
    Path file = write(text);
    return assertThrows(InputProblem.class, () -> FastaFile.readAll(file))
        .getMessage()
        .replace(file.toString(), "FILE");
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("test.fa");
    Files.writeString(file, text);
    return file;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void writeBgzip(Path file, String text) throws IOException {
    try (OutputStream out = new BlockCompressedOutputStream(file.toFile(), 5)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String randomBases(int count) {
    Random random = new Random(1);
    StringBuilder bases = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      bases.append("ACGT".charAt(random.nextInt(4)));
    }
    return bases.toString();
  }
}
