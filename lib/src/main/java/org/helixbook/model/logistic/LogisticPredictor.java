package org.helixbook.model.logistic;

import java.io.IOException;
import java.util.List;
import org.helixbook.data.chromatin.TaskPredictor;
import org.helixbook.data.chromatin.WindowTasks;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.DesignMatrix;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.run.RunModel;

/**
 * Logistic regressions on the k-mer counts of windows; what standardised the counts is in the
 * coefficients.
 *
 * @param model fitted
 * @param counter which k-mers
 * @param reads windows and tasks
 */
record LogisticPredictor(LogisticModel model, KmerCounter counter, WindowTasks reads)
    implements TaskPredictor {
  /** More than most test sets have: what is scored together has the same last bits. */
  private static final int AT_ONCE = 20_000;

  /** The regressions of a run. */
  static LogisticPredictor of(RunModel run) throws IOException {
    WindowTasks reads = run.keptAs(WindowTasks.class);
    KmerRegression regression = run.networkAs(KmerRegression.class);
    LogisticModel model =
        LogisticLearner.model(regression, reads.tasks().size(), run.state())
            .orElseThrow(() -> new IOException("it has not been fitted yet"));
    return new LogisticPredictor(model, new KmerCounter(regression.longest()), reads);
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public double[][] score(List<DnaSequence> windows) {
    double[][] logOdds = model.logOdds(DesignMatrix.of(counter.countAll(windows)));
    double[][] probabilities = new double[windows.size()][logOdds.length];
    for (int window = 0; window < probabilities.length; window++) {
      for (int task = 0; task < logOdds.length; task++) {
        probabilities[window][task] = ScoredTasks.probability(logOdds[task][window]);
      }
    }
    return probabilities;
  }
}
