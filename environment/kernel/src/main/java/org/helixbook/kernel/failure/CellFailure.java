package org.helixbook.kernel.failure;

import java.util.List;

/** A cell that did not end well, in the words that the front end shows. */
public final class CellFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> lines;

  /**
   * Makes a failure.
   *
   * @param name what kind of failure it is, such as an exception's class
   * @param lines what is shown under the cell, a line each
   */
  public CellFailure(String name, String message, List<String> lines) {
    super(message, null, false, false);
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  /**
   * A failure that is one sentence.
   *
   * @param name what kind of failure it is
   * @return the failure
   */
  public static CellFailure sentence(String name, String sentence) {
    return new CellFailure(name, sentence, List.of(Ink.red(name) + ": " + sentence));
  }

  /**
   * The failure of a cell that the user interrupted.
   *
   * @return the failure
   */
  public static CellFailure interrupted() {
    return sentence("KeyboardInterrupt", "cell interrupted");
  }

  /**
   * What kind of failure it is.
   *
   * @return a short name
   */
  public String name() {
    return name;
  }

  /**
   * What is shown under the cell.
   *
   * @return the lines, with ANSI colours
   */
  public List<String> lines() {
    return lines;
  }
}
