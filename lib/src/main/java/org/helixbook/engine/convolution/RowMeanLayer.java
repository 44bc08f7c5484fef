package org.helixbook.engine.convolution;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes {@link RowMean}; in double precision Deeplearning4j does. */
final class RowMeanLayer extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  RowMeanLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Where the patches of an image lie: each is {@code values} numbers, {@code channels} a pixel.
   */
  private record Patches(int images, int each, int values, int channels, int imageValues) {
    float area() {
      return (float) values / channels;
    }
  }

  private Patches patches() {
    int rows = layerConf().getKernelSize()[0];
    int channels = Math.toIntExact(input.size(3));
    int row = Math.toIntExact(input.size(2)) * channels;
    int height = Math.toIntExact(input.size(1));
    return new Patches(
        Math.toIntExact(input.size(0)), height / rows, rows * row, channels, height * row);
  }

  /** What is done with a pixel: where its channels begin, and where those of its mean do. */
  @FunctionalInterface
  private interface PixelWork {
    void at(int pixel, int mean);
  }

  private static void eachPixel(Patches all, PixelWork work) {
    int mean = 0;
    for (int image = 0; image < all.images; image++) {
      for (int patch = 0; patch < all.each; patch++, mean += all.channels) {
        int first = image * all.imageValues + patch * all.values;
        for (int pixel = first; pixel < first + all.values; pixel += all.channels) {
          work.at(pixel, mean);
        }
      }
    }
  }

  private static void divide(float[] values, Patches all) {
    for (int i = 0; i < values.length; i++) {
      values[i] /= all.area();
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (input.dataType() != DataType.FLOAT) {
      return super.activate(training, workspaces);
    }
    Patches all = patches();
    float[] pixels = values(ReluConvolutionLayer.inOrder(input, ArrayType.ACTIVATIONS, workspaces));
    float[] means = new float[all.images * all.each * all.channels];
    eachPixel(
        all,
        (pixel, mean) -> {
          for (int c = 0; c < all.channels; c++) {
            means[mean + c] += pixels[pixel + c];
          }
        });
    divide(means, all);
    return array(ArrayType.ACTIVATIONS, means, workspaces, all.images, all.each, 1, all.channels);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (input.dataType() != DataType.FLOAT) {
      return super.backpropGradient(epsilon, workspaces);
    }
    Patches all = patches();
    float[] means =
        values(ReluConvolutionLayer.inOrder(epsilon, ArrayType.BP_WORKING_MEM, workspaces));
    float[] pixels = new float[all.images * all.imageValues];
    divide(means, all);
    eachPixel(all, (pixel, mean) -> System.arraycopy(means, mean, pixels, pixel, all.channels));
    return new Pair<>(
        new DefaultGradient(), array(ArrayType.ACTIVATION_GRAD, pixels, workspaces, input.shape()));
  }

  private static float[] values(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    ((FloatPointer) array.data().addressPointer()).get(values);
    return values;
  }

  private static INDArray array(
      ArrayType type, float[] values, LayerWorkspaceMgr workspaces, long... shape) {
    INDArray array = workspaces.createUninitialized(type, DataType.FLOAT, shape, 'c');
    ((FloatPointer) array.data().addressPointer()).put(values);
    return array;
  }
}
