package org.helixbook.notebook;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.data.coding.SplitName;
import org.helixbook.environment.VariableValues;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every environment variable with every kind of bad value: none is taken for the default. */
class KitVariableTest {
  private static final List<String> NO_WHOLE_NUMBERS =
      List.of(
          "ten",
          "-1",
          "1.5",
          "1e3",
          "NaN",
          "1e999",
          "1,5",
          "1 2",
          "2147483648",
          "0x10",
          "_1",
          "1__0",
          "1_",
          "-");
  private static final List<String> NO_NUMBERS =
      List.of(
          "ten",
          "-0.5",
          "NaN",
          "Infinity",
          "1e999",
          "1e-999",
          "0,5",
          "1 2",
          "4f",
          "0x1p3",
          "1_0",
          ".",
          "-",
          "1e");

  private static final List<String> SHOWN_NOWHERE = List.of(FakeDisplay.class.getName());

  @TempDir Path folder;

  /** How a parameter is taken, and what its variable must not be. */
  private record Kind(Function<Notebook, Object> taken, List<String> bad) {}

  /** By the parameters of {@code Notebook.parameter}, without the name. */
  private static final Map<String, Kind> KINDS = new TreeMap<>();

  static {
    KINDS.put("int", new Kind(book -> book.parameter("p", 3), with(NO_WHOLE_NUMBERS, "0")));
    KINDS.put(
        "int int int", new Kind(book -> book.parameter("p", 3, 4, 5), with(NO_WHOLE_NUMBERS, "0")));
    KINDS.put(
        "int int int int int",
        new Kind(book -> book.parameter("p", 3, 4, 5, 2, 7), with(NO_WHOLE_NUMBERS, "1", "8")));
    KINDS.put("double", new Kind(book -> book.parameter("p", 0.5), NO_NUMBERS));
    KINDS.put("double double double", new Kind(book -> book.parameter("p", 1, 2, 0.5), NO_NUMBERS));
    KINDS.put(
        "double double double double double",
        new Kind(book -> book.parameter("p", .5, .5, .5, .25, 1), with(NO_NUMBERS, "0", "1.1")));
    List<String> noFlags = List.of("yes", "0", "1", "on", "tru", "true false", "NaN");
    KINDS.put("boolean", new Kind(book -> book.parameter("p", true), noFlags));
    KINDS.put(
        "boolean boolean boolean",
        new Kind(book -> book.parameter("p", true, false, true), noFlags));
    List<String> noSplits = List.of("randm", "random,gene-disjoint", "gene disjoint", "0");
    KINDS.put("Enum", new Kind(book -> book.parameter("p", SplitName.RANDOM), noSplits));
    KINDS.put(
        "Enum Enum Enum",
        new Kind(
            book -> book.parameter("p", SplitName.RANDOM, SplitName.RANDOM, SplitName.RANDOM),
            noSplits));
    KINDS.put(
        "String List",
        new Kind(book -> book.parameter("p", "2a", List.of("2a", "2b")), List.of("2", "2a,2b")));
    // Whoever uses a text knows what it may be.
    KINDS.put("String", new Kind(book -> book.parameter("p", "a"), List.of()));
    KINDS.put(
        "String String String", new Kind(book -> book.parameter("p", "a", "b", "c"), List.of()));
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  @Test
  void everyVariableHasARow() throws IOException {
    assertEquals(
        List.of(KitVariable.values()),
        VariableValues.in(folder).stream().map(VariableValues::variable).toList());
  }

  @Test
  void everyKindOfParameterHasARow() {
    assertEquals(
        Arrays.stream(Notebook.class.getMethods())
            .filter(method -> method.getName().equals("parameter"))
            .map(KitVariableTest::kind)
            .collect(Collectors.toCollection(TreeSet::new)),
        KINDS.keySet());
  }

  private static String kind(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .skip(1)
        .map(Class::getSimpleName)
        .collect(Collectors.joining(" "));
  }

  @Test
  void aBadValueIsRefusedByItsVariableItsValueAndWhatWouldBeRight() throws IOException {
    for (VariableValues row : VariableValues.in(folder)) {
      for (String bad : row.bad()) {
        Map<String, String> environment = Map.of(row.name(), bad);
        InputProblem problem =
            assertThrows(
                InputProblem.class,
                () -> KitVariable.check(environment, folder),
                row.name() + "=" + bad);
        assertTold(problem.getMessage(), row.name(), "'" + bad + "'");
        assertThrows(
            InputProblem.class,
            () -> Notebook.open("a/notebook", environment, SHOWN_NOWHERE, folder),
            row.name() + "=" + bad);
      }
    }
  }

  @Test
  void aGoodValueAndNonePassAndSoDoesABlankOne() throws IOException {
    for (VariableValues row : VariableValues.in(folder)) {
      for (String good : with(row.good(), "", " \t ")) {
        assertDoesNotThrow(
            () -> KitVariable.check(Map.of(row.name(), good), folder), row.name() + "=" + good);
      }
    }
    assertDoesNotThrow(() -> KitVariable.check(Map.of(), folder));
  }

  @Test
  void aBadValueOfAParameterIsRefusedWhereItIsTaken() {
    KINDS.forEach(
        (kind, row) -> {
          for (String bad : row.bad()) {
            Notebook book = opened(Map.of("HELIXBOOK_P", bad));
            String message =
                assertThrows(InputProblem.class, () -> row.taken().apply(book), kind + ": " + bad)
                    .getMessage();
            assertTold(message, "HELIXBOOK_P", "'" + bad + "'");
          }
          assertEquals(
              row.taken().apply(opened(Map.of())),
              row.taken().apply(opened(Map.of("HELIXBOOK_P", " "))),
              kind);
        });
  }

  @Test
  void zeroIsTakenWhereAProfileHasItAndBelowItWhereTheRangeSaysSo() {
    Notebook zero = opened(Map.of("HELIXBOOK_P", "0"));
    assertEquals(0, zero.parameter("p", 1, 2, 0));
    assertEquals(0.0, zero.parameter("p", 0.5));
    assertEquals(-1.5, opened(Map.of("HELIXBOOK_P", "-1.5")).parameter("p", 1.0, 1, 1, -2, 2));
    assertEquals(1_000, opened(Map.of("HELIXBOOK_P", "1_000")).parameter("p", 3));
  }

  private Notebook opened(Map<String, String> environment) {
    return Notebook.open("a/notebook", environment, SHOWN_NOWHERE, folder);
  }
}
