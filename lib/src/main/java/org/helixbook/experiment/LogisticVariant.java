package org.helixbook.experiment;

import java.util.Objects;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.dna.KmerCounter;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.model.logistic.KmerRegression;
import org.helixbook.model.logistic.LogisticLearner;
import org.helixbook.model.logistic.LogisticTask;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;

/**
 * Logistic regressions on k-mer counts, one a task, as runs of the store. Nothing of them is drawn:
 * every seed gives the same.
 *
 * @param name for a reader
 * @param regression what is fitted
 * @param data its windows
 */
public record LogisticVariant(String name, KmerRegression regression, ChromatinData data)
    implements Variant<MultiTaskReport> {

  /** Checks that nothing is missing. */
  public LogisticVariant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(regression, "regression");
    Objects.requireNonNull(data, "data");
  }

  @Override
  public long parameters() {
    return data.tasks().size() * (new KmerCounter(regression.longest()).columns() + 1L);
  }

  @Override
  public String dataset() {
    return data.name();
  }

  @Override
  public int examples() {
    return data.test().size();
  }

  @Override
  public RunConfiguration configuration(long seed) {
    return task().configuration("k-mer regression", seed);
  }

  @Override
  public LogisticTask task() {
    return new LogisticTask(regression, data);
  }

  @Override
  public MultiTaskReport score(RunOutcome<?> outcome) {
    LogisticLearner learner = (LogisticLearner) outcome.training().learner();
    return learner.report(outcome.complete(name));
  }
}
