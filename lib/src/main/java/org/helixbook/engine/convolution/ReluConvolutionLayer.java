package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.List;
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
import org.nd4j.linalg.factory.Nd4j;

/** Computes {@link ReluConvolution}. */
final class ReluConvolutionLayer extends ConvolutionLayer implements TrainingPath.Member {
  private static final long serialVersionUID = 1L;
  private static final int PLANS = 4;

  private transient OpContext forward;
  private transient OpContext backward;
  // After ReLU; in the workspace of the step, so of use in the backward pass of that step alone.
  private transient INDArray output;
  private transient TrainingPath path;
  private final transient List<WeightGradientPlan> plans = new ArrayList<>();

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
    forward.setInputArray(0, input.castTo(dataType));
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
            : TrainingPath.rowMajor(epsilon)
                ? epsilon
                : workspaces.dup(ArrayType.BP_WORKING_MEM, epsilon, 'c');
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
    INDArray inputGradient = null;
    if (needsWeightsAlone(gradient, weightGradient)) {
      plan(weightGradient).run(input, gradient, weightGradient, biasGradient);
    } else {
      inputGradient =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
      allGradients(gradient, inputGradient, weightGradient, biasGradient);
    }
    output = null;
    return result(inputGradient);
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

  /** At the first layer of a network nobody reads the gradient of the images. */
  private boolean needsWeightsAlone(INDArray gradient, INDArray weightGradient) {
    return getIndex() == 0
        && PredictionPath.available()
        && dataType == DataType.FLOAT
        && TrainingPath.rowMajor(input)
        && TrainingPath.rowMajor(gradient)
        && TrainingPath.rowMajor(weightGradient);
  }

  /** The plan for the current number of images; the last batch of an epoch may be smaller. */
  private WeightGradientPlan plan(INDArray weightGradient) {
    for (WeightGradientPlan plan : plans) {
      if (plan.fits(input.shape())) {
        return plan;
      }
    }
    if (plans.size() == PLANS) {
      plans.remove(0);
    }
    plans.add(
        new WeightGradientPlan(
            input.shape(), weightGradient.size(0), layerConf().getKernelSize()[0]));
    return plans.get(plans.size() - 1);
  }

  private void allGradients(
      INDArray gradient, INDArray inputGradient, INDArray weightGradient, INDArray biasGradient) {
    if (backward == null) {
      backward = context(layerConf().getKernelSize()[0]);
    }
    backward.purge();
    backward.setInputArray(0, input.castTo(dataType));
    backward.setInputArray(1, getParam(ConvolutionParamInitializer.WEIGHT_KEY));
    backward.setInputArray(2, getParam(ConvolutionParamInitializer.BIAS_KEY));
    backward.setInputArray(3, gradient);
    backward.setOutputArray(0, inputGradient);
    backward.setOutputArray(1, weightGradient);
    backward.setOutputArray(2, biasGradient);
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
