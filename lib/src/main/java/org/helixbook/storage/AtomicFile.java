package org.helixbook.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file under a temporary name beside its place and moves it there when it is whole, so
 * that a reader, a full disk or a killed process never leaves half a file under the real name.
 */
public final class AtomicFile {

  /** What fills the file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the whole content; the stream is closed by the caller.
     *
     * @param out where to write
     * @throws IOException if writing fails; the target is then left as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes {@code target}, replacing what is there, and makes its folder if it is missing.
   *
   * @param target the file's place
   * @param content what fills it
   * @throws IOException if anything fails; the target is then as it was, and no temporary file
   *     stays
   */
  public static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Files.createDirectories(folder);
    // Not Files.createTempFile: its files are closed to everyone but their owner, and so would be
    // the finished file.
    Path temporary =
        folder.resolve("." + absolute.getFileName() + "-" + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        // Without this, a power cut after the move may leave an empty file under the real name.
        channel.force(true);
      }
      moveIntoPlace(temporary, absolute);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes a text in UTF-8.
   *
   * @param target the file's place
   * @param text its whole content
   * @throws IOException as {@link #write}
   */
  public static void writeText(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Moves a finished file to its place in one step where the file system can.
   *
   * @param finished the whole file, in the same file system as the target
   * @param target its place
   * @throws IOException if the move fails
   */
  public static void moveIntoPlace(Path finished, Path target) throws IOException {
    try {
      Files.move(
          finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
