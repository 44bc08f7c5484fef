package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.helixbook.run.Profile;

/**
 * One number that a claim expects, and the rule that judges it.
 *
 * @param id the measurement's id, which the notebook records it under
 * @param text what is measured, for a reader
 * @param subject what the text is said of where the text alone does not say it, such as a model's
 *     name; empty if it does
 * @param unit its unit; empty for a pure number
 * @param published the paper's figure as printed; empty if it prints none
 * @param part which of several parts of the claim it belongs to; empty if there is one
 * @param rule when it agrees with the claim
 * @param profiles the profiles whose measurements can decide; those of smoke decide only what needs
 *     no learning
 * @param onlyOn the data sets on which it can be decided; empty if on all
 * @param otherwise why it cannot be decided on another data set
 * @param examples what its interval is over, and what more of would narrow it, such as {@code
 *     tasks}; {@code examples} unless it says so
 * @param condition whether the other numbers say nothing unless its rule holds: where it does not,
 *     the claim is undecided and never not reproduced
 */
public record Criterion(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String text,
    String subject,
    String unit,
    String published,
    String part,
    @JsonProperty(required = true) Rule rule,
    List<String> profiles,
    List<String> onlyOn,
    String otherwise,
    String examples,
    boolean condition) {

  private static final List<String> LEARNING = List.of("quick", "paper");
  private static final List<String> ONLY_PROTOCOL = List.of("paper");

  /** Fills in what is left out. */
  public Criterion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(rule, "rule");
    subject = subject == null ? "" : subject;
    unit = unit == null ? "" : unit;
    published = published == null ? "" : published;
    part = part == null ? "" : part;
    profiles = profiles == null ? LEARNING : List.copyOf(profiles);
    onlyOn = onlyOn == null ? List.of() : List.copyOf(onlyOn);
    otherwise = otherwise == null ? "" : otherwise;
    examples = examples == null ? "examples" : examples;
    profiles.forEach(Profile::of);
    if (onlyOn.isEmpty() != otherwise.isEmpty()) {
      throw new IllegalArgumentException(
          id + ": onlyOn and the reason why not elsewhere belong together");
    }
  }

  /** What is measured, and of what, such as {@code Model 2: test accuracy}. */
  String label() {
    return subject.isEmpty() ? text : subject + ": " + text;
  }

  /** The rule for a reader, such as {@code parameters: exactly 569,746}. */
  String acceptedIf() {
    return text + ": " + rule.inWords() + (needsProtocol() ? " (profile paper)" : "");
  }

  /** Whether it decides at all. */
  boolean decides() {
    return rule.decides();
  }

  /** Whether a profile runs the protocol; what is recorded of reference runs did. */
  boolean decidesIn(String profile) {
    return profiles.contains(profile)
        || (profile.equals(Result.REFERENCE) && profiles.contains("paper"));
  }

  /** Whether only the published protocol can decide it. */
  boolean needsProtocol() {
    return profiles.equals(ONLY_PROTOCOL);
  }

  boolean decidesOn(String dataset) {
    return onlyOn.isEmpty() || onlyOn.contains(dataset);
  }
}
