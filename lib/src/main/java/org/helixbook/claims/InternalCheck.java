package org.helixbook.claims;

import java.util.Objects;
import org.helixbook.plot.NumberText;

/**
 * Two figures that the paper itself prints and that should agree. Where they do not, and the claim
 * needs both, the paper contradicts itself.
 *
 * @param statement what the comparison shows, for a reader
 * @param left one figure
 * @param leftSays where it is printed and of what it is
 * @param relation how it should stand to the other
 * @param right the other figure
 * @param rightSays where it is printed and of what it is
 * @param tolerance by how much two figures that should be equal may differ, for rounding
 * @param decisive whether the claim cannot be true where the check fails; otherwise it is a remark
 */
public record InternalCheck(
    String statement,
    double left,
    String leftSays,
    Relation relation,
    double right,
    String rightSays,
    double tolerance,
    boolean decisive) {

  /** How two figures should stand to each other. */
  public enum Relation {
    /** The same, up to the tolerance. */
    equal,
    /** The left one is not greater. */
    atMost
  }

  /** Slack for the binary form of decimal figures. */
  private static final double HAIR = 1e-12;

  /** Checks that all is there. */
  public InternalCheck {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(leftSays, "leftSays");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(rightSays, "rightSays");
  }

  /** Whether the two figures agree. */
  public boolean holds() {
    return switch (relation) {
      case equal -> Math.abs(left - right) <= tolerance + HAIR;
      case atMost -> left <= right + tolerance + HAIR;
    };
  }

  /** The comparison in words, such as {@code text: accuracy 0.95; table: accuracy 0.5}. */
  public String inWords() {
    return leftSays
        + " "
        + NumberText.exact(left)
        + (holds() ? ", and " : ", but ")
        + rightSays
        + " "
        + NumberText.exact(right);
  }
}
