package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.helixbook.paper1.PreprocessingAblation.Step;
import org.helixbook.paper1.PreprocessingAblation.Variant;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the ablation of the preprocessing gave: a table, and the results of claim P1.3. */
public final class AblationReport {
  private static final Map<Step, String> IDS =
      new EnumMap<>(
          Map.of(
              Step.SCALE, "scaling",
              Step.STANDARDISE, "standardisation",
              Step.RESIZE, "resize",
              Step.BLUR, "blur"));

  private AblationReport() {}

  /**
   * The table.
   *
   * @param caption of the table
   * @param variants all steps first
   * @return a row a variant: mean, spread over the seeds, how many of them learned anything,
   *     difference to all steps with its 95 % interval, verdict
   */
  public static Table table(String caption, List<Variant> variants) {
    StringColumn steps = StringColumn.create("steps");
    DoubleColumn mean = DoubleColumn.create("mean test accuracy");
    DoubleColumn least = DoubleColumn.create("lowest seed");
    DoubleColumn greatest = DoubleColumn.create("highest seed");
    StringColumn left = StringColumn.create("left 0.693");
    DoubleColumn difference = DoubleColumn.create("minus all steps");
    DoubleColumn from = DoubleColumn.create("from");
    DoubleColumn to = DoubleColumn.create("to");
    StringColumn verdict = StringColumn.create("verdict");
    for (Variant one : variants) {
      steps.append(one.name());
      mean.append(one.mean());
      least.append(one.least());
      greatest.append(one.greatest());
      left.append(one.learned() + " of " + (one.accuracies().size() + one.diverged()));
      difference.append(one.difference().value());
      from.append(one.difference().low());
      to.append(one.difference().high());
      verdict.append(one.verdict());
    }
    return Table.create(caption, steps, mean, least, greatest, left, difference, from, to, verdict);
  }

  /**
   * What all steps gain over pictures that are only scaled (on values of 0 to 255 a training often
   * diverges, and then there is nothing to compare with), and what each step gains over its
   * absence.
   *
   * @param variants all steps first
   * @param dataset the data set's name
   * @param seeds of the trainings
   * @return results {@code P1.3-gain} and {@code P1.3-gain-*}, as far as they were computed; the
   *     interval is over test pictures and seeds
   */
  public static List<Result> results(List<Variant> variants, String dataset, List<Long> seeds) {
    List<Result> results = new ArrayList<>();
    for (Variant variant : variants.subList(Math.min(1, variants.size()), variants.size())) {
      Set<Step> off = EnumSet.allOf(Step.class);
      off.removeAll(variant.steps());
      boolean scalingAlone = variant.steps().equals(Set.of(Step.SCALE));
      if (!scalingAlone && off.size() != 1) {
        continue;
      }
      ConfidenceInterval d = variant.difference();
      // Not -d: that would make a minus sign before 0.
      ConfidenceInterval gain =
          new ConfidenceInterval(0 - d.value(), 0 - d.high(), 0 - d.low(), d.level());
      results.add(
          Result.of(
              scalingAlone ? "P1.3-gain" : "P1.3-gain-" + IDS.get(off.iterator().next()),
              gain,
              Provenance.on(dataset)
                  .withSeeds(seeds)
                  .withRuns(
                      Stream.concat(variants.get(0).runs().stream(), variant.runs().stream())
                          .toList())));
    }
    return results;
  }

  /** The ids of all runs, each once. */
  public static List<String> runs(List<Variant> variants) {
    return variants.stream().flatMap(variant -> variant.runs().stream()).distinct().toList();
  }
}
