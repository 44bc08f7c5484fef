package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.layer.CnnLayer;
import org.helixbook.model.cnn.layer.ImageShape;
import org.helixbook.model.cnn.layer.Place;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A network of one's own: the kit's layers, a layer of a new kind, plain Deeplearning4j. */
class CnnTest {
  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(2).batchSize(8).learningRate(0.05).build();
  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 0.95, new Seeds(1));
  private static final ImageSplit IMAGES =
      new ImageSplit(SpectrogramPipeline.defaults(), noise(20, 1), noise(14, 2));

  @TempDir Path folder;

  /** Noise; class 1 is brighter. */
  private static LabelledImages noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 64];
    int[] labels = new int[count];
    for (int i = 0; i < pixels.length; i++) {
      labels[i / 64] = i / 64 % 2;
      pixels[i] = (float) (random.nextDouble() - 0.5 + 0.3 * labels[i / 64]);
    }
    return new LabelledImages(1, 8, 8, pixels, labels, List.of("dark", "bright"));
  }

  /** Plain Deeplearning4j with what only it knows: normalisation and dropout. */
  private static MultiLayerConfiguration plain() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.05))
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
        .layer(new BatchNormalization())
        .layer(new DropoutLayer(0.8))
        .layer(
            new OutputLayer.Builder(new LossMCXENT())
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(8, 8, 1))
        .build();
  }

  private static CnnVariant variant(Cnn network) {
    return new CnnVariant(
        network,
        network.plain().isPresent() ? Initialisation.AS_CONFIGURED : Initialisation.HE_NORMAL,
        SETTINGS,
        IMAGES,
        "noise");
  }

  @Test
  void aNetworkOfOnesOwnIsTrainedAndComparedInTwoCalls() {
    Trials<Decisions> always =
        Trials.ofMethod(
            "always dark",
            "noise",
            0,
            Decisions.ofScores(
                List.of("dark", "bright"), IMAGES.test().labels(), new int[14], new double[14]));
    var experiment = new Experiment(RunStore.in(folder), List.of(1L, 2L), Progress.silent());

    var mine =
        Cnn.named("Mine")
            .convolution(3, 4)
            .maxPool(2)
            .convolution(3, 4)
            .globalAverage()
            .linear(2)
            .build();
    var trials = experiment.run(variant(mine));
    var report = trials.report(List.of(always), BOOTSTRAP);

    assertEquals(mine.parameters(1, 8, 8), trials.parameters());
    assertEquals(
        report.accuracy().value() - 0.5,
        report.againstBaselines().get(0).difference().value(),
        1e-12);
    assertEquals(2, report.seeds().rowCount());
  }

  @Test
  void plainDeeplearning4jIsTrainedStoredRestoredAndCompared() {
    Cnn plain = Cnn.of(plain()).as("plain");
    assertEquals(2, plain.classes());
    assertEquals(plain, Cnn.of(plain.toJson()));
    CnnVariant variant = variant(plain);
    List<LayerRow> rows = plain.layerTable(1, 8, 8);
    assertEquals("4x6x6", rows.get(0).output());
    assertEquals(40, rows.get(0).parameters());
    assertEquals(40 + 16 + (4 * 36 + 1) * 2, plain.parameters(1, 8, 8));

    Experiment experiment =
        new Experiment(RunStore.in(folder.resolve("a")), List.of(1L, 2L), Progress.silent());
    Trials<Predictions> trials = experiment.run(variant);
    assertEquals(plain.parameters(1, 8, 8), CnnVariant.network(trials.first()).parameters());
    Predictions restored =
        CnnVariant.network(experiment.run(variant).first()).predict(IMAGES.test(), 8);
    assertArrayEquals(trials.tests().get(0).probabilities(), restored.probabilities());
    assertTrue(
        !Arrays.deepEquals(
            trials.tests().get(0).probabilities(), trials.tests().get(1).probabilities()),
        "another seed draws other weights");

    // Stopped after an epoch and gone on with: the same bits, its dropout included.
    RunStore other = RunStore.in(folder.resolve("b"));
    List<Integer> heard = new ArrayList<>();
    new Experiment(other, List.of(1L), Progress.silent())
        .listeningTo(
            (seed, epoch) -> {
              heard.add(epoch.epoch());
              Thread.currentThread().interrupt();
            })
        .run(variant);
    Thread.interrupted();
    assertEquals(List.of(1), heard);
    Trials<Predictions> goneOn = new Experiment(other, List.of(1L), Progress.silent()).run(variant);
    assertArrayEquals(trials.tests().get(0).probabilities(), goneOn.tests().get(0).probabilities());

    Trials<Predictions> ours =
        experiment.run(
            variant(Cnn.named("ours").convolution(3, 4).globalAverage().linear(2).build()));
    Comparison gain = Comparison.ofAccuracy(trials, ours, BOOTSTRAP);
    assertEquals("plain", gain.first());
    assertEquals(2, gain.tests().size());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    MultiLayerConfiguration noOutput =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
            .setInputType(InputType.convolutional(8, 8, 1))
            .build();
    assertThrows(InputProblem.class, () -> Cnn.of(noOutput));
    CnnVariant undrawn =
        new CnnVariant(Cnn.of(plain()), Initialisation.HE_NORMAL, SETTINGS, IMAGES, "noise");
    assertThrows(InputProblem.class, () -> undrawn.configuration(1));
  }

  /** A layer of a new kind: one record, known nowhere else. */
  public record Tanh() implements CnnLayer {
    @Override
    public String label() {
      return "Tanh";
    }

    @Override
    public ImageShape output(ImageShape input) {
      return input;
    }

    @Override
    public List<Layer> deeplearning4j(Place place) {
      return List.of(
          new org.deeplearning4j.nn.conf.layers.ActivationLayer.Builder()
              .activation(Activation.TANH)
              .build());
    }
  }

  @Test
  void aLayerOfANewKindIsOneRecord() {
    Cnn own =
        Cnn.named("own").convolution(3, 4).layer(new Tanh()).globalAverage().linear(2).build();
    assertEquals(own, Cnn.of(own.toJson()));
    assertEquals("Tanh", own.layerTable(1, 8, 8).get(1).layer());
    Trials<Predictions> trials =
        new Experiment(RunStore.in(folder), List.of(1L), Progress.silent()).run(variant(own));
    assertEquals(14, trials.first().test().size());
  }

  @Test
  void theJsonOfTheKitsLayersIsThatOfOlderRuns() {
    Cnn all =
        Cnn.named("all")
            .zeroPad(1)
            .convolution(3, 4)
            .maxPool(2)
            .averagePool(2)
            .rowAverage(1)
            .globalAverage()
            .linear(2)
            .build();
    assertEquals(
        "{\"name\":\"all\",\"layers\":[{\"size\":1,\"type\":\"zeroPad\"},"
            + "{\"kernel\":3,\"channels\":4,\"type\":\"convolution\"},"
            + "{\"size\":2,\"type\":\"maxPool\"},{\"size\":2,\"type\":\"averagePool\"},"
            + "{\"size\":1,\"type\":\"rowAverage\"},{\"type\":\"globalAverage\"},"
            + "{\"units\":2,\"type\":\"linear\"}]}",
        all.toJson().toString());
    assertEquals(all, Cnn.of(all.toJson()));
    assertEquals(8, all.configuration(1, 20, 20).getConfs().size() + 1);
  }
}
