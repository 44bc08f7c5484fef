package org.helixbook.data.coding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The windows of a training and of a test set.
 *
 * @param train what to learn from
 * @param test what to measure on
 * @param counts what was counted while they were made, in order, what was left out included
 */
public record SequenceSplit(
    LabelledSequences train, LabelledSequences test, Map<String, Long> counts) {

  /** Copies the counts. */
  public SequenceSplit {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
