package org.helixbook.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.Digest;
import org.helixbook.storage.GzipInput;
import org.tukaani.xz.XZInputStream;

/**
 * Takes files out of a Debian package ({@code .deb}: an ar archive around a compressed tar), on any
 * system and without installing it. Format: Debian's {@code deb(5)}.
 */
public final class DebianPackage {
  private DebianPackage() {}

  /**
   * Checks the package and takes several files out of it in one pass.
   *
   * @param deb the package
   * @param sha256 the SHA-256 of the package, 64 hexadecimal digits
   * @param targets for each path inside, such as {@code /usr/share/doc/vt/examples/ref/20.fa.gz},
   *     where the file goes; its folder is made if it is missing
   * @throws InputProblem if the package is missing, damaged, another one, or without such a file;
   *     files found before the problem have been written
   * @throws UncheckedIOException if a target cannot be written; it is then as it was
   */
  public static void extractAll(Path deb, String sha256, Map<String, Path> targets) {
    verify(deb, sha256);
    Map<String, Path> wanted = new HashMap<>();
    targets.forEach((member, target) -> wanted.put(plain(member), target));
    try (InputStream file = new BufferedInputStream(Files.newInputStream(deb), 1 << 16);
        ArArchiveInputStream ar = new ArArchiveInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(content(deb, ar))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && !wanted.isEmpty()) {
        Path target = wanted.remove(plain(entry.getName()));
        if (target != null) {
          write(deb, entry, tar, target);
        }
        entry = tar.getNextEntry();
      }
    } catch (IOException e) {
      throw damaged(deb, e);
    }
    if (!wanted.isEmpty()) {
      throw new InputProblem(
          deb.toString(),
          "the package holds no file " + new TreeSet<>(wanted.keySet()).first(),
          "check the path inside it (dpkg -c lists them)");
    }
  }

  private static void verify(Path deb, String sha256) {
    String found;
    try {
      found = Digest.sha256(deb);
    } catch (NoSuchFileException e) {
      throw new InputProblem(
          deb.toString(), "there is no such package", "fetch it with apt-get download", e);
    } catch (IOException e) {
      throw new InputProblem(
          deb.toString(), "it cannot be read (" + e.getMessage() + ")", "check the file", e);
    }
    if (!found.equalsIgnoreCase(sha256)) {
      throw new InputProblem(
          deb.toString(),
          "its SHA-256 is " + found + " but must be " + sha256,
          "it is damaged or another version: delete it and fetch it again");
    }
  }

  /** The tar of the files, uncompressed. */
  private static InputStream content(Path deb, ArArchiveInputStream ar) throws IOException {
    ArArchiveEntry entry = ar.getNextEntry();
    while (entry != null) {
      switch (entry.getName()) {
        case "data.tar":
          return ar;
        case "data.tar.xz":
          return new XZInputStream(ar);
        case "data.tar.gz":
          return new GzipInput(ar);
        default:
          if (entry.getName().startsWith("data.tar")) {
            throw new InputProblem(
                deb.toString(),
                "its content is compressed as " + entry.getName() + ", which is not read here",
                "unpack it with dpkg -x and put the file into the mirror folder");
          }
      }
      entry = ar.getNextEntry();
    }
    throw new InputProblem(
        deb.toString(), "it holds no data.tar, so it is not a Debian package", "fetch it again");
  }

  private static void write(
      Path deb, TarArchiveEntry entry, TarArchiveInputStream tar, Path target) {
    if (!entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
      throw new InputProblem(
          deb.toString(),
          entry.getName() + " inside it is a link or a folder, not a file",
          "name the file itself");
    }
    try {
      AtomicFile.write(
          target,
          out -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = readPackage(deb, tar, buffer); n >= 0; n = readPackage(deb, tar, buffer)) {
              out.write(buffer, 0, n);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps "the package is bad" apart from "the target cannot be written". */
  private static int readPackage(Path deb, InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw damaged(deb, e);
    }
  }

  private static InputProblem damaged(Path deb, IOException e) {
    String what =
        e instanceof EOFException
            ? "the package ends early"
            : "the package cannot be unpacked (" + e.getMessage() + ")";
    return new InputProblem(deb.toString(), what, "fetch it again", e);
  }

  /** Tar writes {@code ./usr/...}; people write {@code /usr/...}. */
  private static String plain(String member) {
    String path = member.startsWith("./") ? member.substring(2) : member;
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
