package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.OneClassInterval;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.ResampledAuc;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.ImageTask;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunId;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;

/**
 * One architecture trained several times on the same pictures, from different seeds: a single run
 * of a network says little, its spread says how little.
 *
 * @param architecture what was trained
 * @param trials a trial a seed, in the order given; fewer than asked for if it was interrupted
 */
public record SeedTrials(CnnArchitecture architecture, List<Trial> trials) {

  /** One training, and what its network says of the test set. */
  public static final class Trial {
    private final long seed;
    private final TrainingOutcome<ImageLearner> outcome;
    private final Supplier<Predictions> testing;
    private final RunId run;
    private Predictions test;

    Trial(
        long seed,
        TrainingOutcome<ImageLearner> outcome,
        Supplier<Predictions> testing,
        RunId run) {
      this.seed = seed;
      this.outcome = outcome;
      this.testing = testing;
      this.run = run;
    }

    /** The run of the store that it is. */
    public RunId run() {
      return run;
    }

    /** The base of its seeds. */
    public long seed() {
      return seed;
    }

    /** How it went, with the trained network. */
    public TrainingOutcome<ImageLearner> outcome() {
      return outcome;
    }

    /**
     * What the network says of the test set at the end of training: the last epoch, not the best.
     * Computed when it is first asked for, so that an interrupted cell need not wait for it.
     *
     * @throws InputProblem if the training diverged, whose network says nothing
     */
    public synchronized Predictions test() {
      if (outcome.status() == TrainingOutcome.Status.DIVERGED) {
        throw new InputProblem(
            "training from seed " + seed,
            outcome.message(),
            "until then there is nothing to measure on the test set");
      }
      if (test == null) {
        test = testing.get();
      }
      return test;
    }
  }

  /** Makes the list immutable. */
  public SeedTrials {
    trials = List.copyOf(trials);
  }

  /**
   * Trains one network a seed, one after the other, each being a run of a store: one that is
   * complete is given at once, one that was stopped or killed goes on, with the bits of one that
   * never stopped.
   *
   * @param store keeps the runs
   * @param architecture the layers
   * @param initialisation how the weights are drawn
   * @param settings how to train; its seed is replaced by each of the seeds
   * @param images what to learn from and what to measure on
   * @param seeds the seeds, at least one
   * @param progress is told of each training that has something left to do
   * @param listener is told of each epoch, of those computed before first
   * @return all trials; an interrupt ends the one that runs, keeps it, and starts no other
   * @throws org.helixbook.feedback.InputProblem as {@link RunStore#run} says
   */
  public static SeedTrials run(
      RunStore store,
      CnnArchitecture architecture,
      Initialisation initialisation,
      TrainingSettings settings,
      ImageSplit images,
      List<Long> seeds,
      Progress progress,
      EpochListener listener) {
    return run(
        store,
        architecture.name(),
        architecture,
        initialisation,
        settings,
        images,
        seeds,
        progress,
        listener);
  }

  /**
   * The same under a name that tells it from its neighbours, where several variants have one
   * architecture. The name is for the eye alone: the runs, their ids and their bits do not depend
   * on it.
   *
   * @param store keeps the runs
   * @param name what the progress says, the seed behind it, such as {@code every row kept}
   * @param architecture the layers
   * @param initialisation how the weights are drawn
   * @param settings how to train; its seed is replaced by each of the seeds
   * @param images what to learn from and what to measure on
   * @param seeds the seeds, at least one
   * @param progress is told of each training that has something left to do
   * @param listener is told of each epoch, of those computed before first
   * @return all trials; an interrupt ends the one that runs, keeps it, and starts no other
   * @throws org.helixbook.feedback.InputProblem as {@link RunStore#run} says
   */
  public static SeedTrials run(
      RunStore store,
      String name,
      CnnArchitecture architecture,
      Initialisation initialisation,
      TrainingSettings settings,
      ImageSplit images,
      List<Long> seeds,
      Progress progress,
      EpochListener listener) {
    LabelledImages train = images.train();
    CnnDescription network =
        new CnnDescription(
            architecture, train.channels(), train.height(), train.width(), initialisation);
    ImageTask task = CnnRuns.task(images);
    return eachSeed(
        architecture,
        name,
        settings,
        seeds,
        progress,
        (own, told) -> {
          RunConfiguration configuration =
              RunConfiguration.here(
                  CnnRuns.NAME,
                  architecture.name(),
                  network.toJson(),
                  own,
                  task.digests(),
                  images.preparation());
          int[] heard = new int[1];
          RunOutcome<ImageLearner> run =
              store.run(
                  configuration,
                  task,
                  told,
                  history -> {
                    List<EpochRecord> fresh =
                        history.epochs().subList(heard[0], history.epochs().size());
                    heard[0] = history.epochs().size();
                    if (fresh.size() == 1) {
                      listener.epochEnded(own.seed(), fresh.get(0));
                    } else {
                      listener.epochsRestored(own.seed(), fresh);
                    }
                  });
          return new Trial(
              own.seed(),
              run.training(),
              () ->
                  run.result()
                      .map(run.training().learner()::predictions)
                      .orElseGet(() -> predict(run.training())),
              run.id());
        });
  }

  private static SeedTrials eachSeed(
      CnnArchitecture architecture,
      String name,
      TrainingSettings settings,
      List<Long> seeds,
      Progress progress,
      BiFunction<TrainingSettings, Progress, Trial> training) {
    if (seeds.isEmpty()) {
      throw new InputProblem("seeds of the trials", "there are none", "give at least one");
    }
    List<Trial> trials = new ArrayList<>();
    for (long seed : seeds) {
      Progress told =
          progress.calling(name + ", " + seedInWords(seed, trials.size() + 1, seeds.size()));
      Trial trial = training.apply(settings.toBuilder().seed(seed).build(), told);
      trials.add(trial);
      if (trial.outcome().status() == TrainingOutcome.Status.INTERRUPTED) {
        break;
      }
    }
    return new SeedTrials(architecture, trials);
  }

  private static String seedInWords(long seed, int number, int of) {
    if (of == 1) {
      return "seed " + seed;
    }
    return "seed " + seed + (seed == number ? " of " + of : " (" + number + " of " + of + ")");
  }

  private static Predictions predict(TrainingOutcome<ImageLearner> outcome) {
    ImageLearner learner = outcome.learner();
    return learner.classifier().predict(learner.test(), learner.settings().batchSize());
  }

  /** The base seeds, a trial each. */
  public long[] seeds() {
    return trials.stream().mapToLong(Trial::seed).toArray();
  }

  /** The ids of the runs behind the trials. */
  public String[] runs() {
    return trials.stream().map(trial -> trial.run().text()).toArray(String[]::new);
  }

  /** The histories, a trial each. */
  public List<History> histories() {
    return trials.stream().map(trial -> trial.outcome().history()).toList();
  }

  /**
   * All decisions on the test set, those of all trials counted together.
   *
   * @return a matrix of {@code trials x test pictures} decisions
   */
  public ConfusionMatrix pooledConfusion() {
    List<String> classes = trials.get(0).test().classNames();
    int[][] counts = new int[classes.size()][classes.size()];
    for (Trial trial : trials) {
      Predictions test = trial.test();
      int[] labels = test.labels();
      int[] predicted = test.predicted();
      for (int i = 0; i < labels.length; i++) {
        counts[labels[i]][predicted[i]]++;
      }
    }
    return ConfusionMatrix.ofCounts(classes, counts);
  }

  /**
   * Whether each trial gives every test picture the same class. Resampling within the classes then
   * says nothing of accuracy and F1, see {@link OneClassInterval}.
   */
  public boolean giveOneClass() {
    return OneClassInterval.isNeeded(predicted());
  }

  private List<int[]> predicted() {
    return trials.stream().map(trial -> trial.test().predicted()).toList();
  }

  /**
   * Mean test accuracy of the trials. The interval is over the test pictures, which all trials
   * share: it says how far other pictures might move the mean, not how far other seeds might.
   *
   * @param bootstrap how to resample
   * @return the mean with its interval, in [0, 1]; Wilson's where {@link #giveOneClass}
   */
  public ConfidenceInterval accuracy(Bootstrap bootstrap) {
    List<Predictions> tests = trials.stream().map(Trial::test).toList();
    int[] labels = tests.get(0).labels();
    if (giveOneClass()) {
      return OneClassInterval.accuracy(labels, predicted());
    }
    double[] shareRight = new double[labels.length];
    for (Predictions test : tests) {
      int[] predicted = test.predicted();
      for (int i = 0; i < labels.length; i++) {
        shareRight[i] += predicted[i] == labels[i] ? 1.0 / tests.size() : 0;
      }
    }
    return bootstrap.interval(
        labels,
        rows -> Arrays.stream(rows).mapToDouble(row -> shareRight[row]).average().orElseThrow(),
        "mean accuracy of the trials");
  }

  /**
   * Mean area under the ROC curve of the trials; the interval is over the test pictures.
   *
   * @param bootstrap how to resample
   * @param positive the class that is to be found
   * @return the mean with its interval, in [0, 1]
   */
  public ConfidenceInterval auc(Bootstrap bootstrap, int positive) {
    int[] labels = trials.get(0).test().labels();
    List<ResampledAuc> scores =
        trials.stream()
            .map(trial -> ResampledAuc.of(trial.test().probabilitiesOf(positive), labels, positive))
            .toList();
    return bootstrap.interval(
        labels,
        rows -> scores.stream().mapToDouble(one -> one.auc(rows)).average().orElseThrow(),
        "mean AUC of the trials");
  }

  /**
   * Mean F1 of one class over the trials; the interval is over the test pictures.
   *
   * @param bootstrap how to resample
   * @param classIndex the class
   * @return the mean with its interval, in [0, 1]; a resample in which F1 is undefined is left out;
   *     Wilson's where {@link #giveOneClass}
   */
  public ConfidenceInterval f1(Bootstrap bootstrap, int classIndex) {
    List<int[]> predicted = predicted();
    int[] labels = trials.get(0).test().labels();
    if (giveOneClass()) {
      return OneClassInterval.f1(labels, predicted, classIndex);
    }
    return bootstrap.interval(
        labels,
        rows ->
            predicted.stream()
                .mapToDouble(one -> f1(labels, one, rows, classIndex))
                .average()
                .orElseThrow(),
        "mean F1 of class " + classIndex);
  }

  private static double f1(int[] labels, int[] predicted, int[] rows, int classIndex) {
    int both = 0;
    int either = 0;
    for (int row : rows) {
      both += labels[row] == classIndex && predicted[row] == classIndex ? 1 : 0;
      either += (labels[row] == classIndex ? 1 : 0) + (predicted[row] == classIndex ? 1 : 0);
    }
    return either == 0 ? Double.NaN : 2.0 * both / either;
  }
}
