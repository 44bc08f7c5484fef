package org.helixbook.engine.recurrent;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns whole numbers that name tokens, such as bases, into vectors that are learned: {@code
 * [batch, time]} into {@code [batch, size, time]}. A number that is no token, from the vocabulary's
 * size on or below 0, becomes a vector of zeros and learns nothing: an unknown base.
 */
public final class TokenEmbedding extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  TokenEmbedding() {}

  /**
   * An embedding.
   *
   * @param vocabulary number of tokens, at least 1
   * @param size length of the vectors, at least 1
   */
  public TokenEmbedding(int vocabulary, int size) {
    super(new Settings().nIn(vocabulary).nOut(size));
  }

  @SuppressWarnings("unchecked") // Deeplearning4j declares build() for any layer
  private static final class Settings extends FeedForwardLayer.Builder<Settings> {
    @Override
    public TokenEmbedding build() {
      throw new UnsupportedOperationException("use the constructor");
    }
  }

  /** Weights without a bias. */
  private static final class Parameters extends DefaultParamInitializer {
    static final Parameters INSTANCE = new Parameters();

    @Override
    protected boolean hasBias(org.deeplearning4j.nn.conf.layers.Layer layer) {
      return false;
    }
  }

  @Override
  public ParamInitializer initializer() {
    return Parameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input instanceof InputType.InputTypeRecurrent sequence
        ? InputType.recurrent(nOut, sequence.getTimeSeriesLength())
        : InputType.recurrent(nOut);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            layerName, TokenEmbedding.class, input, getOutputType(-1, input))
        .standardMemory(nIn * nOut, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType precision) {
    TokenEmbeddingLayer layer = new TokenEmbeddingLayer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(configuration);
    return layer;
  }
}
