package org.helixbook.run;

import java.util.Locale;
import java.util.Map;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.SettingText;

/** How much work a notebook does. */
public enum Profile {
  /** Shows that everything runs; nothing is learned. Seconds a notebook. */
  SMOKE,
  /** The default: models really learn, every figure is drawn. Minutes for the whole kit. */
  QUICK,
  /** The published protocol. Hours. */
  PAPER;

  /** The environment variable that chooses the profile. */
  public static final String VARIABLE = "HELIXBOOK_PROFILE";

  /**
   * Reads a profile's name in either case.
   *
   * @param name smoke, quick or paper
   * @throws InputProblem for any other name
   */
  public static Profile of(String name) {
    for (Profile profile : values()) {
      if (profile.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return profile;
      }
    }
    throw new InputProblem(
        VARIABLE, "there is no profile '" + name + "'", "set it to smoke, quick or paper");
  }

  /**
   * The profile that an environment asks for, {@link #QUICK} without a word.
   *
   * @throws InputProblem if it asks for one that there is not
   */
  public static Profile from(Map<String, String> environment) {
    return SettingText.given(environment, VARIABLE).map(Profile::of).orElse(QUICK);
  }

  /** Its name as the user writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
