package org.helixbook.signal;

import java.util.Objects;
import org.helixbook.dna.DnaSequence;

/**
 * The settings of the whole path from DNA to the input of a network, and the path itself for one
 * sequence. {@link ImageProducer} runs it over many, and fits what has to be fitted.
 *
 * @param mapping how bases become numbers
 * @param stft window, hop, taper
 * @param image size, brightness, frequencies, colours
 * @param scale the power at full brightness
 * @param preprocessing what is done to the picture before a network sees it
 */
public record SpectrogramPipeline(
    NumericMapping mapping,
    StftSettings stft,
    ImageSettings image,
    ImageScale scale,
    Preprocessing preprocessing) {

  /** Checks that nothing is missing. */
  public SpectrogramPipeline {
    Objects.requireNonNull(mapping, "mapping");
    Objects.requireNonNull(stft, "stft");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(preprocessing, "preprocessing");
  }

  /**
   * Tetrahedron, the default transform and picture, each image scaled to its own maximum, no
   * preprocessing: assumptions of the kit.
   *
   * @return the default settings
   */
  public static SpectrogramPipeline defaults() {
    return new SpectrogramPipeline(
        NumericMapping.TETRAHEDRON,
        StftSettings.defaults(),
        ImageSettings.defaults(),
        ImageScale.perImage(),
        Preprocessing.none());
  }

  /** The same with another mapping. */
  public SpectrogramPipeline withMapping(NumericMapping other) {
    return new SpectrogramPipeline(other, stft, image, scale, preprocessing);
  }

  /** The same with another transform. */
  public SpectrogramPipeline withStft(StftSettings other) {
    return new SpectrogramPipeline(mapping, other, image, scale, preprocessing);
  }

  /** The same with another picture. */
  public SpectrogramPipeline withImage(ImageSettings other) {
    return new SpectrogramPipeline(mapping, stft, other, scale, preprocessing);
  }

  /** The same with another scale. */
  public SpectrogramPipeline withScale(ImageScale other) {
    return new SpectrogramPipeline(mapping, stft, image, other, preprocessing);
  }

  /** The same with another preprocessing. */
  public SpectrogramPipeline withPreprocessing(Preprocessing other) {
    return new SpectrogramPipeline(mapping, stft, image, scale, other);
  }

  /** Rows of the network's input. */
  public int outputHeight() {
    return preprocessing.outputHeight(image.height());
  }

  /** Columns of the network's input. */
  public int outputWidth() {
    return preprocessing.outputWidth(image.width());
  }

  /**
   * The spectrogram of a sequence.
   *
   * @param sequence at least one STFT window long, no N
   * @return its power, {@code [mapping.channels()][frames][bins]}
   * @throws org.helixbook.feedback.InputProblem if the sequence cannot be used
   */
  public Spectrogram spectrogram(DnaSequence sequence) {
    return new Stft(stft).transform(sequence, mapping);
  }

  /**
   * The picture of a sequence, before preprocessing.
   *
   * @param sequence at least one STFT window long, no N
   * @return {@code [3][image.height()][image.width()]}, in [0, 1]
   * @throws org.helixbook.feedback.InputProblem if the sequence cannot be used
   */
  public SpectrogramImage picture(DnaSequence sequence) {
    return SpectrogramImage.of(spectrogram(sequence), image, scale);
  }

  /**
   * The input of a network.
   *
   * @param sequence at least one STFT window long, no N
   * @return {@code [3, outputHeight(), outputWidth()]}, row-major
   * @throws org.helixbook.feedback.InputProblem if the sequence cannot be used
   */
  public float[] input(DnaSequence sequence) {
    return preprocessing.apply(picture(sequence));
  }
}
