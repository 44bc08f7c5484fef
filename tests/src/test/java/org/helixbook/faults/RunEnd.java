package org.helixbook.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.helixbook.storage.Digest;

/** What the only run of a store ended with, so that two ends can be compared byte by byte. */
final class RunEnd {
  private RunEnd() {}

  /**
   * Compares the ends of two stores and prints what was found. Exit code 0 if they are the same.
   *
   * @param arguments the two stores' folders
   */
  public static void main(String[] arguments) throws IOException {
    List<String> different = differences(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.println(inWords(different));
    System.exit(different.isEmpty() ? 0 : 1);
  }

  static String inWords(List<String> different) {
    return different.isEmpty()
        ? "the end is the same in every byte: weights, updater, history, predictions"
        : "the end differs: " + String.join(", ", different);
  }

  /** The names of what differs; prints the digests of the first. */
  static List<String> differences(Path whole, Path other) throws IOException {
    Map<String, String> expected = digests(whole);
    Map<String, String> actual = digests(other);
    expected.forEach((name, digest) -> System.out.println("  " + name + " " + digest));
    return expected.keySet().stream()
        .filter(name -> !expected.get(name).equals(actual.get(name)))
        .toList();
  }

  /** The digest of everything that a run ends with, but for the seconds. */
  private static Map<String, String> digests(Path store) throws IOException {
    Map<String, String> end = new TreeMap<>();
    Map<String, byte[]> network = parts(newestParts(store).get("network.zip"));
    network.forEach((name, content) -> end.put(name, Digest.sha256(content)));
    end.put("predictions.csv", Digest.sha256(folder(store).resolve("predictions.csv")));
    String history =
        Files.readAllLines(folder(store).resolve("history.csv")).stream()
            .map(line -> line.substring(0, line.lastIndexOf(',')))
            .collect(Collectors.joining("\n"));
    end.put("history.csv", Digest.sha256(history.getBytes(StandardCharsets.UTF_8)));
    return end;
  }

  /** The run's folder. */
  static Path folder(Path store) throws IOException {
    try (Stream<Path> runs = Files.list(store)) {
      return runs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** The whole checkpoints, the newest last. */
  static List<Path> checkpoints(Path store) throws IOException {
    try (Stream<Path> files = Files.list(folder(store).resolve("checkpoint"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  /** The parts of the newest checkpoint by name. */
  static Map<String, byte[]> newestParts(Path store) throws IOException {
    List<Path> all = checkpoints(store);
    return parts(Files.readAllBytes(all.get(all.size() - 1)));
  }

  /** The members of a zip file by name. */
  static Map<String, byte[]> parts(byte[] zip) throws IOException {
    Map<String, byte[]> parts = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.put(entry.getName(), in.readAllBytes());
      }
    }
    return parts;
  }
}
