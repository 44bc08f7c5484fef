package org.helixbook.model.cnn;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.feedback.InputProblem;
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
