package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The two newest checkpoints of a run. A generation's file name holds its number, so that no clock
 * decides which one is newer, and the CRC-32 of its content, so that damage shows (it is written
 * after each epoch, and a cryptographic digest of a large network takes longer than the writing).
 * It appears under its name in one step, and only then an older one is deleted.
 */
final class CheckpointFolder {
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("generation-(\\d{8})-([0-9a-f]{8})\\.zip");

  /** Makes something of a generation's content. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] content) throws IOException;
  }

  private final Path folder;
  private final RunFiles.Writing writing;

  CheckpointFolder(Path folder, RunFiles.Writing writing) {
    this.folder = folder;
    this.writing = writing;
  }

  /** Adds a generation and deletes all but the two newest. */
  void add(byte[] content) throws IOException {
    List<Path> before = generations();
    int number = before.isEmpty() ? 1 : number(before.get(0)) + 1;
    String name = String.format(Locale.ROOT, "generation-%08d-%s.zip", number, checksum(content));
    writing.write(folder.resolve(name), content);
    for (Path old : before.subList(Math.min(KEPT - 1, before.size()), before.size())) {
      Files.deleteIfExists(old);
    }
  }

  /**
   * The newest generation that is whole. Damaged ones are told and deleted, lest they push out a
   * good one later.
   *
   * @param reader makes a standing of a generation's content; what it refuses is damaged
   * @param notices is told of damage, in a sentence each
   */
  <T> Optional<T> newest(Reader<T> reader, Consumer<String> notices) throws IOException {
    List<Path> all = generations();
    for (int i = 0; i < all.size(); i++) {
      byte[] content = Files.readAllBytes(all.get(i));
      String trouble = "";
      if (isAsWritten(all.get(i), content)) {
        try {
          return Optional.of(reader.read(content));
        } catch (IOException e) {
          trouble = e.getMessage();
        }
      } else {
        trouble = "its content is not what was written";
      }
      notices.accept(
          "checkpoint "
              + number(all.get(i))
              + " is damaged ("
              + trouble
              + "); "
              + (i + 1 < all.size()
                  ? "the older one, " + number(all.get(i + 1)) + ", is taken"
                  : "no other is left, and the training begins anew"));
      Files.deleteIfExists(all.get(i));
    }
    return Optional.empty();
  }

  /** The files, newest first. */
  List<Path> generations() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(name(file)).matches())
          .sorted((a, b) -> Integer.compare(number(b), number(a)))
          .toList();
    }
  }

  private static String name(Path file) {
    return file.toFile().getName();
  }

  private static int number(Path file) {
    return Integer.parseInt(matched(file).group(1));
  }

  /** True if a generation holds what its name says. */
  static boolean isAsWritten(Path file, byte[] content) {
    return checksum(content).equals(matched(file).group(2));
  }

  private static String checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static Matcher matched(Path file) {
    Matcher matcher = NAME.matcher(name(file));
    if (!matcher.matches()) {
      throw new IllegalStateException(file + " is no checkpoint");
    }
    return matcher;
  }
}
