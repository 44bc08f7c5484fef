package org.helixbook.model.logistic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinRecipe;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.WindowTasks;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;
import org.helixbook.run.RunScore;
import org.helixbook.run.RunTask;

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
  public Optional<JsonNode> model(RunTask<?> task, Function<String, Optional<byte[]>> left) {
    if (!(task instanceof LogisticTask ours)) {
      return Optional.empty();
    }
    MultiLabelWindows validation = ours.data().validation();
    Optional<ScoredTasks> said =
        left.apply(LogisticLearner.VALIDATION_FILE)
            .map(
                file ->
                    LogisticLearner.scored(
                        file,
                        KmerTasks.labels(validation),
                        validation.unknown(),
                        validation.units()));
    return Optional.of(WindowTasks.of(ours.data(), said).toJson());
  }

  @Override
  public RunPredictor predictor(RunModel run) throws IOException {
    return LogisticPredictor.of(run);
  }

  @Override
  public LogisticTask task(RunConfiguration configuration, Progress progress) {
    return new LogisticTask(
        configuration.networkAs(KmerRegression.class),
        ChromatinRecipe.of(configuration.preparation())
            .load(DatasetStore.fromEnvironment(), progress));
  }
}
