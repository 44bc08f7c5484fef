package org.helixbook.engine.recurrent;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One or more recurrent layers of the same cell and width as one Deeplearning4j layer, reading in
 * one direction or both.
 *
 * <p>Input {@code [batch, features, time]}; output {@code [batch, directions * units, time]}, the
 * forward direction's units first, or with {@link Builder#lastStates} {@code [batch, directions *
 * units]}: the top layer's state after the last step of the forward and of the backward reading,
 * which is the first step of the sequence. Where a mask is 0, output and state are 0, as in
 * Deeplearning4j's own recurrent layers.
 *
 * <p>With one layer and {@link Directions#FORWARD} it can stand wherever Deeplearning4j wants a
 * recurrent layer, in its {@code Bidirectional} and {@code LastTimeStep}, too. In single precision
 * it runs fused, the two directions on two threads if the kit may use two; results do not depend on
 * the threads. In any other precision it runs in plain operations.
 */
public final class RecurrentStack extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private RecurrentCell cell;
  @JsonProperty private int layers;
  @JsonProperty private Directions directions;
  @JsonProperty private boolean lastStates;
  @JsonProperty private double gateBias;

  /** For reading a saved network. */
  RecurrentStack() {}

  private RecurrentStack(Builder builder) {
    super(builder);
    initializeConstraints(builder);
    cell = builder.cell;
    layers = builder.layers;
    directions = builder.directions;
    lastStates = builder.lastStates;
    gateBias = builder.gateBias;
    if (layers < 1) {
      throw new InputProblem(
          "recurrent stack", "it has " + layers + " layers", "give it at least one");
    }
    if (nOut > 0) {
      // Tells of units that the modules of a clockwork network cannot share.
      new Clock(cell, Math.toIntExact(nOut));
    }
  }

  /**
   * Starts a stack of one layer, read forward, that puts out the whole sequence. Units are set by
   * {@code nOut}, the weights' distribution by {@code weightInit}; gates start at bias 1.
   *
   * @param cell what each unit computes
   * @return the builder
   */
  public static Builder builder(RecurrentCell cell) {
    return new Builder(cell);
  }

  /** What each unit computes. */
  public RecurrentCell cell() {
    return cell;
  }

  /** Number of layers, at least 1. */
  public int layers() {
    return layers;
  }

  /** In which directions it reads. */
  public Directions directions() {
    return directions;
  }

  /** Whether only the last states come out. */
  public boolean lastStates() {
    return lastStates;
  }

  /** What the gates' biases start at. */
  public double gateBias() {
    return gateBias;
  }

  /** Features that a layer reads, layers counted from 0. */
  int inputs(int layer) {
    if (layer == 0) {
      return Math.toIntExact(nIn);
    }
    return Math.toIntExact(directions == Directions.BOTH_JOINED ? 2 * nOut : nOut);
  }

  int units() {
    return Math.toIntExact(nOut);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType precision) {
    LayerValidation.assertNInNOutSet("RecurrentStack", getLayerName(), index, getNIn(), getNOut());
    RecurrentStackLayer layer = new RecurrentStackLayer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(configuration);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return StackParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType sequence = super.getOutputType(index, input);
    long width = nOut * directions.count();
    if (lastStates) {
      return InputType.feedForward(width);
    }
    InputType.InputTypeRecurrent r = (InputType.InputTypeRecurrent) sequence;
    return InputType.recurrent(width, r.getTimeSeriesLength(), r.getFormat());
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long state = units();
    long remembered = (long) layers * directions.count() * state * (cell.kind().gates + 2);
    return new LayerMemoryReport.Builder(layerName, RecurrentStack.class, input, output)
        .standardMemory(initializer().numParams(this), 0)
        .workingMemory(0, state, 0, remembered)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecurrentStack stack
        && super.equals(other)
        && Objects.equals(cell, stack.cell)
        && layers == stack.layers
        && directions == stack.directions
        && lastStates == stack.lastStates
        && gateBias == stack.gateBias;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cell, layers, directions, lastStates, gateBias);
  }

  /** Collects the settings; those of every Deeplearning4j layer are inherited. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares build() for any layer
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final RecurrentCell cell;
    private int layers = 1;
    private Directions directions = Directions.FORWARD;
    private boolean lastStates;
    private double gateBias = 1;

    private Builder(RecurrentCell cell) {
      this.cell = cell;
    }

    /** Layers, one reading the other's output; 1 unless set. */
    public Builder layers(int number) {
      this.layers = number;
      return this;
    }

    /** In which directions to read; forward unless set. */
    public Builder directions(Directions chosen) {
      this.directions = chosen;
      return this;
    }

    /** Whether to put out the last states instead of the sequence; not unless set. */
    public Builder lastStates(boolean only) {
      this.lastStates = only;
      return this;
    }

    /**
     * What biases of gates start at, those of the reset and update gate, and of long short-term
     * memory the forget gate's; 1 unless set. All other biases start at {@code biasInit}.
     */
    public Builder gateBias(double bias) {
      this.gateBias = bias;
      return this;
    }

    /**
     * Makes the layer.
     *
     * @throws InputProblem if there is no layer, or the units cannot be shared among the modules of
     *     a clockwork network
     */
    @Override
    public RecurrentStack build() {
      return new RecurrentStack(this);
    }
  }
}
