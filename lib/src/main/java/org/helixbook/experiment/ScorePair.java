package org.helixbook.experiment;

/**
 * What one method scored twice: on two sets of windows, or on whole and then on changed pictures.
 *
 * @param first the first score
 * @param second the second
 */
public record ScorePair(VariantResult first, VariantResult second) {}
