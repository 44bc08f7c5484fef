package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.helixbook.run.EpochRecord;

/**
 * The settings in which some runs differ, as columns of a table. What says the same twice is said
 * once: of settings that have the same values in all runs (height and width) one is kept, and a
 * digest of data or code, or what was fitted on the data, only if no other column tells the same
 * runs apart.
 */
public record DifferingSettings(List<SortedMap<String, String>> runs) {
  /** How a run was trained comes first, then what, then on what. */
  private static final List<String> ORDER =
      List.of("training", "network", "preparation", "threads", "experiment", "data", "codeVersion");

  private static final int DIGITS = 8;

  /** What the end of a path alone would not tell a reader. */
  private static final Map<String, String> NAMES =
      Map.of(
          "network.height", "picture height",
          "preparation.data.perClass", "windows a class",
          "preparation.pipeline.image.height", "height as drawn",
          "preparation.pipeline.preprocessing.side", "resizing",
          "preparation.pipeline.scale.ceiling", "brightness ceiling",
          "preparation.pipeline.scale.kind", "brightness scale",
          "preparation.pipeline.stft.hop", "STFT hop",
          "preparation.pipeline.stft.windowLength", "STFT window",
          "preparation.standardise", "standardised on the training set");

  /** Where 0 means that nothing is done. */
  private static final Set<String> SWITCHES =
      Set.of(
          "preparation.pipeline.preprocessing.blurSigma",
          "preparation.pipeline.preprocessing.side",
          "preparation.pipeline.scale.ceiling");

  /** The columns by short names, each with a value a run. */
  public Map<String, List<String>> columns() {
    Map<String, List<String>> byPath = new LinkedHashMap<>();
    Set<List<String>> seen = new HashSet<>();
    Set<List<Integer>> partitions = new HashSet<>();
    List<String> paths = new ArrayList<>(RunComparison.differing(runs));
    paths.sort(Comparator.comparing(DifferingSettings::rank));
    for (String path : paths) {
      List<String> values =
          runs.stream().map(run -> run.getOrDefault(path, RunComparison.ABSENT)).toList();
      boolean tells = isDerived(path) ? partitions.add(partition(values)) : seen.add(values);
      if (tells) {
        partitions.add(partition(values));
        byPath.put(path, values.stream().map(value -> brief(path, value)).toList());
      }
    }
    Map<String, List<String>> columns = new LinkedHashMap<>();
    byPath.forEach((path, values) -> columns.put(label(path, byPath.keySet()), values));
    return columns;
  }

  private static int rank(String path) {
    if (isDerived(path) && !isDigest(path)) {
      return ORDER.size() + 1;
    }
    int place = ORDER.indexOf(path.replaceFirst("[.\\[].*", ""));
    return place < 0 ? ORDER.size() : place;
  }

  private static boolean isDigest(String path) {
    return path.startsWith("data.") || path.equals("codeVersion");
  }

  /** What follows from the data and the other settings, such as what was fitted on them. */
  private static boolean isDerived(String path) {
    return isDigest(path) || path.contains(".standardisation.");
  }

  /** For each run the first run with the same value. */
  private static List<Integer> partition(List<String> values) {
    Map<String, Integer> first = new HashMap<>();
    List<Integer> partition = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      first.putIfAbsent(values.get(i), i);
      partition.add(first.get(values.get(i)));
    }
    return partition;
  }

  private static String brief(String path, String value) {
    if (SWITCHES.contains(path) && value.matches("0(\\.0+)?")) {
      return "none";
    }
    if (value.matches("[A-Z]+[0-9]*(_[A-Z]+)*")) {
      return value.toLowerCase(Locale.ROOT).replace('_', '-');
    }
    String text = path.equals("codeVersion") ? value.replaceFirst("^classes ", "") : value;
    return isDigest(path) && text.length() > DIGITS ? text.substring(0, DIGITS) : text;
  }

  /** Its name for a reader, or the end of the path, as short as no other column shares it. */
  private static String label(String path, Set<String> all) {
    if (NAMES.containsKey(path)) {
      return NAMES.get(path);
    }
    String[] parts = path.split("\\.");
    for (int count = 1; count < parts.length; count++) {
      String end =
          String.join(".", Arrays.asList(parts).subList(parts.length - count, parts.length));
      if (all.stream().filter(other -> ("." + other).endsWith("." + end)).count() == 1) {
        return words(end);
      }
    }
    return words(path);
  }

  private static String words(String path) {
    return EpochRecord.words(path).replace('.', ' ');
  }
}
