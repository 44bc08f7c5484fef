package org.helixbook.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;

/**
 * How the pictures of a training and a test set are made: a value that Jackson writes into the
 * configuration of a run, and from which they can be made again, bit for bit.
 *
 * <pre>{@code
 * var source = CodingSource.of("embedded", SplitName.GENE_DISJOINT, book.seeds()).spread(800);
 * var images = ImageRecipe.of(source, pipeline, true).make(book.threads(), book.progress());
 * }</pre>
 *
 * @param source the windows; or a folder of pictures, of which only the preprocessing of the
 *     pipeline is used, and the size of what comes out
 * @param pipeline how pictures are made
 * @param standardise whether each channel is standardised by mean and deviation of the training
 *     pictures
 * @param edit what is done to the finished pictures
 */
public record ImageRecipe(
    CodingSource source, SpectrogramPipeline pipeline, boolean standardise, PictureEdit edit) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Pictures that are not edited. */
  public static ImageRecipe of(
      CodingSource source, SpectrogramPipeline pipeline, boolean standardise) {
    return new ImageRecipe(source, pipeline, standardise, PictureEdit.NONE);
  }

  /**
   * The recipe in the configuration of a run.
   *
   * @param preparation the run's
   * @throws InputProblem if it is of another kind
   */
  public static ImageRecipe read(JsonNode preparation) {
    try {
      return JSON.treeToValue(preparation, ImageRecipe.class).complete();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputProblem(
          "preparation of a run",
          "it does not say how its pictures are made",
          "run the notebook that began the run",
          e);
    }
  }

  private ImageRecipe complete() {
    if (source == null || pipeline == null || edit == null) {
      throw new IllegalArgumentException("something is missing");
    }
    return this;
  }

  /**
   * Makes the pictures, or takes them from the cache that the environment names.
   *
   * @param threads how many windows to work on at a time; the result does not depend on it
   * @param progress is told of each window or file
   * @return the pictures, with this recipe as their preparation
   * @throws InputProblem naming each window or file that cannot be used, with the reason
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public ImageSplit make(int threads, Progress progress) {
    return source.isPictures()
        ? folder(progress)
        : make(source.windows(), ImageCache.fromEnvironment(), threads, progress);
  }

  /**
   * The same for windows that were read before.
   *
   * @param windows those of the source
   * @param cache where pictures are kept
   */
  public ImageSplit make(SequenceSplit windows, ImageCache cache, int threads, Progress progress) {
    ImageSplit drawn =
        ImageSplit.prepare(
            cache, pipeline, standardise, windows.train(), windows.test(), threads, progress);
    return new ImageSplit(drawn.pipeline(), drawn.train(), drawn.test(), this, windows.counts())
        .edited(edit);
  }

  /**
   * The training windows or pictures alone, one fold of them in the place of the test set: for
   * choices, which test data must not make. Whatever is fitted is fitted on the others.
   *
   * @param held counted from 1
   * @param of how many folds
   */
  public ImageRecipe holdingOut(int held, int of) {
    return new ImageRecipe(source.holdingOut(held, of), pipeline, standardise, edit);
  }

  /** The same pictures, edited. */
  ImageRecipe withEdit(PictureEdit other) {
    return new ImageRecipe(source, pipeline, standardise, other);
  }

  private ImageSplit folder(Progress progress) {
    int side = pipeline.outputHeight();
    if (side != pipeline.outputWidth()) {
      throw new InputProblem(
          "size of the pictures",
          "it is " + side + " x " + pipeline.outputWidth(),
          "use equal sides for a folder of pictures");
    }
    Preprocessing preprocessing = pipeline.preprocessing().withSide(side);
    ImageFolder.Content content =
        new ImageFolder(source.pictures()).read(source.keep(), preprocessing, side, side, progress);
    ImageSplit read =
        new ImageSplit(
            pipeline.withPreprocessing(preprocessing),
            content.train(),
            content.test(),
            this,
            content.counts());
    CodingSource.Fold fold = source.fold();
    ImageSplit split =
        fold.held() == 0
            ? read
            : read.holdingOut(fold.held(), fold.of(), new Seeds(source.seed()), this);
    if (standardise) {
      Standardisation fitted = Standardisation.fit(split.train());
      split =
          new ImageSplit(
              split.pipeline(),
              fitted.apply(split.train()),
              fitted.apply(split.test()),
              this,
              split.counts());
    }
    return split.edited(edit);
  }
}
