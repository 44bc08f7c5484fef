package org.helixbook.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.helixbook.feedback.InputProblem;

/**
 * Where JavaCPP unpacks ND4J's native libraries before they are loaded. ND4J tells whatever is
 * wrong there as missing dependencies.
 *
 * @param folder the place
 * @param room bytes that the libraries take
 */
record NativeFolder(Path folder, long room) {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
  private static final long ROOM = 600_000_000;

  /** The folder of this process. */
  static NativeFolder here() {
    String named = System.getProperty(PROPERTY);
    return new NativeFolder(
        named == null
            ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
            : Path.of(named),
        ROOM);
  }

  /**
   * Why libraries could not be loaded from there.
   *
   * @param failure what ND4J said
   * @return empty if nothing is wrong with the folder
   */
  Optional<InputProblem> trouble(Throwable failure) {
    return reason()
        .map(
            reason ->
                new InputProblem(
                    folder.toString(),
                    "ND4J's native libraries are unpacked there, and " + reason,
                    "set JAVA_TOOL_OPTIONS=-D"
                        + PROPERTY
                        + "=FOLDER to a folder on another disk, and start again",
                    failure));
  }

  private Optional<String> reason() {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, "look", "");
      try {
        // On a file system that is mounted without exec this cannot be had.
        boolean runs = file.toFile().setExecutable(true) && Files.isExecutable(file);
        long free = Files.getFileStore(folder).getUsableSpace();
        return !runs
            ? Optional.of("no program may run from there (it is mounted noexec)")
            : free < room
                ? Optional.of(
                    "only "
                        + free / 1_000_000
                        + " MB are free there, where they take "
                        + room / 1_000_000)
                : Optional.empty();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return Optional.of("no file can be written there (" + e + ")");
    }
  }
}
