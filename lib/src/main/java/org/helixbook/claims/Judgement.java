package org.helixbook.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on one part of a claim from what was measured on one data set in one profile.
 *
 * <p>A failed rule outweighs everything; then what cannot be tested on this data; then what this
 * profile cannot decide; then what is missing. Only if nothing of that is left is it reproduced.
 *
 * @param verdict the outcome
 * @param reason the outcome in a sentence
 */
record Judgement(Verdict verdict, String reason) {

  static Judgement of(
      Claim claim,
      List<Criterion> criteria,
      Map<String, Measurement> measured,
      String dataset,
      String profile) {
    Optional<InternalCheck> contradiction = claim.contradiction();
    if (contradiction.isPresent()) {
      InternalCheck check = contradiction.get();
      return new Judgement(
          Verdict.CONTRADICTED, sentence(check.statement() + ": " + check.inWords()));
    }
    if (!claim.notTestable().isEmpty()) {
      return new Judgement(Verdict.NOT_TESTABLE, sentence(claim.notTestable()));
    }
    if (measured.isEmpty()) {
      return new Judgement(Verdict.NOT_RUN, "Nothing was measured yet.");
    }
    List<String> failed = new ArrayList<>();
    List<String> untestable = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (Criterion criterion : criteria.stream().filter(Criterion::decides).toList()) {
      Measurement measurement = measured.get(criterion.id());
      if (!criterion.decidesOn(dataset)) {
        untestable.add(criterion.otherwise());
      } else if (measurement == null) {
        missing.add(criterion.text() + " was not measured");
      } else if (!criterion.decidesIn(profile)) {
        undecided.add(undecided(criterion, profile));
      } else {
        String words = criterion.text() + " " + measurement.result().shown();
        switch (criterion.rule().judge(measurement)) {
          case FAILS -> failed.add(words + ", expected " + criterion.rule().inWords());
          case OPEN ->
              missing.add(words + " lacks what the rule needs: " + criterion.rule().inWords());
          case HOLDS -> held.add(words + ", expected " + criterion.rule().inWords());
        }
      }
    }
    if (!failed.isEmpty()) {
      return new Judgement(Verdict.NOT_REPRODUCED, sentence(failed));
    }
    if (!untestable.isEmpty()) {
      return new Judgement(Verdict.NOT_TESTABLE, sentence(untestable));
    }
    if (!undecided.isEmpty()) {
      return new Judgement(Verdict.NOT_RUN, sentence(undecided));
    }
    if (!missing.isEmpty()) {
      String beside =
          measured.keySet().stream()
                  .noneMatch(
                      id -> criteria.stream().anyMatch(c -> c.decides() && c.id().equals(id)))
              ? " What was measured stands beside the claim and decides nothing."
              : "";
      return new Judgement(Verdict.NOT_RUN, sentence(missing) + beside);
    }
    return new Judgement(Verdict.REPRODUCED, sentence(held));
  }

  private static String undecided(Criterion criterion, String profile) {
    return profile.equals("smoke")
        ? "smoke shows that it runs and learns nothing"
        : "only the profile " + String.join(" or ", criterion.profiles()) + " can decide it";
  }

  private static String sentence(List<String> parts) {
    return sentence(String.join("; ", parts.stream().distinct().toList()));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
