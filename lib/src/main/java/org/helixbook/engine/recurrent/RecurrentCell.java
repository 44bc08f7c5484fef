package org.helixbook.engine.recurrent;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.helixbook.feedback.InputProblem;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What one unit of a recurrent layer computes at each step from the input {@code x} and the state
 * {@code h}. With {@code s} the logistic function:
 *
 * <ul>
 *   <li>vanilla: {@code h' = tanh(Wx + Uh + b)};
 *   <li>gated recurrent unit: {@code r, u = s(Wx + Uh + b)}; {@code c = tanh(Wx + U(r*h) + b)} or
 *       {@code c = tanh(Wx + b + r*(Uh + b'))}, see {@link ResetGate}; {@code h' = u*h + (1-u)*c};
 *   <li>long short-term memory without peepholes: {@code i, f, o = s(Wx + Uh + b)}, {@code g =
 *       tanh(Wx + Uh + b)}, {@code c' = f*c + i*g}, {@code h' = o*tanh(c')};
 *   <li>clockwork (Koutnik et al. 2014): a vanilla network whose units form modules of equal size,
 *       each with a period; a module is computed at the steps that its period divides, keeps its
 *       state at all others, and sees only modules of its own or a longer period.
 * </ul>
 */
public final class RecurrentCell implements Serializable {
  private static final long serialVersionUID = 1L;

  enum Kind {
    VANILLA(1),
    GRU_BEFORE(3),
    GRU_AFTER(3),
    LSTM(4);

    final int gates;

    Kind(int gates) {
      this.gates = gates;
    }
  }

  @JsonProperty private Kind kind;
  @JsonProperty private int[] periods;

  /** For reading a saved network. */
  RecurrentCell() {}

  private RecurrentCell(Kind kind, int... periods) {
    this.kind = kind;
    this.periods = periods;
  }

  /** A vanilla recurrent network. */
  public static RecurrentCell vanilla() {
    return new RecurrentCell(Kind.VANILLA);
  }

  /**
   * A gated recurrent unit.
   *
   * @param reset where the reset gate acts
   * @return the cell
   */
  public static RecurrentCell gru(ResetGate reset) {
    return new RecurrentCell(reset == ResetGate.BEFORE_PRODUCT ? Kind.GRU_BEFORE : Kind.GRU_AFTER);
  }

  /** A long short-term memory. */
  public static RecurrentCell lstm() {
    return new RecurrentCell(Kind.LSTM);
  }

  /**
   * A clockwork network.
   *
   * @param periods the period of each module in steps, at least 1 and ascending, such as 1, 2, 4, 8
   * @return the cell
   * @throws InputProblem if there is no period, or they do not ascend
   */
  public static RecurrentCell clockwork(int... periods) {
    boolean ascending = periods.length > 0 && periods[0] >= 1;
    for (int i = 1; i < periods.length; i++) {
      ascending &= periods[i] > periods[i - 1];
    }
    if (!ascending) {
      throw new InputProblem(
          "clockwork periods " + Arrays.toString(periods),
          "they are not ascending whole numbers from 1",
          "give for example 1, 2, 4, 8");
    }
    return new RecurrentCell(Kind.VANILLA, periods.clone());
  }

  Kind kind() {
    return kind;
  }

  /** The periods of the modules; empty unless this is a clockwork network. */
  public int[] periods() {
    return periods.clone();
  }

  /** How many arrays make up the state: the output, and for long short-term memory the cell. */
  int stateParts() {
    return kind == Kind.LSTM ? 2 : 1;
  }

  /** Length of the bias of a layer of so many units. */
  int biases(int units) {
    return (kind == Kind.GRU_AFTER ? 4 : kind.gates) * units;
  }

  /**
   * Parameters of one layer in one direction, the zeros of a clockwork network's blocks included.
   *
   * @param inputs features of the input
   * @param units width of the state
   * @return their number
   */
  public long parameters(int inputs, int units) {
    return (long) kind.gates * units * (inputs + units) + biases(units);
  }

  /** What this cell is called. */
  public String title() {
    return switch (kind) {
      case GRU_BEFORE, GRU_AFTER -> "GRU";
      case LSTM -> "LSTM";
      case VANILLA -> periods.length == 0 ? "RNN" : "clockwork RNN";
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecurrentCell cell
        && cell.kind == kind
        && Arrays.equals(cell.periods, periods);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, Arrays.hashCode(periods));
  }

  @Override
  public String toString() {
    return kind + (periods.length == 0 ? "" : Arrays.toString(periods));
  }
}
