package org.helixbook.feedback;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Progress as plain lines, for a terminal or a log: one when work begins, one at most every few
 * seconds with count, rate and time left, one when it ends.
 */
public final class PlainProgress implements Progress {
  private final PrintStream out;
  private final long pause;
  private final LongSupplier nanoTime;

  private String task = "";
  private String unit = "";
  private long total;
  private long began;
  private long shown;

  /**
   * A listener.
   *
   * @param out where the lines go
   * @param pause the least time between two lines
   */
  public PlainProgress(PrintStream out, Duration pause) {
    this(out, pause, System::nanoTime);
  }

  /**
   * The same with another clock.
   *
   * @param out where the lines go
   * @param pause the least time between two lines
   * @param nanoTime a clock in nanoseconds that never goes back
   */
  public PlainProgress(PrintStream out, Duration pause, LongSupplier nanoTime) {
    this.out = Objects.requireNonNull(out, "out");
    this.pause = pause.toNanos();
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public void begin(String task, long total, String unit) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.began = nanoTime.getAsLong();
    this.shown = began;
    out.println(total > 0 ? task + ": " + amount(total) : task);
  }

  @Override
  public void advance(long done, String detail) {
    long now = nanoTime.getAsLong();
    if (now - shown < pause) {
      return;
    }
    shown = now;
    double seconds = (now - began) / 1e9;
    StringBuilder line = new StringBuilder(task).append(": ");
    if (total > 0) {
      line.append(isBytes() ? amount(done) : count(done))
          .append(" of ")
          .append(amount(total))
          .append(String.format(Locale.ROOT, " (%d %%)", 100 * done / total));
    } else {
      line.append(amount(done));
    }
    if (done > 0 && seconds > 0) {
      line.append(", ").append(rate(done / seconds));
      if (total > done) {
        line.append(", ")
            .append(CountText.duration(seconds / done * (total - done)))
            .append(" left");
      }
    }
    if (!detail.isBlank()) {
      line.append("; ").append(detail);
    }
    out.println(line);
  }

  @Override
  public void end(String summary) {
    double seconds = (nanoTime.getAsLong() - began) / 1e9;
    out.println(
        task
            + ": "
            + (summary.isBlank() ? "ended" : summary)
            + " after "
            + CountText.duration(seconds));
  }

  private boolean isBytes() {
    return unit.equals("bytes");
  }

  private String amount(long units) {
    return isBytes() ? CountText.bytes(units) : count(units) + " " + unit;
  }

  private static String count(long units) {
    return String.format(Locale.ROOT, "%,d", units);
  }

  private String rate(double perSecond) {
    return isBytes()
        ? CountText.bytes(Math.round(perSecond)) + "/s"
        : String.format(Locale.ROOT, perSecond < 10 ? "%.1f %s/s" : "%.0f %s/s", perSecond, unit);
  }
}
