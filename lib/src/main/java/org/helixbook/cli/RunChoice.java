package org.helixbook.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import picocli.CommandLine.Option;

/** The options by which a command takes some of the runs. */
final class RunChoice {
  @Option(
      names = "--notebook",
      paramLabel = "PART",
      description = "Only runs that a notebook of this name asked for, such as 04-model-2.")
  private String notebook = "";

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "Only runs begun on this day or later, such as 2026-11-29 (UTC).")
  private LocalDate since;

  @Option(names = "--until", paramLabel = "DAY", description = "Only runs begun up to this day.")
  private LocalDate until;

  @Option(
      names = "--where",
      paramLabel = "NAME=VALUE",
      description = "Only runs with this setting, such as learning-rate=3e-3; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  List<StoredRun> of(List<StoredRun> runs) {
    return runs.stream().filter(this::passes).toList();
  }

  private boolean passes(StoredRun run) {
    if (!run.notebook().contains(notebook)) {
      return false;
    }
    if (since != null || until != null) {
      LocalDate day = run.begun().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)).orElse(null);
      if (day == null
          || since != null && day.isBefore(since)
          || until != null && day.isAfter(until)) {
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

  /** Whether a setting's path ends with this name, in words. */
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
