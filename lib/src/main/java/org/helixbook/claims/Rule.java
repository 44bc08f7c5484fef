package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
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

  /** The probability of a decision for which numbers of examples are computed. */
  double POWER = 0.8;

  /** The fewest pairs with which a signed-rank test can reach the level: 2 of 2^6 is .03. */
  int FEWEST_PAIRS = 6;

  /** What a rule says of a measurement. */
  enum Outcome {
    /** It agrees with the claim. */
    HOLDS,
    /** It does not: what was measured excludes the claim. */
    FAILS,
    /** It excludes neither the claim nor its contrary: there is too little of it. */
    UNDECIDED,
    /** The measurement lacks what the rule goes by, or the rule gives no verdict. */
    OPEN
  }

  /**
   * Holds what was measured against the claim.
   *
   * @param result what was measured
   */
  Outcome judge(Result result);

  /**
   * How many times as many examples would decide an undecided measurement with a power of {@value
   * #POWER}, if the truth is as measured: the interval's width falls with the root of their number.
   *
   * @param result on which the rule is undecided
   * @return above 1; empty where no number would, or where it cannot be told
   */
  default OptionalDouble toDecide(Result result) {
    return OptionalDouble.empty();
  }

  /**
   * Whether there are fewer pairs than the test that compares can ever decide on.
   *
   * @param result what was measured
   */
  default boolean tooFew(Result result) {
    return false;
  }

  private static OptionalDouble times(double halfWidth, double distance) {
    double ends = quantile(1 - LEVEL / 2);
    double ratio = halfWidth / distance * (ends + quantile(POWER)) / ends;
    return Double.isFinite(ratio)
        ? OptionalDouble.of(Math.max(1, ratio * ratio))
        : OptionalDouble.empty();
  }

  private static double quantile(double probability) {
    return new NormalDistribution().inverseCumulativeProbability(probability);
  }

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
    public Outcome judge(Result result) {
      Double measured = result.value();
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
    public Outcome judge(Result result) {
      Double measured = result.value();
      return measured == null ? Outcome.OPEN : outcome(low <= measured && measured <= high);
    }

    @Override
    public String inWords() {
      return "between " + NumberText.exact(low) + " and " + NumberText.exact(high);
    }
  }

  /**
   * An interval that must meet the one around the printed figure. One that is so wide that it meets
   * figures far off, too, leaves it undecided. A measurement without an interval stays open: a
   * number alone cannot say how far it is to be trusted.
   *
   * @param low lower end of the interval around the printed figure
   * @param high its upper end
   * @param margin how far beyond these ends the measured interval may reach, above 0
   */
  record Overlap(double low, double high, double margin) implements Rule {
    /** Checks the order of the ends, and that there is a margin. */
    public Overlap {
      requireOrder(low, high);
      if (!(margin > 0)) {
        throw new IllegalArgumentException("an interval without a margin: " + margin);
      }
    }

    @Override
    public Outcome judge(Result result) {
      Double from = result.low();
      Double to = result.high();
      if (from == null || to == null) {
        return Outcome.OPEN;
      }
      if (from > high || to < low) {
        return Outcome.FAILS;
      }
      return from < low - margin || to > high + margin ? Outcome.UNDECIDED : Outcome.HOLDS;
    }

    @Override
    public OptionalDouble toDecide(Result result) {
      if (result.value() == null || result.low() == null || result.high() == null) {
        return OptionalDouble.empty();
      }
      double half = (result.high() - result.low()) / 2;
      double inside = Math.min(result.value() - low + margin, high + margin - result.value());
      double outside = Math.max(low - result.value(), result.value() - high);
      return times(half, Math.max(inside, outside));
    }

    @Override
    public String inWords() {
      return "95 % interval meets "
          + NumberText.exact(low)
          + " to "
          + NumberText.exact(high)
          + " and reaches at most "
          + NumberText.exact(margin)
          + " beyond";
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
   * #LEVEL}. It fails only where the interval, or the sign with such a p, lies on the other side.
   *
   * @param direction the side that is claimed
   * @param reference what the value must pass
   * @param ends what the ends are of: {@code 95 % interval} unless it says so; a {@code range} of
   *     what was seen tells nothing of numbers of examples
   */
  record Difference(Direction direction, double reference, String ends) implements Rule {
    private static final String INTERVAL = "95 % interval";

    /** Fills in what is left out. */
    public Difference {
      ends = ends == null ? INTERVAL : ends;
    }

    /** By a 95 % interval. */
    public Difference(Direction direction, double reference) {
      this(direction, reference, null);
    }

    @Override
    public Outcome judge(Result result) {
      Double p = result.p();
      if (tooFew(result)) {
        return Outcome.UNDECIDED;
      }
      if (result.low() != null && result.high() != null) {
        if (result.low() <= reference && reference <= result.high()) {
          boolean excluded =
              (direction == Direction.above ? result.high() : result.low()) == reference;
          return excluded ? Outcome.FAILS : Outcome.UNDECIDED;
        }
        boolean claimed = result.low() > reference == (direction == Direction.above);
        // A paired test, where there is one, must agree.
        boolean agrees = p == null || reference != 0 || p < LEVEL;
        return !agrees ? Outcome.UNDECIDED : outcome(claimed);
      }
      if (result.value() == null || p == null || reference != 0) {
        return Outcome.OPEN;
      }
      return p >= LEVEL
          ? Outcome.UNDECIDED
          : outcome(direction == Direction.above ? result.value() > 0 : result.value() < 0);
    }

    @Override
    public boolean tooFew(Result result) {
      return result.p() != null && result.n() != null && result.n() < FEWEST_PAIRS;
    }

    @Override
    public OptionalDouble toDecide(Result result) {
      if (tooFew(result) || result.value() == null || !ends.equals(INTERVAL)) {
        return OptionalDouble.empty();
      }
      double distance = result.value() - reference;
      OptionalDouble byInterval =
          result.low() == null || result.high() == null
              ? OptionalDouble.empty()
              // The end on the reference's side decides; of 1 of 1 it is far, and the other is 1.
              : times(
                  distance > 0 ? result.value() - result.low() : result.high() - result.value(),
                  Math.abs(distance));
      OptionalDouble byTest =
          result.p() == null || reference != 0 || result.p() >= 1
              ? OptionalDouble.empty()
              : times(quantile(1 - LEVEL / 2), quantile(1 - result.p() / 2));
      return DoubleStream.concat(byInterval.stream(), byTest.stream()).max();
    }

    @Override
    public String inWords() {
      return ends
          + " "
          + direction
          + " "
          + NumberText.exact(reference)
          + (reference == 0 ? " and paired p below 0.05" : "");
    }
  }

  /** Shown beside the paper's figure; gives no verdict. */
  record Descriptive() implements Rule {
    @Override
    public Outcome judge(Result result) {
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
}
