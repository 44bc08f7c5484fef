package org.helixbook.model.logistic;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.DesignMatrix;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.eval.Units;

/**
 * One side of a data set as logistic regression sees it.
 *
 * @param design features of each window
 * @param labels {@code [tasks][windows]}
 * @param unknown for each task the windows whose label is not known; empty if all are
 * @param units which windows lie together, for intervals
 */
public record KmerTasks(
    DesignMatrix design, boolean[][] labels, List<BitSet> unknown, Units units) {

  /**
   * The k-mer counts of windows.
   *
   * @param counter which k-mers
   * @return counts and labels
   */
  public static KmerTasks of(KmerCounter counter, MultiLabelWindows windows) {
    return new KmerTasks(
        DesignMatrix.of(counter.countAll(windows.size(), windows::sequence)),
        labels(windows),
        windows.unknown(),
        windows.units());
  }

  /**
   * The GC content of windows as their only feature: the baseline that knows nothing of words.
   *
   * @return GC content, 0.5 for a window of N alone, and labels
   */
  public static KmerTasks gcContent(MultiLabelWindows windows) {
    float[][] features = new float[windows.size()][1];
    for (int row = 0; row < features.length; row++) {
      double gc = windows.sequence(row).gcContent();
      features[row][0] = Double.isNaN(gc) ? 0.5f : (float) gc;
    }
    return new KmerTasks(
        DesignMatrix.of(features), labels(windows), windows.unknown(), windows.units());
  }

  static boolean[][] labels(MultiLabelWindows windows) {
    return IntStream.range(0, windows.taskCount())
        .mapToObj(windows::labelsOf)
        .toArray(boolean[][]::new);
  }

  /**
   * What a model says of these windows.
   *
   * @param model fitted on the same features
   * @return its log-odds beside the truth
   */
  public ScoredTasks scored(LogisticModel model) {
    return new ScoredTasks(model.logOdds(design), labels, unknown, units);
  }

  /**
   * Judges a model on these windows, with thresholds tuned on others.
   *
   * @param names the tasks' names
   * @param model fitted on the same features
   * @param validation where thresholds are tuned
   */
  public MultiTaskReport judge(List<String> names, LogisticModel model, KmerTasks validation) {
    return MultiTaskReport.of(names, validation.scored(model), scored(model));
  }
}
