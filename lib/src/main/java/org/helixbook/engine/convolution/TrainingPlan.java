package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.helixbook.engine.convolution.ConvolutionPlan.Stage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions with ReLU and max-poolings, forward and backward, as one sequence of oneDNN's
 * primitives for a fixed number of images of a fixed size. From layer to layer images lie in the
 * order that oneDNN's kernels ask for. What the backward pass needs is kept in memory that the
 * caller gives: the output of every stage but those that a max-pooling follows, of which the places
 * of the maxima are enough.
 */
final class TrainingPlan extends Primitives {
  private static final int LINE = 64;

  /** What is kept from forward to backward; for each image of the step so many bytes. */
  private record Kept(memory values, long bytes) {}

  /** A convolution's weights and bias, or their gradients, as Deeplearning4j has them. */
  private record Parameters(ReluConvolutionLayer layer, memory weights, memory bias) {}

  /** A stage, planned forward; what is not of its kind is null. */
  private record Planned(
      Stage stage,
      memory in,
      memory out,
      boolean outIsKept,
      convolution_forward.primitive_desc convolution,
      memory plainWeights,
      memory weights,
      pooling_forward.primitive_desc pooling,
      memory maxima) {}

  private final long count;
  private final boolean winograd;
  private final List<Kept> kept = new ArrayList<>();
  private final List<Parameters> parameters = new ArrayList<>();
  private final List<Parameters> gradients = new ArrayList<>();
  private final List<Step> layOutWeights = new ArrayList<>();
  private final List<Step> forward = new ArrayList<>();
  // They differ in what becomes of the gradients that are there already.
  private final List<Step> backward = new ArrayList<>();
  private final List<Step> backwardAdding = new ArrayList<>();
  private final List<String> kernels = new ArrayList<>();
  private final memory[] areas;
  private final memory input;
  private final memory output;

  /**
   * A plan.
   *
   * @param stages the first one a convolution
   * @param count images at a time
   * @param winograd whether kernels of 3 x 3 may go by Winograd's minimal filtering, for which
   *     bfloat16 has too few digits
   */
  TrainingPlan(List<Stage> stages, long count, Precision precision, boolean winograd) {
    super(precision);
    this.count = count;
    this.winograd = winograd && precision == Precision.FLOAT32;
    long most = 0;
    for (Stage stage : stages) {
      most = Math.max(most, images(stage.outputSizes(count)).get_size());
    }
    memory.desc area = shape(new long[] {most / Float.BYTES + 1}, memory.format_tag.a);
    this.areas = new memory[] {allocate(area), allocate(area)};
    this.input = at(null, shape(stages.get(0).inputSizes(count), memory.format_tag.nhwc));
    Stage last = stages.get(stages.size() - 1);
    this.output = at(null, shape(last.outputSizes(count), memory.format_tag.nhwc));
    List<Planned> planned = planForward(stages);
    planBackward(planned);
  }

  private memory keep(memory.desc order) {
    memory values = at(null, order);
    kept.add(new Kept(values, order.get_size() / count));
    return values;
  }

  private List<Planned> planForward(List<Stage> stages) {
    List<Planned> planned = new ArrayList<>();
    Stage first = stages.get(0);
    memory current =
        keep(
            precision == Precision.FLOAT32 && Instructions.planes(first.channels())
                ? shape(first.inputSizes(count), memory.format_tag.nchw)
                : images(first.inputSizes(count)));
    forward.add(reorder(input, current));
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      memory.desc outOrder = images(stage.outputSizes(count));
      boolean keeps = stage.pools() || i == stages.size() - 1 || !stages.get(i + 1).pools();
      memory in = current;
      if (stage.pools()) {
        current = keep(outOrder);
        planned.add(pool(stage, in, current));
      } else {
        current = keeps ? keep(outOrder) : at(areas[0].get_data_handle(), outOrder);
        planned.add(convolve(stage, in, current, keeps));
      }
    }
    forward.add(reorder(current, output));
    return planned;
  }

  private Planned convolve(Stage stage, memory in, memory out, boolean outIsKept) {
    convolution_forward.primitive_desc plan =
        convolution(
            dnnl.prop_kind.forward_training,
            winograd && stage.suitsWinograd(),
            in.get_desc(),
            stage.kernelSizes(),
            stage.outputSizes(count));
    kernels.add(plan.impl_info_str().getString());
    memory plain = at(null, shape(stage.kernelSizes(), memory.format_tag.oihw));
    memory weights = allocate(own(plan.weights_desc()));
    memory bias = at(null, own(plan.bias_desc()));
    parameters.add(new Parameters((ReluConvolutionLayer) stage.layer(), plain, bias));
    layOutWeights.add(reorder(plain, weights));
    forward.add(
        step(
            new convolution_forward(plan),
            Map.of(
                dnnl.DNNL_ARG_SRC, in,
                dnnl.DNNL_ARG_WEIGHTS, weights,
                dnnl.DNNL_ARG_BIAS, bias,
                dnnl.DNNL_ARG_DST, out)));
    return new Planned(stage, in, out, outIsKept, plan, plain, weights, null, null);
  }

  private Planned pool(Stage stage, memory in, memory out) {
    pooling_forward.primitive_desc plan =
        pooling(dnnl.prop_kind.forward_training, in.get_desc(), out.get_desc(), stage.kernel());
    memory maxima = keep(own(plan.workspace_desc()));
    forward.add(
        step(
            new pooling_forward(plan),
            Map.of(
                dnnl.DNNL_ARG_SRC, in,
                dnnl.DNNL_ARG_DST, out,
                dnnl.DNNL_ARG_WORKSPACE, maxima)));
    return new Planned(stage, in, out, true, null, null, null, plan, maxima);
  }

  private void planBackward(List<Planned> planned) {
    int area = 0;
    memory gradient =
        at(areas[area].get_data_handle(), planned.get(planned.size() - 1).out().get_desc());
    both(reorder(output, gradient));
    for (int i = planned.size() - 1; i >= 0; i--) {
      Planned stage = planned.get(i);
      // A pooling lets a gradient through only where its maximum, and so the convolution's output,
      // is above 0: the convolution before it needs no mask of its own.
      if (stage.outIsKept()) {
        both(mask(stage.out(), gradient));
      }
      memory before = null;
      if (i > 0) {
        area = 1 - area;
        before = at(areas[area].get_data_handle(), stage.in().get_desc());
      }
      if (stage.pooling() != null) {
        both(poolBackward(stage, gradient, before));
      } else {
        weightGradient(stage, gradient);
        if (before != null) {
          both(dataGradient(stage, gradient, before));
        }
      }
      gradient = before;
    }
  }

  private void both(Step step) {
    backward.add(step);
    backwardAdding.add(step);
  }

  private Step mask(memory values, memory gradient) {
    memory.desc order = values.get_desc();
    dnnl.algorithm relu = dnnl.algorithm.eltwise_relu_use_dst_for_bwd;
    eltwise_forward.primitive_desc hint =
        own(
            new eltwise_forward.primitive_desc(
                own(new eltwise_forward.desc(dnnl.prop_kind.forward_training, relu, order, 0f, 0f)),
                processor));
    eltwise_backward.primitive_desc plan =
        own(
            new eltwise_backward.primitive_desc(
                own(new eltwise_backward.desc(relu, order, order, 0f, 0f)), processor, hint));
    return step(
        new eltwise_backward(plan),
        Map.of(
            dnnl.DNNL_ARG_DST, values,
            dnnl.DNNL_ARG_DIFF_DST, gradient,
            dnnl.DNNL_ARG_DIFF_SRC, gradient));
  }

  private Step poolBackward(Planned stage, memory gradient, memory before) {
    long[] square = {stage.stage().kernel(), stage.stage().kernel()};
    pooling_backward.primitive_desc plan =
        own(
            new pooling_backward.primitive_desc(
                own(
                    new pooling_backward.desc(
                        dnnl.algorithm.pooling_max,
                        before.get_desc(),
                        gradient.get_desc(),
                        square,
                        square,
                        NONE,
                        NONE)),
                processor,
                stage.pooling()));
    return step(
        new pooling_backward(plan),
        Map.of(
            dnnl.DNNL_ARG_DIFF_DST, gradient,
            dnnl.DNNL_ARG_WORKSPACE, stage.maxima(),
            dnnl.DNNL_ARG_DIFF_SRC, before));
  }

  private Step dataGradient(Planned stage, memory gradient, memory before) {
    memory.desc anyWeights = weights(stage.stage().kernelSizes());
    convolution_backward_data.primitive_desc plan =
        planned(
            winograd && stage.stage().suitsWinograd(),
            algorithm ->
                own(
                    new convolution_backward_data.primitive_desc(
                        own(
                            new convolution_backward_data.desc(
                                algorithm,
                                before.get_desc(),
                                anyWeights,
                                gradient.get_desc(),
                                ONE,
                                NONE,
                                NONE)),
                        processor,
                        stage.convolution())));
    kernels.add(plan.impl_info_str().getString());
    memory weights = stage.weights();
    if (!plan.weights_desc().equals(weights.get_desc())) {
      weights = allocate(own(plan.weights_desc()));
      layOutWeights.add(reorder(stage.plainWeights(), weights));
    }
    return step(
        new convolution_backward_data(plan),
        Map.of(
            dnnl.DNNL_ARG_DIFF_DST, gradient,
            dnnl.DNNL_ARG_WEIGHTS, weights,
            dnnl.DNNL_ARG_DIFF_SRC, before));
  }

  private void weightGradient(Planned stage, memory gradient) {
    memory.desc anyWeights = shape(stage.stage().kernelSizes(), memory.format_tag.any);
    memory.desc biasOrder = shape(new long[] {stage.stage().outChannels()}, memory.format_tag.a);
    convolution_backward_weights.primitive_desc plan =
        planned(
            winograd && stage.stage().suitsWinograd(),
            algorithm ->
                own(
                    new convolution_backward_weights.primitive_desc(
                        own(
                            new convolution_backward_weights.desc(
                                algorithm,
                                stage.in().get_desc(),
                                anyWeights,
                                biasOrder,
                                gradient.get_desc(),
                                ONE,
                                NONE,
                                NONE)),
                        processor,
                        stage.convolution())));
    kernels.add(plan.impl_info_str().getString());
    memory weights = allocate(own(plan.diff_weights_desc()));
    memory bias = allocate(biasOrder);
    both(
        step(
            new convolution_backward_weights(plan),
            Map.of(
                dnnl.DNNL_ARG_SRC, stage.in(),
                dnnl.DNNL_ARG_DIFF_DST, gradient,
                dnnl.DNNL_ARG_DIFF_WEIGHTS, weights,
                dnnl.DNNL_ARG_DIFF_BIAS, bias)));
    Parameters all =
        new Parameters(
            (ReluConvolutionLayer) stage.stage().layer(),
            at(null, stage.plainWeights().get_desc()),
            at(null, biasOrder));
    gradients.add(all);
    backward.add(reorder(weights, all.weights()));
    backward.add(reorder(bias, all.bias()));
    backwardAdding.add(add(weights, all.weights()));
    backwardAdding.add(add(bias, all.bias()));
  }

  private Step add(memory from, memory to) {
    post_ops sum = own(new post_ops());
    sum.append_sum();
    primitive_attr attributes = own(new primitive_attr());
    attributes.set_post_ops(sum);
    return step(
        new reorder(from, to, attributes), Map.of(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to));
  }

  /** Bytes that are kept for so many images. */
  long keptBytes(long images) {
    return LINE + kept.stream().mapToLong(each -> lines(each.bytes() * images)).sum();
  }

  private static long lines(long bytes) {
    return (bytes + LINE - 1) / LINE * LINE;
  }

  private void keepIn(BytePointer store, long images, long first) {
    // What lies across two of the processor's lines takes twice as long.
    long from = lines(store.address()) - store.address();
    for (Kept each : kept) {
      each.values().set_data_handle(store.getPointer(from + first * each.bytes()));
      from += lines(each.bytes() * images);
    }
  }

  /** Takes over the layers' weights as they are now, and remembers where their gradients go. */
  void readWeights() {
    for (Parameters each : parameters) {
      each.weights()
          .set_data_handle(place(each.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY)));
      each.bias()
          .set_data_handle(place(each.layer().getParam(ConvolutionParamInitializer.BIAS_KEY)));
    }
    run(layOutWeights);
  }

  private static Pointer place(INDArray values) {
    return values.data().addressPointer();
  }

  /**
   * Computes forward.
   *
   * @param images as many as the plan is for, channels last
   * @param result where the last stage's output goes, channels last
   * @param store at least {@link #keptBytes} for all images of the step
   * @param all images of the step
   * @param first how many of them come before these
   */
  void forward(Pointer images, Pointer result, BytePointer store, long all, long first) {
    input.set_data_handle(images);
    output.set_data_handle(result);
    keepIn(store, all, first);
    run(forward);
  }

  /**
   * Computes backward what went forward with the same store.
   *
   * @param gradient of the last stage's output, channels last
   * @param first how many of the step's images come before these; behind none the layers' gradients
   *     are set, behind some they grow
   */
  void backward(Pointer gradient, BytePointer store, long all, long first) {
    output.set_data_handle(gradient);
    keepIn(store, all, first);
    for (Parameters each : gradients) {
      each.weights()
          .set_data_handle(place(each.layer().gradient(ConvolutionParamInitializer.WEIGHT_KEY)));
      each.bias()
          .set_data_handle(place(each.layer().gradient(ConvolutionParamInitializer.BIAS_KEY)));
    }
    run(first == 0 ? backward : backwardAdding);
  }

  /** The names of oneDNN's kernels for the convolutions: first all forward, then backward. */
  List<String> kernels() {
    return List.copyOf(kernels);
  }
}
