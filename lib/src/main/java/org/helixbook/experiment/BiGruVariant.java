package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruLearner;
import org.helixbook.model.bigru.BiGruScores;
import org.helixbook.model.bigru.BiGruTask;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.bigru.NetworkScores;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunResult;

/**
 * A network of many tasks on windows.
 *
 * @param name for a reader, such as {@code one direction}
 * @param experiment groups its runs for a reader
 * @param description the network
 * @param data its windows, with as many tasks as the network has
 * @param training how; its seed is replaced by those of the experiment
 */
public record BiGruVariant(
    String name,
    String experiment,
    BiGruDescription description,
    ChromatinData data,
    BiGruTraining training)
    implements Variant<MultiTaskReport> {

  /**
   * Checks that all fits.
   *
   * @throws InputProblem if a side of the data is empty, or network and data differ in their tasks
   */
  public BiGruVariant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(training, "training");
    new BiGruTask(description, data);
  }

  /** Runs that are grouped as {@code BiGRU}. */
  public BiGruVariant(
      String name, BiGruDescription description, ChromatinData data, BiGruTraining training) {
    this(name, "BiGRU", description, data, training);
  }

  /** The same under another name. */
  public BiGruVariant named(String other) {
    return new BiGruVariant(other, experiment, description, data, training);
  }

  /** The same with its runs grouped under another name. */
  public BiGruVariant in(String otherExperiment) {
    return new BiGruVariant(name, otherExperiment, description, data, training);
  }

  /** The same data and training with another network. */
  public BiGruVariant with(BiGruDescription other) {
    return new BiGruVariant(name, experiment, other, data, training);
  }

  /** The same training with other windows, and the network that fits them. */
  public BiGruVariant with(ChromatinData other, BiGruDescription network) {
    return new BiGruVariant(name, experiment, network, other, training);
  }

  /**
   * Other training windows and as many steps as with these, to within an epoch: a smaller set is
   * passed over more often. Otherwise a larger set would also mean a longer training.
   *
   * @param other what to train on instead, with the same tasks
   * @return a variant whose number of epochs is scaled, at least 1
   */
  public BiGruVariant trainedOn(ChromatinData other) {
    long steps = (long) training.epochs() * data.train().size();
    int epochs = (int) Math.max(1, Math.round((double) steps / other.train().size()));
    return new BiGruVariant(name, experiment, description, other, with(epochs, training.seed()));
  }

  private BiGruTraining with(int epochs, long seed) {
    return new BiGruTraining(
        epochs,
        training.batchSize(),
        training.learningRate(),
        training.patience(),
        training.judgesEveryEpoch(),
        seed);
  }

  /**
   * A network for each task alone, as large as this but for its heads and trained as long on the
   * same windows; so all of them together cost as many times more as there are tasks. {@link
   * #joined} makes one of their trials.
   */
  public List<BiGruVariant> separately() {
    return IntStream.range(0, data.tasks().size())
        .mapToObj(
            task ->
                named(name + ", " + data.tasks().get(task))
                    .with(
                        data.withTasks(List.of(data.tasks().get(task))),
                        description.toBuilder().tasks(1).build()))
        .toList();
  }

  /**
   * The networks of {@link #separately}, judged as one.
   *
   * @param parts their trials, in the order of the tasks
   * @return a trial a seed, whose report is of all tasks and whose parameters are of all networks
   */
  public Trials<MultiTaskReport> joined(List<Trials<MultiTaskReport>> parts) {
    List<Trial<MultiTaskReport>> trials = new ArrayList<>();
    for (int i = 0; i < parts.stream().mapToInt(p -> p.trials().size()).min().orElse(0); i++) {
      int seed = i;
      List<Trial<MultiTaskReport>> tasks =
          parts.stream().map(part -> part.trials().get(seed)).toList();
      trials.add(
          Trial.joined(
              tasks, () -> MultiTaskReport.joined(tasks.stream().map(Trial::test).toList())));
    }
    return new Trials<>(
        name, dataset(), parts.stream().mapToLong(Trials::parameters).sum(), examples(), trials);
  }

  @Override
  public long parameters() {
    return BiGru.create(description, training.learningRate(), 1).parameters();
  }

  @Override
  public String dataset() {
    return data.name();
  }

  @Override
  public int examples() {
    return data.test().size();
  }

  @Override
  public RunConfiguration configuration(long seed) {
    return task().configuration(experiment, with(training.epochs(), seed));
  }

  @Override
  public BiGruTask task() {
    return new BiGruTask(description, data);
  }

  /** The report on the test windows, of the epoch that validation windows chose. */
  @Override
  public MultiTaskReport score(RunOutcome<?> outcome) {
    BiGruLearner learner = learner(outcome);
    RunResult result = outcome.complete(name);
    return MultiTaskReport.of(
        data.tasks(), learner.validationScores(result), learner.testScores(result));
  }

  /**
   * The score of trained networks on other windows with the same tasks. Thresholds stay those of
   * the validation windows.
   *
   * @param trials of this variant
   * @param what the windows are
   * @param others such as the test windows, shuffled
   * @return the same networks under another name
   */
  public Trials<MultiTaskReport> on(
      Trials<MultiTaskReport> trials, String what, MultiLabelWindows others) {
    return trials
        .named(what)
        .scored(
            dataset(),
            others.size(),
            trial ->
                MultiTaskReport.of(
                    data.tasks(),
                    scores(trial).validation(),
                    NetworkScores.of(network(trial), others)));
  }

  /**
   * What the network of a trial says of validation and test windows. Of a training that was
   * stopped, the network of the best epoch so far says it.
   *
   * @param trial of this variant
   * @throws InputProblem if the training diverged, or was stopped in its first epoch
   */
  public BiGruScores scores(Trial<MultiTaskReport> trial) {
    trial.requireSound(1);
    BiGruLearner learner = learner(trial.outcome());
    RunResult result =
        trial.outcome().result().orElseGet(() -> ComputeThread.call(learner::result));
    boolean judged = training.judgesEveryEpoch();
    return new BiGruScores(
        data.tasks(),
        result.metrics().get("bestEpoch").intValue(),
        learner.validationScores(result),
        learner.testScores(result),
        judged ? learner.f1ByEpoch(result, false) : new double[0][],
        judged ? learner.f1ByEpoch(result, true) : new double[0][]);
  }

  private static BiGruLearner learner(RunOutcome<?> outcome) {
    return (BiGruLearner) outcome.training().learner();
  }

  /**
   * The trained network of a trial, of the epoch that validation windows chose.
   *
   * @throws InputProblem if the training diverged, or was stopped in its first epoch
   */
  public static BiGru network(Trial<MultiTaskReport> trial) {
    trial.requireSound(1);
    return ComputeThread.call(learner(trial.outcome())::bestNetwork);
  }
}
