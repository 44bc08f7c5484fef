package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DisjointSetsTest {

  @Test
  void aNameAloneIsItsOwnSet() {
    assertEquals("x", new DisjointSets().find("x"));
  }

  @Test
  void joinsAcrossSteps() {
    DisjointSets sets = new DisjointSets();
    sets.join("d", "c");
    sets.join("f", "e");
    assertEquals("c", sets.find("d"));
    assertEquals("e", sets.find("f"));
    sets.join("d", "f");
    sets.join("f", "b");
    for (String name : new String[] {"b", "c", "d", "e", "f"}) {
      assertEquals("b", sets.find(name));
    }
    assertEquals("a", sets.find("a"));
  }
}
