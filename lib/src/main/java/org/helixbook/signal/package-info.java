/**
 * Paper 1's signal path: DNA becomes numbers ({@link org.helixbook.signal.NumericMapping}), numbers
 * a spectrogram ({@link org.helixbook.signal.Stft}), a spectrogram a picture ({@link
 * org.helixbook.signal.SpectrogramImage}), and pictures the input of a network ({@link
 * org.helixbook.signal.Preprocessing}, {@link org.helixbook.signal.ImageProducer}). {@link
 * org.helixbook.signal.SpectrogramPipeline} holds the settings of the whole path.
 *
 * <p>Paper 1 gives neither the mapping nor a setting of the transform; every default in this
 * package is an assumption of the kit and a parameter.
 */
package org.helixbook.signal;
