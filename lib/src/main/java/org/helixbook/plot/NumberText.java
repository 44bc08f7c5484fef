package org.helixbook.plot;

import java.util.Locale;
import org.helixbook.eval.ConfidenceInterval;

/** Numbers as a reader sees them, the same in every locale; what is undefined reads NA. */
public final class NumberText {
  private NumberText() {}

  /**
   * A number with a fixed count of decimals, rounded half up on its decimal form.
   *
   * @param value the number; NaN reads {@code NA}
   * @param decimals digits after the point, 0 to 12
   * @return such as {@code 0.955}; a zero never carries a minus sign
   */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "NA";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9')
        ? text.substring(1)
        : text;
  }

  /**
   * A difference with a fixed count of decimals and its sign, rounded as {@link #fixed} does. What
   * rounds to zero has no sign: at so many decimals neither side is the larger one.
   *
   * @param value the difference; NaN reads {@code NA}
   * @param decimals digits after the point, 0 to 12
   * @return such as {@code +0.091}, {@code -0.010}, {@code 0.000}
   */
  public static String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    boolean zero = Double.isFinite(value) && text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value > 0 && !zero ? "+" + text : text;
  }

  /**
   * A number as short as three significant digits allow, four between 10 and 100: whole where it is
   * whole.
   *
   * @param value the number; NaN reads {@code NA}
   * @return such as {@code 569,746}, {@code 0.003}, {@code 50.61}
   */
  public static String brief(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return fixed(value, 0);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e15) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals =
        size >= 10 && size < 100 ? 2 : Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    if (decimals == 0) {
      return count(Math.round(value));
    }
    String text = fixed(value, decimals);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** A number of a rule: whole, or with up to four decimals and no zeros at their end. */
  public static String exact(double value) {
    return value == Math.rint(value) ? brief(value) : fixed(value, 4).replaceAll("0+$", "");
  }

  /**
   * A measured number, with as many decimals as every other of its size, so that figures stand
   * below one another: three below 10, two below 100, else one. A whole number without an interval
   * has none.
   *
   * @param value the number; NaN reads {@code NA}
   * @param ranged whether an interval stands beside it
   * @return such as {@code 0.960}, {@code 73.16}, {@code 569,746}
   */
  public static String measured(double value, boolean ranged) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return fixed(value, 0);
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && !ranged && size < 1e15) {
      return count((long) value);
    }
    return size < 100
        ? fixed(value, size < 10 ? 3 : 2)
        : String.format(Locale.ROOT, "%,.1f", value);
  }

  /**
   * A whole number with commas between thousands.
   *
   * @param value the number
   * @return such as {@code 569,746}
   */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * An interval.
   *
   * @param low its lower end; NaN if there is no interval
   * @param high its upper end
   * @param decimals digits after the point
   * @return such as {@code 0.930 to 0.971}; {@code NA} without an interval
   */
  public static String interval(double low, double high, int decimals) {
    return Double.isNaN(low) || Double.isNaN(high)
        ? "NA"
        : fixed(low, decimals) + " to " + fixed(high, decimals);
  }

  /**
   * A figure with its interval.
   *
   * @param figure NaN where it is undefined
   * @param decimals digits after the point
   * @return such as {@code 0.955 (0.930 to 0.971)}; {@code NA (NA)} if it is undefined
   */
  public static String withInterval(ConfidenceInterval figure, int decimals) {
    return fixed(figure.value(), decimals)
        + " ("
        + interval(figure.low(), figure.high(), decimals)
        + ")";
  }

  /**
   * A difference with its interval, signs included.
   *
   * @param difference NaN where it is undefined
   * @param decimals digits after the point
   * @return such as {@code +0.091 (+0.080 to +0.102)}; {@code NA (NA)} if it is undefined
   */
  public static String difference(ConfidenceInterval difference, int decimals) {
    return signed(difference.value(), decimals) + " (" + signedInterval(difference, decimals) + ")";
  }

  /**
   * The interval of a difference alone, signs included.
   *
   * @param difference NaN where it is undefined
   * @param decimals digits after the point
   * @return such as {@code +0.080 to +0.102}; {@code NA} without an interval
   */
  public static String signedInterval(ConfidenceInterval difference, int decimals) {
    return Double.isNaN(difference.low()) || Double.isNaN(difference.high())
        ? "NA"
        : signed(difference.low(), decimals) + " to " + signed(difference.high(), decimals);
  }

  /**
   * A p-value.
   *
   * @param p in [0, 1]
   * @return such as {@code 0.034}; {@code below 0.001}
   */
  public static String probability(double p) {
    return p < 0.001 ? "below 0.001" : fixed(p, 3);
  }
}
