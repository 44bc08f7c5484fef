package org.helixbook.model.cnn;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;
import org.helixbook.run.RunScore;
import org.helixbook.run.RunTask;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;

/** Runs of image classifiers, whose pictures can be made again by their {@link ImageRecipe}. */
public final class CnnRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "cnn";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> formerNames() {
    return List.of("paper1-cnn");
  }

  @Override
  public String title() {
    return "image classifier";
  }

  @Override
  public RunScore score() {
    return new RunScore("testAccuracy", true, false);
  }

  @Override
  public List<Class<?>> computedBy() {
    return List.of(ImageTask.class, CnnDescription.class, LabelledImages.class);
  }

  @Override
  public RunTask<ImageLearner> task(RunConfiguration configuration, Progress progress) {
    return task(
        ImageRecipe.read(configuration.preparation()).make(NumericBackend.prepare(), progress));
  }

  /** What a run on some pictures needs. */
  public static RunTask<ImageLearner> task(ImageSplit images) {
    return new OnImages(
        new ImageTask(
            run -> CnnDescription.of(run.network()).create(run.trainingAs(TrainingSettings.class)),
            images.train(),
            images.test()),
        images);
  }

  @Override
  public Optional<JsonNode> model(RunTask<?> task, Function<String, Optional<byte[]>> left) {
    return task instanceof OnImages ours
        ? Optional.of(CnnPredictor.Reads.of(ours.images).toJson())
        : Optional.empty();
  }

  @Override
  public RunPredictor predictor(RunModel run) throws IOException {
    return CnnPredictor.of(run);
  }

  /**
   * A network with weights that were learned.
   *
   * @param description the network
   * @param weights in the order of Deeplearning4j
   * @throws IllegalArgumentException if they are of another number
   */
  public static ImageClassifier trained(CnnDescription description, float[] weights) {
    return CnnPredictor.trained(description, TrainingSettings.builder().build(), weights);
  }

  /** A task that remembers how its pictures were drawn: a prediction has to draw them alike. */
  private record OnImages(ImageTask task, ImageSplit images) implements RunTask<ImageLearner> {
    @Override
    public SortedMap<String, String> digests() {
      return task.digests();
    }

    @Override
    public ImageLearner create(RunConfiguration configuration) {
      return task.create(configuration);
    }

    @Override
    public ImageLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
        throws IOException {
      return task.restore(configuration, state);
    }
  }
}
