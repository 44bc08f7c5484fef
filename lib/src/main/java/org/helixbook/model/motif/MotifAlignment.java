package org.helixbook.model.motif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;

/**
 * Moves stretches of windows against each other, within narrow bounds, until they agree as well as
 * they can: each stretch in turn is the first guess of the motif, every window then takes the place
 * where the motif fits best, the motif is counted anew, and so on until nothing moves. The guess
 * that ends with most bits is kept. One occurrence a window.
 *
 * @param windows {@code [n][length]} base ids
 * @param starts where each window's stretch begins
 * @param width of the motif
 * @param shift how far a stretch may move to either side
 * @param bothStrands whether a stretch may be read from the other strand
 */
record MotifAlignment(byte[][] windows, int[] starts, int width, int shift, boolean bothStrands) {
  private static final int MOST_ROUNDS = 30;

  /** The best placement, a site a window; {@code row} counts the windows given here. */
  List<MotifSite> align() {
    MotifSite[] best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int seed = 0; seed < windows.length; seed++) {
      MotifSite[] sites = inPhase(settle(new MotifSite(seed, starts[seed], false)));
      double bits = information(sites);
      if (bits > most) {
        most = bits;
        best = sites;
      }
    }
    return List.of(best);
  }

  private MotifSite[] settle(MotifSite seed) {
    MotifSite[] sites = place(matrix(seed));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      MotifSite[] next = place(matrix(sites));
      if (Arrays.equals(next, sites)) {
        break;
      }
      sites = next;
    }
    return sites;
  }

  private MotifSite[] place(PositionWeightMatrix motif) {
    double[][] forward = motif.weights();
    double[][] reverse = motif.reverseComplement().weights();
    MotifSite[] sites = new MotifSite[windows.length];
    for (int row = 0; row < sites.length; row++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int by = -shift; by <= shift; by++) {
        int start = starts[row] + by;
        double here = fit(forward, windows[row], start);
        if (here > best) {
          best = here;
          sites[row] = new MotifSite(row, start, false);
        }
        double there = bothStrands ? fit(reverse, windows[row], start) : best;
        if (there > best) {
          best = there;
          sites[row] = new MotifSite(row, start, true);
        }
      }
    }
    return sites;
  }

  private static double fit(double[][] weights, byte[] window, int start) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int at = start + i;
      if (at >= 0 && at < window.length && window[at] != BaseIds.UNKNOWN) {
        sum += weights[i][window[at]];
      }
    }
    return sum;
  }

  /** All sites moved together: the walk may have settled beside the middle of the motif. */
  private MotifSite[] inPhase(MotifSite[] settled) {
    MotifSite[] best = settled;
    double most = information(settled);
    for (int by = -shift; by <= shift; by++) {
      int forward = by;
      MotifSite[] moved =
          Arrays.stream(settled)
              .map(
                  site ->
                      new MotifSite(
                          site.row(),
                          site.start() + (site.reversed() ? -forward : forward),
                          site.reversed()))
              .toArray(MotifSite[]::new);
      double bits = information(moved);
      if (bits > most) {
        most = bits;
        best = moved;
      }
    }
    return best;
  }

  PositionWeightMatrix matrix(MotifSite... sites) {
    List<byte[]> spelled = new ArrayList<>();
    for (MotifSite site : sites) {
      spelled.add(spelled(windows[site.row()], site, width));
    }
    return PositionWeightMatrix.of(spelled);
  }

  /** The bases of a site in the motif's direction; unknown where it runs over the window's ends. */
  static byte[] spelled(byte[] window, MotifSite site, int width) {
    byte[] bases = new byte[width];
    for (int i = 0; i < width; i++) {
      int at = site.start() + (site.reversed() ? width - 1 - i : i);
      byte base = at < 0 || at >= window.length ? BaseIds.UNKNOWN : window[at];
      bases[i] = site.reversed() ? BaseIds.complement(base) : base;
    }
    return bases;
  }

  /** Bits of all positions; a position that many windows lack counts for less. */
  private double information(MotifSite[] sites) {
    double sum = 0;
    for (double[] position : matrix(sites).counts()) {
      double seen = Arrays.stream(position).sum();
      sum += InformationContent.correctedBits(position) * seen / sites.length;
    }
    return sum;
  }
}
