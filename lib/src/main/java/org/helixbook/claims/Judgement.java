package org.helixbook.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.helixbook.plot.NumberText;

/**
 * The verdict on one part of a claim from what was measured on one data set in one profile.
 *
 * <p>A failed rule outweighs everything, unless a condition that it depends on is not met; then
 * what cannot be tested on this data; then what this profile, which does not run the claim's
 * protocol, cannot decide; then what is missing; then what is undecided. Only if nothing of that is
 * left is it reproduced. What this kit adds to the papers is told and not judged.
 *
 * @param verdict the outcome
 * @param reason the outcome in a sentence
 */
record Judgement(Verdict verdict, String reason) {

  static Judgement of(
      Claim claim,
      List<Criterion> criteria,
      Map<String, Result> measured,
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
    List<String> notRun = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    List<String> held = new ArrayList<>();
    boolean conditionsMet = true;
    for (Criterion criterion : criteria.stream().filter(Criterion::decides).toList()) {
      Result result = measured.get(criterion.id());
      if (criterion.condition()) {
        conditionsMet &= result != null && criterion.rule().judge(result) == Rule.Outcome.HOLDS;
      }
      if (!criterion.decidesOn(dataset)) {
        untestable.add(criterion.otherwise());
      } else if (result == null) {
        missing.add(criterion.text() + " was not measured");
      } else if (!criterion.decidesIn(profile)) {
        notRun.add(notRun(criterion, profile));
      } else if (criterion.needsProtocol() && !result.departure().isEmpty()) {
        notRun.add("the runs depart from the published protocol: " + result.departure());
      } else {
        String words = criterion.text() + " " + result.shown();
        String expected = words + ", expected " + criterion.rule().inWords();
        switch (criterion.rule().judge(result)) {
          case FAILS ->
              failed.add(
                  criterion.condition() ? expected + " before anything can be said" : expected);
          case UNDECIDED -> undecided.add(expected + "; " + toDecide(criterion, result));
          case OPEN -> undecided.add(open(criterion, result));
          case HOLDS -> held.add(expected);
        }
      }
    }
    if (!conditionsMet) {
      undecided.addAll(failed);
      failed.clear();
    }
    if (claim.ours()) {
      return finding(failed, undecided, held, missing, notRun);
    }
    if (!failed.isEmpty()) {
      return new Judgement(Verdict.NOT_REPRODUCED, sentence(failed));
    }
    if (!untestable.isEmpty()) {
      return new Judgement(Verdict.NOT_TESTABLE, sentence(untestable));
    }
    if (!notRun.isEmpty()) {
      return new Judgement(Verdict.NOT_RUN, sentence(notRun));
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
    if (!undecided.isEmpty()) {
      return new Judgement(Verdict.UNDECIDED, sentence(undecided));
    }
    return claim.byDesign().isEmpty()
        ? new Judgement(Verdict.REPRODUCED, sentence(held))
        : new Judgement(Verdict.BY_DESIGN, sentence(claim.byDesign()));
  }

  private static Judgement finding(
      List<String> failed,
      List<String> undecided,
      List<String> held,
      List<String> missing,
      List<String> notRun) {
    List<String> found = new ArrayList<>();
    held.forEach(each -> found.add("so it is: " + each));
    failed.forEach(each -> found.add("so it is not: " + each));
    undecided.forEach(each -> found.add("open: " + each));
    if (found.isEmpty()) {
      missing.addAll(notRun);
      return new Judgement(Verdict.NOT_RUN, sentence(missing));
    }
    return new Judgement(Verdict.FINDING, sentence(found));
  }

  private static String notRun(Criterion criterion, String profile) {
    return profile.equals("smoke")
        ? "smoke shows that it runs and learns nothing"
        : "only the profile " + String.join(" or ", criterion.profiles()) + " can decide it";
  }

  /** Such as of one seed, of which there is no interval. */
  private static String open(Criterion criterion, Result result) {
    return (result.value() == null
            ? criterion.text() + " is undefined here, expected "
            : criterion.text()
                + " "
                + result.shown()
                + " comes without the interval or test that the rule goes by: ")
        + criterion.rule().inWords();
  }

  /** What it would take to decide what is undecided. */
  private static String toDecide(Criterion criterion, Result result) {
    Long n = result.n();
    if (criterion.rule().tooFew(result)) {
      return "a test of "
          + n
          + " pairs can never decide, at least "
          + Rule.FEWEST_PAIRS
          + " are needed";
    }
    OptionalDouble times = criterion.rule().toDecide(result);
    if (times.isEmpty()) {
      return "no number of " + criterion.examples() + " can be told that would decide";
    }
    return "it would take about "
        + NumberText.fixed(times.getAsDouble(), times.getAsDouble() < 10 ? 1 : 0)
        + " times as many "
        + criterion.examples()
        + (n == null ? "" : " (here " + NumberText.count(n) + ")")
        + " to decide with a power of "
        + Rule.POWER
        + ", if the truth is as measured";
  }

  private static String sentence(List<String> parts) {
    return sentence(String.join("; ", parts.stream().distinct().toList()));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
