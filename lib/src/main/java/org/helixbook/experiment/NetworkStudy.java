package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruLearner;
import org.helixbook.model.bigru.BiGruTask;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunResult;
import org.helixbook.run.RunStore;
import org.helixbook.run.TrainingOutcome;

/**
 * Trains variants of the network from the same seeds. What was trained before is there at once;
 * what was stopped goes on.
 *
 * @param store keeps the runs
 * @param seeds the seeds of each variant, at least one
 * @param progress is told of each training that has something left to do
 */
public record NetworkStudy(RunStore store, List<Long> seeds, Progress progress) {
  private static final String EXPERIMENT = "BiGRU, variants";

  /** Copies the list. */
  public NetworkStudy {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(progress, "progress");
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("give at least one seed");
    }
  }

  /** The same from other seeds. */
  public NetworkStudy from(List<Long> others) {
    return new NetworkStudy(store, others, progress);
  }

  /** One network that was trained. */
  private record Trained(
      BiGru network, ScoredTasks validation, ScoredTasks test, String run, double seconds) {}

  /**
   * Trains a variant from every seed.
   *
   * @param variant what to train
   * @return the networks, and how they do on the test windows
   * @throws CancellationException if it was stopped; asked for again, it goes on
   * @throws InputProblem if a training diverged, or as the store says
   */
  public TrainedVariant train(NetworkVariant variant) {
    List<Trained> all = seeds.stream().map(seed -> train(variant, seed)).toList();
    return new TrainedVariant(
        variant.name(),
        all.get(0).network().parameters(),
        seeds,
        all.stream()
            .map(one -> MultiTaskReport.of(variant.data().tasks(), one.validation(), one.test()))
            .toList(),
        all.stream().map(Trained::network).toList(),
        all.stream().map(Trained::run).toList(),
        all.stream().mapToDouble(Trained::seconds).sum());
  }

  /**
   * Trains, from every seed, one network for each task alone. Each is as large as the variant's but
   * for its heads, and is trained as long on the same windows; so all of them together cost as many
   * times more as there are tasks.
   *
   * @param variant the network of all tasks
   * @return the networks, task after task for each seed, and how they do on the test windows
   * @throws CancellationException if it was stopped; asked for again, it goes on
   * @throws InputProblem if a training diverged, or as the store says
   */
  public TrainedVariant trainSeparately(NetworkVariant variant) {
    ChromatinData data = variant.data();
    List<MultiTaskReport> reports = new ArrayList<>();
    List<Trained> all = new ArrayList<>();
    for (long seed : seeds) {
      List<Trained> tasks =
          IntStream.range(0, data.tasks().size())
              .mapToObj(
                  task ->
                      train(
                          new NetworkVariant(
                              variant.name() + ", " + data.tasks().get(task),
                              variant.description().toBuilder().tasks(1).build(),
                              data.withTasks(List.of(data.tasks().get(task))),
                              variant.training()),
                          seed))
              .toList();
      reports.add(
          MultiTaskReport.of(
              data.tasks(),
              joined(tasks.stream().map(Trained::validation).toList()),
              joined(tasks.stream().map(Trained::test).toList())));
      all.addAll(tasks);
    }
    return new TrainedVariant(
        variant.name(),
        data.tasks().size() * all.get(0).network().parameters(),
        seeds,
        reports,
        all.stream().map(Trained::network).toList(),
        all.stream().map(Trained::run).toList(),
        all.stream().mapToDouble(Trained::seconds).sum());
  }

  private static ScoredTasks joined(List<ScoredTasks> tasks) {
    return new ScoredTasks(
        tasks.stream().map(one -> one.probabilities()[0]).toArray(float[][]::new),
        tasks.stream().map(one -> one.labels()[0]).toArray(boolean[][]::new));
  }

  private Trained train(NetworkVariant variant, long seed) {
    ChromatinData data = variant.data();
    BiGruTask task = new BiGruTask(variant.description(), data);
    RunOutcome<BiGruLearner> run =
        store.run(
            task.configuration(EXPERIMENT, variant.trainingFrom(seed)),
            task,
            progress,
            history -> {});
    TrainingOutcome<BiGruLearner> outcome = run.training();
    if (outcome.status() == TrainingOutcome.Status.INTERRUPTED) {
      throw new CancellationException(
          "the training of '" + variant.name() + "' was stopped; run the cell again to go on");
    }
    RunResult result =
        run.result()
            .orElseThrow(
                () ->
                    new InputProblem(
                        "training of '" + variant.name() + "'",
                        outcome.message(),
                        "choose a smaller learning rate"));
    BiGruLearner learner = outcome.learner();
    return new Trained(
        ComputeThread.call(learner::bestNetwork),
        learner.validationScores(result),
        learner.testScores(result),
        run.id().toString(),
        outcome.history().epochs().stream().mapToDouble(EpochRecord::seconds).sum());
  }
}
