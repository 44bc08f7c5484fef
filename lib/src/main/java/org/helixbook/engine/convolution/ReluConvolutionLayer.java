package org.helixbook.engine.convolution;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.Relu;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Computes {@link ReluConvolution}. */
final class ReluConvolutionLayer extends ConvolutionLayer implements TrainingPath.Member {
  private static final long serialVersionUID = 1L;

  private transient OpContext forward;
  private transient OpContext backward;
  // After ReLU; in the workspace of the step, so of use in the backward pass of that step alone.
  private transient INDArray output;
  private transient TrainingPath path;

  ReluConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void join(TrainingPath other) {
    path = other;
  }

  /** Where the gradient of a parameter goes. */
  INDArray gradient(String parameter) {
    return gradientViews.get(parameter);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (training && path != null && path.runs()) {
      return path.activate(getIndex(), input, workspaces);
    }
    validateInputRank();
    input = inOrder(input.castTo(dataType), ArrayType.INPUT, workspaces);
    INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
    validateInputDepth(weights.size(1));
    int kernel = layerConf().getKernelSize()[0];
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {
              input.size(0), input.size(1) - kernel + 1, input.size(2) - kernel + 1, weights.size(0)
            },
            'c');
    if (forward == null) {
      forward = context(kernel);
    }
    forward.purge();
    forward.setInputArray(0, input);
    forward.setInputArray(1, weights);
    forward.setInputArray(2, getParam(ConvolutionParamInitializer.BIAS_KEY));
    forward.setOutputArray(0, out);
    Nd4j.exec(new Conv2D(), forward);
    if (rectified()) {
      Relu.forward(out);
      output = training ? out : null;
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (path != null && path.runs()) {
      return result(path.backward(getIndex(), epsilon, workspaces));
    }
    INDArray gradient =
        rectified()
            ? Relu.backward(output, epsilon, workspaces)
            : inOrder(epsilon, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray inputGradient =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    allGradients(gradient, inputGradient);
    output = null;
    return result(inputGradient);
  }

  /** In row-major order: in another one, ND4J's convolution reads beside the images. */
  static INDArray inOrder(INDArray values, ArrayType purpose, LayerWorkspaceMgr workspaces) {
    return values.ordering() == 'c' && Shape.hasDefaultStridesForShape(values)
        ? values
        : workspaces.dup(purpose, values, 'c');
  }

  private Pair<Gradient, INDArray> result(INDArray inputGradient) {
    Gradient result = new DefaultGradient();
    result.setGradientFor(
        ConvolutionParamInitializer.BIAS_KEY, gradient(ConvolutionParamInitializer.BIAS_KEY));
    result.setGradientFor(
        ConvolutionParamInitializer.WEIGHT_KEY,
        gradient(ConvolutionParamInitializer.WEIGHT_KEY),
        'c');
    return new Pair<>(result, inputGradient);
  }

  private void allGradients(INDArray gradient, INDArray inputGradient) {
    if (backward == null) {
      backward = context(layerConf().getKernelSize()[0]);
    }
    backward.purge();
    backward.setInputArray(0, input);
    backward.setInputArray(1, getParam(ConvolutionParamInitializer.WEIGHT_KEY));
    backward.setInputArray(2, getParam(ConvolutionParamInitializer.BIAS_KEY));
    backward.setInputArray(3, gradient);
    backward.setOutputArray(0, inputGradient);
    backward.setOutputArray(1, gradient(ConvolutionParamInitializer.WEIGHT_KEY));
    backward.setOutputArray(2, gradient(ConvolutionParamInitializer.BIAS_KEY));
    Nd4j.exec(new Conv2DDerivative(), backward);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }

  /** Whether it applies ReLU itself; else a {@link ReluMaxPooling} does. */
  boolean rectified() {
    return layerConf().getActivationFn() instanceof ActivationReLU;
  }

  private static OpContext context(int kernel) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setIArguments(
        kernel, kernel, 1, 1, 0, 0, 1, 1, 0, // stride 1, no padding, no dilation, not "same"
        1, // images as [batch, height, width, channels]
        1); // weights as [out, in, height, width]
    return context;
  }
}
