package org.helixbook.run;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void namesAreReadInEitherCase() {
    assertEquals(Profile.SMOKE, Profile.of(" Smoke "));
    assertEquals(Profile.PAPER, Profile.of("paper"));
  }

  @Test
  void anUnknownNameIsToldWithTheChoices() {
    var problem = assertThrows(InputProblem.class, () -> Profile.of("fast"));
    assertTold(problem.getMessage(), "HELIXBOOK_PROFILE", "'fast'", "smoke, quick or paper");
  }
}
