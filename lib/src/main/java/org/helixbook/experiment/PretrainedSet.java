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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.OcclusionMap;
import org.helixbook.run.History;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.Standardisation;
import org.helixbook.storage.AtomicFile;

/**
 * The networks of one variant from several seeds, ready trained: a class begins with their
 * evaluation.
 *
 * @param name the variant
 * @param pipeline how their pictures are drawn
 * @param networks at least one, the first of seed 1, the next of seed 2
 */
public record PretrainedSet(String name, SpectrogramPipeline pipeline, List<Network> networks) {
  private static final int AT_A_TIME = 50;

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
  public record Network(
      CnnDescription description,
      Standardisation standardisation,
      String run,
      String provenance,
      ImageClassifier classifier) {

    /**
     * Writes the file: a length, a header in JSON, and the weights in the order of Deeplearning4j,
     * 32 bits each, all deflated.
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
    public static Network read(Path file) {
      try {
        ByteBuffer in = ByteBuffer.wrap(inflated(file));
        byte[] text = new byte[count(in, 1)];
        in.get(text);
        ObjectMapper json = new ObjectMapper();
        JsonNode header = json.readTree(text);
        CnnDescription description = CnnDescription.of(header.path("network"));
        float[] weights = new float[count(in, Float.BYTES)];
        in.asFloatBuffer().get(weights);
        return new Network(
            description,
            json.treeToValue(header.path("standardisation"), Standardisation.class),
            header.path("run").asText(),
            header.path("provenance").asText(),
            CnnRuns.trained(description, weights));
      } catch (IOException | IllegalArgumentException e) {
        throw new InputProblem(
            file.toString(),
            "it is no whole file of a trained network (" + e.getMessage() + ")",
            "restore it from the repository, or train the network again",
            e);
      }
    }

    /**
     * All of it before any of it is used: its checksum stands at the end, and counts only there.
     */
    private static byte[] inflated(Path file) throws IOException {
      Inflater inflater = new Inflater();
      try (InputStream raw = Files.newInputStream(file);
          InputStream in = new InflaterInputStream(raw, inflater)) {
        byte[] content = in.readAllBytes();
        if (inflater.getRemaining() > 0 || raw.read() >= 0) {
          throw new IOException("something follows its end");
        }
        return content;
      } finally {
        inflater.end();
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
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty, or the networks do not share one
   *     standardisation
   */
  public PretrainedSet {
    networks = List.copyOf(networks);
    if (networks.isEmpty()
        || networks.stream().map(Network::standardisation).distinct().count() > 1) {
      throw new IllegalArgumentException("one set of networks needs one standardisation");
    }
    pipeline =
        pipeline.withPreprocessing(
            pipeline.preprocessing().withStandardisation(networks.get(0).standardisation()));
  }

  /**
   * Takes the networks that an experiment has trained.
   *
   * @param recipe how its pictures are drawn
   * @param variant the recipe on its windows
   * @param trials from the seeds 1, 2 and so on
   * @param provenance how, a sentence
   */
  public static PretrainedSet of(
      CnnRecipe recipe, CnnVariant variant, Trials<Predictions> trials, String provenance) {
    Standardisation fitted = variant.images().pipeline().preprocessing().standardisation();
    return new PretrainedSet(
        recipe.name(),
        recipe.pipeline(),
        trials.trials().stream()
            .map(
                trial ->
                    new Network(
                        variant.description(),
                        fitted,
                        String.join(" ", trial.runs()),
                        provenance + ", seed " + trial.seed(),
                        CnnVariant.network(trial)))
            .toList());
  }

  /** The same under another name. */
  public PretrainedSet named(String other) {
    return new PretrainedSet(other, pipeline, networks);
  }

  /**
   * Writes a file a seed, {@code STEM-seed-1.network} and so on.
   *
   * @param folder where to; made if it is not there
   * @param stem of the files' names
   * @throws IOException if it cannot be written
   */
  public void write(Path folder, String stem) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).write(file(folder, stem, i + 1));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param folder where the files are
   * @param stem of their names
   * @param variant what was trained; its pictures are drawn by its pipeline
   * @return all seeds that are there
   * @throws InputProblem if there is none, or one is damaged
   */
  public static PretrainedSet read(Path folder, String stem, CnnRecipe variant) {
    List<Network> networks = new ArrayList<>();
    for (int seed = 1; seed == 1 || Files.exists(file(folder, stem, seed)); seed++) {
      networks.add(Network.read(file(folder, stem, seed)));
    }
    return new PretrainedSet(variant.name(), variant.pipeline(), networks);
  }

  private static Path file(Path folder, String stem, int seed) {
    return folder.resolve(stem + "-seed-" + seed + ".network");
  }

  /**
   * Pictures exactly as those that the networks were trained on.
   *
   * @param windows as long as the training windows
   * @param threads how many to draw at a time
   * @return the pictures
   */
  public LabelledImages pictures(LabelledSequences windows, int threads) {
    return new ImageProducer(pipeline, threads, Progress.silent()).images(windows);
  }

  /**
   * What all networks say of pictures.
   *
   * @param dataset what the pictures show
   * @param images those of {@link #pictures}, or an edited copy
   * @return a trial a seed
   */
  public Trials<Predictions> on(String dataset, LabelledImages images) {
    List<Trial<Predictions>> trials = new ArrayList<>();
    for (Network network : networks) {
      trials.add(
          Trial.recorded(
              trials.size() + 1L,
              network.run(),
              History.empty(),
              TrainingOutcome.Status.FINISHED,
              () -> network.classifier().predict(images, AT_A_TIME)));
    }
    return new Trials<>(
        name, dataset, networks.get(0).classifier().parameters(), images.size(), trials);
  }

  /**
   * The mean of the networks' maps.
   *
   * @param images those of {@link #pictures}
   * @param rowsPerBand rows of a patch, at least 1
   * @param columnsPerBand columns of a patch, at least 1
   */
  public OcclusionMap occlusion(LabelledImages images, int rowsPerBand, int columnsPerBand) {
    return OcclusionMap.mean(
        networks.stream()
            .map(one -> OcclusionMap.of(one.classifier(), images, rowsPerBand, columnsPerBand))
            .toList());
  }
}
