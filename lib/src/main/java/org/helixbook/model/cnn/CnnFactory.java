package org.helixbook.model.cnn;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.HeavyBall;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.convolution.ReluConvolution;
import org.helixbook.engine.convolution.ReluMaxPooling;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Makes Deeplearning4j networks from architectures, in the layout that is fast and right. */
public final class CnnFactory {

  /** How a network is laid out; all but the first exist for tests. */
  public enum Layout {
    /**
     * Channels last with the kit's own {@link ReluConvolution} and {@link ReluMaxPooling}: in this
     * order Deeplearning4j 1.0.0-M2.1 gives wrong gradients, silently, for a ReLU inside its
     * convolution layer.
     */
    CHANNELS_LAST,
    /**
     * Channels first with ReLU inside the convolution: Deeplearning4j's own way, right and slow.
     */
    CHANNELS_FIRST_FUSED,
    /** The wrong one. */
    CHANNELS_LAST_FUSED
  }

  /** Their initial values are drawn into one Java array; above, the heap of a laptop gives way. */
  private static final long MOST_PARAMETERS = 200_000_000;

  private CnnFactory() {}

  /**
   * A new classifier with initial weights. Loss: cross-entropy on softmax, used once. Updates:
   * {@link HeavyBall}; L2 on weights and biases, as PyTorch's weight decay.
   *
   * @param architecture the layers
   * @param channels channels of an image
   * @param height rows
   * @param width columns
   * @param initialisation how the weights are drawn
   * @param settings seed, learning rate, momentum and L2 are used here
   * @return the classifier, which takes images as {@link org.helixbook.signal.LabelledImages}
   *     stores them
   * @throws InputProblem if the image is too small for the architecture, or the architecture too
   *     large
   */
  public static ImageClassifier create(
      CnnArchitecture architecture,
      int channels,
      int height,
      int width,
      Initialisation initialisation,
      TrainingSettings settings) {
    NumericBackend.prepare();
    long parameters = architecture.parameters(channels, height, width);
    if (parameters > MOST_PARAMETERS) {
      throw new InputProblem(
          architecture.name(),
          "it has "
              + CountText.of(parameters, "parameter")
              + " on images of "
              + height
              + " x "
              + width
              + " pixels, more than "
              + CountText.of(MOST_PARAMETERS, "parameter"),
          "pool more before the first linear layer, or give it fewer units");
    }
    return ComputeThread.call(
        () -> {
          MultiLayerNetwork network =
              network(
                  architecture,
                  channels,
                  height,
                  width,
                  settings,
                  Layout.CHANNELS_LAST,
                  DataType.FLOAT);
          initialise(network, initialisation, new Seeds(settings.seed()));
          return new ImageClassifier(architecture.name(), network, true, channels, height, width);
        });
  }

  /** A network with all parameters 0. */
  public static MultiLayerNetwork network(
      CnnArchitecture architecture,
      int channels,
      int height,
      int width,
      TrainingSettings settings,
      Layout layout,
      DataType precision) {
    CNN2DFormat format =
        layout == Layout.CHANNELS_FIRST_FUSED ? CNN2DFormat.NCHW : CNN2DFormat.NHWC;
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .dataType(precision)
            .weightInit(WeightInit.ZERO)
            .updater(new HeavyBall(settings.learningRate(), settings.momentum()))
            .l2(settings.l2())
            .l2Bias(settings.l2())
            .list();
    List<LayerSpec> layers = architecture.layers();
    List<LayerRow> rows = architecture.layerTable(channels, height, width);
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      if (layer instanceof LayerSpec.Convolution convolution) {
        boolean pooledNext = layers.get(i + 1) instanceof LayerSpec.MaxPool;
        list.layer(
            layout == Layout.CHANNELS_LAST
                ? pooledNext
                    ? ReluConvolution.beforeMaxPooling(convolution.kernel(), convolution.channels())
                    : new ReluConvolution(convolution.kernel(), convolution.channels())
                : new ConvolutionLayer.Builder(convolution.kernel(), convolution.kernel())
                    .nOut(convolution.channels())
                    .dataFormat(format)
                    .activation(Activation.RELU)
                    .helperAllowFallback(false)
                    .build());
      } else if (layer instanceof LayerSpec.MaxPool pool) {
        boolean rectifies =
            layout == Layout.CHANNELS_LAST
                && i > 0
                && layers.get(i - 1) instanceof LayerSpec.Convolution;
        list.layer(
            rectifies
                ? new ReluMaxPooling(pool.size())
                : pooling(SubsamplingLayer.PoolingType.MAX, pool.size(), format));
      } else if (layer instanceof LayerSpec.AveragePool pool) {
        list.layer(pooling(SubsamplingLayer.PoolingType.AVG, pool.size(), format));
      } else if (layer instanceof LayerSpec.ZeroPad padding) {
        list.layer(
            new ZeroPaddingLayer.Builder(padding.size(), padding.size())
                .dataFormat(format)
                .build());
      } else if (layer instanceof LayerSpec.RowAverage average) {
        list.layer(rowAverage(average.rows(), widthBefore(rows, i, width), format));
      } else if (layer instanceof LayerSpec.GlobalAverage) {
        list.layer(new GlobalPoolingLayer(PoolingType.AVG));
      } else if (layer instanceof LayerSpec.Linear linear && i < layers.size() - 1) {
        list.layer(
            new DenseLayer.Builder().nOut(linear.units()).activation(Activation.RELU).build());
      } else if (layer instanceof LayerSpec.Linear linear) {
        list.layer(
            new OutputLayer.Builder(new LossMCXENT())
                .nOut(linear.units())
                .activation(Activation.SOFTMAX)
                .build());
      }
    }
    MultiLayerConfiguration configuration =
        list.setInputType(InputType.convolutional(height, width, channels, format)).build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static SubsamplingLayer pooling(
      SubsamplingLayer.PoolingType type, int size, CNN2DFormat format) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(size, size)
        .stride(size, size)
        .dataFormat(format)
        // A helper that fails must be heard of, not replaced by something slow.
        .helperAllowFallback(false)
        .build();
  }

  private static int widthBefore(List<LayerRow> rows, int layer, int imageWidth) {
    return layer == 0 ? imageWidth : rows.get(layer - 1).outputShape().get(2);
  }

  private static SubsamplingLayer rowAverage(int rows, int columns, CNN2DFormat format) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
        .kernelSize(rows, columns)
        .stride(rows, columns)
        .dataFormat(format)
        .helperAllowFallback(false)
        .build();
  }

  /**
   * Draws weights and biases with the kit's own named seeds, so that they do not depend on the
   * thread, on the layout or on ND4J's generator.
   */
  private static void initialise(
      MultiLayerNetwork network, Initialisation initialisation, Seeds seeds) {
    int number = 0;
    for (Layer layer : network.getLayers()) {
      Map<String, INDArray> parameters = layer.paramTable();
      if (parameters == null || parameters.isEmpty()) {
        continue;
      }
      number++;
      INDArray weights = parameters.get("W");
      long fanIn =
          weights.rank() == 4
              ? weights.size(1) * weights.size(2) * weights.size(3)
              : weights.size(0);
      SplittableRandom random = seeds.generator("initial parameters of layer " + number);
      double[] drawn = new double[Math.toIntExact(weights.length())];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = initialisation.weight(random, fanIn);
      }
      weights.assign(Nd4j.createFromArray(drawn).reshape('c', weights.shape()));
      INDArray bias = parameters.get("b");
      double[] drawnBias = new double[Math.toIntExact(bias.length())];
      for (int i = 0; i < drawnBias.length; i++) {
        drawnBias[i] = initialisation.bias(random, fanIn);
      }
      bias.assign(Nd4j.createFromArray(drawnBias).reshape(bias.shape()));
    }
  }
}
