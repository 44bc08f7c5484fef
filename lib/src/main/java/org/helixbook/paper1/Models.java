package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.layer.AveragePool;
import org.helixbook.model.cnn.layer.CnnLayer;

/**
 * The networks of Paper 1 (Binary Classification of Genomic Signals and Regions using CNNs, section
 * IV.E). Parameter counts hold for images of 3 x 224 x 224.
 */
public final class Models {
  private Models() {}

  /** Model 1, the base model, layer by layer as Fig. 2 prints it: 744,620 parameters. */
  public static Cnn model1() {
    return Cnn.named("Model 1")
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
   * Model 1 for square pictures of any size from 91 pixels on: its average-pooling covers whatever
   * the last max-pooling leaves, which is 5x5 at 224. The parameters stay 744,620.
   *
   * @param side rows and columns of a picture
   * @return the layers; with {@code side} 224 those of {@link #model1()}
   */
  public static Cnn model1(int side) {
    int left = (((side - 4) / 3 - 2) / 3 - 6) / 3;
    List<CnnLayer> layers = new ArrayList<>(model1().layers());
    layers.set(10, new AveragePool(Math.max(1, left)));
    return new Cnn("Model 1", layers);
  }

  /**
   * Model 2, first reading and the kit's default. The paper gives the kinds of layers (5
   * convolutions, 2 max-poolings, 1 average-pooling, 3 fully connected) and 569,746 parameters, not
   * the widths; these widths are ours and meet both exactly. The global average makes the count
   * independent of the image's size.
   */
  public static Cnn model2a() {
    return Cnn.named("Model 2a")
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
  public static Cnn model2b() {
    return Cnn.named("Model 2b")
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

  /**
   * Model 2b for square pictures of other sizes: its average-pooling leaves 2x2, as at 224, so that
   * the parameters stay 569,746.
   *
   * @param side rows and columns of a picture, at least 82
   * @return the layers; with {@code side} 224 those of {@link #model2b()}
   * @throws InputProblem if no average-pooling leaves 2x2
   */
  public static Cnn model2b(int side) {
    int left = (((side - 4) / 3 - 2) / 3 - 2) / 3;
    int pool = left / 2;
    if (side < 82 || left / pool != 2) {
      throw new InputProblem(
          "Model 2b",
          "no average-pooling leaves 2 x 2 of a picture of " + side + " x " + side + " pixels",
          "use pictures of 82 to 108 pixels, or of 136 or more, or Model 2a");
    }
    List<CnnLayer> layers = new ArrayList<>(model2b().layers());
    layers.set(8, new AveragePool(pool));
    return new Cnn("Model 2b", layers);
  }

  /**
   * Model 3, a reconstruction: 268,482 parameters, 692 fewer than the 269,174 that the paper prints
   * (0.26 %). The paper gives the kinds of layers (3 convolutions, 1 max-pooling, 1
   * average-pooling, 2 fully connected) and the total, not the widths. No layers of the base
   * model's widths give the total; of those whose average-pooling leaves one value a channel, as
   * the base model's does, these are nearest, and are three neighbours in Fig. 2 (80, 192, 64).
   */
  public static Cnn model3() {
    return Cnn.named("Model 3")
        .convolution(3, 80)
        .maxPool(3)
        .convolution(3, 192)
        .convolution(3, 64)
        .globalAverage()
        .linear(256)
        .linear(2)
        .build();
  }

  /**
   * Model 3, second reading: exactly 269,174 parameters and the published kinds of layers, at the
   * price of widths and of a kernel that nothing in the paper suggests. One of more than a thousand
   * such fits, so its exactness is no evidence for it. Average-pooling leaves 8x8 values a channel.
   *
   * @param side rows and columns of a picture, at least 40; average-pooling leaves 8x8 of it
   * @return the layers
   * @throws InputProblem if no average-pooling leaves 8x8
   */
  public static Cnn model3b(int side) {
    int before = (side - 4) / 3 - 4;
    int pool = before / 8;
    if (side < 40 || before / pool != 8) {
      throw new InputProblem(
          "Model 3b",
          "no average-pooling leaves 8 x 8 of a picture of " + side + " x " + side + " pixels",
          "use pictures of 40, 64 or 224 pixels, or Model 3");
    }
    return Cnn.named("Model 3b")
        .convolution(3, 32)
        .convolution(3, 64)
        .maxPool(3)
        .convolution(5, 60)
        .averagePool(pool)
        .linear(40)
        .linear(2)
        .build();
  }
}
