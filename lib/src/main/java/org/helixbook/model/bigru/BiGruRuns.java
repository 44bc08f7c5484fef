package org.helixbook.model.bigru;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/** Runs of the network of many tasks, whose windows can be had again by their recipe. */
public final class BiGruRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "bigru";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "BiGRU on windows of DNA, many tasks";
  }

  @Override
  public RunScore score() {
    return new RunScore("validationPerplexity", false, true);
  }

  @Override
  public List<Class<?>> computedBy() {
    return List.of(BiGruTask.class, MultiLabelWindows.class);
  }

  @Override
  public Optional<JsonNode> model(RunTask<?> task, Function<String, Optional<byte[]>> left) {
    if (!(task instanceof BiGruTask ours)) {
      return Optional.empty();
    }
    Optional<ScoredTasks> validation =
        left.apply(BiGruLearner.VALIDATION_FILE)
            .map(bytes -> BiGruLearner.scores(floats(bytes), ours.data().validation()));
    return Optional.of(WindowTasks.of(ours.data(), validation).toJson());
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  @Override
  public RunPredictor predictor(RunModel run) throws IOException {
    return BiGruPredictor.of(run);
  }

  @Override
  public BiGruTask task(RunConfiguration configuration, Progress progress) {
    return new BiGruTask(
        configuration.networkAs(BiGruDescription.class),
        ChromatinRecipe.of(configuration.preparation())
            .load(DatasetStore.fromEnvironment(), progress));
  }
}
