package org.helixbook.paper1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.eval.Predictions;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.run.History;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/**
 * A model of Paper 1 as a notebook recorded it: its results and the runs behind them, read from the
 * store and computed nowhere again.
 *
 * @param model {@code model-1}, {@code model-2} or {@code model-3}
 * @param name for a reader, such as {@code Model 2, here} or {@code Model 2, reference}
 * @param reference whether it is a reference result of the kit and not the reader's own
 * @param results accuracy, AUC and F1 as recorded, accuracy first
 * @param runs the runs that are still there, in the order of their seeds
 */
public record RecordedModel(
    String model, String name, boolean reference, List<Result> results, List<StoredRun> runs) {

  private static final List<String> MODELS = List.of("model-1", "model-2", "model-3");
  private static final List<String> CLAIMS = List.of("P1.5", "P1.7", "P1.9");
  private static final List<String> CLASSES = List.of("CDN", "LNSD");
  private static final String ACCURACY = "-accuracy";

  /** Makes the lists unchangeable. */
  public RecordedModel {
    results = List.copyOf(results);
    runs = List.copyOf(runs);
  }

  /**
   * The models that the notebooks of this report recorded.
   *
   * @param reportFolder the report folder
   * @param store where their runs are
   * @return one for each model and reading; none for a model that was not run
   */
  public static List<RecordedModel> recorded(Path reportFolder, RunStore store) {
    List<StoredRun> all = store.runs();
    List<RecordedModel> found = new ArrayList<>();
    List<Result> results = ResultLog.readAll(reportFolder);
    for (Result accuracy : results) {
      int index = CLAIMS.indexOf(accuracy.id().replace(ACCURACY, ""));
      if (index >= 0 && accuracy.id().endsWith(ACCURACY)) {
        List<StoredRun> runs =
            accuracy.runs().stream()
                .flatMap(id -> all.stream().filter(run -> run.id().text().equals(id)))
                .toList();
        found.add(model(index, accuracy, results, runs, "here", false));
      }
    }
    return found;
  }

  /**
   * The reference results that come with the kit.
   *
   * @param folder {@code notebooks/reference-results}
   * @return one for each folder with {@code results.json} that holds a model of Paper 1
   * @throws java.io.UncheckedIOException if the folder cannot be listed
   */
  public static List<RecordedModel> references(Path folder) {
    List<RecordedModel> found = new ArrayList<>();
    for (Path one : folders(folder)) {
      Path file = one.resolve("results.json");
      if (!Files.isRegularFile(file)) {
        continue;
      }
      List<Result> results = ResultLog.read(file);
      for (Result accuracy : results) {
        int index = CLAIMS.indexOf(accuracy.id().replace(ACCURACY, ""));
        if (index >= 0 && accuracy.id().endsWith(ACCURACY)) {
          found.add(model(index, accuracy, results, StoredRun.allIn(one), "reference", true));
        }
      }
    }
    return found;
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(folder + " cannot be read", e);
    }
  }

  private static RecordedModel model(
      int index,
      Result accuracy,
      List<Result> results,
      List<StoredRun> runs,
      String whose,
      boolean reference) {
    String name =
        "Model "
            + (index + 1)
            + (accuracy.variant().isEmpty() ? "" : " (" + accuracy.variant() + ")")
            + ", "
            + whose
            + ", "
            + accuracy.profile();
    List<Result> own =
        results.stream()
            .filter(result -> result.id().startsWith(CLAIMS.get(index) + "-"))
            .filter(result -> result.dataset().equals(accuracy.dataset()))
            .filter(result -> result.variant().equals(accuracy.variant()))
            .toList();
    return new RecordedModel(MODELS.get(index), name, reference, own, runs);
  }

  /** The recorded accuracy. */
  public Result accuracy() {
    return figure("accuracy").orElseThrow();
  }

  /**
   * A recorded figure.
   *
   * @param suffix such as {@code auc}, {@code f1-cdn}
   * @return the result; empty if it was not recorded
   */
  public Optional<Result> figure(String suffix) {
    return results.stream().filter(r -> r.id().endsWith("-" + suffix)).findFirst();
  }

  /** The histories of its runs. */
  public List<History> histories() {
    return runs.stream().map(StoredRun::history).filter(h -> !h.epochs().isEmpty()).toList();
  }

  /** What its runs said of the test images; empty for a reference result without predictions. */
  public List<Predictions> predictions() {
    return runs.stream()
        .map(run -> ImageLearner.predictions(run, CLASSES))
        .flatMap(Optional::stream)
        .toList();
  }
}
