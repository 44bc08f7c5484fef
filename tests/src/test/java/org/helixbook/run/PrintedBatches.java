package org.helixbook.run;

import org.helixbook.feedback.Progress;

/** Tells another process, line by line, how a training goes on. */
public final class PrintedBatches implements Progress {
  @Override
  public void begin(String task, long total, String unit) {
    System.out.println("begin " + total);
  }

  @Override
  public void advance(long done, String detail) {
    System.out.println("batch " + done);
  }
}
