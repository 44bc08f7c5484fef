package org.helixbook.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.plot.NumberText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import tech.tablesaw.api.Table;

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
  public static Table of(String title, RunStore store, List<String> runs) {
    return of(title, store, runs.toArray(String[]::new));
  }

  /** The same of runs named one by one. */
  public static Table of(String title, RunStore store, String... runs) {
    List<Cost> costs = new ArrayList<>();
    boolean shared = false;
    for (String id : runs) {
      StoredRun run = store.find(id);
      JsonNode where = run.environment().orElse(MissingNode.getInstance());
      shared |= !where.path("stretches").findValues("notebooksAtOnce").isEmpty();
      costs.add(
          new Cost(
              id.substring(0, Math.min(8, id.length())),
              run.configuration().map(RunConfiguration::experiment).orElse("NA"),
              run.configuration().map(configuration -> "" + configuration.seed()).orElse("NA"),
              run.history().epochs().size(),
              where.path("wallSeconds").asDouble(Double.NaN),
              run.cpuSeconds(),
              where.path("threads").asInt(),
              peak(where),
              where.path("cpu").asText("NA")));
    }
    if (runs.length > 1) {
      costs.add(
          new Cost(
              "all " + runs.length,
              "",
              "",
              costs.stream().mapToInt(Cost::epochs).sum(),
              costs.stream().mapToDouble(Cost::seconds).sum(),
              costs.stream().mapToDouble(Cost::cpuSeconds).sum(),
              0,
              peakGibibytes(store, runs),
              ""));
    }
    return Columns.of(costs)
        .text("run", Cost::run)
        .text("trained", Cost::trained)
        .text("seed", Cost::seed)
        .count("epochs", Cost::epochs)
        .text("wall time", cost -> duration(cost.seconds()))
        .text("processor time", cost -> duration(cost.cpuSeconds()))
        .text("threads", cost -> cost.threads() == 0 ? "" : "" + cost.threads())
        .number("peak memory (GiB)", 2, Cost::peak)
        .number("energy (Wh)", 2, cost -> wattHours(cost.cpuSeconds()))
        .text("processor", Cost::cpu)
        .table(
            title
                + " (energy: an estimate, "
                + NumberText.brief(WATTS_A_CORE)
                + " W a busy core assumed, not measured"
                + (shared
                    ? "; another notebook ran beside, so wall times are longer than alone"
                    : "")
                + ")");
  }

  private record Cost(
      String run,
      String trained,
      String seed,
      int epochs,
      double seconds,
      double cpuSeconds,
      int threads,
      double peak,
      String cpu) {}

  private static String duration(double seconds) {
    return Double.isNaN(seconds) ? "NA" : CountText.duration(seconds);
  }

  /** NaN if it is not known. */
  private static double peak(JsonNode where) {
    long bytes = where.path("peakMemoryBytes").asLong();
    return bytes == 0 ? Double.NaN : bytes / GIBIBYTE;
  }

  /** The energy that is assumed for some seconds of processor time. */
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
