package org.helixbook.notebook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Nearest;
import org.helixbook.feedback.SettingText;
import org.helixbook.plot.NumberText;
import org.helixbook.run.Profile;
import tech.tablesaw.api.Table;

/**
 * The parameters of one notebook: each has a default for each profile, and an environment variable
 * that overrides it.
 */
final class Parameters {
  /** So many are shown at once; the others are folded. */
  private static final int ON_TOP = 5;

  /** What a protocol leaves open: on which data, which reading, and what else is computed. */
  private static final Set<String> OPEN =
      Set.of(
          "source",
          "dataset",
          "split",
          "window split",
          "FASTA window in bp",
          "FASTA step in bp",
          "second organism",
          "reading of Model 2",
          "reading of Model 3",
          "with liblinear",
          "with rare tasks",
          "worlds of the multiverse",
          "paper to show",
          "show reference results");

  /** What profile paper fixes, because it only makes the same training faster and less exact. */
  private static final Set<String> FIXED = Set.of("precision");

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
    return KitVariable.PREFIX + name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  /** Gives a parameter that is taken later another value, unless the environment has one. */
  void set(String name, Object value) {
    set.put(variable(name), SettingText.of(value));
  }

  /** Not negative; 0 only where it is the value of a profile, for then it has a meaning. */
  int whole(String name, int smoke, int quick, int paper) {
    int lowest = Math.min(smoke, Math.min(quick, paper));
    return whole(name, smoke, quick, paper, Math.min(lowest, 1), Integer.MAX_VALUE);
  }

  int whole(String name, int smoke, int quick, int paper, int least, int most) {
    return take(
        name,
        List.of(smoke, quick, paper),
        "a whole number from " + least + " to " + most,
        List.of(),
        text -> {
          if (!text.matches("[+-]?\\d+(_\\d+)*")) {
            throw new NumberFormatException("no whole number");
          }
          return within(Integer.parseInt(text.replace("_", "")), least, most);
        });
  }

  /** Not negative. */
  double real(String name, double smoke, double quick, double paper) {
    double lowest = Math.min(smoke, Math.min(quick, paper));
    return real(name, smoke, quick, paper, Math.min(lowest, 0), Double.MAX_VALUE);
  }

  double real(String name, double smoke, double quick, double paper, double least, double most) {
    return take(
        name,
        List.of(smoke, quick, paper),
        most == Double.MAX_VALUE
            ? "a number of at least " + NumberText.brief(least)
            : "a number from " + NumberText.brief(least) + " to " + NumberText.brief(most),
        List.of(),
        text -> within(SettingText.number(text), least, most));
  }

  private static <T extends Comparable<T>> T within(T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(value + " is outside");
    }
    return value;
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
                .filter(choice -> SettingText.names(choice, text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /** Takes one; of a kind that has few values, all of them are given. */
  private <T> T take(
      String name, List<T> defaults, String kind, List<String> all, Function<String, T> reader) {
    String variable = variable(name);
    if (variable.equals(KitVariable.PREFIX) || variable.equals(KitVariable.PREFIX + "_")) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    if (KitVariable.isOne(variable)) {
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
    Optional<String> given =
        SettingText.given(environment, variable).or(() -> SettingText.given(set, variable));
    T byProfile = defaults.get(profile.ordinal());
    T value = byProfile;
    boolean changed = false;
    if (given.isPresent()) {
      String text = given.get();
      try {
        value = reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw new InputProblem(
            variable,
            "'" + text + "' is not " + kind,
            Nearest.to(text, all).map(one -> "did you mean " + one + "? Else ").orElse("")
                + (all.isEmpty()
                    ? "set it to " + kind + " such as " + SettingText.of(byProfile)
                    : "choose from these")
                + ", or unset it",
            e);
      }
      if (profile == Profile.PAPER && FIXED.contains(name) && !value.equals(byProfile)) {
        throw new InputProblem(
            variable,
            "profile paper has " + SettingText.of(byProfile) + " and no other " + name,
            "unset it, or take another profile");
      }
      changed = true;
    }
    taken.put(
        name,
        new Taken(
            name, SettingText.of(value), defaults.stream().map(SettingText::of).toList(), changed));
    return value;
  }

  /**
   * In what this execution departs from the published protocol, by the parameters taken so far. On
   * which data and from how many seeds it leaves open.
   *
   * @return such as {@code epochs 3, not 125}; empty if in nothing
   */
  List<String> departures() {
    int paper = Profile.PAPER.ordinal();
    return inOrder()
        .filter(one -> !OPEN.contains(one.name()) && !one.name().contains("seeds"))
        .filter(one -> !one.value().equals(one.defaults().get(paper)))
        .map(one -> one.name() + " " + one.value() + ", not " + one.defaults().get(paper))
        .toList();
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
        .filter(name -> name.startsWith(KitVariable.PREFIX) && !KitVariable.isOne(name))
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
