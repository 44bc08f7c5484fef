package org.helixbook.storage;

import java.nio.file.Files;
import java.nio.file.Path;

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
}
