package org.helixbook.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set whose files are here and have been checked.
 *
 * @param dataSet its entry in the manifest
 * @param files for each file's name, where it is; in the manifest's order
 */
public record PreparedData(DataSet dataSet, Map<String, Path> files) {

  /** Copies the map and keeps its order. */
  public PreparedData {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /**
   * The place of one file.
   *
   * @param name its name in the manifest
   * @return where it is
   * @throws IllegalArgumentException if the data set has no such file
   */
  public Path file(String name) {
    Path path = files.get(name);
    if (path == null) {
      throw new IllegalArgumentException(
          "data set " + dataSet.name() + " has no file " + name + ", but " + files.keySet());
    }
    return path;
  }

  /**
   * The place of the only file.
   *
   * @return where it is
   * @throws IllegalStateException if the data set has several files
   */
  public Path onlyFile() {
    if (files.size() != 1) {
      throw new IllegalStateException(
          "data set " + dataSet.name() + " has several files: " + files.keySet());
    }
    return files.values().iterator().next();
  }
}
