package org.helixbook.model.cnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;

/**
 * The layers of a convolutional image classifier, without weights and without an image size:
 * convolutions and poolings first, then linear layers, the last of which has one unit a class and
 * is followed by softmax.
 *
 * <pre>
 *   CnnArchitecture small =
 *       CnnArchitecture.named("small")
 *           .convolution(3, 16)
 *           .maxPool(3)
 *           .convolution(3, 32)
 *           .globalAverage()
 *           .linear(2)
 *           .build();
 * </pre>
 *
 * <p>ReLU follows every convolution, as the paper says. It also follows every hidden linear layer:
 * the paper does not say so, and without it the linear layers would collapse into one.
 *
 * @param name for a reader, such as {@code "Model 2a"}
 * @param layers in order
 */
public record CnnArchitecture(String name, List<LayerSpec> layers) {
  /** What one layer learns, or gives of one image, must fit one array. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  /**
   * Checks the order of the layers.
   *
   * @throws InputProblem if there is no name, if the last layer is not linear or tells fewer than
   *     two classes apart, or if an image layer comes after a linear one
   */
  public CnnArchitecture {
    layers = List.copyOf(layers);
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new InputProblem(
          "architecture without a name",
          "its runs could not be found again",
          "begin with CnnArchitecture.named(\"a name\")");
    }
    LayerSpec last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (!(last instanceof LayerSpec.Linear)) {
      throw new InputProblem(
          name,
          last == null ? "it has no layers" : "its last layer is '" + last.label() + "'",
          "end it with .linear(2), one unit a class");
    }
    if (((LayerSpec.Linear) last).units() < 2) {
      throw new InputProblem(
          name,
          "its last layer has one unit, and a softmax over one unit is always 1",
          "end it with .linear(2), one unit a class");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1) instanceof LayerSpec.Linear
          && !(layers.get(i) instanceof LayerSpec.Linear)) {
        throw new InputProblem(
            name,
            "layer "
                + (i + 1)
                + ", '"
                + layers.get(i).label()
                + "', needs an image and comes after a linear layer, which leaves none",
            "put all linear layers at the end");
      }
    }
  }

  /**
   * Starts an architecture.
   *
   * @param name for a reader
   * @return a builder without layers
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * The same layers under another name, so that the runs of one experiment are not listed among
   * those of another.
   *
   * @param other the name
   */
  public CnnArchitecture as(String other) {
    return new CnnArchitecture(other, layers);
  }

  /** The number of classes: the units of the last layer. */
  public int classes() {
    return ((LayerSpec.Linear) layers.get(layers.size() - 1)).units();
  }

  /**
   * Follows an image through the layers.
   *
   * @param channels channels of the image, at least 1
   * @param height its rows, at least 1
   * @param width its columns, at least 1
   * @return one row a layer, and a last one for the softmax
   * @throws InputProblem if the image is too small for a layer, or a layer too large for any
   *     machine
   */
  public List<LayerRow> layerTable(int channels, int height, int width) {
    List<LayerRow> rows = new ArrayList<>();
    int c = channels;
    int h = height;
    int w = width;
    for (LayerSpec layer : layers) {
      long parameters = 0;
      int heightBefore = h;
      int widthBefore = w;
      long inputs = (long) c * h * w;
      if (layer instanceof LayerSpec.Convolution convolution) {
        parameters =
            ((long) c * convolution.kernel() * convolution.kernel() + 1) * convolution.channels();
        c = convolution.channels();
        h -= convolution.kernel() - 1;
        w -= convolution.kernel() - 1;
      } else if (layer instanceof LayerSpec.MaxPool pool) {
        h /= pool.size();
        w /= pool.size();
      } else if (layer instanceof LayerSpec.AveragePool pool) {
        h /= pool.size();
        w /= pool.size();
      } else if (layer instanceof LayerSpec.ZeroPad padding) {
        h = Math.toIntExact(Math.min(MOST_VALUES, h + 2L * padding.size()));
        w = Math.toIntExact(Math.min(MOST_VALUES, w + 2L * padding.size()));
      } else if (layer instanceof LayerSpec.RowAverage average) {
        h /= average.rows();
        w = 1;
      } else if (layer instanceof LayerSpec.GlobalAverage) {
        h = 1;
        w = 1;
      } else if (layer instanceof LayerSpec.Linear linear) {
        parameters = (inputs + 1) * linear.units();
        c = linear.units();
        h = 1;
        w = 1;
      }
      if (h < 1 || w < 1) {
        throw new InputProblem(
            name,
            "an image of "
                + height
                + " x "
                + width
                + " pixels is too small: nothing is left of it at layer "
                + (rows.size() + 1)
                + ", '"
                + layer.label()
                + "', which gets "
                + heightBefore
                + " x "
                + widthBefore
                + " pixels of it",
            "use larger images, smaller kernels, or less pooling before that layer");
      }
      if (parameters > MOST_VALUES || (double) c * h * w > MOST_VALUES) {
        throw new InputProblem(
            name,
            "layer "
                + (rows.size() + 1)
                + ", '"
                + layer.label()
                + "', would need more than "
                + CountText.of(MOST_VALUES, "number"),
            "make it smaller, or let fewer pixels and channels come to it");
      }
      rows.add(
          layer instanceof LayerSpec.Linear
              ? LayerRow.of(layer.label(), parameters, c)
              : LayerRow.of(layer.label(), parameters, c, h, w));
    }
    rows.add(LayerRow.of("Softmax", 0, classes()));
    return List.copyOf(rows);
  }

  /**
   * Weights and biases in all.
   *
   * @param channels channels of the image
   * @param height its rows
   * @param width its columns
   * @return the number of parameters
   * @throws InputProblem as {@link #layerTable}
   */
  public long parameters(int channels, int height, int width) {
    return layerTable(channels, height, width).stream().mapToLong(LayerRow::parameters).sum();
  }

  /** Collects layers in order. */
  public static final class Builder {
    private final String name;
    private final List<LayerSpec> layers = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds a convolution with ReLU; see {@link LayerSpec.Convolution}. */
    public Builder convolution(int kernel, int channels) {
      layers.add(new LayerSpec.Convolution(kernel, channels));
      return this;
    }

    /** Adds a max-pooling; see {@link LayerSpec.MaxPool}. */
    public Builder maxPool(int size) {
      layers.add(new LayerSpec.MaxPool(size));
      return this;
    }

    /** Adds an average-pooling; see {@link LayerSpec.AveragePool}. */
    public Builder averagePool(int size) {
      layers.add(new LayerSpec.AveragePool(size));
      return this;
    }

    /** Adds the mean over the whole image; see {@link LayerSpec.GlobalAverage}. */
    public Builder globalAverage() {
      layers.add(new LayerSpec.GlobalAverage());
      return this;
    }

    /** Adds a border of zeros; see {@link LayerSpec.ZeroPad}. */
    public Builder zeroPad(int size) {
      layers.add(new LayerSpec.ZeroPad(size));
      return this;
    }

    /** Adds the mean over columns and a few rows; see {@link LayerSpec.RowAverage}. */
    public Builder rowAverage(int rows) {
      layers.add(new LayerSpec.RowAverage(rows));
      return this;
    }

    /** Adds a fully connected layer; see {@link LayerSpec.Linear}. */
    public Builder linear(int units) {
      layers.add(new LayerSpec.Linear(units));
      return this;
    }

    /** The architecture. */
    public CnnArchitecture build() {
      return new CnnArchitecture(name, layers);
    }
  }
}
