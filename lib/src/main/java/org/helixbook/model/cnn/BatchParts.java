package org.helixbook.model.cnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Cuts a batch into parts that are computed one after the other, so that the memory for the layers'
 * outputs has a bound whatever the batch size. A batch that keeps the bound stays whole. The bound
 * is a constant, not what a machine has: the order of the sums, and with it the last bits of the
 * result, must be the same everywhere.
 */
final class BatchParts {
  /** Bytes of all layers' outputs for one part, at most, unless one image alone takes more. */
  static final long OUTPUT_BYTES = 300_000_000;

  private final int largest;

  /**
   * Parts of a fixed size.
   *
   * @param largest images in a part at most, at least 1
   */
  BatchParts(int largest) {
    if (largest < 1) {
      throw new IllegalArgumentException("a part holds at least 1 image, not " + largest);
    }
    this.largest = largest;
  }

  /**
   * Parts for a network.
   *
   * @param network what will compute
   * @param images the type of its input
   * @return parts that keep the bound; the whole batch at once if a layer looks at it as a whole
   */
  static BatchParts fitting(MultiLayerNetwork network, InputType images) {
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BatchNormalization) {
        return new BatchParts(Integer.MAX_VALUE);
      }
    }
    long values =
        network.getLayerWiseConfigurations().getLayerActivationTypes(images).stream()
            .mapToLong(InputType::arrayElementsPerExample)
            .sum();
    long bytes = values * network.params().dataType().width();
    return new BatchParts((int) Math.max(1, Math.min(Integer.MAX_VALUE, OUTPUT_BYTES / bytes)));
  }

  /** The type of {@code [n, height, width, channels]} or {@code [n, channels, height, width]}. */
  static InputType images(boolean channelsLast, int channels, int height, int width) {
    return InputType.convolutional(
        height, width, channels, channelsLast ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
  }

  /**
   * Cuts a batch.
   *
   * @param rows the places of its images
   * @return the same places in the same order, in as few parts as possible, of sizes that differ by
   *     at most one
   */
  List<int[]> cut(int[] rows) {
    int parts = (int) (((long) rows.length + largest - 1) / largest);
    List<int[]> cut = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      cut.add(
          Arrays.copyOfRange(
              rows,
              (int) ((long) rows.length * i / parts),
              (int) ((long) rows.length * (i + 1) / parts)));
    }
    return cut;
  }
}
