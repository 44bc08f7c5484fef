package org.helixbook.experiment;

import java.util.Objects;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruTask;
import org.helixbook.model.bigru.BiGruTraining;

/**
 * A network to be compared with others: what it is made of, what it reads and how it is trained.
 *
 * @param name for a reader, such as {@code one direction}
 * @param description the network
 * @param data its windows, with as many tasks as the network has
 * @param training how; its seed is replaced by those of the study
 */
public record NetworkVariant(
    String name, BiGruDescription description, ChromatinData data, BiGruTraining training) {

  /**
   * Checks that all fits.
   *
   * @throws InputProblem if a side of the data is empty, or network and data differ in their tasks
   */
  public NetworkVariant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(training, "training");
    new BiGruTask(description, data);
  }

  /** The same with another name. */
  public NetworkVariant named(String other) {
    return new NetworkVariant(other, description, data, training);
  }

  /** The same data and training with another network. */
  public NetworkVariant with(BiGruDescription other) {
    return new NetworkVariant(name, other, data, training);
  }

  /** The same training with other windows, and the network that fits them. */
  public NetworkVariant with(ChromatinData other, BiGruDescription network) {
    return new NetworkVariant(name, network, other, training);
  }

  /**
   * Other training windows and as many steps as with these, to within an epoch: a smaller set is
   * passed over more often. Otherwise a larger set would also mean a longer training.
   *
   * @param other what to train on instead, with the same tasks
   * @return a variant whose number of epochs is scaled, at least 1
   */
  public NetworkVariant trainedOn(ChromatinData other) {
    long steps = (long) training.epochs() * data.train().size();
    int epochs = (int) Math.max(1, Math.round((double) steps / other.train().size()));
    return new NetworkVariant(
        name,
        description,
        other,
        new BiGruTraining(
            epochs,
            training.batchSize(),
            training.learningRate(),
            training.patience(),
            training.judgesEveryEpoch(),
            training.seed()));
  }

  BiGruTraining trainingFrom(long seed) {
    return new BiGruTraining(
        training.epochs(),
        training.batchSize(),
        training.learningRate(),
        training.patience(),
        training.judgesEveryEpoch(),
        seed);
  }
}
