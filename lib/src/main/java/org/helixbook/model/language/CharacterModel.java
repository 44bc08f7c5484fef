package org.helixbook.model.language;

import java.util.Objects;

/**
 * The configuration of a language model: what it is made of and how it is trained.
 *
 * @param network what it is made of
 * @param training how it is trained
 */
public record CharacterModel(CharacterNetwork network, CharacterTraining training) {

  /** Checks that both are there. */
  public CharacterModel {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(training, "training");
  }

  /** Starts from {@link #paperSynthetic}. */
  public static Builder builder() {
    return paperSynthetic().toBuilder();
  }

  /**
   * The paper's settings for its synthetic genomes: LSTM, batches of 50, length 50, learning rate
   * 0.002, 10 epochs. Two layers are our assumption: the paper says none here, and 2 or 3 for
   * genomes.
   */
  public static CharacterModel paperSynthetic() {
    return new CharacterModel(
        new CharacterNetwork(CharacterCell.LSTM, 2, 128, 4),
        new CharacterTraining(10, 50, 50, 2e-3, 1));
  }

  /**
   * One of the paper's settings for genomes: one epoch, batches of 50, length 50, two layers,
   * learning rate 8e-4. The paper also tried 1e-4, lengths to 1000 and three layers, found "all
   * combinations about the same", and does not say with which its printed figures were made.
   *
   * @param cell RNN, LSTM or GRU
   */
  public static CharacterModel paperGenome(CharacterCell cell) {
    return paperSynthetic().toBuilder().cell(cell).epochs(1).learningRate(8e-4).build();
  }

  /** A builder that starts from this model. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Such as {@code GRU 2 x 128}. */
  public String title() {
    return network.title();
  }

  /** Collects settings; see {@link CharacterNetwork} and {@link CharacterTraining}. */
  public static final class Builder {
    private CharacterCell cell;
    private int layers;
    private int hidden;
    private int embedding;
    private int epochs;
    private int batchSize;
    private int length;
    private double learningRate;
    private long seed;

    private Builder(CharacterModel from) {
      cell = from.network.cell();
      layers = from.network.layers();
      hidden = from.network.hidden();
      embedding = from.network.embedding();
      epochs = from.training.epochs();
      batchSize = from.training.batchSize();
      length = from.training.length();
      learningRate = from.training.learningRate();
      seed = from.training.seed();
    }

    /** What the units compute. */
    public Builder cell(CharacterCell value) {
      cell = value;
      return this;
    }

    /** Recurrent layers, 1 to 3. */
    public Builder layers(int value) {
      layers = value;
      return this;
    }

    /** Units a layer. */
    public Builder hidden(int value) {
      hidden = value;
      return this;
    }

    /** Length of a letter's vector. */
    public Builder embedding(int value) {
      embedding = value;
      return this;
    }

    /** Passes over the text. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** Stretches that are read side by side. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** Characters of each stretch that a step reads. */
    public Builder length(int value) {
      length = value;
      return this;
    }

    /** Learning rate of Adam. */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /** Seed of the initial weights. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The model.
     *
     * @throws org.helixbook.feedback.InputProblem naming what is out of range
     */
    public CharacterModel build() {
      return new CharacterModel(
          new CharacterNetwork(cell, layers, hidden, embedding),
          new CharacterTraining(epochs, batchSize, length, learningRate, seed));
    }
  }
}
