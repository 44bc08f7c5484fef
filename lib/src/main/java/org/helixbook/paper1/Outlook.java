package org.helixbook.paper1;

import java.util.List;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.LearningCurve;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.SizeSweep;
import org.helixbook.experiment.Trials;

/**
 * What the paper's outlook expects and never tests: that more data (claim P1.20) and more layers
 * (claim P1.21) improve the accuracy.
 *
 * @param network the end of the measurements' ids, such as {@code model-2}
 * @param bootstrap how intervals are drawn
 */
public record Outlook(String network, Bootstrap bootstrap) {
  /** The accuracy that a number of windows is asked for. */
  public static final double WANTED = 0.95;

  /** The protocol 224 x 224 pictures and 125 epochs each would take days. */
  private static final String HOW = "the recipe of quick, on small pictures, for few epochs";

  /**
   * What more windows gain.
   *
   * @param sweep the network from more and more windows
   * @return {@code P1.20-*}
   */
  public List<Result> results(SizeSweep sweep) {
    LearningCurve law = sweep.law();
    Provenance all =
        sweep.trials().stream().map(Trials::provenance).reduce(Provenance::and).orElseThrow();
    return Stream.concat(
            compared("P1.20", sweep.largest(), sweep.eighth()).stream(),
            Stream.of(
                Result.of(id("P1.20", "exponent"), law.exponent(), all),
                Result.of(id("P1.20", "windows"), law.examplesFor(1 - WANTED), all)))
        .map(one -> one.departing(HOW))
        .toList();
  }

  /**
   * What more layers gain.
   *
   * @param deeper the network with more layers
   * @param plain the network, from the same seeds, on the same test windows
   * @return {@code P1.21-*}
   */
  public List<Result> results(Trials<Predictions> deeper, Trials<Predictions> plain) {
    return compared("P1.21", deeper, plain);
  }

  private List<Result> compared(String claim, Trials<Predictions> one, Trials<Predictions> other) {
    Comparison gain = Comparison.ofAccuracy(one, other, bootstrap);
    List<double[]> losses =
        Stream.concat(one.histories().stream(), other.histories().stream())
            .map(history -> history.values("trainLoss"))
            .toList();
    return List.of(
        Result.of(id(claim, "gain"), gain.difference(), gain.provenance()).departing(HOW),
        Result.of(
                id(claim, "left"),
                (double) ChancePlateau.left(losses) / losses.size(),
                gain.provenance().withN(losses.size()))
            .departing(HOW));
  }

  private String id(String claim, String what) {
    return claim + "-" + what + "-" + network;
  }
}
