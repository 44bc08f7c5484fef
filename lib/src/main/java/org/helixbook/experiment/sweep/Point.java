package org.helixbook.experiment.sweep;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.SettingText;

/**
 * One choice of the settings that a sweep varies.
 *
 * @param settings values by name, in the order of the sweep
 */
public record Point(Map<String, String> settings) {

  /** Copies the map. */
  public Point {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * A setting as it is written.
   *
   * @throws InputProblem if the sweep has none of this name
   */
  public String text(String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new InputProblem(
          "setting '" + name + "'",
          "the sweep does not vary it, only " + String.join(", ", settings.keySet()),
          "ask for one of these");
    }
    return value;
  }

  /**
   * A setting as a number.
   *
   * @throws InputProblem if there is none, or it is no number
   */
  public double real(String name) {
    return read(name, "a number", Double::parseDouble);
  }

  /**
   * A setting as a whole number.
   *
   * @throws InputProblem if there is none, or it is no whole number
   */
  public int whole(String name) {
    return read(name, "a whole number", Integer::parseInt);
  }

  /**
   * A setting as one of a few choices.
   *
   * @throws InputProblem if there is none, or it is none of them
   */
  public <E extends Enum<E>> E choice(String name, Class<E> choices) {
    return read(
        name,
        "one of the choices",
        text ->
            Arrays.stream(choices.getEnumConstants())
                .filter(choice -> SettingText.names(choice, text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  private <T> T read(String name, String kind, Function<String, T> reader) {
    try {
      return reader.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw new InputProblem(
          "setting '" + name + "'",
          "'" + text(name) + "' is not " + kind,
          "give values of this kind to the sweep",
          e);
    }
  }

  /** The settings in words, such as {@code learning rate 0.003, batch size 10}. */
  public String label() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
