package org.helixbook.model.cnn;

import org.helixbook.feedback.InputProblem;

/**
 * One layer of a {@link CnnArchitecture}. All numbers are checked: one below 1 is an {@link
 * InputProblem}.
 */
public sealed interface LayerSpec {

  /** The layer's name as the paper's table prints it. */
  String label();

  /**
   * A square convolution, stride 1, no padding, with bias, followed by ReLU.
   *
   * @param kernel edge of the kernel in pixels, at least 1
   * @param channels output channels, at least 1
   */
  record Convolution(int kernel, int channels) implements LayerSpec {
    /** Checks both numbers. */
    public Convolution {
      requirePositive(kernel, "the kernel of a convolution");
      requirePositive(channels, "the number of channels of a convolution");
    }

    @Override
    public String label() {
      return "Conv " + kernel + "x" + kernel + ", " + channels;
    }
  }

  /**
   * Maximum over squares that touch and do not overlap (stride = size); what is left over at the
   * right and lower edge is dropped.
   *
   * @param size edge of the square in pixels, at least 1
   */
  record MaxPool(int size) implements LayerSpec {
    /** Checks the size. */
    public MaxPool {
      requirePositive(size, "the size of a max-pooling");
    }

    @Override
    public String label() {
      return "MaxPool " + size + "x" + size;
    }
  }

  /**
   * Mean over squares that touch and do not overlap; the rest as {@link MaxPool}.
   *
   * @param size edge of the square in pixels, at least 1
   */
  record AveragePool(int size) implements LayerSpec {
    /** Checks the size. */
    public AveragePool {
      requirePositive(size, "the size of an average-pooling");
    }

    @Override
    public String label() {
      return "AvgPool " + size + "x" + size;
    }
  }

  /**
   * A border of zeros. With it a convolution keeps the size of its image, and can tell how far it
   * is from the edge. Not in the paper, which has no padding.
   *
   * @param size its width in pixels on each of the four sides, at least 1
   */
  record ZeroPad(int size) implements LayerSpec {
    /** Checks the size. */
    public ZeroPad {
      requirePositive(size, "the size of a padding");
    }

    @Override
    public String label() {
      return "ZeroPad " + size;
    }
  }

  /**
   * Mean over all columns and a few neighbouring rows: the place in time goes, the row, which is
   * the frequency, stays. What is left over at the lower edge is dropped. Not in the paper.
   *
   * @param rows how many rows become one, at least 1
   */
  record RowAverage(int rows) implements LayerSpec {
    /** Checks the number. */
    public RowAverage {
      requirePositive(rows, "the number of rows of an average");
    }

    @Override
    public String label() {
      return "AvgPool " + rows + " row" + (rows == 1 ? "" : "s");
    }
  }

  /** Mean over the whole image, whatever its size: one value a channel. */
  record GlobalAverage() implements LayerSpec {
    @Override
    public String label() {
      return "AvgPool (global)";
    }
  }

  /**
   * A fully connected layer with bias. All but the last are followed by ReLU; the last gives the
   * softmax its inputs.
   *
   * @param units outputs, at least 1
   */
  record Linear(int units) implements LayerSpec {
    /** Checks the number. */
    public Linear {
      requirePositive(units, "the number of units of a linear layer");
    }

    @Override
    public String label() {
      return "Linear " + units;
    }
  }

  private static void requirePositive(int value, String what) {
    if (value < 1) {
      throw new InputProblem(what, "it is " + value, "use at least 1");
    }
  }
}
