package org.helixbook.experiment.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.SettingText;

/**
 * One setting that a sweep varies: over some values, or within a range from which values are drawn.
 *
 * @param name of the setting, in words
 * @param values as a reader writes them; none if they are drawn
 * @param low the lower end of the range
 * @param high its upper end
 */
record Axis(String name, List<String> values, double low, double high) {
  private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+)");
  private static final MathContext DIGITS = new MathContext(3);

  /** Checks values or range. */
  Axis {
    values = List.copyOf(values);
    String where = "sweep over '" + name + "'";
    if (name.isBlank()) {
      throw new InputProblem("sweep", "a setting has no name", "write name=value,value");
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new InputProblem(where, values + " has a value twice", "give each once");
    }
    if (values.stream().anyMatch(String::isBlank)) {
      throw new InputProblem(where, "a value is missing", "write name=value,value");
    }
    boolean whole = low == Math.rint(low) && high == Math.rint(high);
    if (values.isEmpty() && !(low < high && (whole || low > 0) && Double.isFinite(high))) {
      throw new InputProblem(
          where,
          low + ".." + high + " is no range to draw from",
          "give two whole numbers or two numbers above 0, the lower one first");
    }
  }

  static Axis of(String name, Object... values) {
    if (values.length == 0) {
      throw new InputProblem("sweep over '" + name + "'", "there are no values", "give some");
    }
    return new Axis(name.strip(), Arrays.stream(values).map(SettingText::of).toList(), 0, 0);
  }

  static Axis between(String name, double low, double high) {
    return new Axis(name.strip(), List.of(), low, high);
  }

  /** As it is typed: {@code learning-rate=1e-3,3e-3}, or {@code learning-rate=1e-4..1e-2}. */
  static Axis read(String text) {
    int at = text.indexOf('=');
    if (at < 1) {
      throw new InputProblem(
          "sweep", "'" + text + "' is no setting", "write name=value,value or name=low..high");
    }
    String name = text.substring(0, at).strip().replace('-', ' ');
    String given = text.substring(at + 1).strip();
    Matcher range = RANGE.matcher(given);
    try {
      return range.matches()
          ? between(name, Double.parseDouble(range.group(1)), Double.parseDouble(range.group(2)))
          : of(name, (Object[]) given.split("\\s*,\\s*", -1));
    } catch (NumberFormatException e) {
      throw new InputProblem(
          "sweep over '" + name + "'",
          "'" + given + "' is no range of numbers",
          "write two numbers with two points between, such as 1e-4..1e-2",
          e);
    }
  }

  boolean isRange() {
    return values.isEmpty();
  }

  /** Of whole numbers any, all alike; else evenly by the logarithm, with three digits. */
  String draw(SplittableRandom random) {
    if (!isRange()) {
      return values.get(random.nextInt(values.size()));
    }
    if (low == Math.rint(low) && high == Math.rint(high)) {
      return SettingText.of(random.nextLong((long) low, (long) high + 1));
    }
    double drawn = Math.exp(Math.log(low) + random.nextDouble() * Math.log(high / low));
    return SettingText.of(new BigDecimal(drawn).round(DIGITS).doubleValue());
  }
}
