package org.helixbook.notebook;

import java.util.function.LongSupplier;
import org.helixbook.feedback.Progress;
import org.helixbook.report.NumberText;

/** Progress as lines of text: one at the start, one every ten seconds, one at the end. */
final class LineProgress implements Progress {
  private static final long PAUSE = 10_000_000_000L;

  private final CellOutput output;
  private final LongSupplier nanoTime;

  private String task = "";
  private String unit = "";
  private long total;
  private long began;
  private long shown;

  LineProgress(CellOutput output, LongSupplier nanoTime) {
    this.output = output;
    this.nanoTime = nanoTime;
  }

  @Override
  public void begin(String task, long total, String unit) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.began = nanoTime.getAsLong();
    this.shown = began;
    output.print(task + (total > 0 ? ": " + NumberText.count(total) + " " + unit : ""));
  }

  @Override
  public void advance(long done, String detail) {
    long now = nanoTime.getAsLong();
    if (now - shown < PAUSE) {
      return;
    }
    shown = now;
    double seconds = (now - began) / 1e9;
    StringBuilder line = new StringBuilder(task).append(": ").append(NumberText.count(done));
    if (total > 0) {
      line.append(" of ").append(NumberText.count(total));
    }
    line.append(' ').append(unit);
    if (done > 0 && total > done) {
      line.append(", about ").append(NumberText.duration(seconds / done * (total - done)));
      line.append(" left");
    }
    if (!detail.isBlank()) {
      line.append("; ").append(detail);
    }
    output.print(line.toString());
  }

  @Override
  public void end(String summary) {
    output.print(
        task
            + ": "
            + (summary.isBlank() ? "ended" : summary)
            + " ("
            + NumberText.duration((nanoTime.getAsLong() - began) / 1e9)
            + ")");
  }
}
