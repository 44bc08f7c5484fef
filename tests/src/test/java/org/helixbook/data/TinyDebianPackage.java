package org.helixbook.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes a small Debian package for tests. */
final class TinyDebianPackage {
  private TinyDebianPackage() {}

  /**
   * Writes the package.
   *
   * @param compression xz, gz, empty for none; any other name is given to uncompressed content
   * @param files for each path in the tar, its text
   */
  static void write(Path deb, String compression, Map<String, String> files) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed(data, compression))) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(deb))) {
      put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      put(ar, "control.tar", new byte[10240]);
      put(ar, compression.isEmpty() ? "data.tar" : "data.tar." + compression, data.toByteArray());
    }
  }

  private static OutputStream compressed(OutputStream out, String compression) throws IOException {
    return switch (compression) {
      case "xz" -> new XZOutputStream(out, new LZMA2Options(1));
      case "gz" -> new GZIPOutputStream(out);
      default -> out;
    };
  }

  private static void put(ArArchiveOutputStream ar, String name, byte[] content)
      throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
    ar.write(content);
    ar.closeArchiveEntry();
  }
}
