package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.helixbook.plot.NumberText;

/**
 * When a measurement agrees with a claim. A rule is data, fixed before measuring; the kinds are
 * these five and no more.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rule.Exact.class, name = "exact"),
  @JsonSubTypes.Type(value = Rule.Within.class, name = "within"),
  @JsonSubTypes.Type(value = Rule.Overlap.class, name = "overlap"),
  @JsonSubTypes.Type(value = Rule.Difference.class, name = "difference"),
  @JsonSubTypes.Type(value = Rule.Descriptive.class, name = "descriptive")
})
public sealed interface Rule {
  /** The level of tests and the complement of the intervals' coverage. */
  double LEVEL = 0.05;

  /** What a rule says of a measurement. */
  enum Outcome {
    /** It agrees with the claim. */
    HOLDS,
    /** It does not. */
    FAILS,
    /** The measurement lacks what the rule goes by, or the rule gives no verdict. */
    OPEN
  }

  /**
   * Holds a measurement against the claim.
   *
   * @param measurement what was measured
   */
  Outcome judge(Measurement measurement);

  /** The rule in a few words, such as {@code exactly 569,746}. */
  String inWords();

  /** Whether the rule decides anything. */
  default boolean decides() {
    return true;
  }

  private static Outcome outcome(boolean holds) {
    return holds ? Outcome.HOLDS : Outcome.FAILS;
  }

  /**
   * A count that must be met exactly.
   *
   * @param value the count
   */
  record Exact(double value) implements Rule {
    @Override
    public Outcome judge(Measurement measurement) {
      Double measured = measurement.result().value();
      return measured == null ? Outcome.OPEN : outcome(measured == value);
    }

    @Override
    public String inWords() {
      return "exactly " + NumberText.brief(value);
    }
  }

  /**
   * A value that must lie inside the printed figure's tolerance.
   *
   * @param low the least that agrees
   * @param high the most that agrees
   */
  record Within(double low, double high) implements Rule {
    /** Checks the order of the ends. */
    public Within {
      requireOrder(low, high);
    }

    @Override
    public Outcome judge(Measurement measurement) {
      Double measured = measurement.result().value();
      return measured == null ? Outcome.OPEN : outcome(low <= measured && measured <= high);
    }

    @Override
    public String inWords() {
      return "between " + plain(low) + " and " + plain(high);
    }
  }

  /**
   * An interval that must meet the one around the printed figure. A measurement without an interval
   * stays open: a number alone cannot say how far it is to be trusted.
   *
   * @param low lower end of the interval around the printed figure
   * @param high its upper end
   */
  record Overlap(double low, double high) implements Rule {
    /** Checks the order of the ends. */
    public Overlap {
      requireOrder(low, high);
    }

    @Override
    public Outcome judge(Measurement measurement) {
      Double from = measurement.result().low();
      Double to = measurement.result().high();
      return from == null || to == null ? Outcome.OPEN : outcome(from <= high && low <= to);
    }

    @Override
    public String inWords() {
      return "95 % interval meets " + plain(low) + " to " + plain(high);
    }
  }

  /** Which side of the reference is claimed. */
  enum Direction {
    /** The value is claimed to be greater. */
    above,
    /** The value is claimed to be less. */
    below
  }

  /**
   * A difference or share that must lie on one side of a reference: by its whole 95 % interval, or,
   * where the reference is zero and there is no interval, by its sign and a paired p below {@value
   * #LEVEL}.
   *
   * @param direction the side that is claimed
   * @param reference what the value must pass
   */
  record Difference(Direction direction, double reference) implements Rule {
    @Override
    public Outcome judge(Measurement measurement) {
      Double value = measurement.result().value();
      Double low = measurement.result().low();
      Double high = measurement.result().high();
      Double p = measurement.result().p();
      if (low != null && high != null) {
        boolean beyond = direction == Direction.above ? low > reference : high < reference;
        // A paired test, where there is one, must agree.
        return outcome(beyond && (p == null || reference != 0 || p < LEVEL));
      }
      if (value == null || p == null || reference != 0) {
        return Outcome.OPEN;
      }
      boolean side = direction == Direction.above ? value > 0 : value < 0;
      return outcome(side && p < LEVEL);
    }

    @Override
    public String inWords() {
      return "95 % interval "
          + direction
          + " "
          + plain(reference)
          + (reference == 0 ? " and paired p below 0.05" : "");
    }
  }

  /** Shown beside the paper's figure; gives no verdict. */
  record Descriptive() implements Rule {
    @Override
    public Outcome judge(Measurement measurement) {
      return Outcome.OPEN;
    }

    @Override
    public String inWords() {
      return "shown, gives no verdict";
    }

    @Override
    public boolean decides() {
      return false;
    }
  }

  private static void requireOrder(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? NumberText.brief(number)
        : NumberText.fixed(number, 4).replaceAll("0+$", "");
  }
}
