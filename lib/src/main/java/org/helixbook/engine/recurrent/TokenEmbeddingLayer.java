package org.helixbook.engine.recurrent;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Computes {@link TokenEmbedding}. */
final class TokenEmbeddingLayer extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  // Of the last forward pass: step after step, the batch's tokens.
  private transient int[] tokens;
  private transient int batch;

  TokenEmbeddingLayer(NeuralNetConfiguration configuration, DataType precision) {
    super(configuration, precision);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray ids = input.rank() == 3 ? input.reshape(input.size(0), input.size(2)) : input;
    if (ids.rank() != 2) {
      throw new IllegalArgumentException(
          "an embedding reads [batch, time], not " + Arrays.toString(input.shape()));
    }
    batch = (int) ids.size(0);
    int steps = (int) ids.size(1);
    tokens = ids.dup('f').data().asInt();
    int size = (int) layerConf().getNOut();
    int vocabulary = (int) layerConf().getNIn();
    double[] weights = getParam(DefaultParamInitializer.WEIGHT_KEY).dup('c').data().asDouble();
    double[] values = new double[steps * size * batch];
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        int token = tokens[t * batch + b];
        if (token < 0 || token >= vocabulary) {
          continue;
        }
        for (int i = 0; i < size; i++) {
          values[(t * batch + b) * size + i] = weights[token * size + i];
        }
      }
    }
    // Features the fastest in memory, as recurrent layers read it.
    long[] shape = {size, batch, steps};
    INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'f');
    out.assign(Nd4j.create(values, shape, 'f'));
    return out.permute(1, 0, 2);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    double[] values = epsilon.permute(1, 0, 2).castTo(DataType.DOUBLE).dup('f').data().asDouble();
    int size = (int) layerConf().getNOut();
    int vocabulary = (int) layerConf().getNIn();
    double[] sums = new double[vocabulary * size];
    for (int place = 0; place < tokens.length; place++) {
      int token = tokens[place];
      if (token < 0 || token >= vocabulary) {
        continue;
      }
      for (int i = 0; i < size; i++) {
        sums[token * size + i] += values[place * size + i];
      }
    }
    INDArray view = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    view.assign(Nd4j.create(sums, new long[] {vocabulary, size}, 'c'));
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, view);
    // There is no gradient by whole numbers.
    return new Pair<>(gradient, null);
  }
}
