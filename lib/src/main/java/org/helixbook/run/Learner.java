package org.helixbook.run;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;
import org.helixbook.feedback.Wording;

/**
 * What a run trains: a network together with its updater, its data, and whatever it carries from
 * batch to batch. The kit's {@link RunStore} drives it, one batch after the other, and keeps its
 * state; it knows neither pictures nor sequences. A {@link RunTask} makes it. All methods are
 * called on the compute thread, never two at a time.
 *
 * <p>For a run to end with the same bits whether it was stopped or not, three things must hold:
 *
 * <ul>
 *   <li>{@link #step} depends on {@link #state}, on the epoch and batch, and on the seed alone. An
 *       order of rows or a draw is made from the seed and those two numbers, not from a generator
 *       that runs on; {@link RowOrder} does this for shuffled rows. ND4J's own generator is seeded
 *       before each step, so that dropout repeats itself.
 *   <li>{@link #state} holds everything that a step changes, to the last bit: weights, the
 *       updater's state, a hidden state that is carried into the next batch.
 *   <li>{@link #measure} changes nothing.
 * </ul>
 *
 * <p>A small example, the mean of some numbers by gradient descent:
 *
 * <pre>{@code
 * final class MeanLearner implements Learner {
 *   private double mean;   // what is learned
 *   private int steps;
 *
 *   public String name() { return "mean"; }
 *   public int batches() { return order.batches(); }
 *   public String unit() { return "numbers"; }
 *   public Sums step(int epoch, int batch) {
 *     double loss = 0;
 *     double gradient = 0;
 *     int[] rows = order.batch(epoch, batch);       // a RowOrder
 *     for (int row : rows) {
 *       loss += (mean - numbers[row]) * (mean - numbers[row]);
 *       gradient += 2 * (mean - numbers[row]) / rows.length;
 *     }
 *     mean -= rate * gradient;
 *     steps++;
 *     return Sums.of(rows.length, Map.of("loss", loss));
 *   }
 *   public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
 *     return Optional.of(Map.of("trainLoss", epoch.mean("loss")));
 *   }
 *   public boolean isFinite() { return Double.isFinite(mean); }
 *   public int steps() { return steps; }
 *   public Map<String, byte[]> state() { return Map.of("mean", bytes(mean, steps)); }
 * }
 * }</pre>
 */
public interface Learner {

  /** Its name for a reader, such as {@code "Model 2a"} or {@code "BiGRU, 919 tasks"}. */
  String name();

  /** Batches of an epoch, at least 1; the same in each epoch. */
  int batches();

  /** What {@link Sums#items} counts, for the progress line: images, sequences, characters. */
  String unit();

  /**
   * One step of training.
   *
   * @param epoch from 1
   * @param batch from 0 to {@code batches() - 1}; a learner that carries a hidden state from batch
   *     to batch may begin anew at 0
   * @return the sums of this batch, measured before its step. One that is not finite ends the run
   *     as diverged.
   */
  Sums step(int epoch, int batch);

  /**
   * What is measured at the end of an epoch.
   *
   * @param epoch the sums over the epoch's batches
   * @param stopped to be asked now and then; once true, the answer is no longer waited for
   * @return figures by name in the order of their columns (give a {@link java.util.LinkedHashMap}),
   *     the same names in each epoch, as {@link EpochRecord#metrics} says; empty if it was stopped,
   *     and then it is asked again when the run is resumed
   */
  Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped);

  /**
   * Called after an epoch was added to the history and before its state is kept: the place to
   * remember the weights of the best epoch so far, which are then part of {@link #state}.
   *
   * @param history all finished epochs, at least one
   */
  default void epochEnded(History history) {}

  /**
   * Whether training ends before its last epoch, such as five epochs after the best loss on the
   * validation set.
   *
   * @param history all finished epochs, at least one; nothing else may decide
   */
  default boolean endsEarly(History history) {
    return false;
  }

  /**
   * False if an epoch's figures show that the training has diverged. Without another answer: if one
   * of them is not finite. A learner with figures that may be undefined (NaN) looks at the others.
   *
   * @param epoch what was measured
   */
  default boolean isSound(EpochRecord epoch) {
    return epoch.metrics().values().stream().allMatch(Double::isFinite);
  }

  /** True if no weight and no number of the updater is infinite or no number. */
  boolean isFinite();

  /** Steps taken since it was made, over all epochs; restored with the state. */
  int steps();

  /**
   * Everything that resuming needs, by name: letters, digits, dots and hyphens. {@link
   * RunTask#restore} makes an equal learner of it.
   *
   * @return a new map; two states of the same bits are equal
   * @throws IOException if it cannot be written down
   */
  Map<String, byte[]> state() throws IOException;

  /**
   * What a finished run leaves beside its history, such as predictions for the test set. Called
   * once, after the last epoch.
   *
   * @throws IOException if it cannot be written down
   */
  default RunResult result() throws IOException {
    return RunResult.none();
  }

  /**
   * How the running epoch does, for the progress line.
   *
   * @param epoch the sums over the batches so far, at least one
   * @return such as {@code loss 0.412, accuracy 0.810}; without another answer, the mean of each
   *     sum
   */
  @Wording
  default String describe(Sums epoch) {
    StringJoiner text = new StringJoiner(", ");
    for (String name : epoch.values().keySet()) {
      text.add(String.format(Locale.ROOT, "%s %.3f", name, epoch.mean(name)));
    }
    return text.toString();
  }

  /**
   * How the training came out, for a reader.
   *
   * @param last the last epoch
   * @return such as {@code test accuracy 0.840, test loss 0.371}; without another answer, each
   *     figure
   */
  @Wording
  default String summary(EpochRecord last) {
    StringJoiner text = new StringJoiner(", ");
    last.metrics()
        .forEach(
            (name, value) ->
                text.add(String.format(Locale.ROOT, "%s %.3f", EpochRecord.words(name), value)));
    return text.toString();
  }

  /** What to try after the loss was no longer a number, as an order without a full stop. */
  @Wording
  default String whenDiverged() {
    return "begin another run with a learning rate ten times smaller";
  }

  /** What to try after memory ran out, as an order without a full stop. */
  @Wording
  default String whenMemoryRunsOut() {
    return "lower the batch size (that makes it another run), or close other programs";
  }
}
