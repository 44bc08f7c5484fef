package org.helixbook.feedback;

import java.util.Locale;

/** A number of things in words: {@code 1 label}, {@code 1,200 labels}. */
public final class CountText {
  private CountText() {}

  /**
   * A number of things whose plural ends with s.
   *
   * @param count how many
   * @param one the name of one, such as {@code window}
   * @return such as {@code 1 window}, {@code 0 windows}
   */
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /**
   * A number of things.
   *
   * @param count how many
   * @param one the name of one, such as {@code batch}
   * @param many the name of several, such as {@code batches}
   * @return such as {@code 1 batch}, {@code 12 batches}
   */
  public static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
