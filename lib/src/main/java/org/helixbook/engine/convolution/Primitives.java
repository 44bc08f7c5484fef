package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import org.bytedeco.javacpp.Pointer;

/**
 * A sequence of oneDNN's primitives and the memory that they work on. All of it is held as long as
 * the sequence, because oneDNN's objects refer to each other below Java.
 */
abstract class Primitives implements AutoCloseable {
  static final long[] ONE = {1, 1};
  static final long[] NONE = {0, 0};

  /** One primitive and where its arguments lie. */
  record Step(primitive work, IntMemoryMap places) {}

  private final List<Pointer> owned = new ArrayList<>();
  final Precision precision;
  final engine processor = own(new engine(engine.kind.cpu, 0));
  private final stream queue = own(new stream(processor));

  Primitives(Precision precision) {
    this.precision = precision;
  }

  /** Images between layers, in the order and precision that the fast kernels ask for. */
  final memory.desc images(long[] sizes) {
    return precision == Precision.BFLOAT16
        ? own(new memory.desc(sizes, memory.data_type.bf16, memory.format_tag.nhwc))
        : shape(sizes, Instructions.here().order());
  }

  /** Weights that a convolution multiplies with, in an order of its choice. */
  final memory.desc weights(long[] sizes) {
    memory.data_type type =
        precision == Precision.BFLOAT16 ? memory.data_type.bf16 : memory.data_type.f32;
    return own(new memory.desc(sizes, type, memory.format_tag.any));
  }

  final <T extends Pointer> T own(T pointer) {
    owned.add(pointer);
    return pointer;
  }

  /** Single precision. */
  final memory.desc shape(long[] sizes, memory.format_tag order) {
    return own(new memory.desc(sizes, memory.data_type.f32, order));
  }

  /** Memory of its own. */
  final memory allocate(memory.desc order) {
    return own(new memory(order, processor));
  }

  /** Memory somewhere else; where it lies may be said later, before a step that uses it. */
  final memory at(Pointer place, memory.desc order) {
    return own(new memory(order, processor, place));
  }

  final Step step(primitive work, Map<Integer, memory> arguments) {
    IntMemoryMap places = own(new IntMemoryMap());
    arguments.forEach(places::put);
    return new Step(own(work), places);
  }

  final Step reorder(memory from, memory to) {
    return step(new reorder(from, to), Map.of(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to));
  }

  final primitive_attr relu() {
    post_ops after = own(new post_ops());
    after.append_eltwise(1, dnnl.algorithm.eltwise_relu, 0, 0);
    primitive_attr attributes = own(new primitive_attr());
    attributes.set_post_ops(after);
    return attributes;
  }

  /**
   * Plans a convolution with Winograd's minimal filtering or, where this processor or this number
   * of channels has no such kernel, by the definition.
   */
  static <T> T planned(boolean winograd, Function<dnnl.algorithm, T> plan) {
    if (winograd) {
      try {
        return plan.apply(dnnl.algorithm.convolution_winograd);
      } catch (RuntimeException e) {
        // Planned by the definition below.
      }
    }
    return plan.apply(dnnl.algorithm.convolution_direct);
  }

  /** A convolution with ReLU behind it. */
  final convolution_forward.primitive_desc convolution(
      dnnl.prop_kind kind, boolean winograd, memory.desc in, long[] kernel, long[] out) {
    return planned(
        winograd,
        algorithm ->
            own(
                new convolution_forward.primitive_desc(
                    own(
                        new convolution_forward.desc(
                            kind,
                            algorithm,
                            in,
                            weights(kernel),
                            shape(new long[] {out[1]}, memory.format_tag.a),
                            images(out),
                            ONE,
                            NONE,
                            NONE)),
                    relu(),
                    processor)));
  }

  /** A max-pooling over squares that touch. */
  final pooling_forward.primitive_desc pooling(
      dnnl.prop_kind kind, memory.desc in, memory.desc out, int edge) {
    long[] square = {edge, edge};
    return own(
        new pooling_forward.primitive_desc(
            own(
                new pooling_forward.desc(
                    kind, dnnl.algorithm.pooling_max, in, out, square, square, NONE, NONE)),
            processor));
  }

  final void run(List<Step> steps) {
    for (Step step : steps) {
      step.work().execute(queue, step.places());
    }
    queue._wait();
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
