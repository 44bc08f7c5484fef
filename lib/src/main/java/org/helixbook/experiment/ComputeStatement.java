package org.helixbook.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/**
 * What runs cost: wall and processor time and memory as measured, energy as estimated from the
 * processor time. A run that was complete before this execution is stated with what it cost when it
 * was computed.
 */
public final class ComputeStatement {
  /**
   * Watts that a busy processor core is assumed to draw, its share of memory and cooling included.
   * Nobody measured it here: laptops take less, old servers more.
   */
  public static final double WATTS_A_CORE = 10;

  private static final double GIBIBYTE = 1 << 30;

  private ComputeStatement() {}

  /**
   * The statement.
   *
   * @param title the table's caption
   * @param store which keeps the runs
   * @param runs their ids
   * @return a row a run: what was trained, seed, epochs, wall time, processor time, threads, the
   *     peak memory of the process that computed it (all it held, not this run alone), an energy
   *     estimate, the processor; of several runs their sums in the last row, and the greatest
   *     memory; the caption says if other notebooks may have run beside, which makes the wall time
   *     longer
   */
  public static HtmlTable of(String title, RunStore store, List<String> runs) {
    return of(title, store, runs.toArray(String[]::new));
  }

  /** The same of runs named one by one. */
  public static HtmlTable of(String title, RunStore store, String... runs) {
    List<List<String>> rows = new ArrayList<>();
    boolean shared = false;
    int epochs = 0;
    double allSeconds = 0;
    double allCpuSeconds = 0;
    for (String id : runs) {
      StoredRun run = store.find(id);
      JsonNode where = run.environment().orElse(MissingNode.getInstance());
      double seconds = where.path("wallSeconds").asDouble(Double.NaN);
      double cpuSeconds = run.cpuSeconds();
      shared |= !where.path("stretches").findValues("notebooksAtOnce").isEmpty();
      int threads = where.path("threads").asInt();
      epochs += run.history().epochs().size();
      allSeconds += seconds;
      allCpuSeconds += cpuSeconds;
      rows.add(
          List.of(
              id.substring(0, Math.min(8, id.length())),
              run.configuration().map(RunConfiguration::experiment).orElse("NA"),
              run.configuration().map(configuration -> "" + configuration.seed()).orElse("NA"),
              "" + run.history().epochs().size(),
              duration(seconds),
              duration(cpuSeconds),
              threads == 0 ? "NA" : "" + threads,
              gibibytes(peak(where)),
              energy(cpuSeconds),
              where.path("cpu").asText("NA")));
    }
    if (runs.length > 1) {
      rows.add(
          List.of(
              "all " + runs.length,
              "",
              "",
              "" + epochs,
              duration(allSeconds),
              duration(allCpuSeconds),
              "",
              gibibytes(peakGibibytes(store, runs)),
              energy(allCpuSeconds),
              ""));
    }
    return HtmlTable.of(
        title
            + " (energy: an estimate, "
            + NumberText.brief(WATTS_A_CORE)
            + " W a busy core assumed, not measured"
            + (shared ? "; another notebook ran beside, so wall times are longer than alone" : "")
            + ")",
        List.of(
            "Run",
            "Trained",
            "Seed",
            "Epochs",
            "Wall time",
            "Processor time",
            "Threads",
            "Peak memory (GiB)",
            "Energy (Wh)",
            "Processor"),
        rows);
  }

  private static String duration(double seconds) {
    return Double.isNaN(seconds) ? "NA" : NumberText.duration(seconds);
  }

  /** NaN if it is not known. */
  private static double peak(JsonNode where) {
    long bytes = where.path("peakMemoryBytes").asLong();
    return bytes == 0 ? Double.NaN : bytes / GIBIBYTE;
  }

  private static String gibibytes(double peak) {
    return Double.isNaN(peak) ? "NA" : NumberText.fixed(peak, 2);
  }

  private static String energy(double cpuSeconds) {
    return NumberText.fixed(wattHours(cpuSeconds), 2);
  }

  public static double wattHours(double cpuSeconds) {
    return cpuSeconds * WATTS_A_CORE / 3600;
  }

  /**
   * The most memory that a process held that computed one of the runs.
   *
   * @param store which keeps the runs
   * @param runs their ids
   * @return GiB; NaN if it is not known
   */
  public static double peakGibibytes(RunStore store, String... runs) {
    return Arrays.stream(runs)
        .mapToDouble(id -> peak(store.find(id).environment().orElse(MissingNode.getInstance())))
        .filter(peak -> !Double.isNaN(peak))
        .max()
        .orElse(Double.NaN);
  }
}
