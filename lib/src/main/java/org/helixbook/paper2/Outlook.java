package org.helixbook.paper2;

import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.experiment.TaskSizeSweep;

/** What more data would bring, which the paper expects and never tests (claim P2.11). */
public final class Outlook {
  /** The mean F1 of the paper's network at a threshold of 0.5, on 498 tasks of its own (report). */
  public static final double PRINTED_F1 = 0.135;

  private Outlook() {}

  /**
   * The power laws, to be recorded.
   *
   * @param auprc the network from more and more windows, by AUPRC
   * @param f1 the same by F1 at 0.5
   * @return {@code P2.11-exponent}, of what the mean AUPRC lacks to 1, and {@code P2.11-windows},
   *     NaN where the printed F1 is reached by no number
   */
  public static List<Result> results(TaskSizeSweep auprc, TaskSizeSweep f1) {
    return List.of(
        Result.of("P2.11-exponent", auprc.law().exponent(), auprc.provenance()),
        Result.of("P2.11-windows", f1.law().examplesFor(1 - PRINTED_F1), f1.provenance()));
  }
}
