package org.helixbook.run;

import org.helixbook.feedback.Progress;

/** Interrupts its thread after some batches, as a stop button would. */
public final class StopAfter implements Progress {
  private final int batches;
  private int heard;

  /**
   * Will interrupt once.
   *
   * @param batches after so many
   */
  public StopAfter(int batches) {
    this.batches = batches;
  }

  @Override
  public void begin(String task, long total, String unit) {}

  @Override
  public void advance(long done, String detail) {
    if (++heard == batches) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void end(String summary) {}
}
