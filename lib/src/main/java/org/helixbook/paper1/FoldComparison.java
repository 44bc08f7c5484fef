package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.StudyResult;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.VariantResult;
import org.helixbook.experiment.VariantStudy;
import org.helixbook.model.threshold.Threshold;

/**
 * A recipe beside the period-3 ratio on gene-disjoint folds of the training windows: how a recipe
 * is chosen without the test windows.
 *
 * @param study two rows a fold, the network's and the ratio's
 */
public record FoldComparison(StudyResult study) {
  private static final String QUESTION =
      "Was the row-keeping network chosen without the test windows?";
  private static final String NETWORK = "row-keeping network, fold ";
  private static final String RATIO = "period-3 ratio, fold ";

  /**
   * Trains the row-keeping network and fits the ratio's threshold on all folds but one, and scores
   * both on that one; for each fold. Fold 1 is trained from seed 1, fold 2 from seed 2.
   *
   * @param how the store, the intervals and the listener; its seeds are not used
   * @param windows training windows of the set
   * @param folds how many, at least 2
   * @param epochs of each training
   * @return the comparison
   */
  public static FoldComparison run(
      VariantStudy how, CodingSet set, List<CodingWindow> windows, int folds, int epochs) {
    List<VariantResult> rows = new ArrayList<>();
    long fold = 0;
    for (SequenceSplit split : set.folds(windows, folds)) {
      fold++;
      String heldOut = "fold " + fold;
      VariantStudy one =
          new VariantStudy(
              how.store(), List.of(fold), how.bootstrap(), how.threads(), how.progress());
      CnnRecipe variant = PaperOneVariants.rowKeeper(epochs).named(NETWORK + fold);
      rows.add(one.train(variant, split.train(), split.test(), heldOut).result());
      rows.add(
          VariantResult.of(
                  Trials.of(Threshold.period3(split.train()), heldOut, split.test()),
                  how.bootstrap())
              .named(RATIO + fold));
    }
    return new FoldComparison(StudyResult.of("selection", QUESTION, rows));
  }

  /** How many folds there are. */
  public int folds() {
    return study.results().size() / 2;
  }

  /** What the network scored on a fold, counted from 1. */
  public VariantResult network(int fold) {
    return study.result(NETWORK + fold);
  }

  /** What the ratio scored on a fold, counted from 1. */
  public VariantResult ratio(int fold) {
    return study.result(RATIO + fold);
  }
}
