package org.helixbook.experiment;

import java.util.Objects;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * One thing to try: a network, how it begins and is trained, and the pictures it is given. Two
 * variants of an experiment differ in what their names say, and in nothing else.
 *
 * @param name for a reader, such as {@code zero padding}
 * @param architecture the layers
 * @param initialisation how the weights are drawn
 * @param training how to train; its seed is replaced by those of the experiment
 * @param pipeline how windows become pictures; the standardisation is fitted on the training
 *     windows
 * @param edit what is done to the finished pictures
 */
public record Variant(
    String name,
    CnnArchitecture architecture,
    Initialisation initialisation,
    TrainingSettings training,
    SpectrogramPipeline pipeline,
    PictureEdit edit) {

  /** Checks that nothing is missing. */
  public Variant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(initialisation, "initialisation");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(edit, "edit");
  }

  /** The same under another name. */
  public Variant named(String other) {
    return new Variant(other, architecture, initialisation, training, pipeline, edit);
  }

  /** The same with another network. */
  public Variant withArchitecture(CnnArchitecture other) {
    return new Variant(name, other, initialisation, training, pipeline, edit);
  }

  /** The same with other initial weights. */
  public Variant withInitialisation(Initialisation other) {
    return new Variant(name, architecture, other, training, pipeline, edit);
  }

  /** The same with other pictures. */
  public Variant withPipeline(SpectrogramPipeline other) {
    return new Variant(name, architecture, initialisation, training, other, edit);
  }

  /** The same with another training. */
  public Variant withTraining(TrainingSettings other) {
    return new Variant(name, architecture, initialisation, other, pipeline, edit);
  }

  /** The same with another edit of the pictures. */
  public Variant withEdit(PictureEdit other) {
    return new Variant(name, architecture, initialisation, training, pipeline, other);
  }
}
