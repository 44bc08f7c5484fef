package org.helixbook.signal;

/**
 * The weights that fade a window of the short-time Fourier transform out towards its ends, so that
 * a strong frequency leaks less into its neighbours. All are the periodic (DFT-even) form, as
 * spectral analysis uses it: the weights of length n are the first n of the symmetric form of
 * length n + 1.
 */
public enum Taper {
  /** Raised cosine: 0.5 - 0.5 cos. */
  HANN(0.5, 0.5, 0),
  /** 0.54 - 0.46 cos. */
  HAMMING(0.54, 0.46, 0),
  /** 0.42 - 0.5 cos + 0.08 cos of twice the angle. */
  BLACKMAN(0.42, 0.5, 0.08),
  /** No taper: all weights 1. */
  RECTANGULAR(1, 0, 0);

  private final double constant;
  private final double first;
  private final double second;

  Taper(double constant, double first, double second) {
    this.constant = constant;
    this.first = first;
    this.second = second;
  }

  /**
   * Its weights.
   *
   * @param length of the window, at least 2
   * @return {@code [length]}, each in [0, 1] up to rounding
   * @throws IllegalArgumentException if the window is shorter
   */
  public double[] weights(int length) {
    if (length < 2) {
      throw new IllegalArgumentException("a taper of length " + length + " is too short; use 2");
    }
    double[] weights = new double[length];
    for (int i = 0; i < length; i++) {
      double angle = 2 * Math.PI * i / length;
      weights[i] = constant - first * Math.cos(angle) + second * Math.cos(2 * angle);
    }
    return weights;
  }
}
