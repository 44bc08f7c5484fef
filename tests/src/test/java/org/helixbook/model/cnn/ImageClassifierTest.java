package org.helixbook.model.cnn;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.TinyRun;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;

class ImageClassifierTest {
  @Test
  void imagesThatDoNotFitAreToldInASentence() {
    ImageClassifier classifier = TinyRun.network(TinyRun.configuration(TinyRun.SETTINGS));
    LabelledImages other =
        new LabelledImages(2, 5, 5, new float[50], new int[1], List.of("dark", "bright"));
    String problem =
        assertThrows(InputProblem.class, () -> classifier.predict(other, 1)).getMessage();
    assertTrue(problem.contains("2 x 10 x 11 and got 2 x 5 x 5"), problem);
    LabelledImages three =
        new LabelledImages(2, 10, 11, new float[220], new int[1], List.of("a", "b", "c"));
    assertThrows(InputProblem.class, () -> classifier.predict(three, 1));
    assertThrows(
        InputProblem.class,
        () -> new ImageTask(TinyRun::network, TinyRun.TRAIN.subset(), TinyRun.TEST));
  }

  /** The tiny network begins with nothing that oneDNN computes for it. */
  @Test
  void aPrecisionThatCannotBeHadIsRefusedBeforeTheRunBegins() {
    TrainingSettings narrow = TinyRun.SETTINGS.toBuilder().precision(Precision.BFLOAT16).build();
    ImageTask task = new ImageTask(TinyRun::network, TinyRun.TRAIN, TinyRun.TEST);
    RunConfiguration run = TinyRun.configuration(narrow);
    assertTold(
        assertThrows(InputProblem.class, () -> task.create(run)).getMessage(),
        "precision bfloat16",
        "does not begin with layers");
    // What is gone on with is refused at its first step.
    ImageLearner learner =
        new ImageLearner(TinyRun.network(run), TinyRun.TRAIN, TinyRun.TEST, narrow);
    assertTold(
        assertThrows(InputProblem.class, () -> ComputeThread.call(() -> learner.step(1, 0)))
            .getMessage(),
        "precision bfloat16");
  }

  @Test
  void aConfigurationNamesThePrecisionWhereItIsNotTheUsualOne() {
    RunConfiguration usual = TinyRun.configuration(TinyRun.SETTINGS);
    assertFalse(usual.training().has("precision"));
    assertEquals(TinyRun.SETTINGS, usual.trainingAs(TrainingSettings.class));
    TrainingSettings narrow = TinyRun.SETTINGS.toBuilder().precision(Precision.BFLOAT16).build();
    RunConfiguration run = TinyRun.configuration(narrow);
    assertEquals("BFLOAT16", run.training().path("precision").asText());
    assertEquals(narrow, run.trainingAs(TrainingSettings.class));
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> TrainingSettings.builder().learningRate(-1).build());
    assertTold(problem.getMessage(), "training setting learning rate", "-1.0");
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().epochs(0).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().batchSize(0).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().momentum(1).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().l2(-1).build());
  }
}
