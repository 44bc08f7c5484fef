package org.helixbook.engine.convolution;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.Relu;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes {@link ReluMaxPooling}. */
final class ReluMaxPoolingLayer extends SubsamplingLayer implements TrainingPath.Member {
  private static final long serialVersionUID = 1L;

  // After ReLU; in the workspace of the step, so of use in the backward pass of that step alone.
  private transient INDArray output;
  private transient TrainingPath path;

  ReluMaxPoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void join(TrainingPath other) {
    path = other;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (training && path != null && path.runs()) {
      return path.activate(getIndex(), input, workspaces);
    }
    INDArray out = Relu.forward(super.activate(training, workspaces));
    output = training ? out : null;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (path != null && path.runs()) {
      return new Pair<>(new DefaultGradient(), path.backward(getIndex(), epsilon, workspaces));
    }
    INDArray gradient = Relu.backward(output, epsilon, workspaces);
    output = null;
    return super.backpropGradient(gradient, workspaces);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }
}
