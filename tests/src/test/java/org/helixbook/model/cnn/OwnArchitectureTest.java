package org.helixbook.model.cnn;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trial;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunStore;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a reader may write into a notebook's cell: networks of any kind, and wrong ones. */
class OwnArchitectureTest {
  private static final int SIDE = 8;
  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(1).batchSize(4).build();

  private static LabelledImages noise(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] pixels = new float[count * 3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
    }
    return new LabelledImages(3, SIDE, SIDE, pixels, labels, List.of("CDN", "LNSD"));
  }

  private static final ImageSplit IMAGES =
      new ImageSplit(SpectrogramPipeline.defaults(), noise(10), noise(6));

  private static Cnn.Builder mine() {
    return Cnn.named("mine");
  }

  @TempDir private static Path folder;

  private static Trials<Predictions> train(Cnn architecture) {
    return new Experiment(RunStore.in(folder), List.of(1L), Progress.silent())
        .run(new CnnVariant(architecture, Initialisation.HE_NORMAL, SETTINGS, IMAGES, "noise"));
  }

  private static String problem(Supplier<Cnn> cell) {
    return assertThrows(InputProblem.class, () -> train(cell.get())).getMessage();
  }

  /** Its prediction must be what Deeplearning4j makes of the same pictures by itself. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aNetworkOfFewLayersLearnsAndPredicts(int which) {
    Cnn architecture =
        List.of(
                mine().linear(2),
                mine().convolution(3, 4).linear(2),
                mine().convolution(3, 4).maxPool(2).linear(2),
                mine().maxPool(2).linear(2),
                mine().zeroPad(1).convolution(3, 4).linear(2),
                mine().convolution(3, 4).convolution(3, 4).linear(3).linear(2))
            .get(which)
            .build();
    Trial<Predictions> trial = train(architecture).first();
    assertEquals(TrainingOutcome.Status.FINISHED, trial.status());
    ImageClassifier classifier = CnnVariant.network(trial);
    assertEquals(architecture.parameters(3, SIDE, SIDE), classifier.parameters());
    LabelledImages test = IMAGES.test();
    INDArray pictures =
        Nd4j.createFromArray(test.pixels())
            .reshape(test.size(), 3, SIDE, SIDE)
            .permute(0, 2, 3, 1)
            .dup('c');
    double[] expected = classifier.network().output(pictures, false).getColumn(0).toDoubleVector();
    assertArrayEquals(expected, trial.test().probabilitiesOf(0), 1e-5);
  }

  @Test
  void aKernelLargerThanThePictureIsToldWithItsLayer() {
    assertTold(
        problem(() -> mine().convolution(3, 2).maxPool(2).convolution(4, 2).linear(2).build()),
        "mine",
        "8",
        "8",
        "3",
        "'Conv 4x4, 2'",
        "3",
        "3");
  }

  @Test
  void poolingToNothingIsToldWithItsLayer() {
    String message = problem(() -> mine().maxPool(3).maxPool(3).linear(2).build());
    assertTrue(
        message.contains("at layer 2, 'MaxPool 3x3', which gets 2 x 2 pixels of it"), message);
  }

  @Test
  void numbersBelowOneAreRefused() {
    assertTold(
        problem(() -> mine().convolution(3, 0).linear(2).build()),
        "the number of channels of a convolution",
        "0",
        "at least 1");
    assertTold(
        problem(() -> mine().convolution(-3, 4).linear(2).build()),
        "the kernel of a convolution",
        "-3",
        "at least 1");
    assertTold(
        problem(() -> mine().maxPool(0).linear(2).build()),
        "the size of a max-pooling",
        "0",
        "at least 1");
    assertTold(
        problem(() -> mine().linear(0).build()),
        "the number of units of a linear layer",
        "0",
        "at least 1");
  }

  @Test
  void theLastLayerMustTellTheClassesApart() {
    assertTold(
        problem(() -> mine().convolution(3, 4).build()), "mine", "'Conv 3x3, 4'", ".linear(2)");
    assertTold(problem(() -> mine().build()), "mine", "no layers", ".linear(2)");
    assertTold(
        problem(() -> mine().globalAverage().linear(1).build()), "mine", "one unit", ".linear(2)");
    assertTold(
        problem(() -> mine().globalAverage().linear(3).build()),
        "mine",
        "3",
        "[CDN, LNSD]",
        "one unit a class");
  }

  @Test
  void anImageLayerAfterALinearOneIsRefused() {
    assertTold(
        problem(() -> mine().linear(4).maxPool(3).linear(2).build()), "mine", "2", "'MaxPool 3x3'");
  }

  @Test
  void aNetworkWithoutANameIsRefused() {
    String message = problem(() -> Cnn.named(" ").linear(2).build());
    assertTrue(message.startsWith("network without a name: "), message);
  }

  @Test
  void whatNoMachineCanHoldIsToldBeforeItIsTried() {
    assertTold(
        problem(() -> mine().convolution(3, 2_000_000_000).linear(2).build()),
        "mine",
        "1",
        "'Conv 3x3, 2000000000'",
        "2,147,483,639");
    assertTrue(
        problem(() -> mine().zeroPad(2_000_000_000).linear(2).build())
            .contains("layer 1, 'ZeroPad 2000000000', would need more than"));
    assertTold( // (3 + 1) x 40,000,000 of the first layer, twice as many of the last, 2 biases.
        problem(() -> mine().globalAverage().linear(40_000_000).linear(2).build()),
        "mine",
        "240,000,002",
        "8",
        "8",
        "200,000,000");
  }
}
