package org.helixbook.data.chromatin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * Splits windows into training, validation and test.
 *
 * @param validationShare the share of windows for validation, in (0, 1)
 * @param testShare the share of windows for the test, in (0, 1)
 * @param gap for a split inside a chromosome, the bases between two sides whose windows are left
 *     out
 */
public record WindowSplitter(double validationShare, double testShare, int gap) {

  /** The paper's shares, 2,000 and 8,000 of 90,000 windows, and a gap of 20 kb. */
  public static final WindowSplitter PAPER = new WindowSplitter(2.0 / 90, 8.0 / 90, 20_000);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException unless both are above 0 and leave some for training
   */
  public WindowSplitter {
    if (!(validationShare > 0 && testShare > 0 && validationShare + testShare < 1) || gap < 0) {
      throw new IllegalArgumentException(
          "shares of " + validationShare + " and " + testShare + " leave no training windows");
    }
  }

  /**
   * Splits at random.
   *
   * @param all the windows
   * @param seeds for the draw
   * @return the side of each window
   * @throws InputProblem if there are fewer than three windows
   */
  public Side[] random(MultiLabelWindows all, Seeds seeds) {
    refuseFew(all.size());
    int validation = count(validationShare, all.size());
    int test = count(testShare, all.size());
    Side[] sides = new Side[all.size()];
    int[] order = seeds.permutation(all.size(), "random split");
    for (int i = 0; i < order.length; i++) {
      sides[order[i]] =
          i < validation ? Side.VALIDATION : i < validation + test ? Side.TEST : Side.TRAIN;
    }
    return sides;
  }

  private static int count(double share, int size) {
    return (int) Math.max(1, Math.round(share * size));
  }

  private static void refuseFew(int windows) {
    if (windows < 3) {
      throw new InputProblem(
          "the split", "there are " + windows + " windows", "give more sequence or more peaks");
    }
  }

  /**
   * Splits by place. Of three chromosomes or more, the one whose number of windows is nearest to
   * the test's share is the test, the nearest to the validation's share among the others is the
   * validation, and the rest is for training. Of one or two, the first windows of the first are the
   * test, those after a gap the validation, and the rest after another gap is for training.
   *
   * @param all the windows, with their places, in any order
   * @return the side of each window; null for those in a gap, on no side
   * @throws InputProblem if a place is not known, or there are not enough windows
   */
  public Side[] byPlace(MultiLabelWindows all) {
    refuseFew(all.size());
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int row = 0; row < all.size(); row++) {
      sizes.merge(placeOf(all, row).chromosome(), 1, Integer::sum);
    }
    if (sizes.size() < 3) {
      String first = sizes.keySet().iterator().next();
      return stretches(all, first, count(testShare, all.size()), validation(all.size()));
    }
    String test = nearest(sizes, testShare * all.size());
    sizes.remove(test);
    String validation = nearest(sizes, validationShare * all.size());
    return byChromosome(all, validation, test);
  }

  /** How many validation windows a set of this size gets. */
  int validation(int size) {
    return count(validationShare, size);
  }

  /** How many test windows a set of this size gets. */
  int test(int size) {
    return count(testShare, size);
  }

  private static String nearest(Map<String, Integer> sizes, double wanted) {
    return sizes.entrySet().stream()
        .min(
            Comparator.comparingDouble(
                (Map.Entry<String, Integer> one) -> Math.abs(one.getValue() - wanted)))
        .orElseThrow()
        .getKey();
  }

  private static Side[] byChromosome(MultiLabelWindows all, String validation, String test) {
    return IntStream.range(0, all.size())
        .mapToObj(
            row -> {
              String chromosome = placeOf(all, row).chromosome();
              return chromosome.equals(test)
                  ? Side.TEST
                  : chromosome.equals(validation) ? Side.VALIDATION : Side.TRAIN;
            })
        .toArray(Side[]::new);
  }

  /**
   * Takes the test and the validation windows from the left end of one chromosome.
   *
   * @param all the windows
   * @param test how many test windows
   * @param validation how many validation windows
   * @param heldOut rows of other chromosomes that are test windows, too
   * @return the side of each window; null for those in a gap
   * @throws InputProblem if too few windows are left for training
   */
  Side[] stretches(
      MultiLabelWindows all, String chromosome, int test, int validation, int... heldOut) {
    Side[] sides = new Side[all.size()];
    Arrays.fill(sides, Side.TRAIN);
    List<Integer> here =
        IntStream.range(0, all.size())
            .filter(row -> placeOf(all, row).chromosome().equals(chromosome))
            .boxed()
            .sorted(Comparator.comparingInt(row -> placeOf(all, row).start()))
            .toList();
    for (int row : heldOut) {
      sides[row] = Side.TEST;
    }
    int next = stretch(all, here, 0, test, Side.TEST, sides);
    stretch(all, here, next, validation, Side.VALIDATION, sides);
    for (Side side : Side.values()) {
      if (Arrays.stream(sides).noneMatch(one -> one == side)) {
        throw new InputProblem(
            "the split by place",
            "no window is left for " + side.label(),
            "split at random, or give more sequence");
      }
    }
    return sides;
  }

  /** Gives the next windows to a side and those in the gap after them to none. */
  private int stretch(
      MultiLabelWindows all, List<Integer> rows, int from, int count, Side side, Side[] sides) {
    int end = Math.min(rows.size(), from + count);
    for (int i = from; i < end; i++) {
      sides[rows.get(i)] = side;
    }
    if (end == from) {
      return end;
    }
    int last = placeOf(all, rows.get(end - 1)).end();
    while (end < rows.size() && placeOf(all, rows.get(end)).start() < last + gap) {
      sides[rows.get(end)] = null;
      end++;
    }
    return end;
  }

  private static GenomicInterval placeOf(MultiLabelWindows all, int row) {
    return all.place(row)
        .orElseThrow(
            () ->
                new InputProblem(
                    "the split by place",
                    "the place of window " + row + " is not known",
                    "split at random"));
  }

  /**
   * The windows of the three sides.
   *
   * @param name the data set's name
   * @param split what to call the split
   * @param all the windows
   * @param sides the side of each, null for none
   * @param notes what a reader must know
   * @return the data, split
   */
  static ChromatinData apply(
      String name, WindowSplit split, MultiLabelWindows all, Side[] sides, List<String> notes) {
    return apply(name, split.label(), all, sides, notes);
  }

  static ChromatinData apply(
      String name, String split, MultiLabelWindows all, Side[] sides, List<String> notes) {
    return new ChromatinData(
        name,
        split,
        rows(all, sides, Side.TRAIN),
        rows(all, sides, Side.VALIDATION),
        rows(all, sides, Side.TEST),
        notes);
  }

  private static MultiLabelWindows rows(MultiLabelWindows all, Side[] sides, Side side) {
    return all.rows(IntStream.range(0, sides.length).filter(row -> sides[row] == side).toArray());
  }
}
