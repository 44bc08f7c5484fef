package org.helixbook.engine.logistic;

/**
 * Looks along a direction for a step that lowers a function enough and where its slope is flat
 * enough (the strong Wolfe conditions), by the method of Moré and Thuente (1994), ACM Transactions
 * on Mathematical Software 20, 286: an interval that must hold such a step is narrowed by cubic and
 * quadratic interpolation. Whoever asks looks at {@link #at} and tells what is there.
 */
final class LineSearch {
  /** Share of the first slope by which a step has to lower the function. */
  private static final double DECREASE = 1e-3;

  /** Share of the first slope below which a slope is flat. */
  private static final double FLAT = 0.9;

  /** Share of its end below which an interval is not narrowed any more. */
  private static final double NARROW = 0.1;

  private static final double FARTHEST = 1e10;
  private static final double FARTHER = 4;

  /** How far into a known interval an extrapolated step goes at most. */
  private static final double INTO = 0.66;

  private static final int TRIALS = 20;

  /** What is known of one step. */
  private record Trial(double at, double value, double slope) {
    /** The same of the function less a line through the start. */
    Trial above(double line) {
      return new Trial(at, value - line * at, slope - line);
    }
  }

  private final double startValue;
  private final double startSlope;

  /** The best step so far, and the other end of the interval. */
  private Trial best;

  private Trial other;
  private double at;
  private double shortest;
  private double longest;
  private double width = FARTHEST;
  private double widthBefore = 2 * FARTHEST;
  private boolean bracketed;
  private boolean downhill = true;
  private boolean stuck;
  private int trials;

  /**
   * A search.
   *
   * @param value where it starts
   * @param slope there, below 0
   * @param first where to look first, above 0
   */
  LineSearch(double value, double slope, double first) {
    startValue = value;
    startSlope = slope;
    best = new Trial(0, value, slope);
    other = best;
    at = first;
    longest = first + FARTHER * first;
  }

  /** Where to look next. */
  double at() {
    return at;
  }

  /** Whether a step that will do cannot be found. */
  boolean failed() {
    return stuck;
  }

  /**
   * Takes what was found at {@link #at}.
   *
   * @return whether the search is over: then the step is there, unless it has {@link #failed}
   */
  boolean learn(double value, double slope) {
    double least = DECREASE * startSlope;
    boolean lower = value <= startValue + at * least;
    if (lower && Math.abs(slope) <= -FLAT * startSlope) {
      return true;
    }
    // The interval has shrunk to nothing: its best step has just been looked at again.
    if (isUsedUp()) {
      return true;
    }
    if (++trials >= TRIALS) {
      stuck = true;
      return true;
    }
    if (lower && slope >= 0) {
      downhill = false;
    }
    Trial found = new Trial(at, value, slope);
    if (downhill && !lower && value <= best.value) {
      // As long as no step has lowered the function enough, the line that says enough is taken off.
      double next = step(best.above(least), other.above(least), found.above(least));
      replace(found, found.above(least), best.above(least));
      at = next;
    } else {
      double next = step(best, other, found);
      replace(found, found, best);
      at = next;
    }
    narrow();
    return false;
  }

  private boolean isUsedUp() {
    return bracketed && (at <= shortest || at >= longest || longest - shortest <= NARROW * longest);
  }

  /** Makes the found step an end of the interval; it is compared as the search sees it. */
  private void replace(Trial found, Trial seen, Trial seenBest) {
    if (seen.value > seenBest.value) {
      other = found;
    } else {
      if (seen.slope * Math.signum(seenBest.slope) < 0) {
        other = best;
      }
      best = found;
    }
  }

  private void narrow() {
    if (bracketed) {
      double now = Math.abs(other.at - best.at);
      if (now >= INTO * widthBefore) {
        at = best.at + (other.at - best.at) / 2;
      }
      widthBefore = width;
      width = now;
      shortest = Math.min(best.at, other.at);
      longest = Math.max(best.at, other.at);
    } else {
      shortest = at + 1.1 * (at - best.at);
      longest = at + FARTHER * (at - best.at);
    }
    at = Math.max(0, Math.min(FARTHEST, at));
    if (isUsedUp()) {
      at = best.at;
    }
  }

  /** The next step to look at, by the four cases of the paper's section 4. */
  private double step(Trial low, Trial end, Trial found) {
    double turned = found.slope * Math.signum(low.slope);
    if (found.value > low.value) {
      bracketed = true;
      double cubic = cubic(low, found, found.at < low.at, false);
      double rise = (low.value - found.value) / (found.at - low.at) + low.slope;
      double quadratic = low.at + low.slope / rise / 2 * (found.at - low.at);
      return Math.abs(cubic - low.at) < Math.abs(quadratic - low.at)
          ? cubic
          : cubic + (quadratic - cubic) / 2;
    }
    double secant = found.at + found.slope / (found.slope - low.slope) * (low.at - found.at);
    if (turned < 0) {
      bracketed = true;
      double cubic = cubic(found, low, found.at > low.at, false);
      return Math.abs(cubic - found.at) > Math.abs(secant - found.at) ? cubic : secant;
    }
    double outwards = found.at > low.at ? longest : shortest;
    if (Math.abs(found.slope) < Math.abs(low.slope)) {
      double cubic = cubic(found, low, found.at > low.at, true);
      if (Double.isNaN(cubic)) {
        cubic = outwards;
      }
      boolean nearer = Math.abs(cubic - found.at) < Math.abs(secant - found.at);
      if (!bracketed) {
        return Math.max(shortest, Math.min(longest, nearer ? secant : cubic));
      }
      double most = found.at + INTO * (end.at - found.at);
      double next = nearer ? cubic : secant;
      return found.at > low.at ? Math.min(most, next) : Math.max(most, next);
    }
    return bracketed ? cubic(found, end, found.at > end.at, false) : outwards;
  }

  /**
   * Where the cubic through two steps, with their slopes, has its least value, seen from the first.
   *
   * @param backwards which of its two roots
   * @param outside whether it lies beyond the first; NaN if it has none there
   */
  private static double cubic(Trial from, Trial to, boolean backwards, boolean outside) {
    double bend = 3 * (to.value - from.value) / (from.at - to.at) + from.slope + to.slope;
    double scale = Math.max(Math.abs(bend), Math.max(Math.abs(from.slope), Math.abs(to.slope)));
    double square = bend / scale * (bend / scale) - from.slope / scale * (to.slope / scale);
    double root = scale * Math.sqrt(outside ? Math.max(0, square) : square);
    if (backwards) {
      root = -root;
    }
    double share = (root - from.slope + bend) / (root - from.slope + root + to.slope);
    if (outside && !(share < 0 && root != 0)) {
      return Double.NaN;
    }
    return from.at + share * (to.at - from.at);
  }
}
