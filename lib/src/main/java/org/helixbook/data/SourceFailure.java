package org.helixbook.data;

import org.helixbook.feedback.InputProblem;

/** One source could not give a file; another one may. */
final class SourceFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String what;
  private final String mend;

  SourceFailure(String where, String what, String mend) {
    super(where + ": " + what + "; " + mend);
    this.where = where;
    this.what = what;
    this.mend = mend;
  }

  String what() {
    return where + ": " + what;
  }

  InputProblem asProblem() {
    return new InputProblem(where, what, mend);
  }
}
