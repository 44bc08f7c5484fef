package org.helixbook.signal;

import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.feedback.Progress;

/**
 * The pictures of a training and of a test set, made in one way.
 *
 * @param pipeline how they were made, with whatever was fitted on the training windows
 * @param train {@code [n, 3, height, width]}
 * @param test {@code [m, 3, height, width]}
 * @param preparation how they came about, as the configuration of a run says it: JSON, or what
 *     Jackson writes as JSON
 */
public record ImageSplit(
    SpectrogramPipeline pipeline, LabelledImages train, LabelledImages test, Object preparation) {

  /** Checks that nothing is missing. */
  public ImageSplit {
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(preparation, "preparation");
  }

  /** Pictures whose preparation is the pipeline alone. */
  public ImageSplit(SpectrogramPipeline pipeline, LabelledImages train, LabelledImages test) {
    this(pipeline, train, test, pipeline);
  }

  /** The same with another account of how they came about. */
  public ImageSplit preparedAs(Object other) {
    return new ImageSplit(pipeline, train, test, other);
  }

  /**
   * Makes the pictures.
   *
   * @param pipeline how; its standardisation is replaced if {@code standardise} is set
   * @param standardise whether each channel is standardised by mean and deviation of the training
   *     pictures; the test windows are never looked at for it
   * @param train training windows
   * @param test test windows
   * @param threads how many windows to work on at a time; the result does not depend on it
   * @param progress is told of each finished window
   * @return the pictures of both sets
   * @throws org.helixbook.feedback.InputProblem if a window cannot be used
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public static ImageSplit prepare(
      SpectrogramPipeline pipeline,
      boolean standardise,
      LabelledSequences train,
      LabelledSequences test,
      int threads,
      Progress progress) {
    SpectrogramPipeline fitted = pipeline;
    if (standardise) {
      Standardisation standardisation =
          new ImageProducer(pipeline, threads, progress).fitStandardisation(train.sequences());
      fitted =
          pipeline.withPreprocessing(pipeline.preprocessing().withStandardisation(standardisation));
    }
    ImageProducer producer = new ImageProducer(fitted, threads, progress);
    return new ImageSplit(fitted, images(producer, train), images(producer, test));
  }

  /**
   * The same pictures, bit for bit, from the cache if they were made before.
   *
   * @param cache where they are kept
   */
  public static ImageSplit prepare(
      ImageCache cache,
      SpectrogramPipeline pipeline,
      boolean standardise,
      LabelledSequences train,
      LabelledSequences test,
      int threads,
      Progress progress) {
    return cache.split(
        pipeline,
        standardise,
        train,
        test,
        progress,
        () -> prepare(pipeline, standardise, train, test, threads, progress));
  }

  private static LabelledImages images(ImageProducer producer, LabelledSequences set) {
    return producer.images(set.sequences(), set.labels(), set.classNames());
  }
}
