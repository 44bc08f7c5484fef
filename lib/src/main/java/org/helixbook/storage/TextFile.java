package org.helixbook.storage;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipException;
import org.helixbook.feedback.InputProblem;

/**
 * A text in ASCII or UTF-8 that someone gave, read from its beginning to its end: plain, gzip or
 * bgzip, which its first bytes tell, not its name. Whatever is wrong with it is an {@link
 * InputProblem} that names the line: it is not there, it is compressed otherwise, its gzip stream
 * is cut short or damaged (see {@link GzipInput}), a line of it begins with a byte order mark,
 * which no editor shows and which would be taken for a letter, or it is UTF-16.
 */
public final class TextFile extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final byte[] ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** How files begin that are often taken for text or gzip, in hexadecimal digits. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "28b52ffd.*", "zstd",
          "fd377a585a00.*", "xz",
          "425a683.314159.*", "bzip2",
          "504b0304.*", "zip",
          "377abcaf271c.*", "7z",
          "04224d18.*", "lz4",
          "1f9d.*", "compress (.Z)");

  /** Takes a line of a text. */
  @FunctionalInterface
  public interface LineTaker {
    /**
     * Takes one.
     *
     * @param number from 1
     * @param line without its end
     */
    void take(int number, String line);
  }

  private final Path file;
  private final InputStream in;
  private long line = 1;

  /** How many bytes of the line are those of a byte order mark; -1 once there was another. */
  private int marked;

  private TextFile(Path file) {
    this.file = file;
    if (Files.isDirectory(file)) {
      throw new InputProblem(file.toString(), "it is a folder", "name a file");
    }
    FolderContent.refuseBrokenLink(file);
    try {
      in = decompressed();
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws InputProblem if it cannot be opened, or does not begin as a text
   */
  public static TextFile open(Path file) {
    return new TextFile(file);
  }

  /**
   * Reads a file to its end; a line ends in LF, CR LF or CR.
   *
   * @throws InputProblem if it is no whole text; the lines before the fault have been taken then
   */
  public static void forEachLine(Path file, LineTaker taker) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        taker.take(number, line);
        number++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what is read tells its own problems", e);
    }
  }

  private InputStream decompressed() throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(8);
      byte[] begin = raw.readNBytes(8);
      raw.reset();
      if (GzipInput.begins(begin)) {
        return new GzipInput(raw);
      }
      refuseOtherCompression(begin);
      return raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private void refuseOtherCompression(byte[] begin) throws IOException {
    String hex = HexFormat.of().formatHex(begin);
    OTHERS.forEach(
        (pattern, name) -> {
          if (hex.matches(pattern)) {
            throw new InputProblem(
                file.toString(),
                "it is compressed with " + name + ", which is not read here",
                "unpack it, or compress it with gzip or bgzip");
          }
        });
    boolean gzipByName = file.toString().matches("(?i).*\\.b?gz");
    if (gzipByName && (hex.isEmpty() || hex.equals("1f"))) {
      throw new EOFException();
    }
  }

  @Override
  public int read() {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int count;
    try {
      count = in.read(into, offset, length);
    } catch (IOException e) {
      throw problem(e);
    }
    for (int i = offset; i < offset + count; i++) {
      look(into[i]);
    }
    return count;
  }

  private void look(byte b) {
    if (b == '\n') {
      line++;
      marked = 0;
    } else if (b == 0) {
      throw new InputProblem(
          where(),
          "there is a byte 0x00 in it, so it is UTF-16 text or no text at all",
          "save it as plain text, or as UTF-8 without a BOM");
    } else if (marked >= 0) {
      if (marked == 0 && line == 1 && (b == (byte) 0xfe || b == (byte) 0xff)) {
        throw new InputProblem(
            where(), "it is UTF-16 text", "save it as plain text, or as UTF-8 without a BOM");
      }
      marked = b == ORDER_MARK[marked] ? marked + 1 : -1;
      if (marked == ORDER_MARK.length) {
        throw new InputProblem(
            where(),
            "it begins with a byte order mark (byte 0xEF), which editors do not show",
            "save it as plain text, or as UTF-8 without a byte order mark (BOM)");
      }
    }
  }

  private String where() {
    return file + ", line " + line;
  }

  private InputProblem problem(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new InputProblem(file.toString(), "there is no such file", "check the path", e);
    } else if (e instanceof AccessDeniedException) {
      return new InputProblem(
          file.toString(), "it may not be read", "ask for the right to read it", e);
    } else if (e instanceof EOFException) {
      return new InputProblem(
          where(),
          e.getMessage() == null ? "the gzip stream breaks off here" : e.getMessage(),
          "the file is cut short: get it again",
          e);
    } else if (e instanceof ZipException) {
      return new InputProblem(
          where(),
          "the gzip stream is damaged after this line: " + e.getMessage(),
          "get the file again",
          e);
    }
    return new InputProblem(
        file.toString(), "it cannot be read (" + e.getMessage() + ")", "check the file", e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw problem(e);
    }
  }
}
