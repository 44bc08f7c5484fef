package org.helixbook.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.OcclusionMap;
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
   * Takes the networks that a study has trained.
   *
   * @param trained the variant
   * @param provenance how, a sentence
   * @return the set
   */
  public static PretrainedSet of(VariantStudy.Trained trained, String provenance) {
    CnnRecipe variant = trained.variant();
    return new PretrainedSet(
        variant.name(), variant.pipeline(), PretrainedNetwork.of(trained, provenance));
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

  /** The base seeds: 1, 2 and so on. */
  public List<Long> seeds() {
    return LongStream.rangeClosed(1, networks.size()).boxed().toList();
  }

  /** The runs that trained them. */
  public List<String> runs() {
    return networks.stream().map(PretrainedNetwork::run).toList();
  }

  /**
   * Pictures exactly as those that the networks were trained on.
   *
   * @param windows as long as the training windows
   * @param threads how many to draw at a time
   * @param progress is told of each
   * @return the pictures
   */
  public LabelledImages pictures(LabelledSequences windows, int threads, Progress progress) {
    return new ImageProducer(pipeline, threads, progress)
        .images(windows.sequences(), windows.labels(), windows.classNames());
  }

  /**
   * The score of all networks.
   *
   * @param scoredOn what the pictures show
   * @param images those of {@link #pictures}, or an edited copy
   * @param bootstrap for the intervals
   * @return the score
   */
  public VariantResult score(String scoredOn, LabelledImages images, Bootstrap bootstrap) {
    return VariantResult.of(
        name,
        scoredOn,
        networks.get(0).classifier().parameters(),
        seeds(),
        predictions(images),
        runs(),
        bootstrap);
  }

  /** The classes that each network gives, an array a seed. */
  public List<int[]> decided(LabelledImages images) {
    return predictions(images).stream().map(Predictions::predicted).toList();
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

  private List<Predictions> predictions(LabelledImages images) {
    return networks.stream().map(one -> one.classifier().predict(images, 50)).toList();
  }
}
