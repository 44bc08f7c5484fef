package org.helixbook.data.coding;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;

/**
 * Items of one class, drawn at random into a training and a test set.
 *
 * @param train what to learn from
 * @param test what to measure on
 * @param <T> what an item is
 */
public record RandomSplit<T>(List<T> train, List<T> test) {

  /**
   * Draws; the same seed and items give the same sets.
   *
   * @param items at least two
   * @param testShare in (0, 1); at least one item goes to either side
   */
  public static <T> RandomSplit<T> of(
      List<T> items, double testShare, Seeds seeds, String purpose) {
    int[] order = seeds.permutation(items.size(), purpose);
    int testing =
        (int) Math.max(1, Math.min(items.size() - 1, Math.round(testShare * items.size())));
    List<T> mixed = IntStream.of(order).<T>mapToObj(items::get).toList();
    return new RandomSplit<>(mixed.subList(testing, mixed.size()), mixed.subList(0, testing));
  }

  /** How many items {@link #atMost} leaves out. */
  public int beyond(int ofTrain, int ofTest) {
    return Math.max(0, train.size() - ofTrain) + Math.max(0, test.size() - ofTest);
  }

  /** The first items of both sets. */
  public RandomSplit<T> atMost(int ofTrain, int ofTest) {
    return new RandomSplit<>(
        train.subList(0, Math.min(ofTrain, train.size())),
        test.subList(0, Math.min(ofTest, test.size())));
  }
}
