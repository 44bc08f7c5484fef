package org.helixbook.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.OcclusionMap;
import org.helixbook.run.History;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * The networks of one variant from several seeds, ready trained: a class begins with their
 * evaluation.
 *
 * @param name the variant
 * @param pipeline how their pictures are drawn
 * @param networks at least one, the first of seed 1, the next of seed 2
 */
public record PretrainedSet(
    String name, SpectrogramPipeline pipeline, List<PretrainedNetwork> networks) {
  private static final int AT_A_TIME = 50;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty, or the networks do not share one
   *     standardisation
   */
  public PretrainedSet {
    networks = List.copyOf(networks);
    if (networks.isEmpty()
        || networks.stream().map(PretrainedNetwork::standardisation).distinct().count() > 1) {
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
   * @return the set
   */
  public static PretrainedSet of(
      CnnRecipe recipe, CnnVariant variant, Trials<Predictions> trials, String provenance) {
    return new PretrainedSet(
        recipe.name(), recipe.pipeline(), PretrainedNetwork.of(variant, trials, provenance));
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
    List<PretrainedNetwork> networks = new ArrayList<>();
    for (int seed = 1; seed == 1 || Files.exists(file(folder, stem, seed)); seed++) {
      networks.add(PretrainedNetwork.read(file(folder, stem, seed)));
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
    for (PretrainedNetwork network : networks) {
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
   * @return the map
   */
  public OcclusionMap occlusion(LabelledImages images, int rowsPerBand, int columnsPerBand) {
    return OcclusionMap.mean(
        networks.stream()
            .map(one -> OcclusionMap.of(one.classifier(), images, rowsPerBand, columnsPerBand))
            .toList());
  }
}
