package org.helixbook.data.chromatin;

import java.util.Arrays;
import java.util.BitSet;

/** Short ways to write windows in tests. */
final class WindowSamples {
  private WindowSamples() {}

  static BitSet tasks(int... positive) {
    BitSet bits = new BitSet();
    Arrays.stream(positive).forEach(bits::set);
    return bits;
  }

  static byte[] bases(String letters) {
    return BaseIds.of(letters);
  }
}
