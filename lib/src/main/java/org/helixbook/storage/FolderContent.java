package org.helixbook.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;

/** What lies in a folder that someone gave: nothing in it is passed over in silence. */
public final class FolderContent {
  private FolderContent() {}

  /**
   * The files and folders right in a folder, by name; a link stands for what it points to. Hidden
   * ones, whose name begins with a dot, are the operating system's and left out.
   *
   * @throws InputProblem if it cannot be listed, or something in it is neither a file nor a folder,
   *     such as a link to nothing
   */
  public static List<Path> of(Path folder) {
    List<Path> found;
    try (Stream<Path> list = Files.list(folder)) {
      found =
          list.filter(entry -> !entry.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
              .toList();
    } catch (IOException e) {
      throw new InputProblem(
          folder.toString(), "it cannot be listed (" + e.getMessage() + ")", "check the path", e);
    }
    for (Path entry : found) {
      refuseBrokenLink(entry);
      if (!Files.isRegularFile(entry) && !Files.isDirectory(entry)) {
        throw new InputProblem(
            entry.toString(),
            "it is neither a file nor a folder, but a pipe or a device",
            "put the file itself there, or move it away");
      }
    }
    return found;
  }

  /**
   * Tells a link to nothing from a file that is missing, which passes.
   *
   * @throws InputProblem if it is such a link
   */
  public static void refuseBrokenLink(Path path) {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      String target;
      try {
        target = Files.readSymbolicLink(path).toString();
      } catch (IOException e) {
        target = "something";
      }
      throw new InputProblem(
          path.toString(),
          "it is a link to " + target + ", which is not there",
          "mend the link, or remove it");
    }
  }
}
