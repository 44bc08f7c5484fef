package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's weights and bias alone, by oneDNN, for a fixed number of images
 * of a fixed size: stride 1, no padding, float32. ND4J's operation always computes the gradient of
 * the images beside it, which costs as much again and which nobody reads at the first layer of a
 * network.
 */
final class WeightGradientPlan {
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private final long[] images;
  // Held as long as the plan: oneDNN's objects refer to each other below Java.
  private final List<Pointer> owned = new ArrayList<>();
  private final stream queue;
  private final memory input;
  private final memory outputGradient;
  private final memory weightGradient;
  private final memory biasGradient;
  private final List<Step> steps = new ArrayList<>();

  private record Step(primitive work, IntMemoryMap places) {}

  /**
   * A plan.
   *
   * @param images {@code [count, height, width, channels]}
   * @param outChannels of the convolution
   * @param kernel edge of its kernel
   */
  WeightGradientPlan(long[] images, long outChannels, int kernel) {
    this.images = images.clone();
    engine processor = own(new engine(engine.kind.cpu, 0));
    this.queue = own(new stream(processor));
    long[] in = {images[0], images[3], images[1], images[2]};
    long[] out = {images[0], outChannels, images[1] - kernel + 1, images[2] - kernel + 1};
    long[] weights = {outChannels, images[3], kernel, kernel};
    memory.desc bias = shape(new long[] {outChannels}, memory.format_tag.x);
    convolution_forward.desc forward =
        own(
            new convolution_forward.desc(
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_auto,
                shape(in, memory.format_tag.any),
                shape(weights, memory.format_tag.any),
                bias,
                shape(out, memory.format_tag.any),
                ONE,
                NONE,
                NONE));
    convolution_forward.primitive_desc hint =
        own(new convolution_forward.primitive_desc(forward, processor));
    convolution_backward_weights.desc wish =
        own(
            new convolution_backward_weights.desc(
                dnnl.algorithm.convolution_auto,
                shape(in, memory.format_tag.any),
                shape(weights, memory.format_tag.any),
                bias,
                shape(out, memory.format_tag.any),
                ONE,
                NONE,
                NONE));
    convolution_backward_weights.primitive_desc plan =
        own(new convolution_backward_weights.primitive_desc(wish, processor, hint));

    // Their places come with each call.
    this.input = own(new memory(shape(in, memory.format_tag.nhwc), processor, null));
    this.outputGradient = own(new memory(shape(out, memory.format_tag.nhwc), processor, null));
    this.weightGradient = own(new memory(shape(weights, memory.format_tag.oihw), processor, null));
    this.biasGradient = own(new memory(bias, processor, null));
    memory laidIn = laidOut(input, plan.src_desc(), processor);
    memory laidOut = laidOut(outputGradient, plan.diff_dst_desc(), processor);
    memory laidWeights =
        plan.diff_weights_desc().equals(weightGradient.get_desc())
            ? weightGradient
            : own(new memory(plan.diff_weights_desc(), processor));
    IntMemoryMap places = own(new IntMemoryMap());
    places.put(dnnl.DNNL_ARG_SRC, laidIn);
    places.put(dnnl.DNNL_ARG_DIFF_DST, laidOut);
    places.put(dnnl.DNNL_ARG_DIFF_WEIGHTS, laidWeights);
    places.put(dnnl.DNNL_ARG_DIFF_BIAS, biasGradient);
    steps.add(new Step(own(new convolution_backward_weights(plan)), places));
    if (laidWeights != weightGradient) {
      reorder(laidWeights, weightGradient);
    }
  }

  /** The same values in the order that the plan asks for. */
  private memory laidOut(memory plain, memory.desc order, engine processor) {
    if (order.equals(plain.get_desc())) {
      return plain;
    }
    memory laidOut = own(new memory(order, processor));
    reorder(plain, laidOut);
    return laidOut;
  }

  private void reorder(memory from, memory to) {
    IntMemoryMap places = own(new IntMemoryMap());
    places.put(dnnl.DNNL_ARG_FROM, from);
    places.put(dnnl.DNNL_ARG_TO, to);
    steps.add(new Step(own(new reorder(from, to)), places));
  }

  private memory.desc shape(long[] sizes, memory.format_tag order) {
    return own(new memory.desc(sizes, memory.data_type.f32, order));
  }

  private <T extends Pointer> T own(T pointer) {
    owned.add(pointer);
    return pointer;
  }

  /** Whether the plan is for images of this shape. */
  boolean fits(long[] shape) {
    return Arrays.equals(images, shape);
  }

  /**
   * Computes.
   *
   * @param values the convolution's input, {@code [count, height, width, channels]}, row-major
   * @param gradient of its output, {@code [count, height - kernel + 1, width - kernel + 1,
   *     outChannels]}, row-major
   * @param weights where their gradient goes, {@code [outChannels, channels, kernel, kernel]},
   *     row-major
   * @param bias where its gradient goes, {@code [outChannels]}
   */
  void run(INDArray values, INDArray gradient, INDArray weights, INDArray bias) {
    input.set_data_handle(values.data().addressPointer());
    outputGradient.set_data_handle(gradient.data().addressPointer());
    weightGradient.set_data_handle(weights.data().addressPointer());
    biasGradient.set_data_handle(bias.data().addressPointer());
    for (Step step : steps) {
      step.work().execute(queue, step.places());
    }
    queue._wait();
  }
}
