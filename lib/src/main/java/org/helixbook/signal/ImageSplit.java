package org.helixbook.signal;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.SmallSample;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.Table;

/**
 * The pictures of a training and of a test set, made in one way.
 *
 * @param pipeline how they were made, with whatever was fitted on the training windows
 * @param train {@code [n, 3, height, width]}
 * @param test {@code [m, 3, height, width]}
 * @param preparation how they came about, as the configuration of a run says it: JSON, or what
 *     Jackson writes as JSON
 * @param counts what was counted while they were made, in order, what was left out included
 */
public record ImageSplit(
    SpectrogramPipeline pipeline,
    LabelledImages train,
    LabelledImages test,
    Object preparation,
    Map<String, Long> counts) {

  /** Checks that nothing is missing, and copies the counts. */
  public ImageSplit {
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(preparation, "preparation");
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** Pictures whose preparation is the pipeline alone. */
  public ImageSplit(SpectrogramPipeline pipeline, LabelledImages train, LabelledImages test) {
    this(pipeline, train, test, pipeline);
  }

  /** Pictures of which nothing was counted. */
  public ImageSplit(
      SpectrogramPipeline pipeline, LabelledImages train, LabelledImages test, Object preparation) {
    this(pipeline, train, test, preparation, Map.of());
  }

  /** The counts: {@code what} and {@code number}. */
  public Table countTable(String name) {
    return SequenceSplit.countTable(name, counts);
  }

  /** What so few pictures of a class do not allow to conclude; a sentence each. */
  public List<String> cautions() {
    return new SmallSample(
            "pictures",
            train.size(),
            test.size(),
            train.classNames(),
            perClass(train),
            perClass(test))
        .cautions();
  }

  private static int[] perClass(LabelledImages images) {
    int[] count = new int[images.classNames().size()];
    Arrays.stream(images.labels()).forEach(label -> count[label]++);
    return count;
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
    ImageSplit drawn = new ImageSplit(fitted, producer.images(train), producer.images(test));
    return drawn.preparedFrom(pipeline, standardise, train, test);
  }

  /** With the recipe, if the windows have a source from which they can be had again. */
  private ImageSplit preparedFrom(
      SpectrogramPipeline asked,
      boolean standardise,
      LabelledSequences trainWindows,
      LabelledSequences testWindows) {
    return CodingSource.of(trainWindows, testWindows)
        .map(source -> ImageRecipe.of(source, asked, standardise))
        .map(recipe -> new ImageSplit(pipeline, train, test, recipe, counts))
        .orElse(this);
  }

  /**
   * The training pictures alone, a part of each class of them in the place of the test set.
   *
   * @param held which part, counted from 1; each is drawn for itself
   * @param of its size is one of so many
   * @param seeds draws it
   * @param preparation how it comes about
   * @throws org.helixbook.feedback.InputProblem if a class has fewer than two pictures
   */
  public ImageSplit holdingOut(int held, int of, Seeds seeds, Object preparation) {
    int[] labels = train.labels();
    Set<Integer> out = new HashSet<>();
    for (int label = 0; label < train.classNames().size(); label++) {
      int wanted = label;
      int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      String name = train.classNames().get(label);
      if (own.length < 2) {
        throw new InputProblem(
            "training pictures of class " + name,
            "there are " + own.length + ", and a part of them is to be held out",
            "give at least 2 of each class");
      }
      int[] order = seeds.permutation(own.length, "pictures of " + name + ", part " + held);
      Arrays.stream(order)
          .limit(Math.max(1, own.length / of))
          .forEach(place -> out.add(own[place]));
    }
    int[] kept = IntStream.range(0, labels.length).filter(i -> !out.contains(i)).toArray();
    int[] heldOut = IntStream.range(0, labels.length).filter(out::contains).toArray();
    Map<String, Long> both = new LinkedHashMap<>(counts);
    both.put("training pictures", (long) kept.length);
    both.put("held-out pictures", (long) heldOut.length);
    return new ImageSplit(pipeline, train.subset(kept), train.subset(heldOut), preparation, both);
  }

  /**
   * The pictures after an edit.
   *
   * @return pictures whose preparation names it
   */
  public ImageSplit edited(PictureEdit edit) {
    return edit == PictureEdit.NONE
        ? this
        : new ImageSplit(
            pipeline,
            edit.apply(train),
            edit.apply(test),
            preparation instanceof ImageRecipe recipe
                ? recipe.withEdit(edit)
                : Map.of("pipeline", pipeline, "edit", edit),
            counts);
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
    return cache
        .split(
            pipeline,
            standardise,
            train,
            test,
            progress,
            () -> prepare(pipeline, standardise, train, test, threads, progress))
        .preparedFrom(pipeline, standardise, train, test);
  }
}
