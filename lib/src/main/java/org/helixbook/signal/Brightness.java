package org.helixbook.signal;

/**
 * What the brightness of a pixel stands for. Each is a function of power / ceiling, where the
 * ceiling is a power, and gives 1 at the ceiling and above it.
 */
public enum Brightness {
  /** The square root of power / ceiling. */
  MAGNITUDE {
    @Override
    double of(double power, double ceiling) {
      return clip(Math.sqrt(power / ceiling));
    }
  },
  /** power / ceiling: the brightest peaks stand out. */
  POWER {
    @Override
    double of(double power, double ceiling) {
      return clip(power / ceiling);
    }
  },
  /**
   * Decibels: 1 at the ceiling, 0 at {@value #DECIBELS} dB below it and lower, straight in between.
   */
  LOG_POWER {
    @Override
    double of(double power, double ceiling) {
      return clip(1 + 10 * Math.log10(power / ceiling) / DECIBELS);
    }
  };

  /** The range of {@link #LOG_POWER}, an assumption of the kit. */
  public static final double DECIBELS = 40;

  /**
   * The brightness of a power.
   *
   * @param power at least 0
   * @param ceiling above 0
   * @return in [0, 1]
   */
  abstract double of(double power, double ceiling);

  private static double clip(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
