package org.helixbook.data;

/** Where a data set's files are. */
public enum DataState {
  /** In the kit's jar. */
  EMBEDDED,
  /** All in the mirror folder. */
  MIRRORED,
  /** All here, at least one of them in the cache. */
  CACHED,
  /** Some here, some not. */
  PARTLY,
  /** None here. */
  ABSENT
}
