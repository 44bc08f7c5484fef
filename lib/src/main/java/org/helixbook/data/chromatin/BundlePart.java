package org.helixbook.data.chromatin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.FolderContent;

/** One file of DeepSEA's bundle: windows as channels of A, G, C and T, and their labels. */
interface BundlePart extends AutoCloseable {
  /** The channels, in the order of {@link BaseIds}. */
  int CHANNELS = BaseIds.KNOWN;

  /** Takes the windows that were asked for, in ascending order of their rows. */
  interface Taker {
    /**
     * Takes one.
     *
     * @param row its row in the file
     * @param baseIds {@code [windowLength]}, values 0 to 4
     * @param labels its positive tasks
     */
    void take(int row, byte[] baseIds, BitSet labels);
  }

  /** How many windows the file holds. */
  int size();

  /** Bases a window. */
  int windowLength();

  /** How many labels a window has. */
  int taskCount();

  /**
   * Reads some windows.
   *
   * @param rows their rows, ascending, each once
   * @param taker gets them
   * @param progress told of the rows passed
   */
  void read(int[] rows, Taker taker, Progress progress);

  @Override
  void close();

  /**
   * Looks whether a file is there, before a library says so in its own words.
   *
   * @throws InputProblem if it is not
   */
  static void requireFile(Path file) {
    FolderContent.refuseBrokenLink(file);
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(
          file.toString(),
          "there is no such file",
          "DeepSEA's bundle has train.mat, valid.mat and test.mat: unpack it again");
    }
  }

  /** The problem of a label that is neither 0 nor 1. */
  static InputProblem noLabel(Path file, int row, int tasks, int task, double value) {
    return new InputProblem(
        file + ", window " + row,
        "its label for " + DeepSeaBundle.tasks(tasks).get(task) + " is " + value,
        "a label is 0 or 1: mend it, or leave the window or the task out");
  }

  /** The problem of a channel that is neither 0 nor 1. */
  static InputProblem noChannel(Path file, int row, int position, int channel, double value) {
    return new InputProblem(
        file + ", window " + row,
        "at its base "
            + (position + 1)
            + " the channel of "
            + "AGCT".charAt(channel)
            + " is "
            + value,
        "give a bundle of one-hot windows: a channel is 0 or 1");
  }

  /**
   * The base of four channels.
   *
   * @param file for messages
   * @param row for messages
   * @param channels bit c set where channel c is not 0
   * @return 0 to 3; 4, that is N, if no channel is set
   * @throws InputProblem if several are set
   */
  static byte base(Path file, int row, int channels) {
    return switch (channels) {
      case 0 -> BaseIds.UNKNOWN;
      case 1 -> 0;
      case 2 -> 1;
      case 4 -> 2;
      case 8 -> 3;
      default ->
          throw new InputProblem(
              file + ", window " + row,
              "a base has several channels set",
              "give a bundle of one-hot windows: one of A, G, C and T a base, none for N");
    };
  }
}
