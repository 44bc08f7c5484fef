package org.helixbook.model.bigru;

import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.ScoredTasks;

/** What a finished network says of windows for all tasks. */
public final class NetworkScores {
  private NetworkScores() {}

  public static ScoredTasks of(BiGru network, MultiLabelWindows windows) {
    return BiGruLearner.scores(
        ComputeThread.call(() -> BiGruLearner.logOdds(network, windows)), windows);
  }
}
