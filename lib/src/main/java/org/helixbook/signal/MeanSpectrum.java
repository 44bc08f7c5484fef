package org.helixbook.signal;

import java.util.Arrays;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;

/**
 * The power at each frequency, averaged over all frames and channels of many windows of one class.
 * Each window is divided by its own mean power first, so that 1 is the background.
 *
 * @param frequencies in cycles per base, ascending, {@code [bins]}
 * @param powerOfEachClass relative power, {@code [classes][bins]}
 */
public record MeanSpectrum(double[] frequencies, List<double[]> powerOfEachClass) {

  /** Copies the frequencies and the list; the spectra themselves are shared: do not change them. */
  public MeanSpectrum {
    frequencies = frequencies.clone();
    powerOfEachClass = List.copyOf(powerOfEachClass);
  }

  /**
   * Averages.
   *
   * @param pipeline mapping and transform count; picture and preprocessing do not
   * @param set the windows, at least one of each class
   * @return one spectrum a class
   * @throws InputProblem if a window cannot be used; so it is if it holds no power at all, as a
   *     window of one base only does once its mean is removed
   * @throws IllegalArgumentException if a class has no window
   */
  public static MeanSpectrum ofEachClass(SpectrogramPipeline pipeline, LabelledSequences set) {
    int classes = set.classNames().size();
    int[] labels = set.labels();
    int[] windows = new int[classes];
    double[][] sums = new double[classes][pipeline.stft().bins()];
    double[] frequencies = new double[0];
    for (int i = 0; i < set.size(); i++) {
      DnaSequence window = set.sequences().get(i);
      Spectrogram spectrogram = pipeline.spectrogram(window);
      frequencies = spectrogram.frequencies();
      double[] spectrum = spectrogram.meanSpectrum();
      double background = Arrays.stream(spectrum).average().orElseThrow();
      if (background == 0) {
        throw new InputProblem(
            "sequence " + window.name(),
            "it holds no power, so it cannot be put in relation to its mean power",
            "leave out windows of one base only");
      }
      for (int bin = 0; bin < spectrum.length; bin++) {
        sums[labels[i]][bin] += spectrum[bin] / background;
      }
      windows[labels[i]]++;
    }
    for (int label = 0; label < classes; label++) {
      if (windows[label] == 0) {
        throw new IllegalArgumentException(
            "there is no window of the class " + set.classNames().get(label));
      }
      for (int bin = 0; bin < sums[label].length; bin++) {
        sums[label][bin] /= windows[label];
      }
    }
    return new MeanSpectrum(frequencies, List.of(sums));
  }

  /**
   * The power of one class at one frequency.
   *
   * @param label the class
   * @param frequency in cycles per base; the nearest bin counts
   * @return relative power, 1 being the mean over all frequencies
   */
  public double at(int label, double frequency) {
    return powerOfEachClass.get(label)[Spectrogram.nearest(frequencies, frequency)];
  }
}
