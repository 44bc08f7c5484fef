package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTest {
  private final Paper toy = new ToyPaper();

  @Test
  void settingsAndFiguresAreAsPrinted() {
    assertEquals("3e-3", toy.protocol().get("learning rate"));
    assertEquals("1,408", toy.figure("wins"));
    assertEquals(1408, toy.number("wins"));
    assertEquals(0.819, toy.number("share"), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> toy.figure("losses"));
  }

  @Test
  void headlinesAreClaimsInTheirOrder() {
    assertEquals(List.of("T.2", "T.1"), toy.headlines().stream().map(Claim::id).toList());
  }

  @Test
  void papersRegisterThemselvesWithNamesOfTheirOwn() {
    List<Paper> papers = Paper.all();
    assertTrue(papers.size() > 1);
    assertEquals(papers.size(), papers.stream().map(Paper::name).distinct().count());
  }

  @Test
  void aPaperWithoutItsFileIsRefused() {
    assertThrows(IllegalStateException.class, () -> new Paper("none.json") {});
  }
}
