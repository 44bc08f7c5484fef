package org.helixbook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackageTest {
  private static final String MEMBER = "/usr/share/doc/tiny/tiny.fa";

  @TempDir Path folder;
  private Path deb;
  private Path target;

  @BeforeEach
  void makePackage() throws IOException {
    deb = folder.resolve("tiny_1.0_all.deb");
    target = folder.resolve("made/here/tiny.fa");
    TinyDebianPackage.write(
        deb, "xz", Map.of("./usr/share/doc/tiny/tiny.fa", ">t\nACGT\n", "./usr/x", "x"));
  }

  @Test
  void aFileIsTakenOut() throws IOException {
    DebianPackage.extractAll(deb, Digest.sha256(deb), Map.of(MEMBER, target));
    assertEquals(">t\nACGT\n", Files.readString(target));
  }

  @Test
  void leadingDotAndSlashDoNotMatter() throws IOException {
    DebianPackage.extractAll(deb, Digest.sha256(deb), Map.of("./usr/x", target));
    assertEquals("x", Files.readString(target));
    DebianPackage.extractAll(deb, Digest.sha256(deb), Map.of("usr/x", target));
    assertEquals("x", Files.readString(target));
  }

  @Test
  void severalFilesAreTakenOutInOnePass() throws IOException {
    Path other = folder.resolve("x");
    DebianPackage.extractAll(deb, Digest.sha256(deb), Map.of(MEMBER, target, "/usr/x", other));
    assertEquals(">t\nACGT\n", Files.readString(target));
    assertEquals("x", Files.readString(other));
  }

  @Test
  void gzipAndPlainContentAreRead() throws IOException {
    for (String compression : new String[] {"gz", ""}) {
      TinyDebianPackage.write(deb, compression, Map.of("./usr/x", "content " + compression));
      DebianPackage.extractAll(deb, Digest.sha256(deb), Map.of("/usr/x", target));
      assertEquals("content " + compression, Files.readString(target));
    }
  }

  @Test
  void aWrongChecksumNamesFileAndBothSums() throws IOException {
    String found = Digest.sha256(deb);
    String wanted = "0".repeat(64);
    assertEquals(
        deb
            + ": its SHA-256 is "
            + found
            + " but must be "
            + wanted
            + "; it is damaged or another version: delete it and fetch it again",
        problem(wanted, MEMBER));
    assertFalse(Files.exists(target));
  }

  @Test
  void aMissingMemberIsNamed() throws IOException {
    assertEquals(
        deb
            + ": the package holds no file usr/share/none; "
            + "check the path inside it (dpkg -c lists them)",
        problem(Digest.sha256(deb), "/usr/share/none"));
    assertFalse(Files.exists(target));
  }

  @Test
  void aMissingPackageIsNamed() {
    deb = folder.resolve("none.deb");
    assertEquals(
        deb + ": there is no such package; fetch it with apt-get download",
        problem("0".repeat(64), MEMBER));
  }

  @Test
  void aTruncatedPackageLeavesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(deb);
    Files.write(deb, Arrays.copyOf(whole, whole.length - 100));
    String message = problem(Digest.sha256(deb), MEMBER);
    assertTrue(message.startsWith(deb + ": the package "), message);
    assertTrue(message.endsWith("; fetch it again"), message);
    assertFalse(Files.exists(target));
  }

  @Test
  void aFileThatIsNoPackageIsTold() throws IOException {
    Files.writeString(deb, "<html>this is an error page, long enough to be one</html>");
    String message = problem(Digest.sha256(deb), MEMBER);
    assertTrue(message.startsWith(deb + ": the package cannot be unpacked"), message);
  }

  @Test
  void zstdContentIsRefusedInWords() throws IOException {
    TinyDebianPackage.write(deb, "zst", Map.of("./usr/x", "x"));
    String message = problem(Digest.sha256(deb), "/usr/x");
    assertTrue(message.contains("compressed as data.tar.zst, which is not read here"), message);
  }

  private String problem(String sha256, String member) {
    return assertThrows(
            InputProblem.class, () -> DebianPackage.extractAll(deb, sha256, Map.of(member, target)))
        .getMessage();
  }
}
