package org.helixbook.model.language;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.helixbook.data.text.CharacterText;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.recurrent.RecurrentStack;
import org.helixbook.engine.recurrent.StatefulTraining;
import org.helixbook.engine.recurrent.TokenEmbedding;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A recurrent language model: it reads letters and says, after each, the probabilities of the next
 * one. In training its state goes on from step to step, gradients do not.
 *
 * <p>Not for several threads at a time: call it on the compute thread.
 */
public final class CharacterRnn {
  // Longer than any step: a gradient goes back to where its step began.
  private static final int WHOLE_STEP = 1 << 24;

  private static final int UNKNOWN = CharacterText.LETTERS;
  private static final int READ_AT_ONCE = 100;

  private final CharacterModel model;
  private final DataType precision;
  private final StatefulTraining training;

  private CharacterRnn(CharacterModel model, MultiLayerNetwork network, DataType precision) {
    this.model = model;
    this.precision = precision;
    this.training = new StatefulTraining(network);
  }

  /**
   * A new model with initial weights (Xavier; gates at bias 1).
   *
   * @param model what it is made of, its learning rate and seed
   * @return the model, in single precision
   */
  public static CharacterRnn create(CharacterModel model) {
    return create(model, DataType.FLOAT);
  }

  static CharacterRnn create(CharacterModel model, DataType precision) {
    NumericBackend.prepare();
    CharacterNetwork made = model.network();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(model.training().seed())
                .dataType(precision)
                .updater(new Adam(model.training().learningRate()))
                .weightInit(new WeightInitXavier())
                .list()
                .layer(new TokenEmbedding(CharacterText.LETTERS, made.embedding()))
                .layer(
                    RecurrentStack.builder(made.cell().cell())
                        .nIn(made.embedding())
                        .nOut(made.hidden())
                        .layers(made.layers())
                        .build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(made.hidden())
                        .nOut(CharacterText.LETTERS)
                        .dataFormat(RNNFormat.NCW)
                        .activation(Activation.SOFTMAX)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(WHOLE_STEP)
                .build());
    network.init();
    return new CharacterRnn(model, network, precision);
  }

  /**
   * The model that a state was taken of.
   *
   * @param model of that model
   * @param state what {@link #state} gave
   * @return an equal model
   * @throws IOException if it is no state of such a model
   */
  public static CharacterRnn restore(CharacterModel model, Map<String, byte[]> state)
      throws IOException {
    CharacterRnn rnn = create(model);
    rnn.training.restore(state);
    return rnn;
  }

  /** Its configuration. */
  public CharacterModel model() {
    return model;
  }

  /** The network below, for whatever Deeplearning4j can do with it. */
  public MultiLayerNetwork network() {
    return training.network();
  }

  /** Number of parameters. */
  public long parameters() {
    return network().numParams();
  }

  /** Steps taken since it was made. */
  public int steps() {
    return network().getIterationCount();
  }

  /**
   * One step of training, from the state that the step before ended with.
   *
   * @param ids {@code [batch][time]}, letters that are read
   * @param next {@code [batch][time]}, the letter behind each of them
   * @return mean loss in nats a letter, before the step
   * @throws org.helixbook.feedback.InputProblem if the batch has another size than in the step
   *     before
   */
  public double step(byte[][] ids, byte[][] next) {
    return training.step(letters(ids), oneHot(next)) / ids[0].length;
  }

  /**
   * Reads on without learning.
   *
   * @param ids {@code [batch][time]}
   * @return {@code [batch, 4, time]}, the probabilities of the letter behind each
   */
  INDArray read(byte[][] ids) {
    return training.read(letters(ids));
  }

  /** Forgets the carried state: the next step begins a text. */
  public void clear() {
    training.clear();
  }

  /**
   * What the model pays for a text, read from its beginning to its end. Nothing is learned, and the
   * carried state is left as it was.
   *
   * <p>For speed the text is cut into stretches that are read side by side; each begins with a
   * warm-up, letters of the text before it that are read and not scored. With one stretch no
   * warm-up is needed. Gated cells forget what lies 200 letters back; a vanilla network need not,
   * so that single losses may differ, and the perplexity hardly does.
   *
   * @param text at least two characters
   * @param stretches at most so many; fewer if they would be shorter than four warm-ups
   * @param warmUp letters before each stretch but the first
   * @return the loss of each character but the first
   */
  public TextLosses losses(CharacterText text, int stretches, int warmUp) {
    int foretold = text.length() - 1;
    int count = Math.max(1, Math.min(stretches, foretold / Math.max(1, 4 * warmUp)));
    int each = (foretold + count - 1) / count;
    int before = count == 1 ? 0 : warmUp;
    SortedMap<String, INDArray> kept = training.state();
    training.clear();
    double[] losses = new double[foretold];
    try {
      for (int from = -before; from < 0; from += READ_AT_ONCE) {
        training.read(letters(text, count, each, from, Math.min(0, from + READ_AT_ONCE)));
      }
      if (before > 0) {
        forgetFirstStretch();
      }
      for (int from = 0; from < each; from += READ_AT_ONCE) {
        int to = Math.min(each, from + READ_AT_ONCE);
        score(text, each, from, training.read(letters(text, count, each, from, to)), losses);
      }
    } finally {
      training.clear();
      training.setState(kept);
    }
    return new TextLosses(losses);
  }

  /** Nothing comes before the text: its first stretch starts from a state of 0. */
  private void forgetFirstStretch() {
    SortedMap<String, INDArray> state = training.state();
    state.values().stream()
        .filter(value -> value.rank() == 2)
        .forEach(value -> value.getRow(0).assign(0));
    training.setState(state);
  }

  private void score(CharacterText text, int each, int from, INDArray said, double[] losses) {
    int count = (int) said.size(0);
    int steps = (int) said.size(2);
    double[] p = said.dup('f').data().asDouble();
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < count; row++) {
        int at = row * each + from + t;
        if (at < losses.length) {
          double truth = p[(t * CharacterText.LETTERS + text.id(at + 1)) * count + row];
          // What single precision rounds to 0 counts as the smallest that it can hold.
          losses[at] = -Math.log(Math.max(truth, Float.MIN_NORMAL));
        }
      }
    }
  }

  /** Letters of each stretch; places before the text or behind its end are unknown. */
  private INDArray letters(CharacterText text, int count, int each, int from, int to) {
    float[] values = new float[count * (to - from)];
    for (int t = from; t < to; t++) {
      for (int row = 0; row < count; row++) {
        int at = row * each + t;
        values[(t - from) * count + row] = at >= 0 && at < text.length() ? text.id(at) : UNKNOWN;
      }
    }
    return Nd4j.create(values, new long[] {count, to - from}, 'f').castTo(precision);
  }

  /** As the network reads them: {@code [batch, time]}. */
  INDArray letters(byte[][] ids) {
    int batch = ids.length;
    int steps = ids[0].length;
    float[] values = new float[batch * steps];
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < batch; row++) {
        values[t * batch + row] = ids[row][t];
      }
    }
    return Nd4j.create(values, new long[] {batch, steps}, 'f').castTo(precision);
  }

  /** As the loss reads them: {@code [batch, 4, time]}. */
  INDArray oneHot(byte[][] ids) {
    int batch = ids.length;
    int steps = ids[0].length;
    float[] values = new float[batch * CharacterText.LETTERS * steps];
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < batch; row++) {
        values[(t * CharacterText.LETTERS + ids[row][t]) * batch + row] = 1;
      }
    }
    return Nd4j.create(values, new long[] {batch, CharacterText.LETTERS, steps}, 'f')
        .castTo(precision);
  }

  /** True if all parameters and the updater's numbers are finite. */
  public boolean isFinite() {
    return finite(network().params()) && finite(network().getUpdater().getStateViewArray());
  }

  private static boolean finite(INDArray array) {
    return Double.isFinite(array.sumNumber().doubleValue());
  }

  /** Everything that going on with training needs, to the last bit. */
  public SortedMap<String, byte[]> state() {
    return training.save();
  }
}
