package org.helixbook.model.cnn;

import java.util.List;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
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
  public List<Class<?>> computedBy() {
    return List.of(ImageTask.class, CnnDescription.class, LabelledImages.class);
  }

  @Override
  public ImageTask task(RunConfiguration configuration, Progress progress) {
    return task(
        ImageRecipe.read(configuration.preparation()).make(NumericBackend.prepare(), progress));
  }

  /** What a run on some pictures needs. */
  public static ImageTask task(ImageSplit images) {
    return new ImageTask(
        run -> CnnDescription.of(run.network()).create(run.trainingAs(TrainingSettings.class)),
        images.train(),
        images.test());
  }
}
