package org.helixbook.model.bigru;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.engine.recurrent.RecurrentCell;
import org.helixbook.engine.recurrent.ResetGate;
import org.helixbook.feedback.InputProblem;

/**
 * What the network of many tasks is made of. The defaults are those of Paper 2: 770,358 parameters
 * for DeepSEA's 919 tasks, 534,175 with {@link Heads#SIGMOID}.
 *
 * @param tasks how many yes-or-no questions it answers for a sequence, at least 1
 * @param wordLength bases a token, 1 to 8: 1 reads base by base, more reads genomic words
 * @param wordStride bases from the beginning of a token to that of the next, at least 1
 * @param embedding length of the vector that stands for a token
 * @param cell what the units compute
 * @param periods of a clockwork network's modules in steps, else empty
 * @param layers recurrent layers, at least 1
 * @param hidden units a layer and direction
 * @param directions in which directions it reads. The paper's parameter count tells that its two
 *     directions do not meet below the heads.
 * @param heads how probabilities are computed at the top
 * @param keep probability to keep a value in training, at the input of the lowest and the output of
 *     the top recurrent layer
 * @param gateBias what the gates' biases start at
 * @param weightRange weights start uniformly distributed between minus this and this; 0 for Xavier
 *     (Glorot) initialisation, with which the network learns from the first epoch on
 * @param carriesState whether, in training, each batch starts from the state that the one before
 *     ended with, as in the authors' code, although the sequences have nothing to do with each
 *     other
 * @param layersInstead a network in Deeplearning4j's JSON that takes the place of embedding,
 *     recurrent layers and heads: it reads tokens {@code [batch, time]} through a {@link
 *     org.helixbook.engine.recurrent.TokenEmbedding} and ends in an output layer with the loss
 *     {@link TaskCrossEntropy}. Empty for the network that the other settings describe
 */
public record BiGruDescription(
    int tasks,
    int wordLength,
    int wordStride,
    int embedding,
    CellType cell,
    List<Integer> periods,
    int layers,
    int hidden,
    Directions directions,
    Heads heads,
    double keep,
    double gateBias,
    double weightRange,
    boolean carriesState,
    String layersInstead) {

  /**
   * Checks the ranges.
   *
   * @throws InputProblem naming what is out of range
   */
  public BiGruDescription {
    periods = List.copyOf(periods);
    layersInstead = layersInstead == null ? "" : layersInstead; // not in earlier versions
    require(tasks >= 1, "tasks", tasks);
    require(wordLength >= 1 && wordLength <= 8, "wordLength", wordLength);
    require(wordStride >= 1, "wordStride", wordStride);
    require(embedding >= 1, "embedding", embedding);
    require(layers >= 1, "layers", layers);
    require(hidden >= 1, "hidden", hidden);
    require(keep > 0 && keep <= 1, "keep", keep);
    require(weightRange >= 0 && Double.isFinite(weightRange), "weightRange", weightRange);
    require((cell == CellType.CLOCKWORK) != periods.isEmpty(), "periods", periods);
  }

  private static void require(boolean good, String setting, Object value) {
    if (!good) {
      throw new InputProblem(
          "network setting " + setting,
          value + " is out of range",
          "use a share to keep above 0 and at most 1, a weight range of 0 or more, words of 1 to 8"
              + " bases, and at least 1 of what is counted");
    }
  }

  /**
   * Starts from the paper's network.
   *
   * @param tasks how many
   */
  public static Builder builder(int tasks) {
    return new Builder(tasks);
  }

  /** A builder that starts from this description. */
  public Builder toBuilder() {
    Builder b = new Builder(tasks);
    b.wordLength = wordLength;
    b.wordStride = wordStride;
    b.embedding = embedding;
    b.cell = cell;
    b.periods = periods;
    b.layers = layers;
    b.hidden = hidden;
    b.directions = directions;
    b.heads = heads;
    b.keep = keep;
    b.gateBias = gateBias;
    b.weightRange = weightRange;
    b.carriesState = carriesState;
    b.layersInstead = layersInstead;
    return b;
  }

  /** How many different tokens there are: four to the power of the word's length. */
  public int vocabulary() {
    return 1 << (2 * wordLength);
  }

  /** The cell as the layer takes it. */
  RecurrentCell recurrentCell() {
    return switch (cell) {
      case GRU -> RecurrentCell.gru(ResetGate.BEFORE_PRODUCT);
      case GRU_RESET_AFTER -> RecurrentCell.gru(ResetGate.AFTER_PRODUCT);
      case RNN -> RecurrentCell.vanilla();
      case LSTM -> RecurrentCell.lstm();
      case CLOCKWORK ->
          RecurrentCell.clockwork(periods.stream().mapToInt(Integer::intValue).toArray());
    };
  }

  /** Such as {@code bidirectional GRU 2 x 128, 919 tasks}. */
  public String title() {
    String ofTasks = tasks + (tasks == 1 ? " task" : " tasks");
    if (!layersInstead.isEmpty()) {
      return "network of one's own, " + ofTasks;
    }
    return (directions == Directions.FORWARD ? "" : "bidirectional ")
        + recurrentCell().title()
        + " "
        + layers
        + " x "
        + hidden
        + ", "
        + ofTasks;
  }

  /** Collects settings; see {@link BiGruDescription} for their meaning. */
  public static final class Builder {
    private int tasks;
    private int wordLength = 1;
    private int wordStride = 1;
    private int embedding = 2;
    private CellType cell = CellType.GRU;
    private List<Integer> periods = List.of();
    private int layers = 2;
    private int hidden = 128;
    private Directions directions = Directions.BOTH_APART;
    private Heads heads = Heads.SOFTMAX;
    private double keep = 0.95;
    private double gateBias = 1;
    private double weightRange = 0.01;
    private boolean carriesState;
    private String layersInstead = "";

    private Builder(int tasks) {
      this.tasks = tasks;
    }

    /** How many tasks. */
    public Builder tasks(int value) {
      tasks = value;
      return this;
    }

    /**
     * Genomic words in place of bases.
     *
     * @param length bases a word
     * @param stride bases from one word's beginning to the next
     */
    public Builder words(int length, int stride) {
      wordLength = length;
      wordStride = stride;
      return this;
    }

    /** Length of a token's vector. */
    public Builder embedding(int value) {
      embedding = value;
      return this;
    }

    /** What the units compute, other than a clockwork network. */
    public Builder cell(CellType value) {
      cell = value;
      periods = List.of();
      return this;
    }

    /** A clockwork network with modules of these periods, ascending. */
    public Builder clockwork(Integer... moduleperiods) {
      cell = CellType.CLOCKWORK;
      periods = List.of(moduleperiods);
      return this;
    }

    /** Recurrent layers. */
    public Builder layers(int value) {
      layers = value;
      return this;
    }

    /** Units a layer and direction. */
    public Builder hidden(int value) {
      hidden = value;
      return this;
    }

    /** In which directions it reads. */
    public Builder directions(Directions value) {
      directions = value;
      return this;
    }

    /** How probabilities are computed. */
    public Builder heads(Heads value) {
      heads = value;
      return this;
    }

    /** Probability to keep a value in training. */
    public Builder keep(double value) {
      keep = value;
      return this;
    }

    /** What the gates' biases start at. */
    public Builder gateBias(double value) {
      gateBias = value;
      return this;
    }

    /** Half the width of the initial weights' distribution; 0 for Xavier. */
    public Builder weightRange(double value) {
      weightRange = value;
      return this;
    }

    /** Whether a batch starts from the state that the one before ended with. */
    public Builder carriesState(boolean value) {
      carriesState = value;
      return this;
    }

    /**
     * A network of one's own. Its weights come from the run's seed, and all its layers learn with
     * the run's Adam, whatever it says itself.
     *
     * @param layers from a {@link org.helixbook.engine.recurrent.TokenEmbedding} on to an output
     *     layer with the loss {@link TaskCrossEntropy}
     */
    public Builder layersInstead(MultiLayerConfiguration layers) {
      layersInstead = layers.toJson();
      return this;
    }

    /**
     * The description.
     *
     * @throws InputProblem naming what is out of range
     */
    public BiGruDescription build() {
      return new BiGruDescription(
          tasks,
          wordLength,
          wordStride,
          embedding,
          cell,
          periods,
          layers,
          hidden,
          directions,
          heads,
          keep,
          gateBias,
          weightRange,
          carriesState,
          layersInstead);
    }
  }
}
