package org.helixbook.dna;

/**
 * What a reader does with the IUPAC codes that stand for two or three bases: R, Y, S, W, K, M, B,
 * D, H and V. (N, any base, is always kept.)
 */
public enum AmbiguityCodes {
  /** They are refused, because turning them into N loses what they say. */
  REFUSE,
  /** Each becomes N. */
  AS_N
}
