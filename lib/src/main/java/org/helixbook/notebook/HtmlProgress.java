package org.helixbook.notebook;

import java.util.function.LongSupplier;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.Progress;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlText;
import org.helixbook.plot.NumberText;

/**
 * A progress bar in a notebook: one HTML element that is updated in place, at most four times a
 * second; of work that is done a line with the summary is left.
 */
final class HtmlProgress implements Progress {
  private static final long SHORTEST_PAUSE = 250_000_000L;

  private final CellOutput output;
  private final LongSupplier nanoTime;

  private String id = "";
  private String task = "";
  private String unit = "";
  private long total;
  private long done;
  private long began;
  private long shown;

  /**
   * Makes it.
   *
   * @param output where it appears
   * @param nanoTime a clock in nanoseconds that never goes back
   */
  HtmlProgress(CellOutput output, LongSupplier nanoTime) {
    this.output = output;
    this.nanoTime = nanoTime;
  }

  @Override
  public void begin(String task, long total, String unit) {
    this.task = task;
    this.total = Math.max(0, total);
    this.unit = unit;
    this.done = 0;
    this.began = nanoTime.getAsLong();
    this.shown = began;
    // One reading of the clock, so that the first line says 0 s however slow the machine is.
    this.id = output.show(running("", began));
  }

  @Override
  public void advance(long done, String detail) {
    this.done = done;
    long now = nanoTime.getAsLong();
    if (now - shown >= SHORTEST_PAUSE) {
      shown = now;
      output.update(id, running(detail, now));
    }
  }

  @Override
  public void end(String summary) {
    boolean whole = total == 0 || done >= total;
    String line =
        task
            + ": "
            + (summary.isBlank() ? (whole ? "done" : "stopped") : summary)
            + " ("
            + amount()
            + ", "
            + CountText.duration((nanoTime.getAsLong() - began) / 1e9)
            + ")";
    output.update(id, whole ? done(line) : bar(share(), "#b26a00", line));
  }

  private HtmlFragment running(String detail, long now) {
    StringBuilder line = new StringBuilder(task).append(": ").append(amount());
    double seconds = (now - began) / 1e9;
    if (done > 0 && seconds > 0) {
      line.append(", ").append(rate(done / seconds, unit));
    }
    line.append(", ").append(CountText.duration(seconds)).append(" gone");
    if (done > 0 && total > done && seconds > 0) {
      double left = seconds / done * (total - done);
      line.append(", about ").append(CountText.duration(left)).append(" left");
    }
    if (!detail.isBlank()) {
      line.append("; ").append(detail);
    }
    return bar(share(), "#1565c0", line.toString());
  }

  private double share() {
    return total == 0 ? 0 : Math.max(0, Math.min(1, (double) done / total));
  }

  private String amount() {
    if (unit.equals("bytes")) {
      return total == 0
          ? CountText.bytes(done)
          : CountText.bytes(done) + " of " + CountText.bytes(total);
    }
    String reached = NumberText.count(done);
    return (total == 0 ? reached : reached + " of " + NumberText.count(total)) + " " + unit;
  }

  /**
   * A speed, by the minute where less than one unit is done in a second.
   *
   * @param perSecond units a second
   * @param unit their name
   * @return such as {@code 12.5 batches/s}
   */
  static String rate(double perSecond, String unit) {
    if (unit.equals("bytes")) {
      return CountText.bytes(Math.round(perSecond)) + "/s";
    }
    return perSecond >= 1
        ? NumberText.brief(perSecond) + " " + unit + "/s"
        : NumberText.brief(60 * perSecond) + " " + unit + "/min";
  }

  /** One small line: the report's pages fold those of a cell by its class. */
  private static HtmlFragment done(String line) {
    return new HtmlFragment(
        "<div class=\"hb-done\" style=\"font-family:sans-serif;font-size:12px;color:#555\">"
            + HtmlText.escape(line)
            + "</div>",
        line);
  }

  private HtmlFragment bar(double share, String color, String line) {
    String percent = NumberText.fixed(100 * share, 1);
    String markup =
        "<div style=\"max-width:720px;margin:4px 0;font-family:sans-serif;font-size:13px\">"
            + "<div role=\"progressbar\" aria-valuemin=\"0\" aria-valuemax=\"100\""
            + " aria-valuenow=\""
            + percent
            + "\" style=\"background:#e0e0e0;border-radius:4px;height:10px;overflow:hidden\">"
            + "<div style=\"background:"
            + color
            + ";height:10px;width:"
            + percent
            + "%\"></div></div><div style=\"margin-top:3px\">"
            + HtmlText.escape(line)
            + "</div></div>";
    return new HtmlFragment(markup, line);
  }
}
