package org.helixbook.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as lower-case hexadecimal. */
public final class Digest {
  private Digest() {}

  /**
   * SHA-256 of a file's bytes.
   *
   * @return 64 hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in);
    }
  }

  /**
   * SHA-256 of what is left in a stream, which is read to its end and not closed.
   *
   * @param in the stream
   * @return 64 hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = of("SHA-256");
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * SHA-256 of bytes in memory.
   *
   * @return 64 hexadecimal digits
   */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(of("SHA-256").digest(bytes));
  }

  /**
   * The MD5 by which SAM headers name a reference sequence (tag {@code M5}): of the upper-case
   * bases alone, so the same chromosome has the same M5 whatever file it came in. It identifies, it
   * does not protect.
   *
   * @param upperCaseBases the bases in ASCII, upper case, without line ends
   * @return 32 hexadecimal digits
   */
  public static String m5(byte[] upperCaseBases) {
    return HexFormat.of().formatHex(of("MD5").digest(upperCaseBases));
  }

  /** SHA-256 of bytes that come piece by piece. Not for several threads. */
  public static final class Sum {
    private final MessageDigest digest = of("SHA-256");

    /** Adds all of the bytes. */
    public void add(byte[] bytes) {
      digest.update(bytes);
    }

    /**
     * Adds what was put into the buffer and empties it, if there is less room left than is needed.
     *
     * @param buffer filled from its start
     * @param needed the room that the caller needs next, in bytes
     * @return the buffer
     */
    public ByteBuffer addWhenFull(ByteBuffer buffer, int needed) {
      if (buffer.remaining() < needed) {
        buffer.flip();
        digest.update(buffer);
        buffer.clear();
      }
      return buffer;
    }

    /** The digest of all that was added, 64 hexadecimal digits; once only. */
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
