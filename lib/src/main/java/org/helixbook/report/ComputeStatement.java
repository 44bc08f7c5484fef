package org.helixbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.training.RunStore;
import org.helixbook.training.StoredRun;

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
   * @return a row a run: epochs, wall time, processor time, threads, the peak memory of the process
   *     that computed it (all it held, not this run alone), an energy estimate, the processor; the
   *     caption says if other notebooks may have run beside, which makes the wall time longer
   */
  public static HtmlTable of(String title, RunStore store, String... runs) {
    List<List<String>> rows = new ArrayList<>();
    boolean shared = false;
    for (String id : runs) {
      StoredRun run = store.find(id);
      JsonNode where = run.environment().orElse(MissingNode.getInstance());
      double seconds = where.path("wallSeconds").asDouble(Double.NaN);
      double cpuSeconds = run.cpuSeconds();
      shared |= !where.path("stretches").findValues("notebooksAtOnce").isEmpty();
      int threads = where.path("threads").asInt();
      rows.add(
          List.of(
              id.substring(0, Math.min(8, id.length())),
              "" + run.history().epochs().size(),
              Double.isNaN(seconds) ? "NA" : NumberText.duration(seconds),
              Double.isNaN(cpuSeconds) ? "NA" : NumberText.duration(cpuSeconds),
              threads == 0 ? "NA" : "" + threads,
              peak(where),
              NumberText.fixed(wattHours(cpuSeconds), 2) + " Wh",
              where.path("cpu").asText("NA")));
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
            "Epochs",
            "Wall time",
            "Processor time",
            "Threads",
            "Peak memory",
            "Energy",
            "Processor"),
        rows);
  }

  private static String peak(JsonNode where) {
    long bytes = where.path("peakMemoryBytes").asLong();
    return bytes == 0 ? "NA" : NumberText.fixed(bytes / GIBIBYTE, 2) + " GiB";
  }

  static double wattHours(double cpuSeconds) {
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
    double peak = Double.NaN;
    for (String id : runs) {
      long bytes =
          store
              .find(id)
              .environment()
              .orElse(MissingNode.getInstance())
              .path("peakMemoryBytes")
              .asLong();
      if (bytes > 0 && !(peak >= bytes / GIBIBYTE)) {
        peak = bytes / GIBIBYTE;
      }
    }
    return peak;
  }
}
