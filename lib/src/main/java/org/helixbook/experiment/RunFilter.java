package org.helixbook.experiment;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;

/**
 * Some of the runs of a store.
 *
 * @param notebook a part of the name of the notebook that asked for them; empty for any
 * @param since the first day on which they were begun, UTC
 * @param until the last such day
 * @param settings values by name, such as {@code learning-rate} and {@code 3e-3}: the end of a
 *     setting's path, in words
 */
public record RunFilter(
    String notebook,
    Optional<LocalDate> since,
    Optional<LocalDate> until,
    Map<String, String> settings) {

  /** Those that pass, in their order. */
  public List<StoredRun> of(List<StoredRun> runs) {
    return runs.stream().filter(this::passes).toList();
  }

  private boolean passes(StoredRun run) {
    if (!run.notebook().contains(notebook)) {
      return false;
    }
    if (since.isPresent() || until.isPresent()) {
      Optional<LocalDate> day = run.begun().map(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
      if (day.isEmpty()
          || since.isPresent() && day.get().isBefore(since.get())
          || until.isPresent() && day.get().isAfter(until.get())) {
        return false;
      }
    }
    return settings.isEmpty() || run.configuration().map(this::hasSettings).orElse(false);
  }

  private boolean hasSettings(RunConfiguration run) {
    return settings.entrySet().stream()
        .allMatch(
            wanted ->
                run.values().entrySet().stream()
                    .anyMatch(
                        there ->
                            isNamed(there.getKey(), wanted.getKey())
                                && isEqual(there.getValue(), wanted.getValue())));
  }

  private static boolean isNamed(String path, String name) {
    return (" " + EpochRecord.words(path).replace('.', ' '))
        .endsWith(" " + plain(name).replace('.', ' '));
  }

  private static boolean isEqual(String value, String wanted) {
    try {
      return Double.parseDouble(value) == Double.parseDouble(wanted);
    } catch (NumberFormatException e) {
      return plain(value).equals(plain(wanted));
    }
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[-_]", " ");
  }
}
