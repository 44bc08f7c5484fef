package org.helixbook.storage;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
  private static final String FIRST = "one\ntwo\n";
  private static final String SECOND = "three\nfour\n";

  @TempDir Path folder;

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    TextFile.forEachLine(file, (number, line) -> lines.add(number + " " + line));
    return lines;
  }

  private List<String> lines(byte[] content) throws IOException {
    return lines(Files.write(folder.resolve("x.txt"), content));
  }

  private String problem(byte[] content) {
    return assertThrows(InputProblem.class, () -> lines(content))
        .getMessage()
        .replace(folder.toString(), "F");
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void aGzipFileCutAtAnyByteIsRefusedButBetweenItsMembers() throws IOException {
    Path file = folder.resolve("x.gz");
    byte[] whole = CompressedSamples.gzip(FIRST, SECOND);
    int member = CompressedSamples.gzip(FIRST).length;
    assertEquals(
        Map.of(
            member,
            List.of("1 one", "2 two"),
            whole.length,
            List.of("1 one", "2 two", "3 three", "4 four")),
        CompressedSamples.readable(whole, file, () -> lines(file)));
  }

  /** Gzip cannot know of a cut between two members; a bgzip file has a block that ends it. */
  @Test
  void aBgzipFileCutAtAnyByteIsRefused() throws IOException {
    Path file = folder.resolve("x.bgz");
    byte[] whole = CompressedSamples.bgzip(FIRST, SECOND);
    assertEquals(
        Map.of(whole.length, List.of("1 one", "2 two", "3 three", "4 four")),
        CompressedSamples.readable(whole, file, () -> lines(file)));
    assertTold(
        problem(Arrays.copyOf(whole, whole.length - CompressedSamples.END_BLOCK)),
        "F/x.txt, line 5",
        "bgzip",
        "marker");
  }

  @Test
  void gzipItselfJudgesEveryCutTheSame() throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin/gzip");
    assumeTrue(Files.isExecutable(program), "no /usr/bin/gzip");
    byte[] whole = CompressedSamples.gzip(FIRST, SECOND);
    Set<String> accepted = new TreeSet<>();
    for (int length = 1; length <= whole.length; length++) {
      Path cut = Files.write(folder.resolve(length + ".gz"), Arrays.copyOf(whole, length));
      try {
        lines(cut);
        accepted.add(cut.getFileName().toString());
      } catch (InputProblem e) {
        // as wanted, mostly
      }
    }
    Process gzip =
        new ProcessBuilder("sh", "-c", "for f in *.gz; do gzip -tq $f 2>&- && echo $f; done")
            .directory(folder.toFile())
            .start();
    Set<String> byGzip =
        new TreeSet<>(List.of(new String(gzip.getInputStream().readAllBytes()).split("\n")));
    gzip.waitFor();
    assertEquals(byGzip, accepted);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noFlippedBitGivesAnotherText(boolean blocks) throws IOException {
    byte[] whole =
        blocks ? CompressedSamples.bgzip(FIRST, SECOND) : CompressedSamples.gzip(FIRST, SECOND);
    List<String> right = lines(whole);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      // A gzip file whose very first bytes are damaged is no gzip any more, but some other text.
      if (bit >= 16) {
        try {
          assertEquals(right, lines(damaged), "bit " + bit);
        } catch (InputProblem e) {
          assertTold(e.getMessage(), folder.resolve("x.txt") + ", line ");
        }
      }
    }
  }

  @Test
  void nothingButZerosMayFollowTheLastMember() throws IOException {
    byte[] whole = CompressedSamples.gzip(FIRST);
    assertEquals(List.of("1 one", "2 two"), lines(joined(whole, new byte[1000])));
    assertTold(
        problem(joined(whole, "three\n".getBytes(StandardCharsets.UTF_8))),
        "F/x.txt, line 3",
        "gzip");
    assertTold(problem(joined(whole, new byte[9], new byte[] {1})), "F/x.txt, line 3", "gzip");
    byte[] damaged = CompressedSamples.gzip(FIRST, SECOND);
    damaged[whole.length] = 'x'; // the magic number of the second member
    assertTold(problem(damaged), "F/x.txt, line 3", "gzip");
  }

  /** Name, comment and the header's own checksum, as RFC 1952 has them; few programs write them. */
  @Test
  void aHeaderWithAllFieldsIsReadAndItsChecksumCounts() throws IOException {
    byte[] plain = CompressedSamples.gzip(FIRST);
    byte[] header =
        joined(
            new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3},
            new byte[] {6, 0, 'X', 'Y', 2, 0, 7, 7},
            "name\0comment\0".getBytes(StandardCharsets.US_ASCII));
    CRC32 sum = new CRC32();
    sum.update(header);
    byte[] file =
        joined(
            header,
            new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)},
            Arrays.copyOfRange(plain, 10, plain.length));
    assertEquals(List.of("1 one", "2 two"), lines(file));
    assertEquals(
        FIRST,
        new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes()),
        "the test's own file is right");
    file[18] = 'N';
    assertTold(problem(file), "F/x.txt, line 1", "checksum of a header");
  }

  @ParameterizedTest
  @CsvSource({
    "28b52ffd24000100, zstd",
    "fd377a585a000004, xz",
    "425a683931415926, bzip2",
    "504b030414000000, zip",
    "377abcaf271c0004, 7z",
    "04224d186440a700, lz4",
    "1f9d9061c4c88100, compress"
  })
  void anotherCompressionIsNamed(String begin, String name) throws IOException {
    Path file = folder.resolve("peaks.bed.gz");
    Files.write(file, HexFormat.of().parseHex(begin));
    assertTold(
        assertThrows(InputProblem.class, () -> lines(file)).getMessage(),
        file.toString(),
        "compressed with " + name,
        "gzip");
  }

  @Test
  void anEmptyGzipFileIsCutShortAndAnEmptyTextHasNoLine() throws IOException {
    Path file = Files.createFile(folder.resolve("x.bed.gz"));
    assertTold(
        assertThrows(InputProblem.class, () -> lines(file)).getMessage(),
        file.toString(),
        "cut short");
    assertEquals(List.of(), lines(new byte[0]));
  }

  @Test
  void aByteOrderMarkIsToldAtTheBeginningOfAnyLine() throws IOException {
    byte[] mark = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    byte[] text = FIRST.getBytes(StandardCharsets.UTF_8);
    assertTold(problem(joined(mark, text)), "F/x.txt, line 1", "byte order mark", "UTF-8");
    // Two files, joined.
    assertTold(problem(joined(text, mark, text)), "F/x.txt, line 3", "byte order mark");
    assertTold(
        problem(CompressedSamples.gzip(FIRST, "\uFEFF" + SECOND)),
        "F/x.txt, line 3",
        "byte order mark");
    assertEquals(List.of("1 a\uFEFFb", "2 ï»"), lines("a\uFEFFb\nï»\n".getBytes("UTF-8")));
    assertEquals(1, lines(new byte[] {(byte) 0xef, (byte) 0xbb, '\n'}).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-32"})
  void otherUnicodeIsTold(String charset) {
    assertTold(problem(FIRST.getBytes(Charset.forName(charset))), "F/x.txt, line 1", "UTF-16");
  }

  @Test
  void aLinkToNothingIsToldFromAFileThatIsMissing() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("x.bed"), Path.of("gone.bed"));
    assertTold(
        assertThrows(InputProblem.class, () -> lines(link)).getMessage(),
        link.toString(),
        "link to gone.bed");
    assertTold(
        assertThrows(InputProblem.class, () -> KitFolder.place(link.toString())).getMessage(),
        link.toString(),
        "link to gone.bed");
    Path missing = folder.resolve("y.bed");
    assertTold(
        assertThrows(InputProblem.class, () -> lines(missing)).getMessage(),
        missing.toString(),
        "no such file");
  }

  /** Whatever members and blocks there are, the bytes are those that Java's own reader gives. */
  @Property(tries = 100)
  void wholeFilesAreReadAsJavaReadsThem(
      @ForAll @Size(max = 5) List<@Size(max = 2000) byte[]> members) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] member : members) {
      file.writeBytes(CompressedSamples.gzip(new String(member, StandardCharsets.ISO_8859_1)));
    }
    file.writeBytes(CompressedSamples.bgzip("end"));
    byte[] expected =
        new GZIPInputStream(new ByteArrayInputStream(file.toByteArray())).readAllBytes();
    try (GzipInput in = new GzipInput(new ByteArrayInputStream(file.toByteArray()))) {
      assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(in.readAllBytes()));
    }
  }
}
