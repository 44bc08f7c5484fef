/**
 * Paper 1's signal path: DNA becomes numbers ({@link org.helixbook.spectrogram.NumericMapping}),
 * numbers a spectrogram ({@link org.helixbook.spectrogram.Stft}), a spectrogram a picture ({@link
 * org.helixbook.spectrogram.SpectrogramImage}), and pictures the input of a network ({@link
 * org.helixbook.spectrogram.Preprocessing}, {@link org.helixbook.spectrogram.ImageProducer}).
 * {@link org.helixbook.spectrogram.SpectrogramPipeline} holds the settings of the whole path. The
 * baselines that every network is compared with live here too: {@link
 * org.helixbook.spectrogram.Period3Classifier} and {@link
 * org.helixbook.spectrogram.GcContentBaseline}.
 *
 * <p>Paper 1 gives neither the mapping nor a setting of the transform; every default in this
 * package is an assumption of the kit and a parameter.
 */
package org.helixbook.spectrogram;
