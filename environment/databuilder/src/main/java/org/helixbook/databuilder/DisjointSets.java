package org.helixbook.databuilder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets of names that are joined step by step (union-find with path halving). A name that was never
 * joined is a set of its own.
 */
final class DisjointSets {
  private final Map<String, String> parents = new LinkedHashMap<>();

  /** Makes one set of the sets of two names. */
  void join(String a, String b) {
    String rootA = find(a);
    String rootB = find(b);
    // The smaller name leads, so that the answer does not depend on the order of joining.
    if (rootA.compareTo(rootB) < 0) {
      parents.put(rootB, rootA);
    } else if (rootB.compareTo(rootA) < 0) {
      parents.put(rootA, rootB);
    }
  }

  /** The smallest name in the set of a name: two names are in one set if it is the same. */
  String find(String name) {
    String at = name;
    String parent = parents.getOrDefault(at, at);
    while (!parent.equals(at)) {
      String grandparent = parents.getOrDefault(parent, parent);
      parents.put(at, grandparent);
      at = grandparent;
      parent = parents.getOrDefault(at, at);
    }
    return at;
  }
}
