package org.helixbook.spectrogram.cnn;

/**
 * The networks of Paper 1 (Binary Classification of Genomic Signals and Regions using CNNs, section
 * IV.E). Parameter counts hold for images of 3 x 224 x 224.
 */
public final class PaperOneModels {
  private PaperOneModels() {}

  /** Model 1, the base model, layer by layer as Fig. 2 prints it: 744,620 parameters. */
  public static CnnArchitecture model1() {
    return CnnArchitecture.named("Model 1")
        .convolution(3, 32)
        .convolution(3, 64)
        .maxPool(3)
        .convolution(1, 80)
        .convolution(3, 192)
        .maxPool(3)
        .convolution(3, 64)
        .convolution(3, 90)
        .convolution(3, 192)
        .maxPool(3)
        .averagePool(5)
        .linear(512)
        .linear(256)
        .linear(128)
        .linear(2)
        .build();
  }

  /**
   * Model 2, first reading and the kit's default. The paper gives the kinds of layers (5
   * convolutions, 2 max-poolings, 1 average-pooling, 3 fully connected) and 569,746 parameters, not
   * the widths; these widths are ours and meet both exactly. The global average makes the count
   * independent of the image's size.
   */
  public static CnnArchitecture model2a() {
    return CnnArchitecture.named("Model 2a")
        .convolution(3, 32)
        .convolution(3, 64)
        .maxPool(3)
        .convolution(1, 100)
        .convolution(3, 200)
        .maxPool(3)
        .convolution(3, 100)
        .globalAverage()
        .linear(512)
        .linear(256)
        .linear(2)
        .build();
  }

  /**
   * Model 2, second reading: the base model without two of its convolutions. It has 569,746
   * parameters too, but four linear layers and three max-poolings where the text says three and
   * two. The values that average-pooling leaves are flattened channel by channel in PyTorch and
   * pixel by pixel here: the same network with its first linear weights in another order.
   */
  public static CnnArchitecture model2b() {
    return CnnArchitecture.named("Model 2b")
        .convolution(3, 32)
        .convolution(3, 64)
        .maxPool(3)
        .convolution(1, 80)
        .convolution(3, 192)
        .maxPool(3)
        .convolution(3, 64)
        .maxPool(3)
        .averagePool(3)
        .linear(512)
        .linear(256)
        .linear(128)
        .linear(2)
        .build();
  }
}
