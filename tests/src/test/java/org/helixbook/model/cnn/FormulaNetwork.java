package org.helixbook.model.cnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.engine.convolution.TrainingPath;
import org.helixbook.model.cnn.layer.Layout;
import org.helixbook.paper1.Models;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Model 2a, or another network, with the weights, images and labels of
 * tests/peers/model2_reference.py.
 */
final class FormulaNetwork {
  final MultiLayerNetwork network;
  final INDArray images;
  final INDArray labels;
  final int batch;
  private TrainingPath path;

  FormulaNetwork(
      Layout layout, DataType precision, int batch, int height, int width, int... classes) {
    this(Models.model2a(), layout, precision, batch, height, width, classes);
  }

  FormulaNetwork(
      Cnn architecture,
      Layout layout,
      DataType precision,
      int batch,
      int height,
      int width,
      int... classes) {
    NumericBackend.prepare();
    this.batch = batch;
    network =
        initialised(
            architecture.configuration(
                3, height, width, TrainingSettings.builder().build(), layout, precision));
    int number = 0;
    for (Layer layer : layersWithWeights()) {
      number++;
      INDArray weights = layer.getParam("W");
      boolean convolution = weights.rank() == 4;
      long[] torchShape =
          convolution ? weights.shape() : new long[] {weights.size(1), weights.size(0)};
      double fanIn = weights.length() / torchShape[0];
      INDArray drawn = formula(0.37, number, Math.sqrt(2.5 / fanIn), precision, torchShape);
      weights.assign(convolution ? drawn : drawn.transpose());
      INDArray bias = layer.getParam("b");
      bias.assign(formula(0.61, number, 0.05, precision, bias.shape()));
    }
    INDArray channelsFirst = formula(0.11, 0, 1.5, precision, batch, 3, height, width);
    images =
        layout == Layout.CHANNELS_FIRST_FUSED
            ? channelsFirst
            : channelsFirst.permute(0, 2, 3, 1).dup('c');
    labels = Nd4j.zeros(precision, batch, 2);
    for (int i = 0; i < batch; i++) {
      labels.putScalar(i, classes[i], 1);
    }
  }

  /** A network with all parameters 0. */
  static MultiLayerNetwork initialised(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static INDArray formula(
      double factor, double shift, double scale, DataType precision, long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    double[] values = new double[length];
    for (int k = 0; k < length; k++) {
      double i = k + 1;
      values[k] = scale * Math.sin(factor * (i * i) + shift);
    }
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(precision);
  }

  List<Layer> layersWithWeights() {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (layer.paramTable() != null && !layer.paramTable().isEmpty()) {
        layers.add(layer);
      }
    }
    return layers;
  }

  /** Lets gradients and steps go through oneDNN's plan from now on. */
  void computeThrough(TrainingPath other) {
    path = other;
  }

  /** One step of training. */
  void step() {
    compute(() -> network.fit(images, labels));
  }

  private void compute(Runnable work) {
    if (path == null) {
      work.run();
    } else {
      path.in(
          Precision.FLOAT32,
          () -> {
            work.run();
            return null;
          });
    }
  }

  /** Mean loss over the batch, without L2, and the gradients by the names of the reference. */
  Map<String, double[]> gradients() {
    network.setInput(images);
    network.setLabels(labels);
    compute(network::computeGradientAndScore);
    Map<String, INDArray> raw = new LinkedHashMap<>();
    int number = 0;
    for (int i = 0; i < network.getnLayers(); i++) {
      Map<String, INDArray> table = network.getLayer(i).paramTable();
      if (table == null || table.isEmpty()) {
        continue;
      }
      number++;
      raw.put(number + ".weight", network.gradient().getGradientFor(i + "_W"));
      raw.put(number + ".bias", network.gradient().getGradientFor(i + "_b"));
    }
    Map<String, double[]> gradients = new LinkedHashMap<>();
    raw.forEach((name, g) -> gradients.put(name, torchOrder(g.div(batch))));
    return gradients;
  }

  /** Loss over the batch's mean, without L2. */
  double loss() {
    INDArray probabilities = network.output(images);
    double sum = 0;
    for (int i = 0; i < batch; i++) {
      sum -= Math.log(probabilities.getDouble(i, labels.getInt(i, 1)));
    }
    return sum / batch;
  }

  /** The differences of the two logits of each image: all that softmax keeps of them. */
  double[] logitDifferences() {
    INDArray probabilities = network.output(images);
    double[] differences = new double[batch];
    for (int i = 0; i < batch; i++) {
      differences[i] =
          Math.log(probabilities.getDouble(i, 0)) - Math.log(probabilities.getDouble(i, 1));
    }
    return differences;
  }

  Map<String, double[]> parameters() {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    int number = 0;
    for (Layer layer : layersWithWeights()) {
      number++;
      parameters.put(number + ".weight", torchOrder(layer.getParam("W")));
      parameters.put(number + ".bias", torchOrder(layer.getParam("b")));
    }
    return parameters;
  }

  /** The velocities of the updater, cut up as the parameters are. */
  Map<String, double[]> velocities() {
    INDArray state = network.getUpdater().getStateViewArray();
    Map<String, double[]> velocities = new LinkedHashMap<>();
    long from = 0;
    int number = 0;
    for (Layer layer : layersWithWeights()) {
      number++;
      for (Map.Entry<String, INDArray> entry : layer.paramTable().entrySet()) {
        INDArray parameter = entry.getValue();
        INDArray flat =
            state
                .reshape(state.length())
                .get(
                    org.nd4j.linalg.indexing.NDArrayIndex.interval(
                        from, from + parameter.length()));
        from += parameter.length();
        INDArray shaped =
            entry.getKey().equals("b")
                ? flat
                : flat.dup().reshape(parameter.rank() == 4 ? 'c' : 'f', parameter.shape());
        velocities.put(
            number + (entry.getKey().equals("b") ? ".bias" : ".weight"), torchOrder(shaped));
      }
    }
    return velocities;
  }

  private static double[] torchOrder(INDArray array) {
    INDArray ordered = array.rank() == 2 && array.size(0) > 1 ? array.transpose() : array;
    return ordered.castTo(DataType.DOUBLE).dup('c').reshape(ordered.length()).toDoubleVector();
  }
}
