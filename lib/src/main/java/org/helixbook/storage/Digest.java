package org.helixbook.storage;

import java.io.IOException;
import java.io.InputStream;
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
   * @param file the file
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
   * @param bytes the bytes
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

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
