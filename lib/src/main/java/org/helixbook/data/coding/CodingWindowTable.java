package org.helixbook.data.coding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/**
 * The file format of {@link CodingWindow}s: a tab-separated table with a header line, one window a
 * line, UTF-8, line feeds; compressed with bzip2. The compressor is the pure-Java one of Apache
 * Commons Compress, whose bytes do not depend on the system as those of zlib do.
 *
 * <p>Columns: id, class (such as CDN or LNSD), kind (such as orf, cds, lnc, psd, intron), gene
 * (Entrez, MIPS, or -), chromosome, start and end (0-based, half-open, of the whole span), strand,
 * pieces ({@code start-end}, comma-separated, ascending), split_gene_disjoint and split_random
 * (train, test or none), sequence (read from the strand).
 */
public final class CodingWindowTable {
  private static final List<String> COLUMNS =
      List.of(
          ("id class kind gene chromosome start end strand pieces "
                  + "split_gene_disjoint split_random sequence")
              .split(" "));

  private CodingWindowTable() {}

  /**
   * Writes the table.
   *
   * @param windows the windows, in the order of the lines
   * @return the text in UTF-8, not compressed; the same bytes for the same windows everywhere
   */
  public static byte[] write(List<CodingWindow> windows) {
    StringBuilder text = new StringBuilder(String.join("\t", COLUMNS)).append('\n');
    for (CodingWindow window : windows) {
      GenomicInterval span = window.span();
      String pieces =
          window.pieces().stream()
              .map(piece -> piece.start() + "-" + piece.end())
              .collect(Collectors.joining(","));
      text.append(
              String.join(
                  "\t",
                  window.id(),
                  window.className(),
                  window.kind(),
                  window.gene(),
                  span.chromosome(),
                  Integer.toString(span.start()),
                  Integer.toString(span.end()),
                  Character.toString(span.strand().symbol()),
                  pieces,
                  window.geneDisjoint().label(),
                  window.random().label(),
                  window.sequence().bases()))
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Compresses with bzip2, the same bytes everywhere.
   *
   * @param content any bytes
   * @return the compressed file
   */
  public static byte[] compress(byte[] content) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out =
        new BZip2CompressorOutputStream(file, BZip2CompressorOutputStream.MAX_BLOCKSIZE)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return file.toByteArray();
  }

  /**
   * Undoes {@link #compress}.
   *
   * @param name the file's name, for messages
   * @param file the stream of the compressed file, which is read to its end and not closed
   * @return its content
   * @throws InputProblem if it is not bzip2, or damaged
   */
  public static byte[] decompress(String name, InputStream file) {
    return InputProblem.ifRefused(
        name,
        "it is not a whole bzip2 file",
        "get it anew",
        () -> new BZip2CompressorInputStream(file, true).readAllBytes());
  }

  /**
   * Reads the table.
   *
   * @param name the file's name, for messages
   * @param content what {@link #write} wrote
   * @return the windows in the order of the lines, immutable
   * @throws InputProblem naming the first line that is not as described above
   */
  public static List<CodingWindow> read(String name, byte[] content) {
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(String.join("\t", COLUMNS))) {
      throw bad(name, 1, "the header is not " + String.join(" ", COLUMNS), null);
    }
    if (!lines[lines.length - 1].isEmpty()) {
      throw bad(name, lines.length, "the last line is cut off", null);
    }
    List<CodingWindow> windows = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length - 1; i++) {
      try {
        windows.add(window(lines[i].split("\t", -1)));
      } catch (IllegalArgumentException e) {
        throw bad(name, i + 1, e.getMessage(), e);
      }
    }
    return List.copyOf(windows);
  }

  private static CodingWindow window(String[] cells) {
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "there are " + cells.length + " columns and not " + COLUMNS.size());
    }
    if (cells[7].length() != 1) {
      throw new IllegalArgumentException("a strand is + or -, not '" + cells[7] + "'");
    }
    Strand strand = Strand.of(cells[7].charAt(0));
    List<GenomicInterval> pieces = new ArrayList<>();
    for (String piece : cells[8].split(",", -1)) {
      int dash = piece.indexOf('-');
      if (dash < 0) {
        throw new IllegalArgumentException("'" + piece + "' is not start-end");
      }
      pieces.add(
          new GenomicInterval(
              cells[4],
              Integer.parseInt(piece.substring(0, dash)),
              Integer.parseInt(piece.substring(dash + 1)),
              strand));
    }
    CodingWindow window =
        new CodingWindow(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            pieces,
            DnaSequence.of(cells[0], cells[11]),
            SplitSide.valueOf(upperCase(cells[9])),
            SplitSide.valueOf(upperCase(cells[10])));
    // Start and end are there for people; they must not say anything else.
    if (Integer.parseInt(cells[5]) != window.span().start()
        || Integer.parseInt(cells[6]) != window.span().end()) {
      throw new IllegalArgumentException("start or end contradict the pieces");
    }
    return window;
  }

  private static String upperCase(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static InputProblem bad(String name, int line, String what, Exception cause) {
    return new InputProblem(name + ", line " + line, what, "get the file anew", cause);
  }
}
