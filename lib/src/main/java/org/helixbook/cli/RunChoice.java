package org.helixbook.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.experiment.RunFilter;
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
    return new RunFilter(notebook, Optional.ofNullable(since), Optional.ofNullable(until), settings)
        .of(runs);
  }
}
