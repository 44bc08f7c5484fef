package org.helixbook.model.bigru;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.data.chromatin.TaskPredictor;
import org.helixbook.data.chromatin.WindowTasks;
import org.helixbook.dna.DnaSequence;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.run.RunModel;

/**
 * The network of the epoch that validation windows chose, on windows of DNA.
 *
 * @param network with the weights of that epoch
 * @param reads windows and tasks
 */
record BiGruPredictor(BiGru network, WindowTasks reads) implements TaskPredictor {
  /** The part of a {@link BiGruLearner}'s state that holds them. */
  private static final String BEST = "best-parameters";

  /** The network of a run. */
  static BiGruPredictor of(RunModel run) throws IOException {
    WindowTasks reads = run.keptAs(WindowTasks.class);
    BiGruDescription description = run.networkAs(BiGruDescription.class);
    if (!description.layersInstead().isEmpty()) {
      run.requireKnownClasses(new ObjectMapper().readTree(description.layersInstead()));
    }
    BiGruTraining training = run.configuration().trainingAs(BiGruTraining.class);
    byte[] best = run.state().getOrDefault(BEST, new byte[0]);
    if (best.length == 0) {
      throw new IOException("no epoch of it has been finished");
    }
    if (description.tasks() != reads.tasks().size()) {
      throw new IOException("its network and its tasks do not fit");
    }
    return ComputeThread.call(
        () -> {
          BiGru network = BiGru.create(description, training.learningRate(), training.seed());
          network.setParameters(best);
          return new BiGruPredictor(network, reads);
        });
  }

  @Override
  public int atOnce() {
    return WindowScorer.AT_ONCE;
  }

  @Override
  public double[][] score(List<DnaSequence> windows) {
    byte[][] bases = windows.stream().map(w -> BaseIds.of(w.bases())).toArray(byte[][]::new);
    double[][] logOdds =
        ComputeThread.call(() -> network.logits(network.tokens(bases)).toDoubleMatrix());
    for (double[] window : logOdds) {
      for (int task = 0; task < window.length; task++) {
        window[task] = ScoredTasks.probability(window[task]);
      }
    }
    return logOdds;
  }
}
