package org.helixbook.data.chromatin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/** Collects windows one by one. Not for several threads. */
public final class MultiLabelWindowsBuilder {
  private static final int FIRST_ROOM = 64;

  /** The most bytes that one array can hold on every Java virtual machine. */
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final int windowLength;
  private final List<String> tasks;
  private final int packedStride;
  private final int labelStride;
  private final Map<String, Integer> chromosomes = new LinkedHashMap<>();

  private int size;
  private byte[] packed;

  /** Null until the first N comes. */
  private long[] unknown;

  private long[] labels;

  /** Null until the first label comes that is not known. */
  private long[] unlabelled;

  private int[] chromosome;
  private int[] start;
  private long[] reverse;

  MultiLabelWindowsBuilder(int windowLength, List<String> tasks) {
    if (windowLength < 1) {
      throw new IllegalArgumentException("a window has at least 1 base, not " + windowLength);
    }
    if (tasks.isEmpty() || new HashSet<>(tasks).size() < tasks.size()) {
      throw new IllegalArgumentException("name at least one task, and each once: " + tasks);
    }
    this.windowLength = windowLength;
    this.tasks = List.copyOf(tasks);
    this.packedStride = WindowStorage.packedStride(windowLength);
    this.labelStride = WindowStorage.wordStride(tasks.size());
    this.packed = new byte[FIRST_ROOM * packedStride];
    this.labels = new long[FIRST_ROOM * labelStride];
    this.chromosome = new int[FIRST_ROOM];
    this.start = new int[FIRST_ROOM];
    this.reverse = new long[WindowStorage.wordStride(FIRST_ROOM)];
  }

  /**
   * Adds a window whose place is known.
   *
   * @param baseIds {@code [windowLength]}, values 0 to 4, as its strand spells them; copied
   * @param positive the indices of the tasks it is positive for; copied
   * @param place where it lies, {@code windowLength} long
   * @return this
   * @throws IllegalArgumentException if a length, an id or a task is wrong
   */
  public MultiLabelWindowsBuilder add(byte[] baseIds, BitSet positive, GenomicInterval place) {
    if (place.length() != windowLength) {
      throw new IllegalArgumentException(
          place + " has not the length of a window, " + windowLength + " bp");
    }
    add(baseIds, positive);
    int row = size - 1;
    chromosome[row] = chromosomes.computeIfAbsent(place.chromosome(), name -> chromosomes.size());
    start[row] = place.start();
    if (place.strand() == Strand.REVERSE) {
      reverse[row >> 6] |= 1L << row;
    }
    return this;
  }

  /**
   * Adds windows with their places, where these are known.
   *
   * @param windows of the same length and with the same tasks
   * @return this
   */
  public MultiLabelWindowsBuilder addAll(MultiLabelWindows windows) {
    for (int row = 0; row < windows.size(); row++) {
      BitSet positive = new BitSet();
      for (int task = 0; task < windows.taskCount(); task++) {
        positive.set(task, windows.label(row, task));
      }
      byte[] bases = windows.baseIds(row);
      windows
          .place(row)
          .ifPresentOrElse(place -> add(bases, positive, place), () -> add(bases, positive));
      lacks(windows.unknownOf(row));
    }
    return this;
  }

  /**
   * Says that some labels of the window that was added last are not known.
   *
   * @param unknown the indices of their tasks, none of them positive
   */
  void lacks(BitSet unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    if (unlabelled == null) {
      unlabelled = new long[labels.length];
    }
    long[] words = unknown.toLongArray();
    System.arraycopy(words, 0, unlabelled, (size - 1) * labelStride, words.length);
  }

  /**
   * Adds a window whose place is not known.
   *
   * @param baseIds {@code [windowLength]}, values 0 to 4; copied
   * @param positive the indices of the tasks it is positive for; copied
   * @return this
   * @throws IllegalArgumentException if the length, an id or a task is wrong
   */
  public MultiLabelWindowsBuilder add(byte[] baseIds, BitSet positive) {
    if (baseIds.length != windowLength) {
      throw new IllegalArgumentException(
          "a window has " + windowLength + " bases, not " + baseIds.length);
    }
    if (positive.length() > tasks.size()) {
      throw new IllegalArgumentException(
          "there is no task " + (positive.length() - 1) + " among " + tasks.size());
    }
    if (size == start.length) {
      grow();
    }
    int row = size;
    for (int i = 0; i < windowLength; i++) {
      byte id = baseIds[i];
      if (id == BaseIds.UNKNOWN) {
        markUnknown((long) row * windowLength + i);
      } else if (id >= 0 && id < BaseIds.KNOWN) {
        packed[row * packedStride + (i >> 2)] |= (byte) (id << 2 * (i & 3));
      } else {
        throw new IllegalArgumentException("there is no base with the id " + id);
      }
    }
    long[] words = positive.toLongArray();
    System.arraycopy(words, 0, labels, row * labelStride, words.length);
    chromosome[row] = -1;
    size++;
    return this;
  }

  private void markUnknown(long bit) {
    if (unknown == null) {
      unknown = new long[unknownWords(start.length)];
    }
    unknown[(int) (bit >> 6)] |= 1L << bit;
  }

  private int unknownWords(int rows) {
    return (int) (((long) rows * windowLength + 63) / 64);
  }

  private void grow() {
    long perRow = Math.max(packedStride, labelStride);
    long room = Math.min(size + (size >> 1) + 1L, LARGEST_ARRAY / perRow);
    if (room <= size) {
      throw new IllegalArgumentException("more than " + size + " such windows do not fit");
    }
    resize((int) room);
  }

  private void resize(int rows) {
    packed = Arrays.copyOf(packed, rows * packedStride);
    labels = Arrays.copyOf(labels, rows * labelStride);
    unlabelled = unlabelled == null ? null : Arrays.copyOf(unlabelled, rows * labelStride);
    chromosome = Arrays.copyOf(chromosome, rows);
    start = Arrays.copyOf(start, rows);
    reverse = Arrays.copyOf(reverse, WindowStorage.wordStride(rows));
    if (unknown != null) {
      unknown = Arrays.copyOf(unknown, unknownWords(rows));
    }
  }

  /**
   * Ends the collection; the builder must not be used afterwards.
   *
   * @return all windows in the order in which they came; may be none
   */
  public MultiLabelWindows build() {
    resize(size);
    return MultiLabelWindows.of(
        new WindowStorage(
            windowLength,
            tasks,
            packed,
            unknown,
            labels,
            unlabelled,
            new ArrayList<>(chromosomes.keySet()),
            chromosome,
            start,
            reverse));
  }
}
