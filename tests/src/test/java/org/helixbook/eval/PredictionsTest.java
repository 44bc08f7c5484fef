package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");

  private static Predictions three() {
    return new Predictions(
        new double[][] {{0.75, 0.25}, {0.5, 0.5}, {0.125, 0.875}}, new int[] {0, 1, 1}, CLASSES);
  }

  @Test
  void aTieGoesToTheFirstClass() {
    assertArrayEquals(new int[] {0, 0, 1}, three().predicted());
    assertEquals(2 / 3.0, three().accuracy(), 1e-15);
    assertArrayEquals(new double[] {0.25, 0.5, 0.875}, three().probabilitiesOf(1));
  }

  @Test
  void theLossIsTheMeanOfTheTrueClassesLogarithms() {
    // ln(4/3), ln 2 and ln(8/7).
    assertEquals(
        (0.28768207245178096 + 0.6931471805599453 + 0.13353139262452263) / 3,
        three().meanLoss(),
        1e-15);
    Predictions sure = new Predictions(new double[][] {{1, 0}}, new int[] {1}, CLASSES);
    // The least normal float is 2^-126.
    assertEquals(126 * 0.6931471805599453, sure.meanLoss(), 1e-12);
    Predictions none = new Predictions(new double[0][], new int[0], CLASSES);
    assertTrue(Double.isNaN(none.meanLoss()) && Double.isNaN(none.accuracy()));
  }

  @Test
  void theFileHasARowAnImage() {
    assertEquals(
        "image,label,predicted,p0,p1\n0,0,0,0.75,0.25\n1,1,0,0.5,0.5\n2,1,1,0.125,0.875\n",
        three().toCsv());
  }

  @Property(tries = 200)
  void everyProbabilityComesBackToTheLastBit(
      @ForAll @Size(max = 8) List<@DoubleRange(min = 0, max = 1) Double> coding) {
    double[][] probabilities =
        coding.stream().map(p -> new double[] {p, 1 - p}).toArray(double[][]::new);
    int[] labels = new int[probabilities.length];
    Predictions written = new Predictions(probabilities, labels, CLASSES);
    Predictions read = Predictions.ofCsv(written.toCsv(), CLASSES);
    assertArrayEquals(probabilities, read.probabilities());
    assertArrayEquals(labels, read.labels());
  }

  @Test
  void aDamagedFileIsRefusedAndNotReadInPart() {
    String head = "image,label,predicted,p0,p1\n";
    for (String csv :
        List.of(
            "",
            head + "0,0,0,0.75\n",
            head + "0,0,0,0.75,0.25,1\n",
            head + "1,0,0,0.75,0.25\n",
            head + "0,0,0,0.75,0.25\n2,0,0,0.75,0.25\n",
            head + "0,zero,0,0.75,0.25\n",
            head + "0,0,0,x,0.25\n")) {
      assertThrows(IllegalArgumentException.class, () -> Predictions.ofCsv(csv, CLASSES), csv);
    }
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Predictions.ofCsv(head + "0,2,0,0.75,0.25\n", CLASSES));
  }

  @Test
  void sizesMustAgree() {
    double[][] one = {{0.5, 0.5}};
    assertThrows(
        IllegalArgumentException.class, () -> new Predictions(one, new int[] {0, 1}, CLASSES));
    double[][] wide = {{0.5, 0.25, 0.25}};
    assertThrows(
        IllegalArgumentException.class, () -> new Predictions(wide, new int[] {0}, CLASSES));
  }
}
