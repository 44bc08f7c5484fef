package org.helixbook.paper1;

import java.util.Comparator;
import java.util.List;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.McNemar;
import org.helixbook.experiment.ScorePair;
import org.helixbook.experiment.StudyResult;
import org.helixbook.experiment.VariantResult;
import org.helixbook.model.cnn.FrequencyProfile;
import org.helixbook.plot.NumberText;

/**
 * The sentences that end the sections of Paper 1's last notebook, put together from the figures
 * above them. A word like "better" stands only where a 95 % interval lies on one side.
 */
public final class PaperOneConclusions {
  private static final int DECIMALS = 3;

  private PaperOneConclusions() {}

  private static String say(ConfidenceInterval figure) {
    return NumberText.fixed(figure.value(), DECIMALS);
  }

  private static String fromTo(ScorePair pair) {
    return say(pair.first().accuracy()) + " to " + interval(pair.second().accuracy());
  }

  private static String interval(ConfidenceInterval figure) {
    return NumberText.withInterval(figure, DECIMALS);
  }

  /**
   * Whether a network beats the period-3 ratio.
   *
   * @param network its score
   * @param ratio the ratio's, on the same windows
   * @param gain network minus ratio, accuracy
   * @param worstP the greatest exact McNemar p of any seed
   * @param areaGain network minus ratio, AUC
   * @return the sentence
   */
  public static String againstRatio(
      VariantResult network,
      VariantResult ratio,
      ConfidenceInterval gain,
      double worstP,
      ConfidenceInterval areaGain) {
    String verdict =
        gain.low() > 0
            ? "beats"
            : gain.value() > 0 ? "is ahead of, but not surely better than," : "does not beat";
    String byArea =
        areaGain.low() > 0
            ? "is better"
            : areaGain.high() < 0 ? "is worse" : "is not surely different";
    return "A network of "
        + NumberText.count(network.parameters())
        + " parameters that keeps its rows "
        + verdict
        + " the period-3 ratio on the test windows: accuracy "
        + say(network.accuracy())
        + " against "
        + say(ratio.accuracy())
        + ", difference "
        + interval(gain)
        + ", exact McNemar p "
        + NumberText.probability(worstP)
        + " at most for any seed. In AUC, which needs no threshold, it "
        + byArea
        + ": "
        + say(network.auc())
        + " against "
        + say(ratio.auc())
        + ", difference "
        + interval(areaGain)
        + ".";
  }

  /**
   * How much of the ratio's errors a network mends.
   *
   * @param tests network against ratio, one a seed, the network first
   * @param windows how many windows both judged
   * @param ratio the ratio's score on them
   * @return the sentence
   */
  public static String leftToWin(List<McNemar> tests, int windows, VariantResult ratio) {
    double rescued = tests.stream().mapToInt(McNemar::onlyFirstRight).average().orElse(Double.NaN);
    return "What is left to win: the ratio errs on "
        + Math.round((1 - ratio.accuracy().value()) * windows)
        + " of "
        + windows
        + " windows, and the network is right on "
        + NumberText.fixed(rescued, 1)
        + " of these (mean of the seeds).";
  }

  /**
   * What keeping every row does to the accuracy.
   *
   * @param grids the average over all rows first, every row kept last
   * @return the end of a sentence, such as {@code raises the accuracy: ...}
   */
  public static String keepingRows(StudyResult grids) {
    ConfidenceInterval all = grids.results().get(0).accuracy();
    ConfidenceInterval every = grids.results().get(grids.results().size() - 1).accuracy();
    String verdict =
        every.low() > all.high()
            ? "raises"
            : every.high() < all.low() ? "lowers" : "does not clearly change";
    return verdict + " the accuracy: " + interval(all) + " before, " + interval(every) + " after";
  }

  /**
   * What is left of each method where GC content tells nothing.
   *
   * @param gc GC content on all windows, and on windows of matched GC content
   * @param model2a likewise
   * @param network the row-keeping network's
   * @param ratio the period-3 ratio's
   * @return the sentence
   */
  public static String gcMatched(
      ScorePair gc, ScorePair model2a, ScorePair network, ScorePair ratio) {
    ConfidenceInterval matched = model2a.second().accuracy();
    return "On windows of matched GC content, GC content falls from "
        + fromTo(gc)
        + ", Model 2a goes from "
        + fromTo(model2a)
        + ", the row-keeping network from "
        + fromTo(network)
        + ", the ratio from "
        + fromTo(ratio)
        + ": GC content "
        + (matched.low() > 0.5 ? "does not explain" : "may explain")
        + " what Model 2a knows"
        + (matched.high() < model2a.first().accuracy().value()
            ? ", but it owes a part to it."
            : ".");
  }

  /**
   * What Model 2a looks at.
   *
   * @param profile its losses by frequency; class 0 is coding
   * @param model2a on whole pictures, and with the period-3 row erased
   * @param drop the accuracy that it loses
   * @param network the row-keeping network, whole and erased
   * @return the sentences
   */
  public static String erased(
      FrequencyProfile profile, ScorePair model2a, ConfidenceInterval drop, ScorePair network) {
    return "Coding windows lose most belief where the rows around "
        + NumberText.fixed(profile.mostLostAt(0), 2)
        + " cycles per base are painted over. Erasing the row of 1/3 with its neighbours takes"
        + " Model 2a from "
        + fromTo(model2a)
        + ", a loss of "
        + interval(drop)
        + ", and the row-keeping network from "
        + fromTo(network)
        + ".";
  }

  /** What the length of a sequence is worth, from the first length to the last. */
  public static String length(LengthStudy study) {
    int last = study.lengths().size() - 1;
    return "From "
        + study.lengths().get(0)
        + " to "
        + study.lengths().get(last)
        + " nt the network goes from "
        + interval(study.networks().get(0).accuracy())
        + " to "
        + interval(study.networks().get(last).accuracy())
        + ", the ratio from "
        + interval(study.ratios().get(0).accuracy())
        + " to "
        + interval(study.ratios().get(last).accuracy())
        + ".";
  }

  /**
   * Which change of an assumption costs most, and which cost nothing.
   *
   * @param changes the chosen recipe first, then one with one change each
   * @return the end of a sentence
   */
  public static String whatMatters(StudyResult changes) {
    ConfidenceInterval chosen = changes.results().get(0).accuracy();
    VariantResult worst =
        changes.results().stream()
            .min(Comparator.comparingDouble(one -> one.accuracy().value()))
            .orElseThrow();
    List<String> harmless =
        changes.results().stream()
            .skip(1)
            .filter(one -> one.accuracy().high() >= chosen.value())
            .map(VariantResult::name)
            .toList();
    if (worst.accuracy().value() >= chosen.value()) {
      return "no change costs anything.";
    }
    return "the change that costs most is '"
        + worst.name()
        + "': "
        + interval(worst.accuracy())
        + " against "
        + interval(chosen)
        + " as chosen; no clear loss from: "
        + (harmless.isEmpty() ? "none" : String.join(", ", harmless))
        + ".";
  }

  /**
   * What a random split adds.
   *
   * @param model2a accuracy on the random minus the gene-disjoint split
   * @param network likewise, the row-keeping network's
   * @return the sentence
   */
  public static String leakage(ConfidenceInterval model2a, ConfidenceInterval network) {
    return "The random split changes Model 2a by "
        + interval(model2a)
        + " and the row-keeping network by "
        + interval(network)
        + ": "
        + (model2a.low() > 0 || network.low() > 0
            ? "part of an accuracy on a random split is memory."
            : "no gain from remembered genes can be shown with so few windows.");
  }

  /**
   * What a random split adds in the other organism, which has one window a gene.
   *
   * @param network random minus disjoint accuracy of the row-keeping network trained there
   * @return the sentence
   */
  public static String leakageInTheOther(ConfidenceInterval network) {
    return "In Ustilago, where no gene has two windows, the random split changes the row-keeping"
        + " network by "
        + interval(network)
        + ": "
        + (network.low() > 0
            ? "windows of one chromosome tell of each other."
            : "no gain can be shown with so few windows.");
  }

  /**
   * What holds in the other organism, nothing fitted anew.
   *
   * @param network the row-keeping network, human on Ustilago, then Ustilago on human
   * @param model2a human on Ustilago
   * @param ratio the period-3 ratio's threshold, both ways
   * @return the sentence
   */
  public static String transfer(ScorePair network, VariantResult model2a, ScorePair ratio) {
    return "Trained on human windows, the row-keeping network scores "
        + interval(network.first().accuracy())
        + " on Ustilago"
        + area(network.first())
        + ", Model 2a "
        + interval(model2a.accuracy())
        + area(model2a)
        + " and the human threshold of the period-3 ratio "
        + interval(ratio.first().accuracy())
        + area(ratio.first())
        + "; the other way the network scores "
        + interval(network.second().accuracy())
        + " and the ratio "
        + interval(ratio.second().accuracy())
        + ".";
  }

  private static String area(VariantResult result) {
    return " (AUC " + say(result.auc()) + ")";
  }

  /**
   * What a recipe chosen on human windows is worth where it is trained anew.
   *
   * @param network its score on the other organism
   * @param ratio the ratio's there, its threshold fitted there
   * @param gain network minus ratio, accuracy
   * @return the sentence
   */
  public static String trainedAnew(
      VariantResult network, VariantResult ratio, ConfidenceInterval gain) {
    return "The recipe, chosen on human windows and trained anew on Ustilago, scores "
        + interval(network.accuracy())
        + " there against "
        + interval(ratio.accuracy())
        + " of the ratio: difference "
        + interval(gain)
        + (gain.low() > 0 ? ", better." : gain.high() < 0 ? ", worse." : ", which may be chance.");
  }
}
