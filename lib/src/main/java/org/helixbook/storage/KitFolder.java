package org.helixbook.storage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
   * @param name a path; {@code ~} alone or {@code ~/} at its beginning is the home folder, which a
   *     shell does not fill in behind a comma
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
    Path place = resolved(kit, name, "path '" + name + "'");
    FolderContent.refuseBrokenLink(place);
    return place;
  }

  /**
   * The folder that an environment variable names; it may not exist yet.
   *
   * @param kit its root
   * @param variable for the problem
   * @param name as for {@link #place(String)}
   * @throws InputProblem also if it can be no folder, for a file stands there or above it, if it
   *     cannot be read, or if it is two paths
   */
  public static Path folder(Path kit, String variable, String name) {
    Path place = resolved(kit, name, variable + ": '" + name + "'");
    String what = "'" + name + "'";
    if (Files.isDirectory(place)) {
      if (!Files.isReadable(place) || !Files.isExecutable(place)) {
        throw new InputProblem(
            variable,
            what + " is a folder that may not be read",
            "give read permission, or set it to another folder");
      }
      return place;
    }
    for (Path above = place; above != null; above = above.getParent()) {
      if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(above)) {
          throw new InputProblem(
              variable,
              what
                  + " is no folder, for "
                  + above
                  + (Files.exists(above) ? " is a file" : " is a link to nothing"),
              "set " + variable + " to another folder");
        }
        break;
      }
    }
    if (name.contains(File.pathSeparator)) {
      throw new InputProblem(
          variable,
          what + " is more than one path",
          "set it to one folder, or make this one first");
    }
    return place;
  }

  private static Path resolved(Path kit, String name, String where) {
    Path given;
    try {
      Path home = Path.of(System.getProperty("user.home"));
      given =
          name.equals("~")
              ? home
              : name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputProblem(
          where,
          "this system has no such paths",
          "check its characters; if it has letters beyond ASCII, set LC_ALL=C.UTF-8 and start"
              + " again",
          e);
    }
    return kit.resolve(given).toAbsolutePath().normalize();
  }
}
