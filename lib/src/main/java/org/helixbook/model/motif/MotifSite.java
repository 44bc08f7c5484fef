package org.helixbook.model.motif;

/**
 * Where a motif lies in a window.
 *
 * @param row the window
 * @param start its first position in the window; may be below 0 or run over the end where the motif
 *     is cut off
 * @param reversed whether it is spelled on the other strand
 */
public record MotifSite(int row, int start, boolean reversed) {}
