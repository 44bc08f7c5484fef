package org.helixbook.engine.convolution;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.helixbook.engine.NumericBackend;

/**
 * Instructions of the processor for which oneDNN 2.5 has fast kernels of convolutions whose images
 * lie in blocks of channels, and what these kernels ask for. Found by trial: where they cannot be
 * had, oneDNN computes by its slow reference.
 */
enum Instructions {
  /** There is no oneDNN. */
  ABSENT(1, memory.format_tag.nchw, 0, 0),
  OLDER(1, memory.format_tag.nchw, 0, 0),
  AVX2(8, memory.format_tag.nChw8c, 8, 3),
  AVX512(16, memory.format_tag.nChw16c, 14, 1);

  /** The most channels of images that may lie in planes. */
  private static final int PLANES = 3;

  private final int block;
  private final memory.format_tag order;
  private final int largestKernel;
  private final int fewestPlanes;

  Instructions(int block, memory.format_tag order, int largestKernel, int fewestPlanes) {
    this.block = block;
    this.order = order;
    this.largestKernel = largestKernel;
    this.fewestPlanes = fewestPlanes;
  }

  private static final class Processor {
    static final Instructions OWN = own();
    static final boolean BFLOAT16 =
        OWN == AVX512
            && holds(dnnl.dnnl_get_effective_cpu_isa(), dnnl.dnnl_cpu_isa_avx512_core_amx);

    private static Instructions own() {
      NumericBackend.prepare();
      try {
        new engine(engine.kind.cpu, 0).close();
        int mask = dnnl.dnnl_get_effective_cpu_isa();
        return holds(mask, dnnl.dnnl_cpu_isa_avx512_core)
            ? AVX512
            : holds(mask, dnnl.dnnl_cpu_isa_avx2) ? AVX2 : OLDER;
      } catch (LinkageError | RuntimeException e) {
        return ABSENT;
      }
    }

    private static boolean holds(int mask, int instructions) {
      return (mask & instructions) == instructions;
    }
  }

  /** Those of this machine. */
  static Instructions here() {
    return Processor.OWN;
  }

  /** Whether this machine multiplies matrices of bfloat16 in the processor's own tiles (AMX). */
  static boolean multiplyBfloat16() {
    return Processor.BFLOAT16;
  }

  /** Whether there are fast kernels for images in blocks. */
  boolean fast() {
    return block > 1;
  }

  /** Channels in a block. */
  int block() {
    return block;
  }

  /** The order of images in blocks. */
  memory.format_tag order() {
    return order;
  }

  /** Whether a network's first layer takes its images in planes, not in blocks. */
  static boolean planes(long channels) {
    return channels <= PLANES;
  }

  /**
   * Whether all gradients of a convolution have fast kernels.
   *
   * @param kernel edge of the kernel
   * @param channels before it
   * @param first whether images come to it
   */
  boolean suit(long kernel, long channels, boolean first) {
    return kernel <= largestKernel
        && (channels >= block || (first && planes(channels) && channels >= fewestPlanes));
  }
}
