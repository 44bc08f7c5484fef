package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
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
 * blocks of 16, which its Winograd kernels ask for.
 */
final class ConvolutionPlan implements AutoCloseable {

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
  }

  private record Step(primitive work, IntMemoryMap places) {}

  private record Weights(Layer layer, memory plain, memory laidOut, reorder work, memory bias) {}

  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private final engine processor;
  private final stream queue;
  private final boolean winograd;
  private final List<Pointer> owned = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Weights> weights = new ArrayList<>();
  private final List<String> kernels = new ArrayList<>();
  private final FloatPointer[] scratch;
  private final memory input;
  private final memory output;

  ConvolutionPlan(
      engine processor, stream queue, List<Stage> stages, long count, boolean winograd) {
    this.processor = processor;
    this.queue = queue;
    this.winograd = winograd;
    // Two areas in turn: each step reads one and writes the other.
    long most = stages.get(0).inputValues();
    for (Stage stage : stages) {
      most =
          Math.max(most, stage.outputValues() / stage.outChannels() * (stage.outChannels() + 15));
    }
    this.scratch =
        new FloatPointer[] {
          own(new FloatPointer(count * most)), own(new FloatPointer(count * most))
        };
    Stage first = stages.get(0);
    long[] images = {count, first.channels(), first.height(), first.width()};
    // Their places come with each call; until then any will do.
    this.input = own(new memory(shape(images, memory.format_tag.nhwc), processor, scratch[1]));
    memory current = own(new memory(shape(images, memory.format_tag.nchw), processor, scratch[0]));
    reorder(input, current);
    int area = 0;
    for (Stage stage : stages) {
      area = 1 - area;
      current = stage.pools() ? pool(stage, current, area) : convolve(stage, count, current, area);
    }
    Stage last = stages.get(stages.size() - 1);
    long[] result = {count, last.outChannels(), last.outHeight(), last.outWidth()};
    this.output =
        own(new memory(shape(result, memory.format_tag.nhwc), processor, scratch[1 - area]));
    reorder(current, output);
  }

  private memory convolve(Stage stage, long count, memory from, int area) {
    long[] out = {count, stage.outChannels(), stage.outHeight(), stage.outWidth()};
    long[] kernel = {stage.outChannels(), stage.channels(), stage.kernel(), stage.kernel()};
    convolution_forward.primitive_desc plan = convolution(stage, from, kernel, out);
    kernels.add(plan.impl_info_str().getString());
    memory to = own(new memory(plan.dst_desc(), processor, scratch[area]));
    memory plain = own(new memory(shape(kernel, memory.format_tag.oihw), processor));
    memory laidOut = own(new memory(plan.weights_desc(), processor));
    memory bias = own(new memory(plan.bias_desc(), processor));
    weights.add(new Weights(stage.layer(), plain, laidOut, own(new reorder(plain, laidOut)), bias));
    add(
        new convolution_forward(plan),
        Map.of(
            dnnl.DNNL_ARG_SRC, from,
            dnnl.DNNL_ARG_WEIGHTS, laidOut,
            dnnl.DNNL_ARG_BIAS, bias,
            dnnl.DNNL_ARG_DST, to));
    return to;
  }

  private convolution_forward.primitive_desc convolution(
      Stage stage, memory from, long[] kernel, long[] out) {
    post_ops after = own(new post_ops());
    after.append_eltwise(1, dnnl.algorithm.eltwise_relu, 0, 0);
    primitive_attr attributes = own(new primitive_attr());
    attributes.set_post_ops(after);
    RuntimeException refusal = null;
    for (dnnl.algorithm algorithm :
        winograd && stage.kernel() == 3
            ? List.of(dnnl.algorithm.convolution_winograd, dnnl.algorithm.convolution_direct)
            : List.of(dnnl.algorithm.convolution_direct)) {
      try {
        convolution_forward.desc wish =
            own(
                new convolution_forward.desc(
                    dnnl.prop_kind.forward_inference,
                    algorithm,
                    from.get_desc(),
                    shape(kernel, memory.format_tag.any),
                    shape(new long[] {stage.outChannels()}, memory.format_tag.a),
                    shape(out, memory.format_tag.nChw16c),
                    ONE,
                    NONE,
                    NONE));
        return own(new convolution_forward.primitive_desc(wish, attributes, processor));
      } catch (RuntimeException e) {
        // This processor, or this number of channels, has no Winograd kernel.
        refusal = e;
      }
    }
    throw refusal;
  }

  private memory pool(Stage stage, memory from, int area) {
    long[] out = {
      from.get_desc().dims().get(0), stage.outChannels(), stage.outHeight(), stage.outWidth()
    };
    long[] square = {stage.kernel(), stage.kernel()};
    pooling_forward.desc wish =
        own(
            new pooling_forward.desc(
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.pooling_max,
                from.get_desc(),
                shape(out, memory.format_tag.nChw16c),
                square,
                square,
                NONE,
                NONE));
    pooling_forward.primitive_desc plan = own(new pooling_forward.primitive_desc(wish, processor));
    memory to = own(new memory(plan.dst_desc(), processor, scratch[area]));
    add(new pooling_forward(plan), Map.of(dnnl.DNNL_ARG_SRC, from, dnnl.DNNL_ARG_DST, to));
    return to;
  }

  private void reorder(memory from, memory to) {
    add(new reorder(from, to), Map.of(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to));
  }

  private void add(primitive work, Map<Integer, memory> places) {
    IntMemoryMap map = own(new IntMemoryMap());
    places.forEach(map::put);
    steps.add(new Step(own(work), map));
  }

  private memory.desc shape(long[] sizes, memory.format_tag order) {
    return own(new memory.desc(sizes, memory.data_type.f32, order));
  }

  private <T extends Pointer> T own(T pointer) {
    owned.add(pointer);
    return pointer;
  }

  /** Takes over the layers' weights as they are now. */
  void readWeights() {
    for (Weights each : weights) {
      copy(each.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY), each.plain());
      copy(each.layer().getParam(ConvolutionParamInitializer.BIAS_KEY), each.bias());
      each.work().execute(queue, each.plain(), each.laidOut());
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
    for (Step step : steps) {
      step.work().execute(queue, step.places());
    }
    queue._wait();
  }

  /** The names of oneDNN's kernels for the convolutions. */
  List<String> kernels() {
    return List.copyOf(kernels);
  }

  @Override
  public void close() {
    // The last that was made goes first: primitives before the areas that they use.
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
    owned.clear();
  }
}
