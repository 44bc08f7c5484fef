package org.helixbook.paper1;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.experiment.DifferingSettings;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;

/** Two recorded models of Paper 1, held against each other window by window. */
final class ModelPair {
  private static final SortedMap<String, String> NOTHING = Collections.emptySortedMap();

  private final RecordedModel first;
  private final RecordedModel second;
  private final List<Predictions> ofFirst;
  private final List<Predictions> ofSecond;

  /** A pair; what both said of the test windows is read here, once. */
  ModelPair(RecordedModel first, RecordedModel second) {
    this.first = first;
    this.second = second;
    ofFirst = first.predictions();
    ofSecond = second.predictions();
  }

  /** Whether the predictions of both are there, and are of the same test windows. */
  boolean judgedTheSameWindows() {
    return !ofFirst.isEmpty()
        && !ofSecond.isEmpty()
        && first.accuracy().dataset().equals(second.accuracy().dataset())
        && testSet(first).equals(testSet(second))
        && Arrays.equals(ofFirst.get(0).labels(), ofSecond.get(0).labels());
  }

  /**
   * The settings in which their trainings differ, beside their layers and seeds.
   *
   * @return such as {@code epochs 4 and 5}; empty if there are none, or one of them is not known
   */
  List<String> trainedDifferently() {
    SortedMap<String, String> one = recipe(first);
    SortedMap<String, String> two = recipe(second);
    if (one.isEmpty() || two.isEmpty()) {
      return List.of();
    }
    DifferingSettings differing = new DifferingSettings(List.of(one, two));
    return differing.columns().entrySet().stream()
        .map(column -> column.getKey() + " " + String.join(" and ", column.getValue()))
        .toList();
  }

  /**
   * The first's mean accuracy over its seeds minus the second's, with the interval over the
   * windows, which both must have judged.
   *
   * @param bootstrap how to resample
   * @param purpose a name for the draws
   * @return the difference, in [-1, 1]
   */
  ConfidenceInterval difference(Bootstrap bootstrap, String purpose) {
    return new RepeatedDecisions(ofFirst)
        .accuracyMinus(new RepeatedDecisions(ofSecond), bootstrap, purpose);
  }

  /** The exact test of their first seeds on the windows, which both must have judged. */
  McNemar firstSeeds() {
    return McNemar.of(labels(), ofFirst.get(0).predicted(), ofSecond.get(0).predicted());
  }

  /** The true classes of the windows. */
  int[] labels() {
    return ofFirst.get(0).labels();
  }

  /** How the first seed was trained and on what, by the paths of its configuration. */
  private static SortedMap<String, String> recipe(RecordedModel model) {
    SortedMap<String, String> recipe = new TreeMap<>(values(model));
    recipe
        .keySet()
        .removeIf(
            path ->
                path.equals("training.seed")
                    || !path.startsWith("training.")
                        && !path.startsWith("preparation.")
                        && !path.equals("network.initialisation"));
    return recipe;
  }

  /** Which data were split how; how many windows were learned from is another matter. */
  private static SortedMap<String, String> testSet(RecordedModel model) {
    SortedMap<String, String> data = new TreeMap<>(values(model));
    data.keySet()
        .removeIf(
            path ->
                !path.startsWith("preparation.source.") && !path.startsWith("preparation.data.")
                    || path.contains(".keep.")
                    || path.endsWith(".perClass"));
    return data;
  }

  private static SortedMap<String, String> values(RecordedModel model) {
    return model.runs().stream()
        .findFirst()
        .flatMap(StoredRun::configuration)
        .map(RunConfiguration::values)
        .orElse(NOTHING);
  }
}
