package org.helixbook.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.threshold.SequenceClassifier;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome;
import tech.tablesaw.api.Table;

/**
 * One variant, trained from several seeds and scored on one test set; or a method without training,
 * which is scored once. It comes from an {@link Experiment} or from a folder of recorded runs, and
 * is used alike.
 *
 * @param name the variant, for a reader
 * @param dataset the data that it was scored on
 * @param parameters weights and biases; 0 if it has none to speak of
 * @param examples how many test examples there are; 0 if not known
 * @param trials a trial a seed, in the order of the seeds; fewer than asked for if it was
 *     interrupted
 * @param <S> what a network says of the test set, see {@link Variant}
 */
public record Trials<S>(
    String name, String dataset, long parameters, int examples, List<Trial<S>> trials) {

  /** Copies the list. */
  public Trials {
    trials = List.copyOf(trials);
  }

  /**
   * A method without training by epochs, such as a baseline.
   *
   * @param name for a reader
   * @param dataset what it was scored on
   * @param parameters fitted numbers, 0 if not known
   * @param decisions what it says of the test set
   * @return one trial without a seed or a run
   */
  public static Trials<Decisions> ofMethod(
      String name, String dataset, long parameters, Decisions decisions) {
    return new Trials<>(
        name, dataset, parameters, decisions.size(), List.of(Trial.untrained(decisions)));
  }

  /**
   * A fitted method on windows.
   *
   * @param method such as a threshold on the period-3 ratio
   * @param dataset what the windows are
   * @param windows what it judges
   * @return one trial without a seed or a run
   */
  public static Trials<Decisions> of(
      SequenceClassifier method, String dataset, LabelledSequences windows) {
    return ofMethod(method.name(), dataset, method.parameters(), method.on(windows));
  }

  /**
   * What every classifier of windows should stand beside: one threshold on one number, fitted on
   * the training windows, see {@link Threshold#all}.
   *
   * @param data embedded windows or FASTA files; pictures have no letters to compute them from
   * @return a baseline each, judged on the test windows; none for pictures
   */
  public static List<Trials<Decisions>> baselines(CodingSource data) {
    if (data.isPictures()) {
      return List.of();
    }
    SequenceSplit windows = data.windows();
    return Threshold.all(windows.train()).stream()
        .map(method -> Trials.of(method, data.name(), windows.test()))
        .toList();
  }

  /**
   * A method without training by epochs, judged on many tasks.
   *
   * @param name for a reader
   * @param dataset what it was scored on
   * @param report what it does there
   * @return one trial without a seed or a run
   */
  public static Trials<MultiTaskReport> ofMethod(
      String name, String dataset, MultiTaskReport report) {
    int examples = report.tasks().get(0).examples();
    return new Trials<>(name, dataset, 0, examples, List.of(Trial.untrained(report)));
  }

  /**
   * Recorded runs of image classifiers.
   *
   * @param folder with a folder a run, each with {@code config.json}, {@code history.csv} and, for
   *     {@link Trial#test}, {@code predictions.csv}
   * @param dataset what they were scored on
   * @param classNames in label order
   * @return for each network one, by name; its seeds in rising order. Without parameters, which are
   *     the network's matter
   * @throws InputProblem if a configuration cannot be read
   */
  public static List<Trials<Predictions>> in(Path folder, String dataset, List<String> classNames) {
    SortedMap<String, List<Trial<Predictions>>> byName = new TreeMap<>();
    for (StoredRun run : StoredRun.allIn(folder)) {
      byName
          .computeIfAbsent(configuration(folder, run).experiment(), name -> new ArrayList<>())
          .add(recorded(folder, run, classNames));
    }
    List<Trials<Predictions>> all = new ArrayList<>();
    byName.forEach(
        (name, trials) -> {
          trials.sort(Comparator.comparingLong(Trial::seed));
          all.add(new Trials<>(name, dataset, 0, 0, trials));
        });
    return all;
  }

  /**
   * Some runs of an image classifier, as far as their predictions are there.
   *
   * @param name for a reader
   * @param dataset what they were scored on
   * @param classNames in label order
   * @param runs in the order of their seeds
   * @return a trial a run with predictions
   */
  public static Trials<Predictions> of(
      String name, String dataset, List<String> classNames, List<StoredRun> runs) {
    List<Trial<Predictions>> trials = new ArrayList<>();
    for (StoredRun run : runs) {
      ImageLearner.predictions(run, classNames)
          .ifPresent(
              test ->
                  trials.add(
                      Trial.recorded(
                          run.configuration()
                              .map(RunConfiguration::seed)
                              .orElse(trials.size() + 1L),
                          run.id().text(),
                          run.history(),
                          TrainingOutcome.Status.FINISHED,
                          () -> test)));
    }
    return new Trials<>(name, dataset, 0, 0, trials);
  }

  private static RunConfiguration configuration(Path folder, StoredRun run) {
    return run.configuration()
        .orElseThrow(
            () ->
                new InputProblem(
                    folder.toString(),
                    "the configuration of " + run.id() + " cannot be read",
                    "restore the folder from the repository, or make it anew"));
  }

  private static Trial<Predictions> recorded(Path folder, StoredRun run, List<String> classNames) {
    return Trial.recorded(
        configuration(folder, run).seed(),
        run.id().text(),
        run.history(),
        run.standing().isComplete()
            ? TrainingOutcome.Status.FINISHED
            : TrainingOutcome.Status.INTERRUPTED,
        () ->
            ImageLearner.predictions(run, classNames)
                .orElseThrow(
                    () ->
                        new InputProblem(
                            folder.toString(),
                            run.id() + " is there without its predictions",
                            "restore the folder from the repository, or train it here")));
  }

  /** The same with its first trial alone. */
  public Trials<S> onlyFirst() {
    return new Trials<>(name, dataset, parameters, examples, trials.subList(0, 1));
  }

  /** The same under another name. */
  public Trials<S> named(String other) {
    return new Trials<>(other, dataset, parameters, examples, trials);
  }

  /**
   * The same trainings, scored on something else.
   *
   * @param otherDataset what it is
   * @param otherExamples how many examples
   * @param score of one trial
   * @param <T> what it says
   * @return as many trials, from the same seeds and runs
   */
  public <T> Trials<T> scored(String otherDataset, int otherExamples, Function<Trial<S>, T> score) {
    return new Trials<>(
        name,
        otherDataset,
        parameters,
        otherExamples,
        trials.stream().map(trial -> trial.scored(() -> score.apply(trial))).toList());
  }

  /**
   * Trainings of many tasks, judged without one of them, see {@link MultiTaskReport#without}.
   *
   * @param task its name
   * @param all in any number
   * @return as many, under the same names
   */
  public static List<Trials<MultiTaskReport>> without(
      String task, List<Trials<MultiTaskReport>> all) {
    return all.stream()
        .map(
            trials ->
                trials.scored(
                    trials.dataset(), trials.examples(), trial -> trial.test().without(task)))
        .toList();
  }

  /** Whether a training was stopped before its end. */
  public boolean wasInterrupted() {
    return trials.stream().anyMatch(t -> t.status() == TrainingOutcome.Status.INTERRUPTED);
  }

  /** The trial of the first seed. */
  public Trial<S> first() {
    return trials.get(0);
  }

  /** What each trial says of the test set. */
  public List<S> tests() {
    return trials.stream().map(Trial::test).toList();
  }

  /** The base seeds; none of a method without training. */
  public List<Long> seeds() {
    return trials.stream().filter(Trial::isTrained).map(Trial::seed).toList();
  }

  /** The ids of the runs. */
  public List<String> runs() {
    return trials.stream().flatMap(trial -> trial.runs().stream()).toList();
  }

  /** The histories, a trial each. */
  public List<History> histories() {
    return trials.stream().map(Trial::history).toList();
  }

  /** Seconds of wall time that all epochs took, when they were computed. */
  public double seconds() {
    return histories().stream()
        .flatMap(history -> history.epochs().stream())
        .mapToDouble(EpochRecord::seconds)
        .sum();
  }

  /** Data, seeds and runs, to be recorded with a figure. */
  public Provenance provenance() {
    Provenance provenance = Provenance.on(dataset).withSeeds(seeds()).withRuns(runs());
    return examples == 0 ? provenance : provenance.withN(examples);
  }

  /**
   * The trials of a classifier, to be scored over the seeds.
   *
   * @throws InputProblem if it says no classes, such as a language model
   */
  public RepeatedDecisions decisions() {
    return new RepeatedDecisions(
        tests().stream()
            .map(
                test -> {
                  if (test instanceof Decisions decisions) {
                    return decisions;
                  }
                  throw new InputProblem(
                      name, "it is no classifier of one class", "give the trials of one");
                })
            .toList());
  }

  /**
   * What can be told of a classifier: tables, curves, the baselines beside it.
   *
   * @param baselines methods on the same test set, such as {@link #of}; may be empty
   * @param bootstrap how intervals are drawn
   * @throws InputProblem if these are no trials of an image classifier
   */
  public ClassifierReport report(List<Trials<Decisions>> baselines, Bootstrap bootstrap) {
    return new ClassifierReport(
        scored(dataset, examples, trial -> predictions(trial.test())), baselines, bootstrap);
  }

  private Predictions predictions(S test) {
    if (test instanceof Predictions predictions) {
      return predictions;
    }
    throw new InputProblem(
        name, "it gives no probabilities of classes", "ask for the report of a classifier");
  }

  /** A row a seed: run, epochs, what was measured after the last of them, seconds an epoch. */
  public Table table() {
    Columns<Trial<S>> columns =
        Columns.<Trial<S>>of(trials.stream().filter(Trial::isTrained).toList())
            .whole("seed", Trial::seed)
            .text("run", trial -> String.join(" ", trial.runs()))
            .count("epochs", trial -> trial.history().epochs().size());
    histories().stream()
        .flatMap(history -> history.metrics().stream())
        .distinct()
        .forEach(metric -> columns.number(EpochRecord.words(metric), trial -> last(trial, metric)));
    if (endWithinAnEpoch()) {
      columns.text("measured", trial -> trial.measured(true));
    }
    return columns.number("seconds an epoch", trial -> trial.history().meanSeconds()).table(name);
  }

  /** Whether one was stopped within an epoch, so that its network is not that of its history. */
  boolean endWithinAnEpoch() {
    return trials.stream().anyMatch(Trial::endsWithinAnEpoch);
  }

  private static double last(Trial<?> trial, String metric) {
    History history = trial.history();
    return history.metrics().contains(metric) ? history.last().metric(metric) : Double.NaN;
  }
}
