package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.chromatin.LabellingRule;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.feedback.InputProblem;

/**
 * The rules of a set of labelled bins.
 *
 * @param labelling when a bin is positive
 * @param blockLength bases of a block, the unit of the chromosome split
 * @param guard bases at each end of a block whose bins are left out
 * @param blockOrders how many random ways of putting blocks on sides are tried
 * @param train training windows
 * @param validation validation windows
 * @param test test windows
 * @param seed what all draws follow from
 */
record AnnotationRules(
    LabellingRule labelling,
    int blockLength,
    int guard,
    int blockOrders,
    int train,
    int validation,
    int test,
    long seed) {

  AnnotationRules {
    if (blockLength % labelling.binLength() != 0
        || guard < 0
        || 2 * guard >= blockLength
        || blockOrders < 1) {
      throw new InputProblem(
          "blockLength, guard and blockOrders",
          blockLength + ", " + guard + " and " + blockOrders + " do not fit",
          "use whole bins, guards shorter than half a block, and at least one order");
    }
    if (train < 1 || validation < 1 || test < 1) {
      throw new InputProblem(
          "train, validation, test",
          "they are " + train + ", " + validation + ", " + test,
          "use at least 1 window each");
    }
  }

  /** The rules of hg19-annotation: the paper's numbers of windows. */
  static AnnotationRules hg19Annotation() {
    return new AnnotationRules(
        LabellingRule.DEEPSEA, 250_000, 10_000, 1_000, 80_000, 2_000, 8_000, 919);
  }

  /** All windows. */
  int windows() {
    return train + validation + test;
  }

  /** The rules in words, for the report. */
  List<BuildReport.Rule> inWords(List<AnnotationTask> tasks) {
    List<BuildReport.Rule> rules = new ArrayList<>();
    for (AnnotationTask task : tasks) {
      rules.add(
          new BuildReport.Rule(
              "task " + task.name(), task.rule() + (task.local() ? " (landmark)" : " (domain)")));
    }
    rules.add(
        new BuildReport.Rule(
            "label",
            "DeepSEA's: of a bin of "
                + labelling.binLength()
                + " bp, counted from the chromosome's first base, at least "
                + labelling.smallestCover()
                + " bp are covered by the feature; bases under several intervals count once"));
    rules.add(
        new BuildReport.Rule(
            "candidates",
            "bins without N; not within "
                + guard
                + " bp of either end of a block of "
                + blockLength
                + " bp, so that bins of two blocks lie at least "
                + 2 * guard
                + " bp apart"));
    rules.add(
        new BuildReport.Rule(
            "chromosome split",
            "whole blocks: they are drawn for the test side until it holds its share of the bins"
                + " with a landmark, then for the validation side; the rest is the training side;"
                + " of "
                + blockOrders
                + " such draws the one is taken in which the tasks' rates on the two small sides"
                + " are most like those of the whole"));
    rules.add(
        new BuildReport.Rule(
            "draw",
            "on each side of the chromosome split the bins with a landmark, as many as all sides"
                + " can give in proportion to their sizes, and drawn bins without one for the rest;"
                + " so the rates of the tasks follow from this choice, not from the genome. A"
                + " window whose bases, on either strand, are in the set already is passed over"));
    rules.add(
        new BuildReport.Rule(
            "sizes",
            train + " training, " + validation + " validation, " + test + " test windows"));
    rules.add(
        new BuildReport.Rule(
            "random split", "the same windows, drawn for the sides without regard to their place"));
    rules.add(
        new BuildReport.Rule(
            "draws", "in the order of SHA-256 over the seed " + seed + " and the place"));
    return rules;
  }
}
