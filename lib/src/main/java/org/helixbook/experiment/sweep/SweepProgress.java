package org.helixbook.experiment.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/** Progress over all runs of a sweep, in epochs; those of complete runs are none of its work. */
final class SweepProgress {
  private final Progress listener;
  private final Map<String, Integer> epochs = new HashMap<>();
  private final Map<String, Double> shares = new HashMap<>();
  private final int runs;
  private int ended;

  SweepProgress(Progress listener, String title, List<PlannedRun> planned, RunStore store) {
    this.listener = listener;
    for (PlannedRun run : planned) {
      StoredRun kept = store.run(run.configuration().id()).orElse(null);
      if (kept == null || kept.state() != StoredRun.State.COMPLETE) {
        int done = kept == null ? 0 : kept.history().epochs().size();
        epochs.put(run.id(), Math.max(1, run.configuration().epochs() - done));
      }
    }
    this.runs = epochs.size();
    if (runs > 0) {
      listener.begin(
          title + ", " + CountText.of(runs, "run") + " to compute",
          epochs.values().stream().mapToInt(Integer::intValue).sum(),
          "epochs");
    }
  }

  /** Whether there is something to compute of a run. */
  boolean begins(PlannedRun run) {
    return epochs.containsKey(run.id());
  }

  /** A run has come so far. */
  void at(PlannedRun run, double share, String detail) {
    shares.put(run.id(), share);
    double done =
        shares.entrySet().stream()
            .mapToDouble(entry -> entry.getValue() * epochs.get(entry.getKey()))
            .sum();
    listener.advance(
        (long) (done + 1e-9),
        CountText.of(ended, "run") + " of " + runs + " done; " + run.label() + ": " + detail);
  }

  /** Hears a training's own progress. */
  Progress of(PlannedRun run) {
    return ofShare((share, detail) -> at(run, share, detail));
  }

  /** Tells how much of a training is done, from 0 to 1. */
  static Progress ofShare(BiConsumer<Double, String> told) {
    return new Progress() {
      private long batches = 1;

      @Override
      public void begin(String task, long total, String unit) {
        batches = Math.max(1, total);
      }

      @Override
      public void advance(long done, String detail) {
        told.accept((double) done / batches, detail);
      }
    };
  }

  /** A run has ended, one way or another. */
  void ended(PlannedRun run) {
    ended++;
    at(run, 1, "ended");
  }

  /** Nothing more is computed. */
  void close() {
    if (runs > 0) {
      listener.end(ended + " of " + CountText.of(runs, "run") + " done");
    }
  }
}
