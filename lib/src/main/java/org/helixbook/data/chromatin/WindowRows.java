package org.helixbook.data.chromatin;

import java.util.Locale;

/**
 * Which windows of a data set are used. A <em>landmark</em> is a positive label of a task that
 * marks a spot, such as a promoter or a peak, as against one that covers most of a chromosome's
 * stretch, see {@link Hg19Annotation#DOMAINS}.
 */
public enum WindowRows {
  /** All windows. */
  ALL,
  /**
   * As many windows with a landmark as without one in every bin of 1 % GC content, on each side of
   * the split: what is told of landmarks is then told by more than their composition. Landmarks for
   * which there is no partner are left out, and so are partners that are not needed.
   */
  GC_MATCHED,
  /** Windows without a landmark: nothing in them was chosen. */
  LANDMARK_FREE;

  /** Its name for a reader, such as {@code GC matched}. */
  public String label() {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.replace("gc", "GC");
  }
}
