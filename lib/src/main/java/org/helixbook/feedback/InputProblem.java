package org.helixbook.feedback;

import java.util.Objects;

/**
 * Input that cannot be used: a file, a parameter, a setting. Its message is one clear sentence that
 * says where the problem is, what is wrong, and how to mend it, and is meant to be shown to the
 * user as it is.
 */
public final class InputProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes a problem whose message reads {@code where: what; mend}.
   *
   * @param where the file with its line or record, or the name of the parameter
   * @param what what is wrong there
   * @param mend what the user can do about it
   */
  public InputProblem(String where, String what, String mend) {
    this(where, what, mend, null);
  }

  /**
   * The same, with the exception that revealed the problem.
   *
   * @param where the file with its line or record, or the name of the parameter
   * @param what what is wrong there
   * @param mend what the user can do about it
   * @param cause the exception behind it, or null
   */
  public InputProblem(String where, String what, String mend, Throwable cause) {
    super(
        Objects.requireNonNull(where, "where")
            + ": "
            + Objects.requireNonNull(what, "what")
            + "; "
            + Objects.requireNonNull(mend, "mend"),
        cause);
  }
}
