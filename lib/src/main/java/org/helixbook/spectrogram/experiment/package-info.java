/**
 * What Paper 1 should have checked: when its networks learn at all, what they look at, what they
 * miss, and what of it holds on other windows, other splits and another organism. Every training is
 * a run of the {@link org.helixbook.training.RunStore}; every result is a record with the figure of
 * each seed.
 */
package org.helixbook.spectrogram.experiment;
