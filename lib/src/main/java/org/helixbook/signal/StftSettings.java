package org.helixbook.signal;

import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * Settings of the short-time Fourier transform. Paper 1 gives none of them; {@link #defaults()} are
 * assumptions of the kit.
 *
 * @param windowLength bp that one frame looks at, at least 2; a multiple of three puts the
 *     frequency 1/3 exactly on a bin
 * @param hop bp from one frame to the next, at least 1
 * @param taper the weights over the window
 * @param removeMean whether each frame's own mean is taken off, channel by channel, before the
 *     taper; without it the frequency 0 outshines the rest
 */
public record StftSettings(int windowLength, int hop, Taper taper, boolean removeMean) {

  /**
   * Checks the settings.
   *
   * @throws InputProblem if window or hop is too small
   */
  public StftSettings {
    Objects.requireNonNull(taper, "taper");
    if (windowLength < 2) {
      throw new InputProblem(
          "STFT window length", "it is " + windowLength + " bp", "use at least 2 bp");
    }
    if (hop < 1) {
      throw new InputProblem("STFT hop", "it is " + hop + " bp", "use at least 1 bp");
    }
  }

  /**
   * The kit's assumption: a window of 480 bp, a hop of 1 bp, Hann taper, mean removed. 480 is a
   * multiple of three, resolves frequencies 1/480 cycles a base apart, and leaves 121 frames in a
   * sequence of 600 bp; in our trials longer windows taught the networks more than short ones.
   *
   * @return the default settings
   */
  public static StftSettings defaults() {
    return new StftSettings(480, 1, Taper.HANN, true);
  }

  /** The same with another window length in bp. */
  public StftSettings withWindowLength(int bp) {
    return new StftSettings(bp, hop, taper, removeMean);
  }

  /** The same with another hop in bp. */
  public StftSettings withHop(int bp) {
    return new StftSettings(windowLength, bp, taper, removeMean);
  }

  /** The same with another taper. */
  public StftSettings withTaper(Taper other) {
    return new StftSettings(windowLength, hop, other, removeMean);
  }

  /** The same with the mean removed or kept. */
  public StftSettings withRemoveMean(boolean remove) {
    return new StftSettings(windowLength, hop, taper, remove);
  }

  /** How many one-sided frequencies there are: 0 to the last not above 0.5, window / 2 + 1. */
  public int bins() {
    return windowLength / 2 + 1;
  }

  /**
   * How many frames fit into a sequence; no frame reaches over its ends.
   *
   * @param length of the sequence in bp
   * @return the number of frames, 0 if the sequence is shorter than the window
   */
  public int frames(int length) {
    return length < windowLength ? 0 : (length - windowLength) / hop + 1;
  }
}
