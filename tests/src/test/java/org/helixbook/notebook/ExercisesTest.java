package org.helixbook.notebook;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helixbook.CommittedNotebooks;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class ExercisesTest {
  private static final Pattern CHECK = Pattern.compile("book\\.check\\(\"([^\"]+)\", (\\w+)\\)");
  private static final String SOLUTIONS = "97-solutions.ipynb";

  private final Exercises exercises = Exercises.load();

  @Test
  void anAnswerIsRightOrGetsAHint() {
    assertEquals("state-kept: no answer yet.", exercises.tell("state-kept", null));
    assertEquals("state-kept: right.", exercises.tell("state-kept", Math.pow(0.9, 10)));
    assertEquals("gru-parameters: right.", exercises.tell("gru-parameters", 50_304));
    String other = exercises.tell("gru-parameters", 1);
    String slip = exercises.tell("gru-parameters", 49_920L);
    assertTrue(other.startsWith("gru-parameters: not yet. "), other);
    assertTrue(slip.startsWith("gru-parameters: not yet. "), slip);
    assertFalse(slip.equals(other), "a slip that is known has a hint of its own");
    assertTrue(exercises.tell("state-kept", Double.NaN).contains("not yet"));
    assertTrue(exercises.tell("gru-parameters", 50_305).contains("not yet"));
  }

  @Test
  void anExerciseThatIsNoneIsTold() {
    assertTold(
        assertThrows(InputProblem.class, () -> exercises.tell("gc-aux", 1)).getMessage(),
        "exercise 'gc-aux'",
        "gc-auc");
  }

  /** That the solutions are right shows when their notebook is run. */
  @Test
  void eachIsAskedOnceWithoutItsAnswerAndSolvedOnce() throws IOException {
    List<String> asked = new ArrayList<>();
    Set<String> solved = new TreeSet<>();
    for (Path notebook : CommittedNotebooks.all()) {
      int before = asked.size();
      String question = "";
      for (JsonNode cell : CommittedNotebooks.read(notebook).get("cells")) {
        String text = CommittedNotebooks.source(cell);
        if (!cell.get("cell_type").asText().equals("code")) {
          question = text;
          continue;
        }
        Matcher check = CHECK.matcher(text);
        while (check.find()) {
          if (notebook.endsWith(SOLUTIONS)) {
            assertTrue(solved.add(check.group(1)), check.group(1) + " is solved twice");
          } else {
            asked.add(check.group(1));
            assertTrue(text.contains("Double " + check.group(2) + " = null;"), text);
            assertFalse(holds(question, check.group(1)), question);
          }
        }
      }
      assertEquals(notebook.endsWith(SOLUTIONS), asked.size() == before, notebook::toString);
    }
    assertEquals(exercises.ids().size(), asked.size(), asked::toString);
    assertEquals(new TreeSet<>(exercises.ids()), new TreeSet<>(asked));
    assertEquals(new TreeSet<>(exercises.ids()), solved);
  }

  /** Whether a question holds the number that answers it. */
  private static boolean holds(String question, String id) throws IOException {
    for (JsonNode one :
        new ObjectMapper().readTree(Exercises.class.getResourceAsStream("exercises.json"))) {
      if (one.get("id").asText().equals(id)) {
        String answer = Pattern.quote(one.get("answer").asText());
        return Pattern.compile("(?<![\\d.])" + answer + "(?!\\d|\\.\\d)")
            .matcher(question.replaceAll("(?<=\\d),(?=\\d{3})", ""))
            .find();
      }
    }
    throw new AssertionError("no exercise " + id);
  }
}
