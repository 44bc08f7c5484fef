package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.helixbook.feedback.InputProblem;
import org.helixbook.report.HtmlTable;
import org.helixbook.training.Profile;

/**
 * The parameters of one notebook: each has a default for each profile, and an environment variable
 * that overrides it.
 */
final class Parameters {
  private static final String PREFIX = "HELIXBOOK_";

  /** One parameter as it was taken. */
  record Taken(String name, String value, String profileDefault, String origin) {}

  private final Profile profile;
  private final Map<String, String> environment;
  private final Map<String, Taken> taken = new LinkedHashMap<>();

  Parameters(Profile profile, Map<String, String> environment) {
    this.profile = profile;
    this.environment = environment;
  }

  /**
   * The environment variable of a parameter.
   *
   * @param name such as {@code learning rate}
   * @return such as {@code HELIXBOOK_LEARNING_RATE}
   */
  static String variable(String name) {
    return PREFIX + name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  int whole(String name, int smoke, int quick, int paper) {
    return take(
        name,
        profile.choose(smoke, quick, paper),
        "a whole number",
        text -> Integer.parseInt(text.replace("_", "")));
  }

  double real(String name, double smoke, double quick, double paper) {
    return take(
        name,
        profile.choose(smoke, quick, paper),
        "a number",
        text -> {
          double value = Double.parseDouble(text);
          if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new NumberFormatException("not finite");
          }
          return value;
        });
  }

  boolean flag(String name, boolean smoke, boolean quick, boolean paper) {
    return take(
        name,
        profile.choose(smoke, quick, paper),
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("neither");
            });
  }

  String text(String name, String smoke, String quick, String paper) {
    return take(name, profile.choose(smoke, quick, paper), "a text", text -> text);
  }

  private <T> T take(String name, T byProfile, String kind, Function<String, T> reader) {
    String variable = variable(name);
    if (variable.length() == PREFIX.length() || variable.equals(PREFIX + "_")) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    for (Taken other : taken.values()) {
      if (!other.name().equals(name) && variable(other.name()).equals(variable)) {
        throw new IllegalArgumentException(
            "the parameters '" + other.name() + "' and '" + name + "' share " + variable);
      }
    }
    String given = environment.get(variable);
    T value = byProfile;
    String origin = "profile " + profile.label();
    if (given != null && !given.isBlank()) {
      try {
        value = reader.apply(given.strip());
      } catch (IllegalArgumentException e) {
        throw new InputProblem(
            variable,
            "'" + given.strip() + "' is not " + kind,
            "set it to " + kind + " such as " + byProfile + ", or unset it",
            e);
      }
      origin = variable;
    }
    taken.put(name, new Taken(name, String.valueOf(value), String.valueOf(byProfile), origin));
    return value;
  }

  List<Taken> taken() {
    return new ArrayList<>(taken.values());
  }

  /** All parameters taken so far, with the way to change each. */
  HtmlTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Taken parameter : taken.values()) {
      rows.add(
          List.of(
              parameter.name(),
              parameter.value(),
              parameter.profileDefault(),
              parameter.origin(),
              variable(parameter.name())));
    }
    return new HtmlTable(
        "Parameters of this notebook",
        List.of(
            "parameter",
            "value",
            "default in " + profile.label(),
            "where it came from",
            "to change it, set"),
        rows,
        List.of(false, true, true, false, false));
  }
}
