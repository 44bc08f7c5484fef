package org.helixbook.model.bigru;

import java.util.stream.IntStream;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.ScoredTasks;

/** What a finished network says of windows for all tasks. */
public final class NetworkScores {
  private static final int AT_ONCE = 256;

  private NetworkScores() {}

  public static ScoredTasks of(BiGru network, MultiLabelWindows windows) {
    int tasks = windows.taskCount();
    float[][] probabilities = new float[tasks][windows.size()];
    for (int from = 0; from < windows.size(); from += AT_ONCE) {
      byte[][] part =
          IntStream.range(from, Math.min(windows.size(), from + AT_ONCE))
              .mapToObj(windows::baseIds)
              .toArray(byte[][]::new);
      float[] values =
          ComputeThread.call(
              () -> network.probabilities(network.tokens(part)).dup('c').data().asFloat());
      for (int i = 0; i < part.length; i++) {
        for (int task = 0; task < tasks; task++) {
          probabilities[task][from + i] = values[i * tasks + task];
        }
      }
    }
    return new ScoredTasks(
        probabilities,
        IntStream.range(0, tasks).mapToObj(windows::labelsOf).toArray(boolean[][]::new));
  }
}
