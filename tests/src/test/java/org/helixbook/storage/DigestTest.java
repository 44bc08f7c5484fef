package org.helixbook.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
  // The published test vector of FIPS 180-4 for "abc".
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void sha256OfBytesAndOfAFileAgree(@TempDir Path folder) throws Exception {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(folder.resolve("abc"), abc);
    assertEquals(ABC, Digest.sha256(abc));
    assertEquals(ABC, Digest.sha256(file));
  }

  @Test
  void m5IsTheMd5OfTheBases() {
    // printf ACGT | md5sum
    assertEquals(
        "f1f8f4bf413b16ad135722aa4591043e", Digest.m5("ACGT".getBytes(StandardCharsets.US_ASCII)));
  }
}
