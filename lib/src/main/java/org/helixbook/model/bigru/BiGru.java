package org.helixbook.model.bigru;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.engine.recurrent.RecurrentStack;
import org.helixbook.engine.recurrent.RepeatableDropout;
import org.helixbook.engine.recurrent.StatefulTraining;
import org.helixbook.engine.recurrent.TokenEmbedding;
import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The network of many tasks: an embedding of the bases, recurrent layers in both directions, and
 * for each task a head that reads the last state of either direction. Trained with Adam on the mean
 * cross-entropy over tasks and batch; the paper's perplexity is e to this power.
 *
 * <p>Tokens come as {@code [batch, time]}, labels and probabilities as {@code [batch, tasks]}. Any
 * length does. Not for several threads at a time: call it on the compute thread.
 */
public final class BiGru {
  // Longer than any sequence: a gradient goes back to the first base.
  private static final int WHOLE_SEQUENCE = 1 << 24;

  private final BiGruDescription description;
  private final StatefulTraining training;
  private final TaskCrossEntropy loss;
  private final DataType precision;

  private BiGru(BiGruDescription description, MultiLayerNetwork network, DataType precision) {
    this.description = description;
    this.training = new StatefulTraining(network);
    this.loss = lossOf(network);
    this.precision = precision;
  }

  /**
   * A new network with initial weights.
   *
   * @param description what it is made of
   * @param learningRate of Adam, above 0; the paper's is 1e-3
   * @param seed of initial weights and dropout
   * @return the network, in single precision
   */
  public static BiGru create(BiGruDescription description, double learningRate, long seed) {
    return create(description, learningRate, seed, DataType.FLOAT);
  }

  static BiGru create(BiGruDescription d, double learningRate, long seed, DataType precision) {
    NumericBackend.prepare();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            d.layersInstead().isEmpty()
                ? layers(d, learningRate, seed, precision)
                : layersInstead(d, learningRate, seed, precision));
    network.init();
    return new BiGru(d, network, precision);
  }

  private static MultiLayerConfiguration layersInstead(
      BiGruDescription d, double learningRate, long seed, DataType precision) {
    MultiLayerConfiguration own = MultiLayerConfiguration.fromJson(d.layersInstead());
    own.setDataType(precision);
    for (NeuralNetConfiguration layer : own.getConfs()) {
      layer.setSeed(seed);
      layer.setDataType(precision);
      if (layer.getLayer() instanceof BaseLayer learns) {
        learns.setIUpdater(new Adam(learningRate));
      }
    }
    return own;
  }

  private static TaskCrossEntropy lossOf(MultiLayerNetwork network) {
    if (network.getOutputLayer().conf().getLayer() instanceof BaseOutputLayer heads
        && heads.getLossFn() instanceof TaskCrossEntropy loss) {
      return loss;
    }
    throw new InputProblem(
        "network of many tasks",
        "its last layer has no loss over tasks",
        "let it end in an OutputLayer with the loss TaskCrossEntropy");
  }

  private static MultiLayerConfiguration layers(
      BiGruDescription d, double learningRate, long seed, DataType precision) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(precision)
            .updater(new Adam(learningRate))
            .weightInit(
                d.weightRange() == 0
                    ? new WeightInitXavier()
                    : new WeightInitDistribution(
                        new UniformDistribution(-d.weightRange(), d.weightRange())));
    RecurrentStack.Builder stack =
        RecurrentStack.builder(d.recurrentCell())
            .nIn(d.embedding())
            .nOut(d.hidden())
            .layers(d.layers())
            .directions(d.directions())
            .lastStates(true)
            .gateBias(d.gateBias());
    OutputLayer.Builder heads =
        new OutputLayer.Builder(new TaskCrossEntropy(d.heads()))
            .nIn(d.directions().count() * d.hidden())
            .nOut(d.heads().outputs() * d.tasks())
            .activation(Activation.IDENTITY);
    if (d.keep() < 1) {
      stack.dropOut(new RepeatableDropout(d.keep(), 2 * seed));
      heads.dropOut(new RepeatableDropout(d.keep(), 2 * seed + 1));
    }
    var layers =
        base.list()
            .layer(new TokenEmbedding(d.vocabulary(), d.embedding()))
            .layer(stack.build())
            .layer(heads.build());
    if (d.carriesState()) {
      layers.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(WHOLE_SEQUENCE);
    }
    return layers.build();
  }

  /** What it is made of. */
  public BiGruDescription description() {
    return description;
  }

  /** The network below, for whatever Deeplearning4j can do with it. */
  public MultiLayerNetwork network() {
    return training.network();
  }

  /** Number of parameters. */
  public long parameters() {
    return network().numParams();
  }

  /**
   * A row a layer, from the input on, with parameters counted in the network itself: {@code layer},
   * {@code output} of one sequence, {@code parameters}.
   *
   * @param tokens how many tokens a sequence has
   */
  public Table layers(int tokens) {
    BiGruDescription d = description;
    StringColumn layer = StringColumn.create("layer");
    StringColumn output = StringColumn.create("output");
    LongColumn parameters = LongColumn.create("parameters");
    layer.append("Embedding");
    output.append(tokens + " x " + d.embedding());
    parameters.append(parametersOf("0_"));
    boolean plain = d.layers() == 1 && d.directions() == Directions.FORWARD;
    for (int l = 0; l < d.layers(); l++) {
      for (int direction = 0; direction < d.directions().count(); direction++) {
        String title = d.recurrentCell().title() + " " + (l + 1);
        layer.append(title + (direction == 0 ? ", forward" : ", backward"));
        output.append((l == d.layers() - 1 ? "" : tokens + " x ") + d.hidden());
        parameters.append(parametersOf("1_" + (plain ? "" : l + (direction == 0 ? "f" : "b"))));
      }
    }
    layer.append(d.heads() == Heads.SOFTMAX ? "2-way softmax, a task" : "sigmoid, a task");
    output.append(d.tasks() + " x " + d.heads().outputs());
    parameters.append(parametersOf("2_"));
    return Table.create(d.title(), layer, output, parameters);
  }

  /**
   * Multiply-adds of one forward pass, the same for any bases: each weight of a recurrent layer
   * once a token, each of the heads once. The embedding is looked up, biases are added.
   *
   * @param bases of the sequence
   * @throws InputProblem if the network is one of one's own
   */
  public long multiplyAdds(int bases) {
    if (!description.layersInstead().isEmpty()) {
      throw new InputProblem(
          description.title(), "its multiply-adds are not known", "ask a recurrent network");
    }
    return tokens(bases) * weightsOf("1_") + weightsOf("2_");
  }

  private long weightsOf(String prefix) {
    return network().paramTable().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix) && entry.getKey().endsWith("W"))
        .mapToLong(entry -> entry.getValue().length())
        .sum();
  }

  private int tokens(int bases) {
    return (bases - description.wordLength()) / description.wordStride() + 1;
  }

  private long parametersOf(String prefix) {
    return network().paramTable().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToLong(entry -> entry.getValue().length())
        .sum();
  }

  /** Steps taken since it was made. */
  public int steps() {
    return network().getIterationCount();
  }

  /**
   * Sequences as the network reads them: base by base, or as genomic words.
   *
   * @param sequences {@code [batch][bases]} of equal length, A 0, G 1, C 2, T 3; anything else is
   *     unknown, and so is a word with it
   * @return {@code [batch, time]}
   * @throws InputProblem if there is no sequence, or one is shorter than a word
   */
  public INDArray tokens(byte[][] sequences) {
    int batch = sequences.length;
    int bases = batch == 0 ? 0 : sequences[0].length;
    int word = description.wordLength();
    if (bases < word) {
      throw new InputProblem(
          "input of the network",
          batch == 0 ? "there is no sequence" : "a sequence of " + bases + " bases is too short",
          "give at least a sequence of " + word);
    }
    int length = tokens(bases);
    float[] values = new float[batch * length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < length; t++) {
        values[t * batch + b] = token(sequences[b], t * description.wordStride());
      }
    }
    return Nd4j.create(values, new long[] {batch, length}, 'f');
  }

  private int token(byte[] sequence, int from) {
    int token = 0;
    for (int i = from; i < from + description.wordLength(); i++) {
      if (sequence[i] < 0 || sequence[i] > 3) {
        return description.vocabulary();
      }
      token = 4 * token + sequence[i];
    }
    return token;
  }

  /**
   * One step of training.
   *
   * @param tokens {@code [batch, time]}; a number from the vocabulary's size on is unknown
   * @param labels {@code [batch, tasks]} of 0 and 1, NaN where one is not known
   * @return mean cross-entropy over tasks and batch, with dropout, before the step, in nats
   */
  public double step(INDArray tokens, INDArray labels) {
    if (description.carriesState()) {
      SortedMap<String, INDArray> state = training.state();
      if (!state.isEmpty()
          && state.entrySet().stream()
              .anyMatch(e -> e.getValue().rank() == 2 && e.getValue().size(0) != tokens.size(0))) {
        // A batch of another size, such as the last of an epoch, cannot take the state over.
        training.clear();
      }
    }
    return training.step(tokens.castTo(precision), labels.castTo(precision));
  }

  /**
   * The probability of each task, without dropout and from a state of 0.
   *
   * @param tokens {@code [batch, time]}
   * @return {@code [batch, tasks]}, in (0, 1)
   */
  public INDArray probabilities(INDArray tokens) {
    return Transforms.sigmoid(logits(tokens), false);
  }

  /**
   * What the probabilities are the logistic function of.
   *
   * @param tokens {@code [batch, time]}
   * @return {@code [batch, tasks]}
   */
  public INDArray logits(INDArray tokens) {
    return loss.logits(network().output(tokens.castTo(precision), false));
  }

  /**
   * Mean cross-entropy over tasks and batch, without dropout and from a state of 0.
   *
   * @param tokens {@code [batch, time]}
   * @param labels {@code [batch, tasks]} of 0 and 1, NaN where one is not known
   * @return nats a task and sequence
   */
  public double loss(INDArray tokens, INDArray labels) {
    return loss.computeScore(
        labels, network().output(tokens.castTo(precision), false), null, null, true);
  }

  /** True if all parameters and the updater's numbers are finite. */
  public boolean isFinite() {
    return finite(network().params()) && finite(network().getUpdater().getStateViewArray());
  }

  private static boolean finite(INDArray array) {
    return array == null || Double.isFinite(array.sumNumber().doubleValue());
  }

  /**
   * Everything that going on with training needs, to the last bit.
   *
   * @return parts by name
   */
  public SortedMap<String, byte[]> state() {
    return training.save();
  }

  /**
   * The network that a state was taken of.
   *
   * @param description of that network
   * @param learningRate of that network
   * @param seed of that network
   * @param state what {@link #state} gave
   * @return an equal network
   * @throws IOException if it is no state of such a network
   */
  public static BiGru restore(
      BiGruDescription description, double learningRate, long seed, Map<String, byte[]> state)
      throws IOException {
    BiGru network = create(description, learningRate, seed);
    network.training.restore(state);
    return network;
  }

  /** The parameters as bytes. */
  byte[] parameterBytes() {
    float[] values = network().params().dup().data().asFloat();
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /**
   * Sets all parameters to what {@link #parameterBytes} gave.
   *
   * @throws IllegalArgumentException if they are of another number
   */
  void setParameters(byte[] parameters) {
    INDArray own = network().params();
    if (parameters.length != own.length() * Float.BYTES) {
      throw new IllegalArgumentException("the parameters are not of this network");
    }
    float[] values = new float[(int) own.length()];
    ByteBuffer.wrap(parameters).asFloatBuffer().get(values);
    own.assign(Nd4j.createFromArray(values).reshape(own.shape()));
  }
}
