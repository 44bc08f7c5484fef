package org.helixbook.engine.recurrent;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer on its own, with parameters, input and a weighting of its output from a seed. */
final class Layers {
  final Layer layer;
  final INDArray parameters;
  final INDArray gradients;

  Layers(org.deeplearning4j.nn.conf.layers.Layer description, DataType precision) {
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder().dataType(precision).layer(description).build();
    long n = conf.getLayer().initializer().numParams(conf);
    parameters = noise(7, precision, n).muli(0.4);
    gradients = Nd4j.zeros(precision, n);
    layer = conf.getLayer().instantiate(conf, List.of(), 0, parameters, false, precision);
    layer.setBackpropGradientsViewArray(gradients);
  }

  /** Normal noise of one seed, the same in every precision. */
  static INDArray noise(long seed, DataType precision, long... shape) {
    Random random = new Random(seed);
    INDArray values = Nd4j.createUninitialized(DataType.DOUBLE, shape, 'f');
    INDArray flat = values.reshape('f', new long[] {values.length()});
    for (long i = 0; i < flat.length(); i++) {
      flat.putScalar(i, random.nextGaussian());
    }
    return values.castTo(precision).dup('f');
  }

  INDArray forward(INDArray x) {
    return layer.activate(x, true, LayerWorkspaceMgr.noWorkspaces()).dup();
  }

  /** The gradient by the input; those by the parameters are in {@link #gradients}. */
  INDArray backward(INDArray epsilon) {
    return layer
        .backpropGradient(epsilon.dup('f'), LayerWorkspaceMgr.noWorkspaces())
        .getSecond()
        .dup();
  }

  /** The greatest relative difference; small numbers count as one hundredth of the greatest. */
  static double difference(INDArray a, INDArray b) {
    INDArray x = a.castTo(DataType.DOUBLE).dup('c').reshape(a.length());
    INDArray y = b.castTo(DataType.DOUBLE).dup('c').reshape(b.length());
    double floor = 0.01 * y.amaxNumber().doubleValue() + 1e-300;
    double worst = 0;
    for (long i = 0; i < x.length(); i++) {
      double scale = Math.max(floor, Math.abs(y.getDouble(i)));
      worst = Math.max(worst, Math.abs(x.getDouble(i) - y.getDouble(i)) / scale);
    }
    return worst;
  }
}
