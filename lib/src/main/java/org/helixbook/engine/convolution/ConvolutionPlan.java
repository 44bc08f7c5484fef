package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions with ReLU and max-poolings as one sequence of oneDNN's primitives, for a fixed
 * number of images of a fixed size. Between them the images lie in oneDNN's order, channels in
 * blocks, which its fast kernels ask for.
 */
final class ConvolutionPlan extends Primitives {

  /**
   * A layer and what goes in and out of it for one image.
   *
   * @param layer whose weights are used
   * @param kernel edge of the kernel, or of the square that is pooled
   * @param pools whether it is a max-pooling
   */
  record Stage(
      Layer layer,
      int kernel,
      boolean pools,
      long height,
      long width,
      long channels,
      long outChannels) {

    static Stage of(Layer layer, long height, long width, long channels) {
      if (layer.conf().getLayer() instanceof SubsamplingLayer pooling) {
        return new Stage(
            layer, pooling.getKernelSize()[0], true, height, width, channels, channels);
      }
      ConvolutionLayer convolution = (ConvolutionLayer) layer.conf().getLayer();
      int kernel = convolution.getKernelSize()[0];
      return new Stage(layer, kernel, false, height, width, channels, convolution.getNOut());
    }

    long outHeight() {
      return pools ? height / kernel : height - kernel + 1;
    }

    long outWidth() {
      return pools ? width / kernel : width - kernel + 1;
    }

    long inputValues() {
      return height * width * channels;
    }

    long outputValues() {
      return outHeight() * outWidth() * outChannels;
    }

    /** The shape behind it, {@code [count, height, width, channels]}. */
    long[] output(long count) {
      return new long[] {count, outHeight(), outWidth(), outChannels};
    }

    /** What oneDNN calls the shape before it, whatever the order in memory. */
    long[] inputSizes(long count) {
      return new long[] {count, channels, height, width};
    }

    /** What oneDNN calls the shape behind it, whatever the order in memory. */
    long[] outputSizes(long count) {
      return new long[] {count, outChannels, outHeight(), outWidth()};
    }

    /**
     * Whether Winograd's minimal filtering is faster in training: not for images of a few channels,
     * which it fills up to a block, nor for so few pixels that laying out the weights takes longer.
     */
    boolean suitsWinograd() {
      return !pools
          && kernel == 3
          && channels >= Instructions.here().block()
          && outHeight() * outWidth() >= 128;
    }

    /** The shape of a convolution's weights. */
    long[] kernelSizes() {
      return new long[] {outChannels, channels, kernel, kernel};
    }
  }

  private record Weights(Layer layer, memory plain, Step work, memory bias) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Weights> weights = new ArrayList<>();
  private final List<String> kernels = new ArrayList<>();
  private final FloatPointer[] scratch;
  private final memory input;
  private final memory output;

  ConvolutionPlan(List<Stage> stages, long count, boolean winograd) {
    super(Precision.FLOAT32);
    // Two areas in turn: each step reads one and writes the other.
    long most = stages.get(0).inputValues();
    for (Stage stage : stages) {
      most =
          Math.max(
              most,
              stage.outputValues()
                  / stage.outChannels()
                  * (stage.outChannels() + Instructions.here().block() - 1));
    }
    this.scratch =
        new FloatPointer[] {
          own(new FloatPointer(count * most)), own(new FloatPointer(count * most))
        };
    long[] images = stages.get(0).inputSizes(count);
    // Their places come with each call; until then any will do.
    this.input = at(scratch[1], shape(images, memory.format_tag.nhwc));
    memory current = at(scratch[0], shape(images, memory.format_tag.nchw));
    steps.add(reorder(input, current));
    int area = 0;
    for (Stage stage : stages) {
      area = 1 - area;
      current =
          stage.pools()
              ? pool(stage, count, current, area)
              : convolve(stage, count, winograd, current, area);
    }
    long[] result = stages.get(stages.size() - 1).outputSizes(count);
    this.output = at(scratch[1 - area], shape(result, memory.format_tag.nhwc));
    steps.add(reorder(current, output));
  }

  private memory convolve(Stage stage, long count, boolean winograd, memory from, int area) {
    convolution_forward.primitive_desc plan =
        convolution(
            // As training asks, too: for a few images at a time oneDNN would else take a Winograd
            // kernel of tiles of 2 x 2 pixels, which multiplies more.
            dnnl.prop_kind.forward_training,
            winograd && stage.suitsWinograd(),
            from.get_desc(),
            stage.kernelSizes(),
            stage.outputSizes(count));
    kernels.add(plan.impl_info_str().getString());
    memory to = at(scratch[area], plan.dst_desc());
    memory plain = allocate(shape(stage.kernelSizes(), memory.format_tag.oihw));
    memory laidOut = allocate(plan.weights_desc());
    memory bias = allocate(plan.bias_desc());
    weights.add(new Weights(stage.layer(), plain, reorder(plain, laidOut), bias));
    steps.add(
        step(
            new convolution_forward(plan),
            Map.of(
                dnnl.DNNL_ARG_SRC, from,
                dnnl.DNNL_ARG_WEIGHTS, laidOut,
                dnnl.DNNL_ARG_BIAS, bias,
                dnnl.DNNL_ARG_DST, to)));
    return to;
  }

  private memory pool(Stage stage, long count, memory from, int area) {
    pooling_forward.primitive_desc plan =
        pooling(
            dnnl.prop_kind.forward_inference,
            from.get_desc(),
            images(stage.outputSizes(count)),
            stage.kernel());
    memory to = at(scratch[area], plan.dst_desc());
    steps.add(
        step(new pooling_forward(plan), Map.of(dnnl.DNNL_ARG_SRC, from, dnnl.DNNL_ARG_DST, to)));
    return to;
  }

  /** Takes over the layers' weights as they are now. */
  void readWeights() {
    for (Weights each : weights) {
      copy(each.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY), each.plain());
      copy(each.layer().getParam(ConvolutionParamInitializer.BIAS_KEY), each.bias());
      run(List.of(each.work()));
    }
  }

  private static void copy(INDArray values, memory to) {
    try (INDArray inOrder = values.dup('c');
        Pointer place = to.get_data_handle()) {
      Pointer.memcpy(place, inOrder.data().pointer(), values.length() * Float.BYTES);
    }
  }

  /**
   * Computes.
   *
   * @param images as many as the plan is for, channels last
   * @param result where the last stage's output goes, channels last
   */
  void run(FloatPointer images, FloatPointer result) {
    input.set_data_handle(images);
    output.set_data_handle(result);
    run(steps);
  }

  /** The names of oneDNN's kernels for the convolutions. */
  List<String> kernels() {
    return List.copyOf(kernels);
  }
}
