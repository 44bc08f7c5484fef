package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.McNemar;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.StudyResult;
import org.helixbook.experiment.VariantResult;
import org.helixbook.model.cnn.FrequencyProfile;
import org.junit.jupiter.api.Test;

/** Each word that judges is held to the side of its interval. */
class ConclusionsTest {
  private static ConfidenceInterval interval(double low, double value, double high) {
    return new ConfidenceInterval(value, low, high, 0.95);
  }

  private static VariantResult scored(String name, double low, double value, double high) {
    return new VariantResult(
        name,
        "w",
        400,
        4866,
        List.of(1L, 2L),
        List.of(value, value),
        List.of(0.97, 0.97),
        interval(low, value, high),
        interval(0.96, 0.97, 0.98),
        List.of("a", "b"));
  }

  private static VariantResult before(String name, double value) {
    return scored(name, 0, value, 1);
  }

  private static Comparison gain(ConfidenceInterval difference, double p, McNemar... tests) {
    return new Comparison(
        "n",
        "r",
        "accuracy",
        difference,
        p,
        List.of(tests),
        Optional.empty(),
        Provenance.on("human"));
  }

  private static StudyResult study(VariantResult... rows) {
    return StudyResult.of("s", "q", Arrays.asList(rows));
  }

  @Test
  void aNetworkBeatsTheRatioOnlyWithAnIntervalAboveZero() {
    VariantResult network = scored("n", .93, .95, .97);
    VariantResult ratio = scored("r", .89, .92, .95);
    assertEquals(
        "A network of 4,866 parameters that keeps its rows beats the period-3 ratio on the test"
            + " windows: accuracy 0.950 against 0.920, difference 0.030 (0.010 to 0.050), exact"
            + " McNemar p 0.004 at most for any seed. In AUC, which needs no threshold, it is not"
            + " surely different: 0.970 against 0.970, difference 0.000 (-0.010 to 0.010).",
        Conclusions.againstRatio(
            network,
            ratio,
            gain(interval(.01, .03, .05), .004),
            gain(interval(-.01, 0, .01), Double.NaN)));
    String ahead =
        Conclusions.againstRatio(
            network,
            ratio,
            gain(interval(-.01, .03, .05), .2),
            gain(interval(.01, .02, .03), Double.NaN));
    assertTrue(ahead.contains("is ahead of, but not surely better than, the period-3"), ahead);
    assertTrue(ahead.contains("it is better:"), ahead);
    String behind =
        Conclusions.againstRatio(
            network,
            ratio,
            gain(interval(-.05, -.03, .01), .2),
            gain(interval(-.03, -.02, -.01), Double.NaN));
    assertTrue(behind.contains("does not beat"), behind);
    assertTrue(behind.contains("it is worse:"), behind);
  }

  @Test
  void whatIsLeftToWinIsCountedInWindows() {
    int[] truth = {0, 0, 1, 1};
    int[] ratio = {0, 1, 0, 1};
    assertEquals(
        "What is left to win: the ratio errs on 2 of 4 windows, and the network is right on 1.5 of"
            + " these (mean of the seeds).",
        Conclusions.leftToWin(
            gain(
                interval(0, 0, 0),
                1,
                McNemar.of(truth, new int[] {0, 0, 1, 1}, ratio),
                McNemar.of(truth, new int[] {1, 0, 0, 1}, ratio)),
            scoredOn(4, scored("r", .25, .5, .75))));
  }

  @Test
  void rowsRaiseTheAccuracyOnlyIfTheIntervalsAreApart() {
    VariantResult low = scored("all", .6, .65, .7);
    VariantResult high = scored("every", .71, .8, .9);
    VariantResult between = scored("rows", .69, .8, .9);
    assertEquals(
        "raises the accuracy: 0.650 (0.600 to 0.700) before, 0.800 (0.710 to 0.900) after",
        Conclusions.keepingRows(study(low, between, high)));
    assertTrue(Conclusions.keepingRows(study(high, low)).startsWith("lowers"));
    assertTrue(Conclusions.keepingRows(study(low, between)).startsWith("does not clearly change"));
  }

  @Test
  void gcContentExplainsUnlessTheIntervalIsAboveGuessing() {
    StudyResult all =
        study(
            before("row-keeping network", .95),
            before("Model 2a (reference run)", .82),
            before("period-3 ratio", .92),
            before("GC content", .74));
    VariantResult network = scored("row-keeping network", .9, .93, .96);
    VariantResult ratio = scored("period-3 ratio", .88, .91, .94);
    VariantResult gc = scored("GC content", .45, .5, .55);
    assertEquals(
        "On windows of matched GC content, GC content falls from 0.740 to 0.500 (0.450 to 0.550),"
            + " Model 2a goes from 0.820 to 0.700 (0.650 to 0.750), the row-keeping network from"
            + " 0.950 to 0.930 (0.900 to 0.960), the ratio from 0.920 to 0.910 (0.880 to 0.940): GC"
            + " content does not explain what Model 2a knows, but it owes a part to it.",
        Conclusions.gcMatched(all, study(network, scored("Model 2a", .65, .7, .75), ratio, gc)));
    assertTrue(
        Conclusions.gcMatched(
                study(before("Model 2a", .6), network, ratio, gc),
                study(scored("Model 2a", .5, .6, .7), network, ratio, gc))
            .endsWith("may explain what Model 2a knows."));
  }

  @Test
  void theFrequencyThatIsMissedMostIsNamed() {
    FrequencyProfile profile =
        new FrequencyProfile(new double[] {.1, .336, .5}, new double[][] {{0, .4, .1}, {.9, 0, 0}});
    assertEquals(
        "Coding windows lose most belief where the rows around 0.34 cycles per base are painted"
            + " over. Erasing the row of 1/3 with its neighbours takes Model 2a from 0.820 to 0.610"
            + " (0.560 to 0.660), a loss of 0.210 (0.150 to 0.270), and the row-keeping network"
            + " from 0.950 to 0.520 (0.470 to 0.570).",
        Conclusions.erased(
            profile,
            study(before("Model 2a", .82), before("row-keeping network", .95)),
            study(scored("Model 2a", .56, .61, .66), scored("row-keeping network", .47, .52, .57)),
            interval(.15, .21, .27)));
  }

  @Test
  void lengthGoesFromTheFirstToTheLast() {
    assertEquals(
        "From 102 to 600 nt the network goes from 0.600 (0.500 to 0.700) to 0.900 (0.800 to 1.000),"
            + " the ratio from 0.700 (0.600 to 0.800) to 0.800 (0.700 to 0.900).",
        Conclusions.length(
            new LengthStudy(
                List.of(102, 300, 600),
                study(scored("n", .5, .6, .7), scored("n", 0, .1, 1), scored("n", .8, .9, 1)),
                study(scored("r", .6, .7, .8), scored("r", 0, .1, 1), scored("r", .7, .8, .9)))));
  }

  @Test
  void aChangeIsHarmlessIfItsIntervalReachesWhatWasChosen() {
    VariantResult chosen = scored("as chosen", .9, .93, .95);
    VariantResult same = scored("colour", .88, .91, .93);
    VariantResult worse = scored("EIIP", .7, .75, .8);
    assertEquals(
        "the change that costs most is 'EIIP': 0.750 (0.700 to 0.800) against 0.930 (0.900 to"
            + " 0.950) as chosen; no clear loss from: colour.",
        Conclusions.whatMatters(study(chosen, same, worse)));
    assertTrue(Conclusions.whatMatters(study(chosen, worse)).endsWith("no clear loss from: none."));
    assertEquals("no change costs anything.", Conclusions.whatMatters(study(worse, chosen, same)));
  }

  @Test
  void memoryIsSaidOfARandomSplitOnlyWhereItShows() {
    ConfidenceInterval shows = interval(.01, .04, .07);
    ConfidenceInterval none = interval(-.03, .01, .05);
    assertEquals(
        "The random split changes Model 2a by 0.010 (-0.030 to 0.050) and the row-keeping network"
            + " by 0.010 (-0.030 to 0.050): no gain from remembered genes can be shown with so few"
            + " windows.",
        Conclusions.leakage(none, none));
    assertTrue(Conclusions.leakage(none, shows).endsWith("is memory."));
    assertTrue(Conclusions.leakage(shows, none).endsWith("is memory."));
    assertEquals(
        "In the other organism the random split changes the row-keeping"
            + " network by 0.010 (-0.030 to 0.050): no gain can be shown with so few windows.",
        Conclusions.leakageInTheOther(none));
    assertTrue(Conclusions.leakageInTheOther(shows).endsWith("tell of each other."));
  }

  @Test
  void theOtherOrganismIsSaidBothWays() {
    StudyResult away =
        study(
            scored("row-keeping network", .85, .88, .91),
            scored("period-3 ratio", .87, .9, .93),
            scored("Model 2a", .8, .85, .9));
    StudyResult back =
        study(scored("row-keeping network", .74, .78, .82), scored("period-3 ratio", .76, .8, .84));
    assertEquals(
        "Trained on human windows, the row-keeping network scores 0.880 (0.850 to 0.910) on those"
            + " of the other organism (AUC 0.970), Model 2a 0.850 (0.800 to 0.900) (AUC 0.970) and"
            + " the human threshold of the period-3 ratio 0.900 (0.870 to 0.930) (AUC 0.970); the"
            + " other way the network scores 0.780 (0.740 to 0.820) and the ratio 0.800 (0.760 to"
            + " 0.840).",
        Conclusions.transfer(away, back));
    String better = Conclusions.trainedAnew(back, interval(.01, .02, .03));
    assertTrue(better.contains("0.780 (0.740 to 0.820) there against 0.800"), better);
    assertTrue(better.endsWith("0.020 (0.010 to 0.030), better."), better);
    assertTrue(Conclusions.trainedAnew(back, interval(-.03, -.02, -.01)).endsWith(", worse."));
    assertTrue(
        Conclusions.trainedAnew(back, interval(-.03, 0, .01)).endsWith(", which may be chance."));
  }

  private static VariantResult scoredOn(int windows, VariantResult one) {
    return new VariantResult(
        one.name(),
        one.scoredOn(),
        windows,
        one.parameters(),
        one.seeds(),
        one.accuracies(),
        one.aucs(),
        one.accuracy(),
        one.auc(),
        one.runs());
  }
}
