package org.helixbook.paper1;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.McNemar;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.StudyResult;
import org.helixbook.experiment.VariantResult;
import org.helixbook.model.cnn.FrequencyProfile;
import org.helixbook.plot.NumberText;

/**
 * The sentences that end the sections of the notebooks beyond the paper, put together from the
 * figures above them. A word like "better" stands only where a 95 % interval lies on one side.
 */
public final class Conclusions {
  private static final int DECIMALS = 3;
  private static final String KEEPER = "row-keeping network";
  private static final String MODEL_2A = "Model 2a";
  private static final String RATIO = "period-3 ratio";

  private Conclusions() {}

  private static String say(ConfidenceInterval figure) {
    return NumberText.fixed(figure.value(), DECIMALS);
  }

  /** The accuracy of the first row of a name in two studies. */
  private static String fromTo(StudyResult before, StudyResult after, String name) {
    return say(row(before, name).accuracy()) + " to " + interval(row(after, name).accuracy());
  }

  private static VariantResult row(StudyResult study, String name) {
    return study.results().stream()
        .filter(row -> row.name().startsWith(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no '" + name + "' in " + study.names()));
  }

  private static String interval(ConfidenceInterval figure) {
    return NumberText.withInterval(figure, DECIMALS);
  }

  /**
   * Whether a network beats the period-3 ratio.
   *
   * @param network its score
   * @param ratio the ratio's, on the same windows
   * @param gain network minus ratio, accuracy, with the greatest exact McNemar p of any seed
   * @param areaGain network minus ratio, AUC
   * @return the sentence
   */
  public static String againstRatio(
      VariantResult network, VariantResult ratio, Comparison gain, Comparison areaGain) {
    ConfidenceInterval area = areaGain.difference();
    String verdict =
        gain.difference().low() > 0
            ? "beats"
            : gain.difference().value() > 0
                ? "is ahead of, but not surely better than,"
                : "does not beat";
    String byArea =
        area.low() > 0 ? "is better" : area.high() < 0 ? "is worse" : "is not surely different";
    return "A network of "
        + NumberText.count(network.parameters())
        + " parameters that keeps its rows "
        + verdict
        + " the period-3 ratio on the test windows: accuracy "
        + say(network.accuracy())
        + " against "
        + say(ratio.accuracy())
        + ", difference "
        + interval(gain.difference())
        + ", exact McNemar p "
        + NumberText.probability(gain.p())
        + " at most for any seed. In AUC, which needs no threshold, it "
        + byArea
        + ": "
        + say(network.auc())
        + " against "
        + say(ratio.auc())
        + ", difference "
        + interval(area)
        + ".";
  }

  /**
   * How much of the ratio's errors a network mends.
   *
   * @param gain network minus ratio, with a test a seed
   * @param ratio the ratio's score on the windows that both judged
   * @return the sentence
   */
  public static String leftToWin(Comparison gain, VariantResult ratio) {
    int windows = ratio.windows();
    double rescued =
        gain.tests().stream().mapToInt(McNemar::onlyFirstRight).average().orElse(Double.NaN);
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
   * What the reference run says of all pooling grids.
   *
   * @param before its rows, those of {@link Variants#poolingGrids}
   * @return the sentences
   */
  public static String everyGrid(StudyResult before) {
    return "In the reference run it "
        + keepingRows(before)
        + ". The row as a channel gives "
        + interval(before.result("the same + row channel").accuracy())
        + ", zero padding "
        + interval(before.result("the same + zero padding").accuracy())
        + ", the rows around 1/3 alone "
        + interval(before.result("only the rows around 1/3").accuracy())
        + "; averages over 96, 32, 10 and 3 rows "
        + Stream.of(96, 32, 10, 3)
            .map(rows -> interval(before.result("average over " + rows + " rows").accuracy()))
            .collect(Collectors.joining(", "))
        + ". "
        + before.provenance()
        + ".";
  }

  /**
   * What is left of each method where GC content tells nothing.
   *
   * @param all GC content, Model 2a, the row-keeping network and the period-3 ratio on all windows
   * @param gcMatched the same on windows of matched GC content
   * @return the sentence
   */
  public static String gcMatched(StudyResult all, StudyResult gcMatched) {
    ConfidenceInterval matched = row(gcMatched, MODEL_2A).accuracy();
    return "On windows of matched GC content, GC content falls from "
        + fromTo(all, gcMatched, "GC content")
        + ", Model 2a goes from "
        + fromTo(all, gcMatched, MODEL_2A)
        + ", the row-keeping network from "
        + fromTo(all, gcMatched, KEEPER)
        + ", the ratio from "
        + fromTo(all, gcMatched, RATIO)
        + ": GC content "
        + (matched.low() > 0.5 ? "does not explain" : "may explain")
        + " what Model 2a knows"
        + (matched.high() < row(all, MODEL_2A).accuracy().value()
            ? ", but it owes a part to it."
            : ".");
  }

  /**
   * What Model 2a looks at.
   *
   * @param profile its losses by frequency; class 0 is coding
   * @param whole Model 2a and the row-keeping network on whole pictures
   * @param erased both with the period-3 row erased
   * @param drop the accuracy that Model 2a loses
   * @return the sentences
   */
  public static String erased(
      FrequencyProfile profile, StudyResult whole, StudyResult erased, ConfidenceInterval drop) {
    return "Coding windows lose most belief where the rows around "
        + NumberText.fixed(profile.mostLostAt(0), 2)
        + " cycles per base are painted over. Erasing the row of 1/3 with its neighbours takes"
        + " Model 2a from "
        + fromTo(whole, erased, MODEL_2A)
        + ", a loss of "
        + interval(drop)
        + ", and the row-keeping network from "
        + fromTo(whole, erased, KEEPER)
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
        + interval(study.networks().accuracies().get(0))
        + " to "
        + interval(study.networks().accuracies().get(last))
        + ", the ratio from "
        + interval(study.ratios().accuracies().get(0))
        + " to "
        + interval(study.ratios().accuracies().get(last))
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
   * What a random split adds in the other organism.
   *
   * @param network random minus disjoint accuracy of the row-keeping network trained there
   * @return the sentence
   */
  public static String leakageInTheOther(ConfidenceInterval network) {
    return "In the other organism the random split changes the row-keeping"
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
   * @param away human methods on the other organism's windows: the row-keeping network, Model 2a
   *     and the period-3 ratio
   * @param back the other organism's network and ratio on human windows
   * @return the sentence
   */
  public static String transfer(StudyResult away, StudyResult back) {
    VariantResult network = row(away, KEEPER);
    VariantResult model2a = row(away, MODEL_2A);
    VariantResult ratio = row(away, RATIO);
    return "Trained on human windows, the row-keeping network scores "
        + interval(network.accuracy())
        + " on those of the other organism"
        + area(network)
        + ", Model 2a "
        + interval(model2a.accuracy())
        + area(model2a)
        + " and the human threshold of the period-3 ratio "
        + interval(ratio.accuracy())
        + area(ratio)
        + "; the other way the network scores "
        + interval(row(back, KEEPER).accuracy())
        + " and the ratio "
        + interval(row(back, RATIO).accuracy())
        + ".";
  }

  private static String area(VariantResult result) {
    return " (AUC " + say(result.auc()) + ")";
  }

  /**
   * What a recipe chosen on human windows is worth where it is trained anew.
   *
   * @param home the network and the ratio, both trained on the other organism and tested there
   * @param gain network minus ratio, accuracy
   * @return the sentence
   */
  public static String trainedAnew(StudyResult home, ConfidenceInterval gain) {
    return "The recipe, chosen on human windows and trained anew on the other organism, scores "
        + interval(row(home, KEEPER).accuracy())
        + " there against "
        + interval(row(home, RATIO).accuracy())
        + " of the ratio: difference "
        + interval(gain)
        + (gain.low() > 0 ? ", better." : gain.high() < 0 ? ", worse." : ", which may be chance.");
  }
}
