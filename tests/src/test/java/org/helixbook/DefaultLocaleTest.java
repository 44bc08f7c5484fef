package org.helixbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is computed, printed or drawn is the same in every country: nothing asks for its locale. */
class DefaultLocaleTest {
  private static final String OBJECTS = "[Ljava.lang.Object;";
  private static final Set<String> OF_THE_DEFAULT_LOCALE =
      Set.of(
          "java.lang.String.format(java.lang.String, " + OBJECTS + ")",
          "java.lang.String.formatted(" + OBJECTS + ")",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.io.PrintStream.format(java.lang.String, " + OBJECTS + ")",
          "java.io.PrintStream.printf(java.lang.String, " + OBJECTS + ")",
          "java.io.PrintWriter.format(java.lang.String, " + OBJECTS + ")",
          "java.io.PrintWriter.printf(java.lang.String, " + OBJECTS + ")",
          "java.text.DecimalFormat.<init>()",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.text.DecimalFormatSymbols.getInstance()",
          "java.text.NumberFormat.getInstance()",
          "java.text.NumberFormat.getIntegerInstance()",
          "java.text.NumberFormat.getNumberInstance()",
          "java.text.NumberFormat.getPercentInstance()",
          "java.text.SimpleDateFormat.<init>(java.lang.String)",
          "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
          "java.util.Formatter.<init>()",
          "java.util.Scanner.<init>(java.io.InputStream)");

  private static final Pattern IN_A_CELL =
      Pattern.compile(
          "(String\\.format|printf)\\(\\s*\"|\\.formatted\\(|to(Lower|Upper)Case\\(\\)|new DecimalFormat");

  @Test
  void noClassAsksForIt() {
    assertEquals(
        Set.of(),
        LibraryClasses.all().stream()
            .flatMap(DefaultLocaleTest::accesses)
            .filter(one -> OF_THE_DEFAULT_LOCALE.contains(one.getTarget().getFullName()))
            .map(JavaCodeUnitAccess::getDescription)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass one) {
    return Stream.of(
            one.getMethodCallsFromSelf(),
            one.getConstructorCallsFromSelf(),
            one.getMethodReferencesFromSelf())
        .flatMap(Set::stream);
  }

  @Test
  void noCellDoes() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path notebook : CommittedNotebooks.all()) {
      for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
        if (IN_A_CELL.matcher(CommittedNotebooks.source(cell)).find()) {
          found.add(notebook + ": " + CommittedNotebooks.source(cell));
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
