package org.helixbook.dna;

/** The strand of double-stranded DNA that a feature lies on. */
public enum Strand {
  /** The strand that the reference sequence spells. */
  FORWARD('+'),
  /** Its reverse complement. */
  REVERSE('-');

  private final char symbol;

  Strand(char symbol) {
    this.symbol = symbol;
  }

  /** {@code +} or {@code -}, as BED and GFF write it. */
  public char symbol() {
    return symbol;
  }

  /**
   * Reads the symbol.
   *
   * @param symbol {@code +} or {@code -}
   * @return the strand
   * @throws IllegalArgumentException for any other character
   */
  public static Strand of(char symbol) {
    return switch (symbol) {
      case '+' -> FORWARD;
      case '-' -> REVERSE;
      default -> throw new IllegalArgumentException("a strand is + or -, not '" + symbol + "'");
    };
  }
}
