package org.helixbook.data;

/**
 * What a check of one file found.
 *
 * @param dataSet the data set's name
 * @param file the file's name
 * @param verdict the outcome
 * @param detail what is wrong or unknown, in words; else empty
 */
public record Finding(String dataSet, String file, Verdict verdict, String detail) {

  /** The outcome of a check. */
  public enum Verdict {
    /** It is the file that the manifest means. */
    RIGHT,
    /** It is here, and nothing is known to compare it with. */
    UNKNOWN,
    /** It is not here. */
    ABSENT,
    /** It is another file, or damaged. */
    WRONG
  }
}
