package org.helixbook.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;

/**
 * A reader's own copies of the kit's notebooks. A copy that nobody has touched follows the kit's
 * notebook; one that was changed is the reader's, and stays.
 *
 * @param notebooks the kit's
 * @param copies the reader's folder, made if it is missing
 */
public record NotebookCopies(Path notebooks, Path copies) {
  /** What was copied, a line each: SHA-256, a space, the name. */
  private static final String LIST = ".copied-notebooks";

  private static final int DIGITS = 64;

  /**
   * What was done.
   *
   * @param written how many copies were made or brought up to date
   * @param kept the names of the reader's own whose notebook in the kit has changed since
   */
  public record Outcome(int written, List<String> kept) {}

  /**
   * Makes the copies that are missing, and brings those up to date that nobody has touched.
   *
   * @throws InputProblem if they cannot be written
   */
  public Outcome bringUpToDate() {
    return InputProblem.ifRefused(
        copies,
        "the notebooks cannot be copied there",
        "make room or give write permission",
        () -> copy());
  }

  private Outcome copy() throws IOException {
    SortedMap<String, String> copied = copied();
    int written = 0;
    List<String> kept = new ArrayList<>();
    for (Path notebook : originals()) {
      String name = notebooks.relativize(notebook).toString().replace('\\', '/');
      Path copy = copies.resolve(name);
      String wanted = Digest.sha256(notebook);
      String there = Files.exists(copy) ? Digest.sha256(copy) : "";
      if (there.isEmpty() || there.equals(copied.get(name)) && !there.equals(wanted)) {
        byte[] content = Files.readAllBytes(notebook);
        Files.createDirectories(copy.getParent());
        AtomicFile.write(copy, out -> out.write(content));
        copied.put(name, wanted);
        written++;
      } else if (!there.equals(wanted) && !wanted.equals(copied.get(name))) {
        kept.add(name);
      }
    }
    Files.createDirectories(copies);
    AtomicFile.writeText(
        copies.resolve(LIST),
        copied.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
            .collect(Collectors.joining()));
    return new Outcome(written, kept);
  }

  private SortedMap<String, String> copied() throws IOException {
    SortedMap<String, String> copied = new TreeMap<>();
    Path list = copies.resolve(LIST);
    for (String line : Files.exists(list) ? Files.readAllLines(list) : List.<String>of()) {
      if (line.length() > DIGITS + 1) {
        copied.put(line.substring(DIGITS + 1), line.substring(0, DIGITS));
      }
    }
    return copied;
  }

  /** All but those that Jupyter keeps beside them. */
  private List<Path> originals() throws IOException {
    try (Stream<Path> walk = Files.walk(notebooks)) {
      return walk.filter(file -> file.toString().endsWith(".ipynb"))
          .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
          .sorted()
          .toList();
    }
  }
}
