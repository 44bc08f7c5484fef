package org.helixbook.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.Standardisation;
import org.helixbook.storage.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network in one small file, so that a class can begin with its evaluation: what it is,
 * where it comes from, and its weights without what only further training needs.
 *
 * @param description its layers and the pictures it takes
 * @param standardisation what its pictures are standardised by
 * @param run the run that trained it
 * @param provenance how it was trained, a sentence
 * @param classifier the network itself
 */
public record PretrainedNetwork(
    CnnDescription description,
    Standardisation standardisation,
    String run,
    String provenance,
    ImageClassifier classifier) {

  /** Checks that nothing is missing. */
  public PretrainedNetwork {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(standardisation, "standardisation");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(classifier, "classifier");
  }

  /**
   * Takes the networks of a variant.
   *
   * @param variant what was trained
   * @param trials its trainings
   * @param provenance how they were trained; the seed is added
   * @return a network a seed, ready to be written
   */
  static List<PretrainedNetwork> of(
      CnnVariant variant, Trials<Predictions> trials, String provenance) {
    LabelledImages train = variant.images().train();
    return trials.trials().stream()
        .map(
            trial ->
                new PretrainedNetwork(
                    new CnnDescription(
                        variant.network(),
                        train.channels(),
                        train.height(),
                        train.width(),
                        variant.initialisation()),
                    variant.images().pipeline().preprocessing().standardisation(),
                    String.join(" ", trial.runs()),
                    provenance + ", seed " + trial.seed(),
                    CnnVariant.network(trial)))
        .toList();
  }

  /**
   * Writes the file: a length, a header in JSON, and the weights in the order of Deeplearning4j, 32
   * bits each, all deflated.
   *
   * @param file its place
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode header = json.createObjectNode();
    header.set("network", description.toJson());
    header.set("standardisation", json.valueToTree(standardisation));
    header.put("run", run).put("provenance", provenance);
    byte[] text = json.writeValueAsBytes(header);
    float[] weights = ComputeThread.call(() -> classifier.network().params().toFloatVector());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(text.length);
      out.write(text);
      out.writeInt(weights.length);
      for (float weight : weights) {
        out.writeFloat(weight);
      }
    }
    AtomicFile.write(file, out -> out.write(bytes.toByteArray()));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file its place
   * @return the network, which predicts the same bits
   * @throws InputProblem if there is no such file, or it is damaged
   */
  public static PretrainedNetwork read(Path file) {
    try {
      ByteBuffer in = ByteBuffer.wrap(inflated(file));
      byte[] text = new byte[count(in, 1)];
      in.get(text);
      ObjectMapper json = new ObjectMapper();
      JsonNode header = json.readTree(text);
      CnnDescription description = CnnDescription.of(header.path("network"));
      float[] weights = new float[count(in, Float.BYTES)];
      in.asFloatBuffer().get(weights);
      return new PretrainedNetwork(
          description,
          json.treeToValue(header.path("standardisation"), Standardisation.class),
          header.path("run").asText(),
          header.path("provenance").asText(),
          classifier(description, weights));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputProblem(
          file.toString(),
          "it is no whole file of a trained network (" + e.getMessage() + ")",
          "restore it from the repository, or train the network again",
          e);
    }
  }

  /** All of it before any of it is used: its checksum stands at the end, and counts only there. */
  private static byte[] inflated(Path file) throws IOException {
    try (InputStream in = new InflaterInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  /** The number of things that follow; of no more than the room that they need is there. */
  private static int count(ByteBuffer in, int bytesEach) throws IOException {
    int count = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (count < 0 || count > in.remaining() / bytesEach) {
      throw new IOException("it ends too early");
    }
    return count;
  }

  private static ImageClassifier classifier(CnnDescription description, float[] weights) {
    ImageClassifier classifier = description.create(TrainingSettings.builder().build());
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
}
