package org.helixbook.notebook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Nearest;
import org.helixbook.feedback.SettingText;
import org.helixbook.run.Profile;
import tech.tablesaw.api.Table;

/**
 * The parameters of one notebook: each has a default for each profile, and an environment variable
 * that overrides it.
 */
final class Parameters {
  private static final String PREFIX = "HELIXBOOK_";

  /** So many are shown at once; the others are folded. */
  private static final int ON_TOP = 5;

  /** What the variables of the kit itself are called: a parameter of that name would take them. */
  private static final Set<String> RESERVED =
      Set.of(
          ("DATA IMAGES IMAGES_GB MIRROR NOTEBOOKS_AT_ONCE PLAN PROFILE PROGRESS "
                  + "PYTHON REPORT RUNS SEED THREADS")
              .split(" "));

  /**
   * One parameter as it was taken.
   *
   * @param value its value in this execution
   * @param defaults its values in smoke, quick and paper
   * @param changed whether the environment gave the value
   */
  record Taken(String name, String value, List<String> defaults, boolean changed) {}

  private final Profile profile;
  private final Map<String, String> environment;
  private final Map<String, String> set = new HashMap<>();
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

  /** Gives a parameter that is taken later another value, unless the environment has one. */
  void set(String name, Object value) {
    set.put(variable(name), SettingText.of(value));
  }

  int whole(String name, int smoke, int quick, int paper) {
    return take(
        name,
        List.of(smoke, quick, paper),
        "a whole number up to " + Integer.MAX_VALUE,
        List.of(),
        text -> Integer.parseInt(text.replace("_", "")));
  }

  int whole(String name, int smoke, int quick, int paper, int least, int most) {
    return take(
        name,
        List.of(smoke, quick, paper),
        "a whole number from " + least + " to " + most,
        List.of(),
        text -> {
          int value = Integer.parseInt(text.replace("_", ""));
          if (value < least || value > most) {
            throw new IllegalArgumentException("outside");
          }
          return value;
        });
  }

  double real(String name, double smoke, double quick, double paper) {
    return take(
        name,
        List.of(smoke, quick, paper),
        "a number",
        List.of(),
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
        List.of(smoke, quick, paper),
        "true or false",
        List.of("true", "false"),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("neither");
            });
  }

  String text(String name, String smoke, String quick, String paper) {
    return take(name, List.of(smoke, quick, paper), "a text", List.of(), text -> text);
  }

  String oneOf(String name, List<String> choices, String value) {
    if (!choices.contains(value)) {
      throw new IllegalArgumentException("'" + value + "' is none of " + choices);
    }
    return take(name, List.of(value, value, value), choices);
  }

  <E extends Enum<E>> E choice(String name, E smoke, E quick, E paper) {
    List<E> choices = List.of(smoke.getDeclaringClass().getEnumConstants());
    return take(name, List.of(smoke, quick, paper), choices);
  }

  /** Takes one of a few values. */
  private <T> T take(String name, List<T> defaults, List<T> choices) {
    List<String> names = choices.stream().map(SettingText::of).toList();
    return take(
        name,
        defaults,
        "one of " + String.join(", ", names),
        names,
        text ->
            choices.stream()
                .filter(choice -> SettingText.of(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /** Takes one; of a kind that has few values, all of them are given. */
  private <T> T take(
      String name, List<T> defaults, String kind, List<String> all, Function<String, T> reader) {
    String variable = variable(name);
    if (variable.length() == PREFIX.length() || variable.equals(PREFIX + "_")) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    if (RESERVED.contains(variable.substring(PREFIX.length()))) {
      throw new IllegalArgumentException(
          "a parameter cannot be called '"
              + name
              + "', for the kit reads "
              + variable
              + " itself: choose another name");
    }
    for (Taken other : taken.values()) {
      if (!other.name().equals(name) && variable(other.name()).equals(variable)) {
        throw new IllegalArgumentException(
            "the parameters '" + other.name() + "' and '" + name + "' share " + variable);
      }
    }
    String given = environment.getOrDefault(variable, set.get(variable));
    T byProfile = defaults.get(profile.ordinal());
    T value = byProfile;
    boolean changed = false;
    if (given != null && !given.isBlank()) {
      try {
        value = reader.apply(given.strip());
      } catch (IllegalArgumentException e) {
        throw new InputProblem(
            variable,
            "'" + given.strip() + "' is not " + kind,
            Nearest.to(given.strip(), all).map(one -> "did you mean " + one + "? Else ").orElse("")
                + (all.isEmpty()
                    ? "set it to " + kind + " such as " + SettingText.of(byProfile)
                    : "choose from these")
                + ", or unset it",
            e);
      }
      changed = true;
    }
    taken.put(
        name,
        new Taken(
            name, SettingText.of(value), defaults.stream().map(SettingText::of).toList(), changed));
    return value;
  }

  /** The names of all parameters taken so far, by their variables. */
  Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    taken.keySet().forEach(name -> names.put(variable(name), name));
    return names;
  }

  /**
   * Variables that are set, outside or by {@link #set}, and that no parameter of this notebook
   * reads: a slip of the pen, or meant for another notebook.
   *
   * @return in the order of the alphabet, each with the variable that may have been meant
   */
  List<String> unread() {
    Set<String> read =
        taken.values().stream().map(one -> variable(one.name())).collect(Collectors.toSet());
    return Stream.concat(
            environment.keySet().stream().filter(name -> !environment.get(name).isBlank()),
            set.keySet().stream())
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !RESERVED.contains(name.substring(PREFIX.length())))
        .filter(name -> !read.contains(name))
        .distinct()
        .sorted()
        .map(name -> name + Nearest.to(name, read).map(one -> " (" + one + "?)").orElse(""))
        .toList();
  }

  /** What a reader sees first: the first five, and those that somebody changed. */
  Table table() {
    return table(
        "Parameters of this notebook, profile " + profile.label(), inOrder().filter(this::isOnTop));
  }

  /** All others. */
  Table more() {
    return table("More parameters", inOrder().filter(one -> !isOnTop(one)));
  }

  private Stream<Taken> inOrder() {
    return taken.values().stream();
  }

  private boolean isOnTop(Taken one) {
    return one.changed() || inOrder().limit(ON_TOP).anyMatch(one::equals);
  }

  /** Each with the way to change it. */
  private static Table table(String title, Stream<Taken> some) {
    Columns<Taken> columns =
        Columns.of(some.toList())
            .text("parameter", Taken::name)
            .text("here", one -> one.value() + (one.changed() ? " (from outside)" : ""));
    for (Profile each : Profile.values()) {
      columns.text(each.label(), one -> one.defaults().get(each.ordinal()));
    }
    return columns.text("to change it from outside, set", one -> variable(one.name())).table(title);
  }
}
