package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.engine.NumericBackend;
import org.helixbook.paper1.Models;
import org.helixbook.run.TinyRun;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;

class BatchPartsTest {
  private static final int EDGE = 20;
  private static final LabelledImages IMAGES = images(34);

  private static LabelledImages images(int count) {
    SplittableRandom random = new SplittableRandom(5);
    int[] labels = new int[count];
    float[] pixels = new float[count * 3 * EDGE * EDGE];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 3 * EDGE * EDGE; j++) {
        pixels[i * 3 * EDGE * EDGE + j] = (float) (random.nextDouble() - 0.5 + 0.1 * labels[i]);
      }
    }
    return new LabelledImages(3, EDGE, EDGE, pixels, labels, List.of("dark", "bright"));
  }

  @Test
  void aBatchIsCutIntoFewPartsOfEvenSize() {
    List<int[]> cut = new BatchParts(11).cut(ImageClassifier.range(100, 50));
    assertEquals(List.of(10, 10, 10, 10, 10), cut.stream().map(part -> part.length).toList());
    assertArrayEquals(
        ImageClassifier.range(100, 50), cut.stream().flatMapToInt(Arrays::stream).toArray());
    assertEquals(
        List.of(2, 2, 3),
        new BatchParts(3)
            .cut(ImageClassifier.range(0, 7)).stream().map(part -> part.length).toList());
    assertEquals(1, new BatchParts(Integer.MAX_VALUE).cut(ImageClassifier.range(0, 7)).size());
    assertThrows(IllegalArgumentException.class, () -> new BatchParts(0));
  }

  @Test
  void thePaperBatchIsCutAndTheQuickOneIsNot() {
    // 26.8 MB of layer outputs an image at 224 x 224: 11 images are the most.
    MultiLayerNetwork model = model2a(224);
    InputType large = BatchParts.images(true, 3, 224, 224);
    assertEquals(5, BatchParts.fitting(model, large).cut(new int[50]).size());
    InputType small = BatchParts.images(true, 3, 112, 112);
    MultiLayerNetwork quick = model2a(112);
    assertEquals(1, BatchParts.fitting(quick, small).cut(new int[25]).size());
  }

  @Test
  void aLayerThatLooksAtTheWholeBatchKeepsItWhole() {
    NumericBackend.prepare();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new BatchNormalization())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutional(2000, 2000, 3, CNN2DFormat.NHWC))
                .build());
    network.init();
    InputType images = BatchParts.images(true, 3, 2000, 2000);
    assertEquals(1, BatchParts.fitting(network, images).cut(new int[500]).size());
  }

  private static ImageClassifier small(TrainingSettings settings) {
    Cnn small =
        Cnn.named("small")
            .convolution(3, 8)
            .convolution(3, 8)
            .maxPool(2)
            .convolution(3, 8)
            .globalAverage()
            .linear(16)
            .linear(2)
            .build();
    return new CnnDescription(small, 3, EDGE, EDGE, Initialisation.HE_NORMAL).create(settings);
  }

  private static ImageLearner train(TrainingSettings settings, Integer largest) {
    ImageClassifier classifier = small(settings);
    if (largest != null) {
      classifier.computeIn(new BatchParts(largest));
    }
    return TinyRun.train(classifier, IMAGES, IMAGES.subset(0, 1, 2, 3, 4), settings);
  }

  /** With momentum and L2, and a last batch that is smaller than the others. */
  @Test
  void trainingInPartsIsTrainingOnWholeBatches() {
    TrainingSettings settings =
        TrainingSettings.builder()
            .epochs(3)
            .batchSize(14)
            .learningRate(0.05)
            .momentum(0.9)
            .l2(1e-3)
            .build();
    ImageLearner whole = train(settings, null);
    ImageLearner parts = train(settings, 4);
    assertEquals(9, parts.classifier().steps());
    float[] expected = whole.classifier().network().params().toFloatVector();
    float[] actual = parts.classifier().network().params().toFloatVector();
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    assertTrue(worst < 1e-5 * largest, "difference " + worst + " of " + largest);
    double loss = whole.classifier().predict(IMAGES, 14).meanLoss();
    assertEquals(loss, parts.classifier().predict(IMAGES, 14).meanLoss(), 1e-5);
    // The training did something: the comparison is not one of standstill.
    assertNotEquals(small(settings).predict(IMAGES, 14).meanLoss(), loss, 1e-3);
    assertArrayEquals(actual, train(settings, 4).classifier().network().params().toFloatVector());
  }

  private static MultiLayerNetwork model2a(int edge) {
    return new CnnDescription(Models.model2a(), 3, edge, edge, Initialisation.HE_NORMAL)
        .create(TrainingSettings.builder().build())
        .network();
  }
}
