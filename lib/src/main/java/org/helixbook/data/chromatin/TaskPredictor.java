package org.helixbook.data.chromatin;

import java.util.List;
import org.helixbook.run.RunPredictor;

/** A model of many tasks on windows, which reads and decides as its run kept it. */
public interface TaskPredictor extends RunPredictor {

  /** Windows, tasks and thresholds. */
  WindowTasks reads();

  @Override
  default List<String> outputs() {
    return reads().tasks();
  }

  @Override
  default int windowLength() {
    return reads().windowLength();
  }

  @Override
  default boolean readsUnknown() {
    return reads().unknownBases();
  }

  @Override
  default List<Call> calls(double[] scores) {
    return reads().calls(scores);
  }

  @Override
  default List<String> thresholds() {
    return reads().thresholdsInWords();
  }
}
