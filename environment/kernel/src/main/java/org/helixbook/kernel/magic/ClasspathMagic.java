package org.helixbook.kernel.magic;

import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.helixbook.kernel.failure.CellFailure;

/** Adds jars and folders to the class path of the cells that follow. */
public final class ClasspathMagic {
  private final Consumer<String> classPath;

  /**
   * Makes the magic.
   *
   * @param classPath receives each path to add
   */
  public ClasspathMagic(Consumer<String> classPath) {
    this.classPath = classPath;
  }

  /** {@code %classpath}: files and folders, with {@code *} as a wildcard. */
  List<String> addPaths(List<String> globs) throws CellFailure {
    return add("%classpath", globs, false);
  }

  /** {@code %jars}: files only, with {@code *} as a wildcard. */
  List<String> addJars(List<String> globs) throws CellFailure {
    return add("%jars", globs, true);
  }

  private List<String> add(String magic, List<String> globs, boolean filesOnly) throws CellFailure {
    if (globs.isEmpty()) {
      throw CellFailure.sentence("UsageError", magic + " needs at least one path after it");
    }
    List<Path> found = new ArrayList<>();
    for (String glob : globs) {
      int before = found.size();
      try {
        GlobFinder finder = new GlobFinder(glob);
        (filesOnly ? finder.computeMatchingFiles() : finder.computeMatchingPaths())
            .forEach(found::add);
      } catch (IOException | InvalidPathException e) {
        throw CellFailure.sentence("UsageError", magic + " cannot read " + glob + ": " + e);
      }
      if (found.size() == before) {
        throw CellFailure.sentence(
            "UsageError", magic + " found nothing at " + glob + "; check the path");
      }
    }
    List<String> added =
        found.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
    added.forEach(classPath);
    return added;
  }
}
