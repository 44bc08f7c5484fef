package org.helixbook.signal;

import java.util.concurrent.atomic.AtomicLongArray;
import org.helixbook.feedback.InputProblem;

/**
 * Counts powers in narrow bins, so that a quantile over hundreds of millions of them needs no
 * memory for the powers themselves. Adding is safe from several threads, and its outcome does not
 * depend on their order.
 */
final class PowerHistogram {
  // A positive double's bits grow with its value: its exponent and the first 13 bits of its
  // fraction number the bin, which is then 1 part in 8192 wide.
  private static final int SHIFT = 52 - 13;
  private static final long LOWEST = Double.doubleToRawLongBits(0x1p-60) >>> SHIFT;
  private static final long HIGHEST = Double.doubleToRawLongBits(0x1p60) >>> SHIFT;

  // Bin 0 takes everything below 2^-60, which is zero but for rounding.
  private final AtomicLongArray counts = new AtomicLongArray((int) (HIGHEST - LOWEST + 2));

  void add(PowerPlanes planes) {
    for (double[][] plane : planes.planes()) {
      for (double[] row : plane) {
        for (double power : row) {
          counts.incrementAndGet(binOf(power));
        }
      }
    }
  }

  private static int binOf(double power) {
    long bin = (Double.doubleToRawLongBits(power) >>> SHIFT) - LOWEST + 1;
    return (int) Math.max(0, Math.min(counts(), bin));
  }

  private static long counts() {
    return HIGHEST - LOWEST + 1;
  }

  /** The upper edge of the bin that holds the quantile. */
  double quantile(double share) {
    long total = 0;
    for (int bin = 0; bin < counts.length(); bin++) {
      total += counts.get(bin);
    }
    if (total == 0) {
      throw new InputProblem(
          "image scale", "there is no training window to fit it on", "give at least one");
    }
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    int bin = 0;
    while (true) {
      seen += counts.get(bin);
      if (seen >= wanted) {
        break;
      }
      bin++;
    }
    if (bin == 0) {
      throw new InputProblem(
          "image scale",
          "the " + share + " quantile of the training powers is 0",
          "use a higher quantile or windows that hold more than one base");
    }
    return Double.longBitsToDouble((LOWEST + bin) << SHIFT);
  }
}
