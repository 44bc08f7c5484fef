package org.helixbook.databuilder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.Digest;

/** The finished files of an embedded set: written, or held against those of the repository. */
final class SetFiles {
  private final String set;
  private final Map<String, byte[]> files;

  /**
   * @param set the set's name
   * @param files the files by name
   */
  SetFiles(String set, Map<String, byte[]> files) {
    this.set = set;
    this.files = new TreeMap<>(files);
  }

  /**
   * Writes all files and says their sizes and sums.
   *
   * @param folder where to; made if it is not there
   * @param out gets a line a file
   * @throws InputProblem if a file cannot be written
   */
  void write(Path folder, PrintWriter out) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
      out.println(
          file.getKey()
              + ": "
              + file.getValue().length
              + " bytes, SHA-256 "
              + Digest.sha256(file.getValue()));
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      AtomicFile.write(file, to -> to.write(content));
    } catch (IOException e) {
      throw new InputProblem(
          file.toString(),
          "it cannot be written (" + e.getMessage() + ")",
          "name a folder that can be written",
          e);
    }
  }

  /**
   * Compares byte by byte and says the outcome.
   *
   * @param committed the folder with the committed files
   * @param out gets a sentence
   * @return whether all files are the same
   * @throws InputProblem if a committed file is missing
   */
  boolean same(Path committed, PrintWriter out) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path other = committed.resolve(file.getKey());
      if (!Files.isRegularFile(other)) {
        throw new InputProblem(
            other.toString(), "there is no such file", "name the folder that holds it");
      }
      if (!Arrays.equals(file.getValue(), Files.readAllBytes(other))) {
        out.println(
            "Different: the rebuilt "
                + file.getKey()
                + " (SHA-256 "
                + Digest.sha256(file.getValue())
                + ") is not the file in "
                + committed
                + " (SHA-256 "
                + Digest.sha256(other)
                + ").");
        return false;
      }
    }
    out.println(
        "Identical: " + set + " rebuilt from the packages has the same bytes, its report too.");
    return true;
  }
}
