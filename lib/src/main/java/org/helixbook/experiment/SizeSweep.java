package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.LearningCurve;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.Columns;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.Table;

/**
 * The same network from more and more training windows, after the same number of steps: what the
 * windows are worth, and not what longer training is worth. Each seed draws its own windows, so
 * that the spread of the seeds is that of the draws, too.
 *
 * @param perClass training windows a class, rising
 * @param trials of each, from the same seeds, on the same test windows
 */
public record SizeSweep(List<Integer> perClass, List<Trials<Predictions>> trials) {
  private static final int EIGHTH = 3;

  /** Copies the lists. */
  public SizeSweep {
    perClass = List.copyOf(perClass);
    trials = List.copyOf(trials);
    if (perClass.size() != trials.size() || perClass.size() <= EIGHTH) {
      throw new IllegalArgumentException(
          perClass + ": there must be an eighth of the most, and trials of each");
    }
  }

  /**
   * Trains.
   *
   * @param experiment the seeds
   * @param recipe its epochs are those from the most windows; fewer windows take more epochs
   * @param train what the windows are drawn from
   * @param test what to measure on
   * @param dataset what the windows are
   * @param most windows a class; at least 8, and so many as there are of each class if those are
   *     fewer
   * @param halvings how often they are halved, at least 3
   * @param threads how many windows to draw at a time
   * @return trials of each number
   * @throws CancellationException if a training was interrupted
   */
  public static SizeSweep of(
      Experiment experiment,
      CnnRecipe recipe,
      LabelledSequences train,
      LabelledSequences test,
      String dataset,
      int most,
      int halvings,
      int threads) {
    int top =
        IntStream.range(0, train.classNames().size())
            .map(label -> (int) Arrays.stream(train.labels()).filter(one -> one == label).count())
            .reduce(most, Math::min);
    List<Integer> sizes =
        IntStream.rangeClosed(0, halvings).map(k -> top >> halvings - k).boxed().toList();
    List<Trials<Predictions>> all = new ArrayList<>();
    for (int size : sizes) {
      TrainingSettings training = recipe.training();
      CnnRecipe longer =
          recipe
              .named(recipe.name() + ", " + size + " windows a class")
              .withTraining(
                  training.toBuilder()
                      .epochs(Math.round((float) training.epochs() * top / size))
                      .build());
      List<Trial<Predictions>> each = new ArrayList<>();
      CnnVariant variant = null;
      for (long seed : experiment.seeds()) {
        variant = longer.on(train.someOfEachClass(size, new Seeds(seed)), test, dataset, threads);
        Trials<Predictions> one = experiment.from(List.of(seed)).run(variant);
        if (one.wasInterrupted()) {
          throw new CancellationException(longer.name() + " was interrupted");
        }
        each.add(one.first());
      }
      all.add(
          new Trials<>(variant.name(), dataset, variant.parameters(), variant.examples(), each));
    }
    return new SizeSweep(sizes, all);
  }

  /** The name of what was trained, without the number of windows. */
  public String name() {
    return largest().name().replaceFirst(", [0-9]+ windows a class$", "");
  }

  /** The numbers of windows a class, to be drawn. */
  public double[] windows() {
    return perClass.stream().mapToDouble(each -> each).toArray();
  }

  /**
   * The mean error of each number of windows.
   *
   * @param bootstrap how intervals are drawn
   */
  public List<ConfidenceInterval> errors(Bootstrap bootstrap) {
    return trials.stream()
        .map(each -> each.decisions().accuracy(bootstrap, "accuracy"))
        .map(
            one ->
                new ConfidenceInterval(1 - one.value(), 1 - one.high(), 1 - one.low(), one.level()))
        .toList();
  }

  /**
   * The power law through the error of each training. So that one without any error has a
   * logarithm, half an error in one more example is added to all.
   */
  public LearningCurve law() {
    List<Double> windows = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      int tested = trials.get(i).decisions().labels().length;
      for (double accuracy : trials.get(i).decisions().accuracies()) {
        windows.add((double) perClass.get(i));
        errors.add(((1 - accuracy) * tested + 0.5) / (tested + 1));
      }
    }
    return LearningCurve.of(
        windows.stream().mapToDouble(each -> each).toArray(),
        errors.stream().mapToDouble(each -> each).toArray());
  }

  /**
   * How many windows a class an accuracy would take by the law, in words, with its interval.
   *
   * @param accuracy below 1
   */
  public String needed(double accuracy) {
    return new ExamplesNeeded(law(), 1 - accuracy).inWords();
  }

  /** The trials from the most windows. */
  public Trials<Predictions> largest() {
    return trials.get(trials.size() - 1);
  }

  /** The trials from an eighth of the most. */
  public Trials<Predictions> eighth() {
    return trials.get(trials.size() - 1 - EIGHTH);
  }

  /** A row a number of windows: epochs, accuracy with its interval, how many left the plateau. */
  public Table table(Bootstrap bootstrap) {
    List<ConfidenceInterval> errors = errors(bootstrap);
    return Columns.of(IntStream.range(0, trials.size()).boxed().toList())
        .count("windows a class", perClass::get)
        .count("epochs", i -> trials.get(i).first().history().epochs().size())
        .count("seeds", i -> trials.get(i).seeds().size())
        .number("mean error", i -> errors.get(i).value())
        .number("from", i -> errors.get(i).low())
        .number("to", i -> errors.get(i).high())
        .number("by the power law", i -> law().error(perClass.get(i)))
        .count("left 0.693", i -> (int) left(trials.get(i)))
        .table(name());
  }

  /** The ids of all runs. */
  public List<String> runs() {
    return trials.stream().flatMap(each -> each.runs().stream()).toList();
  }

  private static long left(Trials<Predictions> trials) {
    return trials.histories().stream()
        .filter(history -> ChancePlateau.leftIn(history.values("trainLoss")).isPresent())
        .count();
  }
}
