package org.helixbook.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.StoredRun;

/**
 * How the files of a reference folder are made again: its {@code reference.json}.
 *
 * @param cost what it takes, in words
 * @param notebooks which are run, in order, such as {@code paper1-spectrogram-cnn/03-model-1}
 * @param settings the environment variables that they get
 * @param runs for each folder of records the settings by which its run is known, as {@code runs
 *     diff} names them
 * @param everyRunBy if every run that they leave is recorded: the settings whose values name its
 *     folder, as {@code runs diff} names them
 * @param files for each file of the report folder its name here
 */
record ReferenceRecipe(
    String cost,
    List<String> notebooks,
    Map<String, String> settings,
    Map<String, Map<String, String>> runs,
    List<String> everyRunBy,
    Map<String, String> files) {
  private static final String FILE = "reference.json";

  ReferenceRecipe {
    Objects.requireNonNull(cost, "cost");
    notebooks = List.copyOf(notebooks);
    settings = settings == null ? Map.of() : new TreeMap<>(settings);
    runs = runs == null ? Map.of() : new TreeMap<>(runs);
    everyRunBy = everyRunBy == null ? List.of() : List.copyOf(everyRunBy);
    files = files == null ? Map.of() : new TreeMap<>(files);
  }

  /**
   * The recipes of a folder of reference folders, by their names.
   *
   * @throws InputProblem if one cannot be read
   */
  static SortedMap<String, ReferenceRecipe> allIn(Path folder) {
    SortedMap<String, ReferenceRecipe> recipes = new TreeMap<>();
    InputProblem.ifRefused(
        folder,
        "it cannot be listed",
        "check the path",
        () -> {
          try (Stream<Path> list = Files.list(folder)) {
            for (Path one :
                list.map(each -> each.resolve(FILE)).filter(Files::isRegularFile).toList()) {
              recipes.put(one.getParent().getFileName().toString(), read(one));
            }
          }
        });
    return recipes;
  }

  private static ReferenceRecipe read(Path file) {
    return InputProblem.ifRefused(
        file,
        "it is no recipe",
        "restore the file",
        () -> new ObjectMapper().readValue(file.toFile(), ReferenceRecipe.class));
  }

  /**
   * The newest run of each folder of records.
   *
   * @param kept what there is, the newest first
   * @return the folders' names; empty where there is no such run yet
   */
  SortedMap<String, Optional<StoredRun>> records(List<StoredRun> kept) {
    SortedMap<String, Optional<StoredRun>> records = new TreeMap<>();
    runs.keySet()
        .forEach(
            folder ->
                records.put(folder, kept.stream().filter(run -> wants(folder, run)).findFirst()));
    if (recordsEveryRun()) {
      kept.forEach(run -> records.putIfAbsent(nameOf(run), Optional.of(run)));
    }
    return records;
  }

  /** Whether every run that the notebooks leave is recorded. */
  boolean recordsEveryRun() {
    return !everyRunBy.isEmpty();
  }

  /** Whether a run is the one that a folder of records wants. */
  boolean wants(String folder, StoredRun run) {
    return run.values().entrySet().containsAll(runs.get(folder).entrySet());
  }

  /** Such as {@code gru-2-128-50-8-0e-4-1}. */
  private String nameOf(StoredRun run) {
    Map<String, String> values = run.values();
    return everyRunBy.stream()
        .map(setting -> values.getOrDefault(setting, "none"))
        .collect(Collectors.joining("-"))
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }
}
