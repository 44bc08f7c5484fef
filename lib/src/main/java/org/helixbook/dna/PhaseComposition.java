package org.helixbook.dna;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How often each base stands at each of the three phases (index modulo 3) of a set of sequences. In
 * sequences cut in frame the phases are the codon positions, and codon usage makes their rows
 * differ: the statistical root of the period-3 signal (Fickett 1982, doi 10.1093/nar/10.17.5303).
 */
public final class PhaseComposition {
  /** The order of the bases in a row. */
  public static final String BASES = "ACGT";

  private final double[][] frequency;

  private PhaseComposition(double[][] frequency) {
    this.frequency = frequency;
  }

  /**
   * Counts over all sequences together; N is left out.
   *
   * @param sequences at least one, with a known base at each phase
   * @return the composition
   * @throws IllegalArgumentException if some phase has no known base at all
   */
  public static PhaseComposition of(List<DnaSequence> sequences) {
    double[][] counts = new double[3][BASES.length()];
    for (DnaSequence sequence : sequences) {
      for (int i = 0; i < sequence.length(); i++) {
        int base = BASES.indexOf(sequence.baseAt(i));
        if (base >= 0) {
          counts[i % 3][base]++;
        }
      }
    }
    for (int phase = 0; phase < 3; phase++) {
      double total = 0;
      for (double count : counts[phase]) {
        total += count;
      }
      if (total == 0) {
        throw new IllegalArgumentException(
            "no known base at phase " + phase + " of " + sequences.size() + " sequences");
      }
      for (int base = 0; base < BASES.length(); base++) {
        counts[phase][base] /= total;
      }
    }
    return new PhaseComposition(counts);
  }

  /**
   * All shares as a table.
   *
   * @param name of the table
   * @return a row a phase: {@code position} from 1 to 3, and the share of A, C, G and T
   */
  public Table table(String name) {
    Table table = Table.create(name, IntColumn.create("position", 1, 2, 3));
    for (int base = 0; base < BASES.length(); base++) {
      table.addColumns(
          DoubleColumn.create(
              BASES.substring(base, base + 1),
              frequency[0][base],
              frequency[1][base],
              frequency[2][base]));
    }
    return table;
  }
}
