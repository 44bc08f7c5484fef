package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.experiment.Provenance;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ClaimCatalogueTest {
  private final ClaimCatalogue toy = new ClaimCatalogue(List.of(new ToyPaper()));
  private final ClaimCatalogue all = ClaimCatalogue.load();

  @Test
  void everyClaimSaysWhatItIsAndHowItIsMeasured() {
    for (Claim claim : all.claims()) {
      assertFalse(claim.text().isBlank() || claim.hard().isBlank() || claim.measure().isBlank());
    }
  }

  @Test
  void everyPartHasARuleUnlessTheClaimSaysWhyNot() {
    for (Claim claim : all.claims()) {
      for (String part : claim.parts()) {
        assertTrue(
            !claim.notTestable().isEmpty()
                || claim.contradiction().isPresent()
                || claim.of(part).stream().anyMatch(Criterion::decides),
            claim.id() + " " + part);
      }
    }
  }

  /** Smoke learns nothing: only counts and sizes, which have no interval, may be judged by it. */
  @Test
  void onlyWhatNeedsNoLearningIsDecidedBySmoke() {
    for (Claim claim : all.claims()) {
      for (Criterion criterion : claim.measurements()) {
        assertTrue(
            !criterion.decidesIn("smoke")
                || criterion.rule() instanceof Rule.Exact
                || criterion.rule() instanceof Rule.Within,
            criterion.id());
      }
    }
  }

  @Test
  void aResultTakesTheWordsOfItsEntry() {
    Result accuracy =
        toy.describe(Result.of("T.1-accuracy", 0.9, Provenance.on("d").withVariant("2a")));
    assertEquals("Model 2: test accuracy [2a]", accuracy.label());
    assertEquals(".98", accuracy.published());
    assertEquals("s", toy.describe(Result.of("T.1-seconds", 5, Provenance.none())).unit());
    assertEquals(
        "energy used", toy.describe(Result.of("kit-energy-used", 5, Provenance.none())).label());
  }

  @Test
  void anIdThatNoClaimExpectsIsRefusedWithThoseOfItsClaim() {
    toy.require("T.1-accuracy");
    toy.require("kit-energy");
    String near = assertThrows(InputProblem.class, () -> toy.require("T.2-layers")).getMessage();
    assertTrue(near.contains("T.2-layers") && near.contains("T.2-parameters"), near);
    String far = assertThrows(InputProblem.class, () -> toy.require("speed")).getMessage();
    assertTrue(far.contains("T.1-accuracy"), far);
    assertThrows(InputProblem.class, () -> toy.require("T.2"));
  }

  @Test
  void anIdIsThereOnce() {
    List<Paper> twice = List.of(new ToyPaper(), new ToyPaper());
    assertThrows(IllegalArgumentException.class, () -> new ClaimCatalogue(twice));
  }

  @Test
  void aClaimThatCannotComeToAVerdictIsRefused() {
    List<Criterion> shown =
        List.of(
            new Criterion(
                "P9.1-x",
                "x",
                "",
                "",
                "",
                "",
                new Rule.Descriptive(),
                null,
                null,
                null,
                null,
                false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Claim("P9.1", "", "t", "", false, true, "", "", "", "", List.of(), shown));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Claim("P9.2", "", "t", "", false, true, "", "", "why", "", List.of(), shown));
  }

  @Test
  void theRulesAreATableWithARowAClaim() {
    Table rules = toy.rules();
    assertEquals(toy.claims().size(), rules.rowCount());
    assertEquals("parameters: exactly 569,746", rules.getString(1, "accepted if"));
  }
}
