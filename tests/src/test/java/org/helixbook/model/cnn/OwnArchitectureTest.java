package org.helixbook.model.cnn;

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
    assertEquals(
        "mine: an image of 8 x 8 pixels is too small: nothing is left of it at layer 3, 'Conv 4x4,"
            + " 2', which gets 3 x 3 pixels of it; use larger images, smaller kernels, or less"
            + " pooling before that layer",
        problem(() -> mine().convolution(3, 2).maxPool(2).convolution(4, 2).linear(2).build()));
  }

  @Test
  void poolingToNothingIsToldWithItsLayer() {
    String message = problem(() -> mine().maxPool(3).maxPool(3).linear(2).build());
    assertTrue(
        message.contains("at layer 2, 'MaxPool 3x3', which gets 2 x 2 pixels of it"), message);
  }

  @Test
  void numbersBelowOneAreRefused() {
    assertEquals(
        "the number of channels of a convolution: it is 0; use at least 1",
        problem(() -> mine().convolution(3, 0).linear(2).build()));
    assertEquals(
        "the kernel of a convolution: it is -3; use at least 1",
        problem(() -> mine().convolution(-3, 4).linear(2).build()));
    assertEquals(
        "the size of a max-pooling: it is 0; use at least 1",
        problem(() -> mine().maxPool(0).linear(2).build()));
    assertEquals(
        "the number of units of a linear layer: it is 0; use at least 1",
        problem(() -> mine().linear(0).build()));
  }

  @Test
  void theLastLayerMustTellTheClassesApart() {
    assertEquals(
        "mine: its last layer is 'Conv 3x3, 4'; end it with .linear(2), one unit a class",
        problem(() -> mine().convolution(3, 4).build()));
    assertEquals(
        "mine: it has no layers; end it with .linear(2), one unit a class",
        problem(() -> mine().build()));
    assertEquals(
        "mine: its last layer has one unit, and a softmax over one unit is always 1; end it with"
            + " .linear(2), one unit a class",
        problem(() -> mine().globalAverage().linear(1).build()));
    assertEquals(
        "mine: it tells 3 classes apart and got images of [CDN, LNSD]; give its last layer one"
            + " unit a class",
        problem(() -> mine().globalAverage().linear(3).build()));
  }

  @Test
  void anImageLayerAfterALinearOneIsRefused() {
    assertEquals(
        "mine: layer 2, 'MaxPool 3x3', needs an image and comes after a linear layer, which leaves"
            + " none; put all linear layers at the end",
        problem(() -> mine().linear(4).maxPool(3).linear(2).build()));
  }

  @Test
  void aNetworkWithoutANameIsRefused() {
    String message = problem(() -> Cnn.named(" ").linear(2).build());
    assertTrue(message.startsWith("network without a name: "), message);
  }

  @Test
  void whatNoMachineCanHoldIsToldBeforeItIsTried() {
    assertEquals(
        "mine: layer 1, 'Conv 3x3, 2000000000', would need more than 2,147,483,639 numbers; make it"
            + " smaller, or let fewer pixels and channels come to it",
        problem(() -> mine().convolution(3, 2_000_000_000).linear(2).build()));
    assertTrue(
        problem(() -> mine().zeroPad(2_000_000_000).linear(2).build())
            .contains("layer 1, 'ZeroPad 2000000000', would need more than"));
    assertEquals(
        "mine: it has 240,000,002 parameters on images of 8 x 8 pixels, more than 200,000,000"
            + " parameters; pool more before the first linear layer, or give it fewer units",
        // (3 + 1) x 40,000,000 of the first layer, twice as many of the last, 2 biases.
        problem(() -> mine().globalAverage().linear(40_000_000).linear(2).build()));
  }
}
