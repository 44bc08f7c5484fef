package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.VariantResult;
import org.helixbook.experiment.VariantStudy;
import org.helixbook.model.threshold.Threshold;

/**
 * What the length of a sequence is worth: the same windows cut to several lengths, judged by a
 * network and by the period-3 ratio, which see the same bases.
 *
 * @param lengths in nt, in the order asked for
 * @param networks what the network scored at each length
 * @param ratios what the ratio scored
 */
public record LengthStudy(
    List<Integer> lengths, List<VariantResult> networks, List<VariantResult> ratios) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no length, or not a score of each for every one
   */
  public LengthStudy {
    lengths = List.copyOf(lengths);
    networks = List.copyOf(networks);
    ratios = List.copyOf(ratios);
    if (lengths.isEmpty() || lengths.size() != networks.size() || lengths.size() != ratios.size()) {
      throw new IllegalArgumentException(
          lengths.size() + " lengths, " + networks.size() + " and " + ratios.size() + " scores");
    }
  }

  /**
   * Trains and fits at each length.
   *
   * @param study how to train
   * @param variant the network for windows of a length in nt
   * @param lengths in nt, multiples of 3, none above that of the windows
   * @param train what to learn from
   * @param test what to measure on
   * @return the scores
   * @throws org.helixbook.feedback.InputProblem if windows cannot be cut to a length
   */
  public static LengthStudy run(
      VariantStudy study,
      IntFunction<CnnRecipe> variant,
      List<Integer> lengths,
      LabelledSequences train,
      LabelledSequences test) {
    List<VariantResult> networks = new ArrayList<>();
    List<VariantResult> ratios = new ArrayList<>();
    for (int length : lengths) {
      String scoredOn = length + " nt";
      LabelledSequences shortTrain = train.cutTo(length);
      LabelledSequences shortTest = test.cutTo(length);
      CnnRecipe network = variant.apply(length);
      networks.add(
          study
              .train(network, shortTrain, shortTest, scoredOn, network.name() + ", " + scoredOn)
              .result());
      ratios.add(
          VariantResult.of(
              Trials.of(Threshold.period3(shortTrain), scoredOn, shortTest), study.bootstrap()));
    }
    return new LengthStudy(lengths, networks, ratios);
  }
}
