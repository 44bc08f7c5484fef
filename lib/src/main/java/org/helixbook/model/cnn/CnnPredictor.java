package org.helixbook.model.cnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.util.ModelSerializer;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.NumericBackend;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.threshold.Period3Predictor;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.Period3Ratio;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.ZipParts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An image classifier on windows of DNA, drawn as its training windows were.
 *
 * @param classifier trained
 * @param reads what it reads
 * @param atATime how many pictures at a time when it scored its test set
 */
record CnnPredictor(ImageClassifier classifier, Reads reads, int atATime) implements RunPredictor {
  /** Pictures in memory at a time, in numbers: 64 MB. */
  private static final int PIXELS = 16_000_000;

  /**
   * What a classifier reads, as its run keeps it.
   *
   * @param classes in label order
   * @param windowLength bases; 0 if it learned from pictures that no window is known of
   * @param period3 the threshold of the period-3 ratio, fitted on the same training windows; null
   *     where there are none, or not of two classes
   * @param pipeline how windows are drawn, with the standardisation that was fitted
   * @param edit of the finished pictures
   */
  record Reads(
      List<String> classes,
      int windowLength,
      Double period3,
      SpectrogramPipeline pipeline,
      PictureEdit edit) {

    Reads {
      classes = List.copyOf(classes);
      if (pipeline == null || edit == null || windowLength < 0) {
        throw new IllegalArgumentException("something is missing");
      }
    }

    /** Of pictures that were made for a training. */
    static Reads of(ImageSplit images) {
      Optional<ImageRecipe> recipe =
          images.preparation() instanceof ImageRecipe made ? Optional.of(made) : Optional.empty();
      Optional<LabelledSequences> windows = recipe.map(ImageRecipe::source).flatMap(Reads::train);
      return new Reads(
          images.train().classNames(),
          windows.map(train -> train.sequences().get(0).length()).orElse(0),
          windows
              .filter(train -> train.classNames().size() == 2)
              .map(train -> Threshold.period3(train).threshold())
              .orElse(null),
          images.pipeline(),
          recipe.map(ImageRecipe::edit).orElse(PictureEdit.NONE));
    }

    private static Optional<LabelledSequences> train(CodingSource source) {
      try {
        return source.isPictures() ? Optional.empty() : Optional.of(source.windows().train());
      } catch (InputProblem e) {
        return Optional.empty(); // the reader's file has moved, and the run must not end in this
      }
    }

    JsonNode toJson() {
      return new ObjectMapper().valueToTree(this);
    }
  }

  /** The classifier of a run. */
  static CnnPredictor of(RunModel run) throws IOException {
    Reads reads = run.keptAs(Reads.class);
    if (reads.windowLength() == 0) {
      throw new InputProblem(
          run.name(),
          "it learned from pictures whose windows of DNA are not known",
          "give a run that learned from windows of an embedded set or of FASTA files");
    }
    JsonNode network = run.configuration().network();
    network
        .path("layers")
        .forEach(
            layer -> {
              if (layer.path("type").asText().contains(".")) {
                throw new InputProblem(
                    run.name(),
                    "its layer " + layer.path("type").asText() + " is none of the kit's",
                    "predict in the notebook that trained it: a run is data, and its code is not"
                        + " loaded");
              }
            });
    run.requireKnownClasses(network);
    CnnDescription description = CnnDescription.of(network);
    TrainingSettings settings = run.configuration().trainingAs(TrainingSettings.class);
    ImageClassifier classifier =
        trained(description, settings, weights(run, description.parameters()));
    if (classifier.classes() != reads.classes().size()) {
      throw new IOException(
          "its network tells "
              + classifier.classes()
              + " classes apart, and its classes are "
              + reads.classes());
    }
    return new CnnPredictor(classifier, reads, settings.classifiedAtATime());
  }

  /**
   * A network with weights that were learned.
   *
   * @param weights in the order of Deeplearning4j
   * @throws IllegalArgumentException if they are of another number
   */
  static ImageClassifier trained(
      CnnDescription description, TrainingSettings settings, float[] weights) {
    ImageClassifier classifier = description.create(settings);
    if (classifier.parameters() != weights.length) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + classifier.parameters() + " parameters");
    }
    return ComputeThread.call(
        () -> {
          try (INDArray values = Nd4j.createFromArray(weights)) {
            classifier.network().setParams(values.reshape(1, weights.length));
          }
          return classifier;
        });
  }

  /**
   * The weights of a checkpoint. Deeplearning4j's own reader takes Java objects from the same file
   * and makes room for as many numbers as it says.
   */
  private static float[] weights(RunModel run, long parameters) throws IOException {
    byte[] network = run.state().get("network.zip");
    byte[] array =
        network == null ? null : ZipParts.unzip(network).get(ModelSerializer.COEFFICIENTS_BIN);
    if (array == null) {
      throw new IOException("its checkpoint holds no weights");
    }
    // As ND4J writes an array: the numbers of its shape, then its own, each with a head.
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(array));
    in.readUTF();
    long shape = in.readLong();
    in.readUTF();
    in.skipNBytes(shape * Long.BYTES);
    in.readUTF();
    long length = in.readLong();
    String type = in.readUTF();
    if (length != parameters || !type.equals("FLOAT") || in.available() < length * Float.BYTES) {
      throw new IOException(
          "its checkpoint holds " + length + " weights, and its network has " + parameters);
    }
    float[] weights = new float[(int) length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    return weights;
  }

  @Override
  public List<String> outputs() {
    return reads.classes();
  }

  @Override
  public int windowLength() {
    return reads.windowLength();
  }

  @Override
  public boolean readsUnknown() {
    return false;
  }

  @Override
  public int atOnce() {
    int values = 3 * reads.pipeline().outputHeight() * reads.pipeline().outputWidth();
    return Math.max(1, PIXELS / values / atATime) * atATime;
  }

  @Override
  public double[][] score(List<DnaSequence> windows) {
    LabelledImages images =
        new ImageProducer(reads.pipeline(), NumericBackend.prepare(), Progress.silent())
            .images(new LabelledSequences(windows, new int[windows.size()], reads.classes()));
    return classifier.predict(reads.edit().apply(images), atATime).probabilities();
  }

  @Override
  public Optional<RunPredictor> baseline() {
    return Optional.ofNullable(reads.period3())
        .map(
            threshold ->
                new Period3Predictor(
                    new Threshold("period-3 ratio", Period3Ratio::of, threshold),
                    reads.classes(),
                    reads.windowLength()));
  }

  @Override
  public List<Call> calls(double[] scores) {
    int best = Predictions.mostProbable(scores);
    return List.of(new Call(reads.classes().get(best), scores[best]));
  }

  @Override
  public List<String> thresholds() {
    return List.of(
        "the most probable class is called"
            + (reads.classes().size() == 2 ? " (threshold 0.5)" : "")
            + "; the run has no validation data, so no threshold was tuned");
  }
}
