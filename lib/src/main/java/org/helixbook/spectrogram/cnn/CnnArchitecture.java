package org.helixbook.spectrogram.cnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /**
   * Checks the order of the layers.
   *
   * @throws IllegalArgumentException if the last layer is not linear or an image layer comes after
   *     a linear one
   */
  public CnnArchitecture {
    Objects.requireNonNull(name, "name");
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof LayerSpec.Linear)) {
      throw new IllegalArgumentException(
          name + " must end with a linear layer that has one unit a class");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1) instanceof LayerSpec.Linear
          && !(layers.get(i) instanceof LayerSpec.Linear)) {
        throw new IllegalArgumentException(
            name
                + ": '"
                + layers.get(i).label()
                + "' comes after a linear layer and needs an image");
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
   * @throws InputProblem if the image is too small for a layer
   */
  public List<LayerRow> layerTable(int channels, int height, int width) {
    List<LayerRow> rows = new ArrayList<>();
    int c = channels;
    int h = height;
    int w = width;
    for (LayerSpec layer : layers) {
      long parameters = 0;
      int inputs = c * h * w;
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
        h += 2 * padding.size();
        w += 2 * padding.size();
      } else if (layer instanceof LayerSpec.RowAverage average) {
        h /= average.rows();
        w = 1;
      } else if (layer instanceof LayerSpec.GlobalAverage) {
        h = 1;
        w = 1;
      } else if (layer instanceof LayerSpec.Linear linear) {
        parameters = ((long) inputs + 1) * linear.units();
        rows.add(LayerRow.of(layer.label(), parameters, linear.units()));
        c = linear.units();
        h = 1;
        w = 1;
        continue;
      }
      if (h < 1 || w < 1) {
        throw new InputProblem(
            name,
            "an image of "
                + height
                + " x "
                + width
                + " pixels is too small: nothing is left of it at layer '"
                + layer.label()
                + "'",
            "use larger images, or an architecture with less pooling");
      }
      rows.add(LayerRow.of(layer.label(), parameters, c, h, w));
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
