package org.helixbook.storage;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.helixbook.feedback.InputProblem;

/** The folder that holds the kit. */
public final class KitFolder {
  /** The system property that names the root; the kit's scripts and its kernel set it. */
  private static final String PROPERTY = "helixbook.root";

  private KitFolder() {}

  /**
   * The root of the kit that this process belongs to, wherever it was started. Outside the kit's
   * scripts and kernel it is looked for upwards from the working folder.
   */
  public static Path root() {
    return root(Path.of(System.getProperty(PROPERTY, "")));
  }

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
   * The file or folder that a variable or a parameter names. A notebook works in its own folder,
   * the command line anywhere: for both a relative path begins at the kit's root.
   *
   * @param name a path; {@code ~/} at its beginning is the home folder, which a shell does not fill
   *     in behind a comma
   * @return an absolute path
   * @throws InputProblem if this system knows no such paths, or it is a link to nothing
   */
  public static Path place(String name) {
    return place(root(), name);
  }

  /**
   * The same in a kit.
   *
   * @param kit its root
   */
  public static Path place(Path kit, String name) {
    Path given;
    try {
      given =
          name.startsWith("~/")
              ? Path.of(System.getProperty("user.home")).resolve(name.substring(2))
              : Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputProblem(
          "path '" + name + "'",
          "this system has no such paths",
          "check its characters; if it has letters beyond ASCII, set LC_ALL=C.UTF-8 and start"
              + " again",
          e);
    }
    Path place = kit.resolve(given).toAbsolutePath().normalize();
    FolderContent.refuseBrokenLink(place);
    return place;
  }
}
