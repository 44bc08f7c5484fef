package org.helixbook.paper1;

import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.ImageTask;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.signal.ImageSplit;

/** Runs of Paper 1's networks, whose pictures can be made again by {@link PaperOneData}. */
public final class CnnRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "paper1-cnn";

  private final int threads;

  /**
   * The kind.
   *
   * @param threads how many pictures are made at a time; they do not depend on it
   */
  public CnnRuns(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ImageTask task(RunConfiguration configuration, Progress progress) {
    return task(PaperOneData.again(configuration.preparation(), threads, progress));
  }

  /** What a run on some pictures needs. */
  public static ImageTask task(ImageSplit images) {
    return new ImageTask(
        run -> CnnDescription.of(run.network()).create(run.trainingAs(TrainingSettings.class)),
        images.train(),
        images.test());
  }
}
