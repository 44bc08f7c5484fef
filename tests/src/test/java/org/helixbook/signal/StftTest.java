package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class StftTest {
  private static final StftSettings WHOLE_SIX = new StftSettings(6, 1, Taper.RECTANGULAR, false);

  @Provide
  static Arbitrary<String> dna() {
    return Arbitraries.strings().withChars("ACGT").ofMinLength(6).ofMaxLength(80);
  }

  private static Spectrogram whole(String bases, NumericMapping mapping) {
    return new Stft(new StftSettings(bases.length(), 1, Taper.RECTANGULAR, true))
        .transform(DnaSequence.of("s", bases), mapping);
  }

  @Test
  void periodThreeRepeatByHand() {
    // A at 0 and 3 of 6: |U[0]|^2 = |U[2]|^2 = 4, the others 0; divided by the taper's 6.
    Spectrogram spectrogram =
        new Stft(WHOLE_SIX).transform(DnaSequence.of("s", "ACGACG"), NumericMapping.VOSS);
    for (int channel = 0; channel < 3; channel++) {
      assertArrayEquals(
          new double[] {4.0 / 6, 0, 4.0 / 6, 0}, spectrogram.power()[channel][0], 1e-15);
    }
    assertArrayEquals(new double[4], spectrogram.power()[3][0]);
    assertArrayEquals(new double[] {0, 1 / 6.0, 2 / 6.0, 0.5}, spectrogram.frequencies());
    assertArrayEquals(new double[] {3}, spectrogram.positions());
  }

  @Test
  void oddWindowByHand() {
    // 1, 0, 0 over 3: power 1 everywhere, divided by 3.
    Spectrogram spectrogram =
        new Stft(new StftSettings(3, 1, Taper.RECTANGULAR, false))
            .transform("impulse", new double[][] {{1, 0, 0}});
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0}, spectrogram.power()[0][0], 1e-15);
  }

  @Test
  void hannTaperWithTheMeanRemovedByHand() {
    // 4, 0, 0, 0 less its mean 1 is 3, -1, -1, -1; times 0, 0.5, 1, 0.5: 0, -0.5, -1, -0.5.
    // Transform: -2, 1, 0; squares 4, 1, 0; the weights' squares sum to 1.5.
    Spectrogram spectrogram =
        new Stft(new StftSettings(4, 1, Taper.HANN, true))
            .transform("s", new double[][] {{4, 0, 0, 0}});
    assertArrayEquals(new double[] {4 / 1.5, 1 / 1.5, 0}, spectrogram.power()[0][0], 1e-15);
  }

  @Test
  void framesStepByTheHopAndKnowTheirCentres() {
    Spectrogram spectrogram =
        new Stft(new StftSettings(5, 3, Taper.RECTANGULAR, false))
            .transform("s", new double[][] {{1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3}});
    // Frames over [0,5), [3,8), [6,11); the last 2 bp have no frame. Bin 0 is sum^2 / 5.
    assertArrayEquals(new double[] {2.5, 5.5, 8.5}, spectrogram.positions());
    assertEquals(25 / 5.0, spectrogram.power()[0][0][0], 1e-12);
    assertEquals(64 / 5.0, spectrogram.power()[0][1][0], 1e-12);
    assertEquals(169 / 5.0, spectrogram.power()[0][2][0], 1e-12);
  }

  @Test
  void twoTransformsGiveTheSameBits() {
    // 20,000 bp: where JTransforms would begin to use threads.
    String bases = "ACGTTGCATC".repeat(2000);
    Spectrogram once = whole(bases, NumericMapping.EIIP);
    Spectrogram again = whole(bases, NumericMapping.EIIP);
    assertArrayEquals(once.power(), again.power());
  }

  @Test
  void whiteNoiseHasItsVarianceInEveryBin() {
    Random random = new Random(5);
    double[] noise = random.doubles(60_000).map(x -> x - 0.5).toArray();
    for (Taper taper : Taper.values()) {
      double[] mean =
          new Stft(new StftSettings(60, 60, taper, false))
              .transform("noise", new double[][] {noise})
              .meanSpectrum();
      // Variance 1/12; 1000 frames: the mean is within 5 standard errors of about 3 %.
      for (int bin = 2; bin < 29; bin++) {
        assertEquals(1 / 12.0, mean[bin], 0.16 / 12);
      }
    }
  }

  @Test
  void shortSequenceIsRefused() {
    var problem =
        assertThrows(
            InputProblem.class,
            () ->
                new Stft(StftSettings.defaults())
                    .transform(DnaSequence.of("s", "ACGT"), NumericMapping.REAL));
    assertTold(problem.getMessage(), "sequence s", "4", "STFT", "480");
  }

  @Test
  void unusableSettingsAreRefused() {
    var window =
        assertThrows(InputProblem.class, () -> StftSettings.defaults().withWindowLength(1));
    assertTold(window.getMessage(), "STFT window length", "1 bp", "2 bp");
    var hop = assertThrows(InputProblem.class, () -> StftSettings.defaults().withHop(0));
    assertTold(hop.getMessage(), "STFT hop", "0 bp", "1 bp");
  }

  @Test
  void channelsOfDifferentLengthsAreRefused() {
    Stft stft = new Stft(WHOLE_SIX);
    assertThrows(
        IllegalArgumentException.class, () -> stft.transform("s", new double[][] {{1}, {1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> stft.transform("s", new double[0][]));
  }

  @Test
  void settingsCountFramesAndBins() {
    StftSettings settings = StftSettings.defaults();
    assertEquals(new StftSettings(480, 1, Taper.HANN, true), settings);
    assertEquals(121, settings.frames(600));
    assertEquals(241, settings.bins());
    assertEquals(0, settings.frames(479));
    assertEquals(241, settings.withWindowLength(120).withHop(2).frames(600));
    assertEquals(8, settings.withWindowLength(15).bins());
    assertEquals(
        new StftSettings(9, 2, Taper.BLACKMAN, false),
        settings.withWindowLength(9).withHop(2).withTaper(Taper.BLACKMAN).withRemoveMean(false));
  }

  @Test
  void spectrogramSumsItsChannels() {
    Spectrogram spectrogram =
        new Spectrogram(
            new double[][][] {{{1, 2}, {3, 4}}, {{10, 20}, {30, 40}}},
            new double[] {0, 0.5},
            new double[] {1, 2});
    assertArrayEquals(new double[][] {{11, 22}, {33, 44}}, spectrogram.totalPower());
    assertArrayEquals(new double[] {22, 33}, spectrogram.meanSpectrum(), 1e-12);
    assertEquals(1, Spectrogram.nearest(new double[] {0, 0.5}, 0.3));
    assertEquals(0, Spectrogram.nearest(new double[] {0, 0.5}, 0.25));
  }

  @Test
  void spectrogramMustFitItsAxes() {
    double[] one = {0};
    double[] two = {0, 0.5};
    assertThrows(
        IllegalArgumentException.class,
        () -> new Spectrogram(new double[][][] {{{1}, {2}}}, one, one));
    assertThrows(
        IllegalArgumentException.class, () -> new Spectrogram(new double[][][] {{{1}}}, two, one));
    assertThrows(
        IllegalArgumentException.class, () -> new Spectrogram(new double[0][][], one, one));
  }

  @Property(tries = 200)
  void otherStrandHasTheSameRealPower(@ForAll("dna") String bases) {
    assertEqualPower(
        whole(bases, NumericMapping.REAL).power()[0],
        whole(otherStrand(bases), NumericMapping.REAL).power()[0]);
  }

  @Property(tries = 200)
  void otherStrandExchangesVossChannels(@ForAll("dna") String bases) {
    double[][][] forward = whole(bases, NumericMapping.VOSS).power();
    double[][][] backward = whole(otherStrand(bases), NumericMapping.VOSS).power();
    for (int channel = 0; channel < 4; channel++) {
      assertEqualPower(forward[channel], backward[3 - channel]);
    }
  }

  @Property(tries = 200)
  void otherStrandHasTheSameTotalTetrahedronPower(@ForAll("dna") String bases) {
    assertEqualPower(
        whole(bases, NumericMapping.TETRAHEDRON).totalPower(),
        whole(otherStrand(bases), NumericMapping.TETRAHEDRON).totalPower());
  }

  @Test
  void otherStrandChangesTheRest() {
    String bases = "AACGA";
    for (NumericMapping mapping :
        new NumericMapping[] {NumericMapping.EIIP, NumericMapping.INTEGER}) {
      double[] forward = whole(bases, mapping).totalPower()[0];
      double[] backward = whole(otherStrand(bases), mapping).totalPower()[0];
      assertTrue(Math.abs(forward[1] / backward[1] - 1) > 0.01);
    }
    double[][][] forward = whole(bases, NumericMapping.TETRAHEDRON).power();
    double[][][] backward = whole(otherStrand(bases), NumericMapping.TETRAHEDRON).power();
    assertTrue(Math.abs(forward[0][0][1] / backward[0][0][1] - 1) > 0.01);
  }

  /** The indicators' deviations from their means sum to 0, and the corners' products are -1/3. */
  @Property(tries = 200)
  void tetrahedronHasFourThirdsOfTheVossPower(
      @ForAll("dna") String bases, @ForAll @IntRange(min = 2, max = 6) int window) {
    for (Taper taper : Taper.values()) {
      Stft stft = new Stft(new StftSettings(window, 1, taper, true));
      DnaSequence sequence = DnaSequence.of("s", bases);
      double[][] voss = stft.transform(sequence, NumericMapping.VOSS).totalPower();
      for (double[] frame : voss) {
        Arrays.setAll(frame, bin -> frame[bin] * 4 / 3);
      }
      assertEqualPower(voss, stft.transform(sequence, NumericMapping.TETRAHEDRON).totalPower());
    }
  }

  /** Parseval: mirrored bins counted twice, the powers sum to the sum of squares. */
  @Property(tries = 200)
  void powerSumsToTheEnergyOfTheSignal(@ForAll("dna") String bases) {
    int n = bases.length();
    double[] signal = NumericMapping.REAL.encode(DnaSequence.of("s", bases))[0];
    double[] power =
        new Stft(new StftSettings(n, 1, Taper.RECTANGULAR, false))
            .transform("s", new double[][] {signal})
            .power()[0][0];
    double sum = 0;
    for (int bin = 0; bin < power.length; bin++) {
      sum += (bin == 0 || 2 * bin == n ? 1 : 2) * power[bin];
    }
    double energy = Arrays.stream(signal).map(x -> x * x).sum();
    assertEquals(energy, sum, 1e-10 * energy);
  }

  @Property(tries = 100)
  void pureRepeatOfThreePeaksAtOneThird(
      @ForAll @IntRange(min = 3, max = 40) int codons, @ForAll Taper taper) {
    Spectrogram spectrogram =
        new Stft(new StftSettings(3 * codons, 1, taper, true))
            .transform(DnaSequence.of("s", "ATG".repeat(codons + 2)), NumericMapping.TETRAHEDRON);
    for (double[] frame : spectrogram.totalPower()) {
      for (int bin = 0; bin < frame.length; bin++) {
        if (bin != codons) {
          assertTrue(frame[bin] < frame[codons]);
        }
      }
    }
    assertEquals(1.0 / 3, spectrogram.frequencies()[codons], 1e-12);
  }

  private static String otherStrand(String bases) {
    return DnaSequence.of("s", bases).reverseComplement().bases();
  }

  private static void assertEqualPower(double[][] expected, double[][] actual) {
    assertEquals(expected.length, actual.length);
    for (int frame = 0; frame < expected.length; frame++) {
      assertArrayEquals(expected[frame], actual[frame], 1e-10);
    }
  }
}
