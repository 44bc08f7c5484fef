package org.helixbook.feedback;

import java.io.IOException;
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

  /** What reads or writes, and gives something. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Does it. */
    T done() throws IOException;
  }

  /** What reads or writes, and gives nothing. */
  @FunctionalInterface
  public interface Writing {
    /** Does it. */
    void done() throws IOException;
  }

  /**
   * Does what the file system may refuse.
   *
   * @param where the file or folder
   * @param what what is wrong if it does; the first line of its reason is added in brackets
   * @param mend what the user can do about it
   * @throws InputProblem if it does
   */
  public static <T> T ifRefused(Object where, String what, String mend, Reading<T> reading) {
    try {
      return reading.done();
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InputProblem(where.toString(), what + " (" + why + ")", mend, e);
    }
  }

  /** The same for what gives nothing. */
  public static void ifRefused(Object where, String what, String mend, Writing writing) {
    ifRefused(
        where,
        what,
        mend,
        () -> {
          writing.done();
          return null;
        });
  }
}
