package org.helixbook.data;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.AtomicFile;

/**
 * Downloads one file over HTTP into a part file, and goes on where an earlier attempt stopped if
 * the server still has the same file (Range with If-Range, RFC 9110); else it starts anew.
 */
record ResumableDownload(StoreSettings settings, PartWriter writer) {
  private static final int MOST_REDIRECTS = 10;

  /** Opens the part file; tests put a full disk here. */
  @FunctionalInterface
  interface PartWriter {
    OutputStream open(Path part, boolean append) throws IOException;
  }

  /** An attempt that may succeed if it is made again. */
  private static final class Hiccup extends Exception {
    private static final long serialVersionUID = 1L;

    Hiccup(String what) {
      super(what);
    }
  }

  /** Not by a channel, for an interrupt would close that in the middle of a write. */
  static OutputStream openPart(Path part, boolean append) throws IOException {
    return new FileOutputStream(part.toFile(), append);
  }

  /** Beside the part file: its address, and the validator by which the server knows it again. */
  static Path origin(Path part) {
    return part.resolveSibling(part.getFileName() + ".from");
  }

  /** Forgets what has been downloaded. */
  static void discard(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(origin(part));
  }

  /**
   * Downloads.
   *
   * @param url an http or https address
   * @param part where the bytes go; its folder exists
   * @param progress told the bytes
   * @throws SourceFailure if the server cannot give the file
   * @throws InputProblem if the disk cannot take it, or the thread is interrupted
   */
  void fetch(URI url, Path part, Progress progress) throws SourceFailure {
    String last = "";
    for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
      if (attempt > 1) {
        pause(url);
      }
      try {
        attempt(url, part, progress);
        return;
      } catch (Hiccup e) {
        last = e.getMessage();
      }
    }
    throw new SourceFailure(
        url.toString(), last, "check the network and run it again: it goes on where it stopped");
  }

  private void pause(URI url) {
    try {
      Thread.sleep(settings.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(url);
    }
  }

  private static InputProblem interrupted(URI url) {
    return new InputProblem(
        url.toString(),
        "the download was interrupted",
        "run it again: it goes on where it stopped");
  }

  private void attempt(URI url, Path part, Progress progress) throws SourceFailure, Hiccup {
    Optional<String> validator = validator(url, part);
    long have = validator.isPresent() ? part.toFile().length() : 0;
    HttpURLConnection connection = null;
    try {
      connection = connect(url, have, validator);
      int status = connection.getResponseCode();
      if (status == 416) {
        discardOrTell(part); // longer than the server's file: start anew
        throw new Hiccup("the server has fewer bytes than were downloaded before");
      }
      if (status == 429 || status >= 500) {
        throw new Hiccup("the server answers " + status + " " + phrase(connection));
      }
      if (status != 200 && status != 206) {
        throw new SourceFailure(
            url.toString(),
            "the server answers " + status + " " + phrase(connection),
            "look for the file's new address, or get it by hand");
      }
      boolean append = status == 206 && startsAt(connection, have);
      if (status == 206 && !append) {
        discardOrTell(part);
        throw new Hiccup("the server sent another part than was asked for");
      }
      receive(url, part, progress, connection, append ? have : 0);
    } catch (IOException e) {
      throw new Hiccup(describe(e));
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static String describe(IOException e) {
    if (e instanceof UnknownHostException) {
      return "the server's name is not known here, so there may be no network";
    }
    if (e instanceof SocketTimeoutException) {
      return "the server is silent";
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "the server cannot be reached or breaks off (" + reason + ")";
  }

  private void receive(
      URI url, Path part, Progress progress, HttpURLConnection connection, long have)
      throws IOException, Hiccup {
    long length = connection.getContentLengthLong();
    long total = length < 0 ? -1 : have + length;
    progress.begin(url.toString(), Math.max(total, 0), "bytes");
    long done = have;
    try (InputStream in = connection.getInputStream()) {
      done = copy(url, in, part, progress, connection, have, length);
    } finally {
      progress.end(total >= 0 && done == total ? "downloaded" : "stopped");
    }
    if (total >= 0 && done < total) {
      throw new Hiccup("the download broke off after " + done + " of " + total + " bytes");
    }
  }

  /** Keeps troubles of the disk, which end everything, apart from those of the network. */
  private long copy(
      URI url,
      InputStream in,
      Path part,
      Progress progress,
      HttpURLConnection connection,
      long have,
      long length)
      throws IOException {
    OutputStream out;
    try {
      // 0 means "unknown" here: a full disk is told when the first bytes are written. FileStore
      // would fail where the root is no mount point, as in a chroot.
      long free = part.getParent().toFile().getUsableSpace();
      if (free > 0 && free < length) {
        throw CacheTrouble.tooSmall(part.getParent(), length, free);
      }
      rememberOrigin(url, part, connection);
      out = writer.open(part, have > 0);
    } catch (IOException e) {
      throw CacheTrouble.of(part.getParent(), e);
    }
    long done = have;
    try {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        write(out, buffer, n, part);
        done += n;
        progress.advance(done, "");
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(url);
        }
      }
    } finally {
      close(out, part);
    }
    sync(part);
    return done;
  }

  private static void write(OutputStream out, byte[] buffer, int n, Path part) {
    try {
      out.write(buffer, 0, n);
    } catch (IOException e) {
      throw giveUp(part, e);
    }
  }

  private static void close(OutputStream out, Path part) {
    try {
      out.close();
    } catch (IOException e) {
      throw giveUp(part, e);
    }
  }

  /** Without this, a power cut after the move may leave an empty file under the real name. */
  private static void sync(Path part) {
    try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
      file.getFD().sync();
    } catch (IOException e) {
      throw giveUp(part, e);
    }
  }

  /** What fills the disk is removed, for whoever must free some of it would not look here. */
  private static InputProblem giveUp(Path part, IOException e) {
    discardOrTell(part);
    return CacheTrouble.of(part.getParent(), e);
  }

  private static void discardOrTell(Path part) {
    try {
      discard(part);
    } catch (IOException e) {
      throw CacheTrouble.of(part.getParent(), e);
    }
  }

  private static Optional<String> validator(URI url, Path part) {
    try {
      if (!Files.exists(part)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(origin(part));
      return lines.size() == 2 && lines.get(0).equals(url.toString())
          ? Optional.of(lines.get(1))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not known where the part came from: start anew
    }
  }

  private static void rememberOrigin(URI url, Path part, HttpURLConnection connection)
      throws IOException {
    String tag = connection.getHeaderField("ETag");
    // A weak tag does not promise the same bytes, so it is no ground for a range (RFC 9110).
    String validator =
        tag != null && !tag.startsWith("W/") ? tag : connection.getHeaderField("Last-Modified");
    if (validator == null) {
      Files.deleteIfExists(origin(part));
    } else {
      AtomicFile.writeText(origin(part), url + "\n" + validator + "\n");
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long have) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + have + "-");
  }

  private static String phrase(HttpURLConnection connection) throws IOException {
    String phrase = connection.getResponseMessage();
    return phrase == null ? "" : phrase;
  }

  /** Follows redirections itself, for Java does not follow those from http to https. */
  private HttpURLConnection connect(URI url, long have, Optional<String> validator)
      throws IOException, SourceFailure {
    URI address = url;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) settings.stall().toMillis());
      connection.setReadTimeout((int) settings.stall().toMillis());
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
        connection.setRequestProperty("If-Range", validator.orElseThrow());
      }
      int status = connection.getResponseCode();
      String target = connection.getHeaderField("Location");
      if (!List.of(301, 302, 303, 307, 308).contains(status) || target == null) {
        return connection;
      }
      connection.disconnect();
      address = address.resolve(target);
      if (!List.of("http", "https").contains(address.getScheme())) {
        throw new SourceFailure(
            url.toString(), "the server points to " + address, "get the file by hand");
      }
    }
    throw new SourceFailure(
        url.toString(), "the server redirects in a circle", "get the file by hand");
  }
}
