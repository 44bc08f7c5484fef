package org.helixbook.signal;

import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.jtransforms.fft.DoubleFFT_1D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * Short-time Fourier transform: the power of a signal, frequency by frequency, in windows that move
 * along it. Runs on the calling thread, and gives the same bits each time.
 */
public final class Stft {
  static {
    // JTransforms would split long transforms over threads, and so change the order of its sums.
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  private final StftSettings settings;
  private final double[] taper;
  private final double taperPower;

  /**
   * Prepares the transform; one object may serve several threads.
   *
   * @param settings window, hop, taper
   */
  public Stft(StftSettings settings) {
    this.settings = settings;
    this.taper = settings.taper().weights(settings.windowLength());
    double sum = 0;
    for (double weight : taper) {
      sum += weight * weight;
    }
    this.taperPower = sum;
  }

  /**
   * The spectrogram of a sequence.
   *
   * @param sequence at least one window long, all bases known
   * @param mapping how bases become numbers
   * @return its power, {@code [mapping.channels()][frames][bins]}
   * @throws InputProblem if the sequence is empty, too short or holds N
   */
  public Spectrogram transform(DnaSequence sequence, NumericMapping mapping) {
    double[][] signal = mapping.encode(sequence);
    return transform("sequence " + sequence.name(), signal);
  }

  /**
   * The spectrogram of any signal, channel by channel.
   *
   * @param name of the signal, for messages
   * @param signal {@code [channels][length]}, at least one channel, all of one length
   * @return its power, {@code [channels][frames][bins]}
   * @throws InputProblem if the signal is shorter than the window
   * @throws IllegalArgumentException if there is no channel or the lengths differ
   */
  public Spectrogram transform(String name, double[][] signal) {
    int frames = framesOf(name, signal);
    int window = settings.windowLength();
    int bins = settings.bins();
    double[][][] power = new double[signal.length][frames][bins];
    DoubleFFT_1D fourier = new DoubleFFT_1D(window);
    double[] frame = new double[window];
    for (int channel = 0; channel < signal.length; channel++) {
      for (int f = 0; f < frames; f++) {
        cut(signal[channel], f * settings.hop(), frame);
        fourier.realForward(frame);
        readPower(frame, power[channel][f]);
      }
    }
    return new Spectrogram(power, frequencies(), positions(frames));
  }

  private int framesOf(String name, double[][] signal) {
    if (signal.length == 0) {
      throw new IllegalArgumentException("the signal has no channel");
    }
    int length = signal[0].length;
    for (double[] channel : signal) {
      if (channel.length != length) {
        throw new IllegalArgumentException(
            "the channels have different lengths: " + length + " and " + channel.length);
      }
    }
    int frames = settings.frames(length);
    if (frames == 0) {
      throw new InputProblem(
          name,
          "its " + length + " bp are fewer than the STFT window of " + settings.windowLength(),
          "use a shorter STFT window or longer sequences");
    }
    return frames;
  }

  private void cut(double[] channel, int start, double[] frame) {
    double mean = settings.removeMean() ? mean(channel, start, frame.length) : 0;
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (channel[start + i] - mean) * taper[i];
    }
  }

  private static double mean(double[] channel, int start, int length) {
    double first = channel[start];
    double sum = 0;
    boolean constant = true;
    for (int i = start; i < start + length; i++) {
      sum += channel[i];
      constant &= channel[i] == first;
    }
    // Of equal values the rounding error alone would stay, and a picture on its own scale show it.
    return constant ? first : sum / length;
  }

  /** Reads JTransforms' packed half spectrum; see DoubleFFT_1D.realForward for its layout. */
  private void readPower(double[] packed, double[] power) {
    int n = packed.length;
    power[0] = packed[0] * packed[0] / taperPower;
    int pairs = (n - 1) / 2;
    for (int k = 1; k <= pairs; k++) {
      double real = packed[2 * k];
      // For odd n the last imaginary part takes the free place 1.
      double imaginary = 2 * k + 1 < n ? packed[2 * k + 1] : packed[1];
      power[k] = (real * real + imaginary * imaginary) / taperPower;
    }
    if (n % 2 == 0) {
      power[n / 2] = packed[1] * packed[1] / taperPower;
    }
  }

  private double[] frequencies() {
    double[] frequencies = new double[settings.bins()];
    for (int k = 0; k < frequencies.length; k++) {
      frequencies[k] = (double) k / settings.windowLength();
    }
    return frequencies;
  }

  private double[] positions(int frames) {
    double[] positions = new double[frames];
    for (int f = 0; f < frames; f++) {
      positions[f] = (double) f * settings.hop() + settings.windowLength() / 2.0;
    }
    return positions;
  }
}
