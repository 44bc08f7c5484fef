package org.helixbook.feedback;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, a line each, and the threads that tell it. */
public final class RecordedProgress implements Progress {
  private final List<String> lines = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** {@code task | total unit}, then {@code done | detail} for each advance, then the summary. */
  public List<String> lines() {
    return lines;
  }

  /** The thread of each line. */
  public List<Thread> threads() {
    return threads;
  }

  private void note(String line) {
    lines.add(line);
    threads.add(Thread.currentThread());
  }

  @Override
  public void begin(String task, long total, String unit) {
    note(task + " | " + total + " " + unit);
  }

  @Override
  public void advance(long done, String detail) {
    note(done + " | " + detail);
  }

  @Override
  public void end(String summary) {
    note(summary);
  }
}
