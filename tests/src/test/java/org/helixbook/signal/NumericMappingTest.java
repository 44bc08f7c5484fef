package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumericMappingTest {
  private static final DnaSequence ACGT = DnaSequence.of("s", "ACGT");

  @Test
  void tetrahedronHasItsCornersInRedGreenAndBlue() {
    double[][] signal = NumericMapping.TETRAHEDRON.encode(ACGT);
    assertEquals(3, signal.length);
    // sqrt2/3 = 0.4714045207910317, sqrt6/3 = 0.8164965809277260
    double[] red = {0, -0.4714045207910317, -0.4714045207910317, 0.9428090415820634};
    double[] green = {0, 0.8164965809277260, -0.8164965809277260, 0};
    double[] blue = {1, -0.3333333333333333, -0.3333333333333333, -0.3333333333333333};
    assertArrayEquals(red, signal[0], 1e-15);
    assertArrayEquals(green, signal[1], 1e-15);
    assertArrayEquals(blue, signal[2], 1e-15);
  }

  @Test
  void cornersOfTheTetrahedronAreEquallyFarFromEachOther() {
    double[][] signal = NumericMapping.TETRAHEDRON.encode(ACGT);
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        double product = 0;
        for (double[] channel : signal) {
          product += channel[a] * channel[b];
        }
        assertEquals(a == b ? 1 : -1.0 / 3, product, 1e-15);
      }
    }
  }

  @Test
  void oneChannelMappingsHaveTheirPublishedValues() {
    assertArrayEquals(
        new double[][] {{0.1260, 0.1340, 0.0806, 0.1335}}, NumericMapping.EIIP.encode(ACGT));
    assertArrayEquals(new double[][] {{-1.5, 0.5, -0.5, 1.5}}, NumericMapping.REAL.encode(ACGT));
    assertArrayEquals(new double[][] {{2, 1, 3, 0}}, NumericMapping.INTEGER.encode(ACGT));
  }

  @Test
  void vossMarksEachBaseInItsOwnChannel() {
    assertArrayEquals(
        new double[][] {{1, 0, 0, 1}, {0, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}},
        NumericMapping.VOSS.encode(DnaSequence.of("s", "AGTA")));
  }

  @ParameterizedTest
  @EnumSource
  void unknownBaseIsNamedWithItsPosition(NumericMapping mapping) {
    var problem =
        assertThrows(InputProblem.class, () -> mapping.encode(DnaSequence.of("chr1:0-4", "ACNT")));
    assertTold(problem.getMessage(), "sequence chr1:0-4, base 3", "N");
  }

  @ParameterizedTest
  @EnumSource
  void emptySequenceIsRefused(NumericMapping mapping) {
    var problem = assertThrows(InputProblem.class, () -> mapping.encode(DnaSequence.of("s", "")));
    assertTold(problem.getMessage(), "sequence s", "empty");
  }

  @ParameterizedTest
  @EnumSource
  void nameAndChannelsAgree(NumericMapping mapping) {
    assertEquals(mapping, NumericMapping.of(" " + mapping.name()));
    assertEquals(mapping, NumericMapping.of(mapping.label()));
    assertEquals(mapping.channels(), mapping.table().rowCount());
    double[][] signal = mapping.encode(ACGT);
    for (int i = 0; i < 4; i++) {
      for (int channel = 0; channel < mapping.channels(); channel++) {
        assertEquals(signal[channel][i], mapping.valueOf(channel, ACGT.baseAt(i)));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> mapping.valueOf(0, 'N'));
  }

  @Test
  void unknownNameIsRefused() {
    var problem = assertThrows(InputProblem.class, () -> NumericMapping.of("zcurve"));
    assertTold(problem.getMessage(), "numeric mapping", "'zcurve'");
  }
}
