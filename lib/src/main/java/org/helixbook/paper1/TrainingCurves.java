package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.helixbook.claims.Result;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.StableEpoch;
import org.helixbook.experiment.Provenance;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.run.StoredRun;

/**
 * What the curves of recorded trainings say: which model is stable first (claim P1.18), and how
 * many trainings leave the loss of guessing at all (claim P1.19).
 *
 * @param models the recorded ones, in the order of their complexity
 */
record TrainingCurves(List<RecordedModel> models) {
  private static final double LEVEL = 0.95;

  /**
   * The measurements there are: of trainings long enough for {@link StableEpoch}, undefined if one
   * is still moving, and of those that began with the published start.
   */
  List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i + 1 < models.size(); i++) {
      RecordedModel one = models.get(i);
      RecordedModel next = models.get(i + 1);
      SummaryStatistics differences = new SummaryStatistics();
      Map<Long, Double> other = stableEpochs(next);
      stableEpochs(one)
          .forEach(
              (seed, epoch) -> {
                if (other.containsKey(seed)) {
                  differences.addValue(epoch - other.get(seed));
                }
              });
      if (differences.getN() > 0) {
        results.add(
            result(
                "P1.18-" + one.model() + "-minus-" + next.model().replace("model-", ""),
                paired(differences),
                List.of(one, next),
                differences.getN()));
      }
    }
    List<StoredRun> asPublished =
        models.stream()
            .flatMap(model -> model.runs().stream())
            .filter(TrainingCurves::startsAsPublished)
            .toList();
    if (!asPublished.isEmpty()) {
      results.add(
          result(
              "P1.19-left",
              ProportionInterval.wilson(left(asPublished), asPublished.size()),
              models,
              asPublished.size()));
    }
    return results;
  }

  /** How many trainings left the plateau of guessing. */
  static int left(List<StoredRun> runs) {
    return ChancePlateau.left(runs.stream().map(run -> run.history().values("trainLoss")).toList());
  }

  /** By seed; NaN of a training that is still moving. One that is too short has none. */
  private static Map<Long, Double> stableEpochs(RecordedModel model) {
    Map<Long, Double> epochs = new TreeMap<>();
    for (StoredRun run : model.runs()) {
      double[] curve = run.history().values("testAccuracy");
      if (curve.length >= StableEpoch.FEWEST && run.configuration().isPresent()) {
        OptionalInt stable = StableEpoch.of(curve);
        epochs.put(
            run.configuration().get().seed(), stable.isPresent() ? stable.getAsInt() : Double.NaN);
      }
    }
    return epochs;
  }

  /** The mean with Student's interval; with one pair there is none. */
  private static ConfidenceInterval paired(SummaryStatistics differences) {
    long n = differences.getN();
    double half =
        n < 2
            ? Double.NaN
            : new TDistribution(n - 1).inverseCumulativeProbability((1 + LEVEL) / 2)
                * differences.getStandardDeviation()
                / Math.sqrt(n);
    double mean = differences.getMean();
    return new ConfidenceInterval(mean, mean - half, mean + half, LEVEL);
  }

  private static boolean startsAsPublished(StoredRun run) {
    return run.configuration()
        .map(configuration -> configuration.values().get("network.initialisation"))
        .filter(Initialisation.PYTORCH_DEFAULT.name()::equals)
        .isPresent();
  }

  private static Result result(
      String id, ConfidenceInterval measured, List<RecordedModel> of, long n) {
    List<Result> accuracies = of.stream().map(RecordedModel::accuracy).toList();
    Provenance provenance =
        accuracies.stream()
            .map(one -> Provenance.on(one.dataset()).withSeeds(one.seeds()).withRuns(one.runs()))
            .reduce(Provenance::and)
            .orElseThrow();
    return Result.of(id, measured, provenance.withN(n))
        .departing(accuracies.stream().map(Result::departure).toArray(String[]::new));
  }
}
