package org.helixbook.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.PhaseComposition;
import org.helixbook.feedback.InputProblem;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How the bases of a sequence become numbers. Paper 1 does not say which mapping made its pictures;
 * these are the ones that the literature of its image source uses, and the default of the kit,
 * {@link #TETRAHEDRON}, is an assumption.
 *
 * <p>What the other strand looks like in the power spectrum of a whole window (rectangular taper):
 * reversing a real signal leaves its power as it is, so only the complement counts. {@link #VOSS}
 * exchanges channel A with T and C with G; {@link #REAL} changes its sign, which power does not
 * see; {@link #TETRAHEDRON} is turned as a whole, so that the power summed over its three channels
 * stays while each channel changes; {@link #EIIP} and {@link #INTEGER} change.
 */
public enum NumericMapping {
  /**
   * The corners of a regular tetrahedron around the origin; its three coordinates are the red,
   * green and blue channel. Anastassiou 2001 (IEEE Signal Processing Magazine 18(4)); Sussillo,
   * Kundaje and Anastassiou 2004.
   */
  TETRAHEDRON(
      List.of("red", "green", "blue"),
      new double[][] {
        {0, -Math.sqrt(2) / 3, -Math.sqrt(2) / 3, 2 * Math.sqrt(2) / 3},
        {0, Math.sqrt(6) / 3, -Math.sqrt(6) / 3, 0},
        {1, -1.0 / 3, -1.0 / 3, -1.0 / 3}
      }),
  /**
   * Electron-ion interaction potential, in rydberg: A 0.1260, C 0.1340, G 0.0806, T 0.1335. (Some
   * tables print G as 0.8060, a typing error.)
   */
  EIIP(List.of("potential"), new double[][] {{0.1260, 0.1340, 0.0806, 0.1335}}),
  /** Real numbers: A -1.5, C 0.5, G -0.5, T 1.5; complementary bases are opposite numbers. */
  REAL(List.of("value"), new double[][] {{-1.5, 0.5, -0.5, 1.5}}),
  /** Four indicator sequences, 1 where the base stands and 0 elsewhere (Voss 1992). */
  VOSS(
      List.of("A", "C", "G", "T"),
      new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}),
  /**
   * Integers: T 0, C 1, A 2, G 3, the assignment of Cristea 2002 ("Conversion of nucleotides
   * sequences into genomic signals") as Kwan and Arniker 2009 list it.
   */
  INTEGER(List.of("value"), new double[][] {{2, 1, 3, 0}});

  private final List<String> channelNames;
  // [channel][base], bases in the order A, C, G, T.
  private final double[][] values;

  NumericMapping(List<String> channelNames, double[][] values) {
    this.channelNames = channelNames;
    this.values = values;
  }

  /**
   * Reads a mapping's name in either case.
   *
   * @param name tetrahedron, eiip, real, voss or integer
   * @return the mapping
   * @throws InputProblem for any other name
   */
  public static NumericMapping of(String name) {
    for (NumericMapping mapping : values()) {
      if (mapping.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return mapping;
      }
    }
    throw new InputProblem(
        "numeric mapping",
        "there is no mapping '" + name + "'",
        "choose tetrahedron, eiip, real, voss or integer");
  }

  /** Its name as the user writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many numbers stand for one base: 3 for the tetrahedron, 4 for Voss, 1 for the others. */
  public int channels() {
    return values.length;
  }

  /**
   * The number that stands for a base in one channel.
   *
   * @param channel in {@code [0, channels())}
   * @param base A, C, G or T
   * @return the number
   * @throws IllegalArgumentException for any other base
   */
  public double valueOf(int channel, char base) {
    int index = indexOf(base);
    if (index < 0) {
      throw new IllegalArgumentException("base '" + base + "' has no number; use A, C, G or T");
    }
    return values[channel][index];
  }

  /** The numbers as a table: a row a {@code channel}, a column a base. */
  public Table table() {
    Table table =
        Table.create("The " + label() + " mapping", StringColumn.create("channel", channelNames));
    for (int base = 0; base < PhaseComposition.BASES.length(); base++) {
      int column = base;
      table.addColumns(
          DoubleColumn.create(
              PhaseComposition.BASES.substring(base, base + 1),
              Arrays.stream(values).mapToDouble(channel -> channel[column])));
    }
    return table;
  }

  /**
   * Turns a sequence into numbers.
   *
   * @param sequence at least one base, all of them known
   * @return {@code [channels][length]}
   * @throws InputProblem if the sequence is empty or holds N, with the position of the first N
   */
  public double[][] encode(DnaSequence sequence) {
    int length = sequence.length();
    if (length == 0) {
      throw new InputProblem(
          "sequence " + sequence.name(), "it is empty", "give it at least one base");
    }
    double[][] signal = new double[values.length][length];
    for (int i = 0; i < length; i++) {
      int base = indexOf(sequence.baseAt(i));
      if (base < 0) {
        throw unknownBase(sequence, i);
      }
      for (int channel = 0; channel < values.length; channel++) {
        signal[channel][i] = values[channel][base];
      }
    }
    return signal;
  }

  static InputProblem unknownBase(DnaSequence sequence, int index) {
    return new InputProblem(
        "sequence " + sequence.name() + ", base " + (index + 1),
        "it is " + sequence.baseAt(index) + ", which has no numeric value",
        "use windows of A, C, G and T only");
  }

  static int indexOf(char base) {
    return switch (base) {
      case 'A' -> 0;
      case 'C' -> 1;
      case 'G' -> 2;
      case 'T' -> 3;
      default -> -1;
    };
  }
}
