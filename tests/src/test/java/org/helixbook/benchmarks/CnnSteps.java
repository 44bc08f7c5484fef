package org.helixbook.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.paper1.Models;
import org.helixbook.signal.LabelledImages;

/**
 * The kit's side of {@code tests/peers/compare.sh cnn}; a round is a few training steps, or as many
 * batches classified.
 *
 * <p>Arguments: {@code train} or {@code infer}, {@code model1} or {@code model2a}, images a batch,
 * edge of an image in pixels, steps a round, precision of training.
 */
final class CnnSteps {
  private CnnSteps() {}

  public static void main(String[] arguments) throws IOException {
    boolean train = arguments[0].equals("train");
    Cnn architecture =
        switch (arguments[1]) {
          case "model1" -> Models.model1();
          case "model2a" -> Models.model2a();
          default -> throw new IllegalArgumentException("no such model: " + arguments[1]);
        };
    int batch = Integer.parseInt(arguments[2]);
    int edge = Integer.parseInt(arguments[3]);
    int steps = Integer.parseInt(arguments[4]);
    TrainingSettings settings =
        TrainingSettings.builder()
            .epochs(1)
            .batchSize(batch)
            .learningRate(1e-3)
            .momentum(0.9)
            .l2(1e-4)
            .precision(Precision.valueOf(arguments[5].toUpperCase(Locale.ROOT)))
            .build();
    LabelledImages images = noise(batch * steps, edge);
    ImageClassifier classifier =
        new CnnDescription(architecture, 3, edge, edge, Initialisation.HE_NORMAL).create(settings);
    ImageLearner learner = new ImageLearner(classifier, images, images.subset(0), settings);
    Rounds.answer(
        classifier.parameters(),
        steps,
        () -> {
          if (train) {
            trainAnEpoch(learner);
          } else {
            classifier.predict(images, batch);
          }
        });
  }

  private static LabelledImages noise(int count, int edge) {
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[count * 3 * edge * edge];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (random.nextDouble() - random.nextDouble());
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
    }
    return new LabelledImages(3, edge, edge, pixels, labels, List.of("even", "odd"));
  }

  private static void trainAnEpoch(ImageLearner learner) {
    ComputeThread.call(
        () -> {
          for (int step = 0; step < learner.batches(); step++) {
            learner.step(1, step);
          }
          return learner;
        });
  }
}
