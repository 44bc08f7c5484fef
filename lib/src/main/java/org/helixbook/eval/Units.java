package org.helixbook.eval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a bootstrap draws as one: single examples, or blocks of examples that lie side by side and
 * are therefore no independent evidence; all of them together, or each class in its true number.
 */
public final class Units {
  private final int size;

  /** Of each unit its examples. */
  private final int[][] members;

  /** Of each class its units; units are drawn within their class. */
  private final int[][] classes;

  private final String label;

  private Units(int size, int[][] members, int[][] classes, String label) {
    this.size = size;
    this.members = members;
    this.classes = classes;
    this.label = label;
  }

  private static Units single(int[][] classes, int size) {
    int[][] members = new int[size][];
    Arrays.setAll(members, row -> new int[] {row});
    return new Units(size, members, classes, "examples");
  }

  /**
   * Each example for itself.
   *
   * @param count how many there are
   */
  public static Units single(int count) {
    return single(new int[][] {IntStream.range(0, count).toArray()}, count);
  }

  /**
   * Each example for itself, within its class, so that every resample has the classes in their true
   * numbers.
   *
   * @param labels the class of each example
   */
  public static Units withinClasses(int[] labels) {
    return single(groups(labels), labels.length);
  }

  /**
   * Blocks of examples. A resample has as many blocks as there are, and therefore not always as
   * many examples (the block bootstrap; Kunsch 1989, doi 10.1214/aos/1176347265, with blocks that
   * do not overlap).
   *
   * @param blockOf for each example a number that those of one block share
   * @param label what a block is, such as {@code blocks of 100 kb}
   */
  public static Units blocks(int[] blockOf, String label) {
    int[][] members = groups(blockOf);
    return new Units(
        blockOf.length, members, new int[][] {IntStream.range(0, members.length).toArray()}, label);
  }

  /** The same units under another name. */
  public Units named(String other) {
    return new Units(size, members, classes, other);
  }

  /** The places of each value, in the order of the values. */
  private static int[][] groups(int[] values) {
    int[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    int[] counts = new int[distinct.length];
    int[] group = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      group[row] = Arrays.binarySearch(distinct, values[row]);
      counts[group[row]]++;
    }
    int[][] places = new int[distinct.length][];
    Arrays.setAll(places, g -> new int[counts[g]]);
    for (int row = values.length - 1; row >= 0; row--) {
      places[group[row]][--counts[group[row]]] = row;
    }
    return places;
  }

  /** How many examples there are. */
  public int size() {
    return size;
  }

  /** How many units there are, which is what an interval's width depends on. */
  public int count() {
    return members.length;
  }

  /** What is drawn, such as {@code examples} or {@code blocks of 100 kb}. */
  public String label() {
    return label;
  }

  /**
   * One resample.
   *
   * @param random decides
   * @return {@code [size]}, how often each example was drawn
   */
  int[] draw(SplittableRandom random) {
    int[] times = new int[size];
    for (int[] units : classes) {
      for (int k = 0; k < units.length; k++) {
        for (int row : members[units[random.nextInt(units.length)]]) {
          times[row]++;
        }
      }
    }
    return times;
  }
}
