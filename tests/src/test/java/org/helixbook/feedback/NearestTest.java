package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES = List.of("voss", "tetrahedron", "eiip");

  @Test
  void aSlipOfThePenIsFound() {
    assertEquals(Optional.of("tetrahedron"), Nearest.to("Tetraedron", NAMES));
    assertEquals(Optional.of("voss"), Nearest.to("vos", NAMES));
    assertEquals(Optional.of("eiip"), Nearest.to("EIPP", NAMES));
  }

  @Test
  void whatIsFarFromAllIsNot() {
    assertEquals(Optional.empty(), Nearest.to("one-hot", NAMES));
    assertEquals(Optional.empty(), Nearest.to("vs", NAMES));
    assertEquals(Optional.empty(), Nearest.to("", NAMES));
  }
}
