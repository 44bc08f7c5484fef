package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.StudyResult;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.VariantResult;
import org.helixbook.model.threshold.Threshold;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What the length of a sequence is worth: the same windows cut to several lengths, judged by the
 * row-keeping network and by the period-3 ratio, which see the same bases.
 *
 * @param lengths in nt, in the order asked for
 * @param networks a row a length
 * @param ratios a row a length
 */
public record LengthStudy(List<Integer> lengths, StudyResult networks, StudyResult ratios) {

  /** Copies the list. */
  public LengthStudy {
    lengths = List.copyOf(lengths);
  }

  /**
   * Trains and fits at each length.
   *
   * @param experiment the seeds
   * @param epochs of each training
   * @param lengths in nt, multiples of 3 from 60 on, none above that of the windows
   * @param train what to learn from
   * @param test what to measure on
   * @param threads how many windows to draw at a time
   * @param bootstrap how intervals are drawn
   * @return the scores
   * @throws org.helixbook.feedback.InputProblem if windows cannot be cut to a length
   */
  public static LengthStudy run(
      Experiment experiment,
      int epochs,
      List<Integer> lengths,
      LabelledSequences train,
      LabelledSequences test,
      int threads,
      Bootstrap bootstrap) {
    List<VariantResult> networks = new ArrayList<>();
    List<VariantResult> ratios = new ArrayList<>();
    for (int length : lengths) {
      String name = length + " nt";
      LabelledSequences shortTrain = train.cutTo(length);
      LabelledSequences shortTest = test.cutTo(length);
      CnnRecipe recipe = Variants.rowKeeper(epochs, length);
      networks.add(
          VariantResult.of(
              experiment.run(
                  recipe
                      .named(recipe.name() + ", " + name)
                      .on(shortTrain, shortTest, name, threads)),
              bootstrap));
      ratios.add(
          VariantResult.of(Trials.of(Threshold.period3(shortTrain), name, shortTest), bootstrap));
    }
    return new LengthStudy(
        lengths,
        StudyResult.of("length", "the network by length", networks),
        StudyResult.of("length-ratio", "the ratio by length", ratios));
  }

  /** A row a length: {@code nt}, and the accuracies of both with the ends of their intervals. */
  public Table table() {
    Table table =
        Table.create(
            "Accuracy by length",
            IntColumn.create("nt", lengths.stream().mapToInt(one -> one).toArray()));
    add(table, "network", networks.accuracies());
    add(table, "ratio", ratios.accuracies());
    return table;
  }

  private static void add(Table table, String name, List<ConfidenceInterval> values) {
    table.addColumns(
        DoubleColumn.create(name, values.stream().mapToDouble(ConfidenceInterval::value)),
        DoubleColumn.create(name + ", from", values.stream().mapToDouble(ConfidenceInterval::low)),
        DoubleColumn.create(name + ", to", values.stream().mapToDouble(ConfidenceInterval::high)));
  }
}
