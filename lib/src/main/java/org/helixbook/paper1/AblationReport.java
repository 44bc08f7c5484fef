package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.helixbook.feedback.Columns;
import org.helixbook.paper1.PreprocessingAblation.Step;
import org.helixbook.paper1.PreprocessingAblation.Variant;
import tech.tablesaw.api.Table;

/** What the ablation of the preprocessing gave: a table, and the results of claim P1.3. */
public final class AblationReport {
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
    return Columns.of(variants)
        .text("steps", Variant::name)
        .number("mean test accuracy", Variant::mean)
        .number("lowest seed", Variant::least)
        .number("highest seed", Variant::greatest)
        .text("left 0.693", one -> one.learned() + " of " + one.trainings())
        .number("minus all steps", one -> one.difference().value())
        .number("from", one -> one.difference().low())
        .number("to", one -> one.difference().high())
        .text("verdict", Variant::verdict)
        .table(caption);
  }

  /**
   * What all steps gain over pictures that are only scaled (on values of 0 to 255 a training often
   * diverges, and then there is nothing to compare with), and what each step gains over its
   * absence.
   *
   * @param variants all steps first
   * @param dataset the data set's name
   * @param seeds of the trainings
   * @return results {@code P1.3-gain} and {@code P1.3-gain-*}, as far as they were computed, with
   *     intervals over test pictures and seeds; and {@code P1.3-left}, the share of the trainings
   *     behind {@code P1.3-gain} that began to learn
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
      Provenance provenance =
          Provenance.on(dataset).withSeeds(seeds).withRuns(runs(List.of(variants.get(0), variant)));
      ConfidenceInterval d = variant.difference();
      // Not -d: that would make a minus sign before 0.
      ConfidenceInterval gain =
          new ConfidenceInterval(0 - d.value(), 0 - d.high(), 0 - d.low(), d.level());
      results.add(
          Result.of(
              scalingAlone ? "P1.3-gain" : "P1.3-gain-" + off.iterator().next().id(),
              gain,
              provenance));
      if (scalingAlone) {
        int trainings = variants.get(0).trainings() + variant.trainings();
        results.add(
            Result.of(
                "P1.3-left",
                (double) (variants.get(0).learned() + variant.learned()) / trainings,
                provenance.withN(trainings)));
      }
    }
    return results;
  }

  /** The ids of all runs, each once. */
  public static List<String> runs(List<Variant> variants) {
    return variants.stream().flatMap(variant -> variant.runs().stream()).distinct().toList();
  }
}
