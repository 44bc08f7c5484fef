package org.helixbook.storage;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.helixbook.feedback.InputProblem;

/** The folder that holds the kit. */
public final class KitFolder {
  private KitFolder() {}

  /**
   * The kit's root: the nearest folder upwards that holds {@code data-manifest.json}.
   *
   * @param start where to begin
   * @return the root; {@code start} itself if there is none
   */
  public static Path root(Path start) {
    Path begin = start.toAbsolutePath().normalize();
    for (Path folder = begin; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("data-manifest.json"))) {
        return folder;
      }
    }
    return begin;
  }

  /**
   * The file or folder that someone named. A notebook works in its own folder, while its reader
   * thinks of the kit's: what is not in the working folder is looked for in the kit's root.
   *
   * @param name a path; {@code ~/} at its beginning is the home folder, which a shell does not fill
   *     in behind a comma
   * @return the path if it is absolute or there is such a file, else the same below the kit's root
   * @throws InputProblem if this system knows no such paths, or it is a link to nothing
   */
  public static Path place(String name) {
    Path given;
    try {
      given =
          name.startsWith("~/")
              ? Path.of(System.getProperty("user.home")).resolve(name.substring(2))
              : Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputProblem(
          "path '" + name + "'", "this system has no such paths", "check its characters", e);
    }
    FolderContent.refuseBrokenLink(given);
    return given.isAbsolute() || Files.exists(given)
        ? given
        : root(Path.of("")).resolve(given).normalize();
  }
}
