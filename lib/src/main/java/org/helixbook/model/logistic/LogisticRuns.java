package org.helixbook.model.logistic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinRecipe;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunScore;

/** Runs of logistic regressions on k-mer counts, whose windows can be had again by their recipe. */
public final class LogisticRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "kmer-logistic";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "logistic regressions on k-mer counts";
  }

  @Override
  public RunScore score() {
    return new RunScore("validationPerplexity", false, false);
  }

  @Override
  public List<Class<?>> computedBy() {
    return List.of(LogisticTask.class, MultiLabelWindows.class);
  }

  @Override
  public LogisticTask task(RunConfiguration configuration, Progress progress) {
    try {
      return new LogisticTask(
          new ObjectMapper().treeToValue(configuration.network(), KmerRegression.class),
          ChromatinRecipe.of(configuration.preparation())
              .load(DatasetStore.fromEnvironment(), progress));
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          "configuration of logistic regressions",
          "it does not describe them",
          "give the configuration that the kit wrote",
          e);
    }
  }
}
