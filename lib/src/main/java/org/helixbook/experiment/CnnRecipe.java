package org.helixbook.experiment;

import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * An image classifier before its data: a network, how it begins and is trained, and how the
 * pictures it is given are drawn. Two recipes of an experiment differ in what their names say, and
 * in nothing else.
 *
 * @param name for a reader, such as {@code zero padding}
 * @param network the layers
 * @param initialisation how the weights are drawn
 * @param training how to train; its seed is replaced by those of the experiment
 * @param pipeline how windows become pictures; the standardisation is fitted on the training
 *     windows
 * @param edit what is done to the finished pictures
 */
public record CnnRecipe(
    String name,
    Cnn network,
    Initialisation initialisation,
    TrainingSettings training,
    SpectrogramPipeline pipeline,
    PictureEdit edit) {

  /** Checks that nothing is missing. */
  public CnnRecipe {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(initialisation, "initialisation");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(edit, "edit");
  }

  /** The same under another name. */
  public CnnRecipe named(String other) {
    return new CnnRecipe(other, network, initialisation, training, pipeline, edit);
  }

  /** The same with another network. */
  public CnnRecipe withNetwork(Cnn other) {
    return new CnnRecipe(name, other, initialisation, training, pipeline, edit);
  }

  /** The same with other pictures. */
  public CnnRecipe withPipeline(SpectrogramPipeline other) {
    return new CnnRecipe(name, network, initialisation, training, other, edit);
  }

  /** The same with another training. */
  public CnnRecipe withTraining(TrainingSettings other) {
    return new CnnRecipe(name, network, initialisation, other, pipeline, edit);
  }

  /** The same with another edit of the pictures. */
  public CnnRecipe withEdit(PictureEdit other) {
    return new CnnRecipe(name, network, initialisation, training, pipeline, other);
  }

  /**
   * The recipe on windows: draws their pictures. The standardisation is fitted on the training
   * windows.
   *
   * @param train what to learn from
   * @param test what to measure on
   * @param dataset what the test windows are
   * @param threads how many windows to draw at a time
   * @return what an {@link Experiment} can train
   * @throws org.helixbook.feedback.InputProblem if a window cannot be used
   */
  public CnnVariant on(
      LabelledSequences train, LabelledSequences test, String dataset, int threads) {
    // Small pictures are drawn in a second or two: a bar of their own for each recipe hides the
    // rest.
    ImageSplit images =
        ImageSplit.prepare(pipeline, true, train, test, threads, Progress.silent()).edited(edit);
    return new CnnVariant(this, images, dataset);
  }
}
