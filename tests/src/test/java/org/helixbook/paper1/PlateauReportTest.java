package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.junit.jupiter.api.Test;

class PlateauReportTest {
  private static PlateauStudy.Training trial(
      String model, String start, int leftIn, double commonest) {
    return new PlateauStudy.Training(
        model, start, 1, List.of(0.69, 0.6), leftIn, 0.5, commonest, "r");
  }

  private static PlateauReport report(double commonest, PlateauStudy.Training... more) {
    List<PlateauStudy.Training> reference =
        Stream.concat(
                Stream.of(
                    trial("Model 3", PlateauStudy.PUBLISHED, 0, commonest),
                    trial("Model 3", PlateauStudy.PUBLISHED, 0, 0.6),
                    trial("Model 2a", PlateauStudy.PUBLISHED, 2, 0.6),
                    trial("Model 3", PlateauStudy.HELPED, 1, 0.6),
                    trial("Model 2a", PlateauStudy.HELPED, 0, 0.6)),
                Stream.of(more))
            .toList();
    return new PlateauReport(
        study(List.of(trial("Model 2a", PlateauStudy.HELPED, 1, 0.6))), study(reference));
  }

  private static StudyResult study(List<PlateauStudy.Training> trials) {
    return new StudyResult("plateau", "why?", "a test", List.of(), trials);
  }

  @Test
  void theTableHasARowAModelAndStart() {
    String[] rows = report(1).table().print().split("\n");
    String text = String.join("\n", rows);
    assertTrue(text.contains("1 of 1, in epoch 1 of 2; stuck in one class: 0"), text);
    assertTrue(text.contains("0 of 2 in 2 epochs; stuck in one class: 1"), text);
    // Model 1 with both starts, here and in the reference run; Models 2a and 3, here.
    assertEquals(4 + 3, text.split("not run", -1).length - 1, text);
  }

  /**
   * Of the two from the published start one left; the other start and other models do not count.
   */
  @Test
  void theShareIsOfTheOwnTrainingsFromThePublishedStart() {
    PlateauReport own =
        new PlateauReport(
            study(
                List.of(
                    trial("Model 3", PlateauStudy.PUBLISHED, 0, 1),
                    trial("Model 3", PlateauStudy.PUBLISHED, 2, 0.6),
                    trial("Model 3", PlateauStudy.HELPED, 0, 0.6),
                    trial("Model 2a", PlateauStudy.PUBLISHED, 0, 0.6))),
            report(1).reference());
    List<Result> shares = own.shares("some windows");
    assertEquals(
        List.of(
            "P1.9-plateau-share-model-2",
            "P1.9-plateau-share-model-3",
            "P1.19-left-as-published",
            "P1.19-left-helped"),
        shares.stream().map(Result::id).toList());
    Result third = shares.get(1);
    assertEquals(0.5, third.value());
    assertEquals(2, third.n());
    assertEquals("some windows", third.dataset());
    assertEquals(List.of("r", "r"), third.runs());
    assertEquals(1.0 / 3, shares.get(2).value(), 1e-12, "of all models");
    assertEquals(0, shares.get(3).value());
  }

  @Test
  void everyModelThatWasTrainedHasALine() {
    String without = new String(report(1).losses().svg(), StandardCharsets.UTF_8);
    assertFalse(without.contains("Model 1: "), "no line of what was not trained");
    String with =
        new String(
            report(1, trial("Model 1", PlateauStudy.HELPED, 1, 0.6)).losses().svg(),
            StandardCharsets.UTF_8);
    assertTrue(with.contains("Model 1: He"), "a line of the start that was tried");
    assertFalse(with.contains("Model 1: PyTorch"), "and of that alone");
  }

  /** Lines that no eye can tell from the dotted one are told in words. */
  @Test
  void whatStaysOnTheLineOfGuessingIsNamed() {
    assertEquals("Reference run.", report(1).losses().caption());
    PlateauStudy.Training flat =
        new PlateauStudy.Training(
            "Model 1", PlateauStudy.PUBLISHED, 1, List.of(0.694, 0.69), 0, 0.5, 1, "r");
    assertEquals(
        "Reference run. On the line of guessing throughout: Model 1 (PyTorch's weights, pictures as"
            + " published).",
        report(1, flat).losses().caption());
    PlateauStudy.Training sinking =
        new PlateauStudy.Training(
            "Model 1", PlateauStudy.PUBLISHED, 1, List.of(0.694, 0.682), 0, 0.5, 1, "r");
    assertEquals("Reference run.", report(1, sinking).losses().caption());
  }

  @Test
  void theLossesAreNamedAsTheReferenceRuns() {
    assertTrue(report(1).losses().toHtml().markup().contains("reference run"));
  }
}
