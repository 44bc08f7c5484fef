package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.feedback.CountText;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void fixedDecimals() {
    assertEquals("0.955", NumberText.fixed(0.955, 3));
    assertEquals("NA", NumberText.fixed(Double.NaN, 3));
    assertEquals("0.00", NumberText.fixed(-0.001, 2));
    assertEquals("-0.01", NumberText.fixed(-0.009, 2));
    assertEquals("infinite", NumberText.fixed(Double.POSITIVE_INFINITY, 2));
  }

  @Test
  void differencesHaveASignUnlessTheyRoundToZero() {
    assertEquals("+0.091", NumberText.signed(0.0912, 3));
    assertEquals("-0.010", NumberText.signed(-0.01, 3));
    assertEquals("0.000", NumberText.signed(-0.0004, 3));
    assertEquals("0.000", NumberText.signed(0.0004, 3));
    assertEquals("-0.0004", NumberText.signed(-0.0004, 4));
    assertEquals("0.000", NumberText.signed(-0.0, 3));
    assertEquals("0.000", NumberText.signed(0, 3));
    assertEquals("0", NumberText.signed(0.4, 0));
    // Half up on the decimal form, away from zero on either side.
    assertEquals("+0.001", NumberText.signed(0.0005, 3));
    assertEquals("-0.001", NumberText.signed(-0.0005, 3));
    assertEquals("NA", NumberText.signed(Double.NaN, 3));
    assertEquals("+infinite", NumberText.signed(Double.POSITIVE_INFINITY, 3));
    assertEquals("-infinite", NumberText.signed(Double.NEGATIVE_INFINITY, 3));
  }

  @Test
  void aDifferenceStandsBesideItsInterval() {
    assertEquals(
        "+0.003 (0.000 to +0.006)",
        NumberText.difference(new ConfidenceInterval(0.003, -0.0004, 0.0063, .95), 3));
    assertEquals(
        "-0.0004 to +0.0063",
        NumberText.signedInterval(new ConfidenceInterval(0.003, -0.0004, 0.0063, .95), 4));
    double none = Double.NaN;
    assertEquals(
        "NA (NA)", NumberText.difference(new ConfidenceInterval(none, none, none, .95), 3));
  }

  @Test
  void shortForms() {
    assertEquals("569,746", NumberText.brief(569746));
    assertEquals("0.003", NumberText.brief(0.003));
    assertEquals("12.5", NumberText.brief(12.5));
    assertEquals("50.61", NumberText.brief(50.6104));
    assertEquals("388", NumberText.brief(388.2));
    assertEquals("0.833", NumberText.brief(0.8325));
    assertEquals("-0.9", NumberText.brief(-0.9));
    assertEquals("1.00e-05", NumberText.brief(1e-5));
    assertEquals("1,235", NumberText.brief(1234.5));
    assertEquals("0", NumberText.brief(-0.0));
    assertEquals("NA", NumberText.brief(Double.NaN));
  }

  @Test
  void measuredNumbersHaveTheDecimalsOfTheirSize() {
    assertEquals("0.960", NumberText.measured(0.96, true));
    assertEquals("0.039", NumberText.measured(0.0392, true));
    assertEquals("0.001", NumberText.measured(0.000833, true));
    assertEquals("0.000", NumberText.measured(0, true));
    assertEquals("0", NumberText.measured(0, false));
    assertEquals("1.084", NumberText.measured(1.084, false));
    assertEquals("73.16", NumberText.measured(73.16, false));
    assertEquals("1,234.5", NumberText.measured(1234.46, false));
    assertEquals("744,620", NumberText.measured(744620, false));
    assertEquals("NA", NumberText.measured(Double.NaN, true));
  }

  @Test
  void intervals() {
    assertEquals("0.930 to 0.971", NumberText.interval(0.93, 0.9713, 3));
    assertEquals("NA", NumberText.interval(Double.NaN, 1, 3));
  }

  @Test
  void durations() {
    assertEquals("0.4 s", CountText.duration(0.42));
    assertEquals("9.9 s", CountText.duration(9.94));
    assertEquals("10 s", CountText.duration(9.95));
    assertEquals("1 min 00 s", CountText.duration(59.6));
    assertEquals("3 min 05 s", CountText.duration(185));
    assertEquals("1 h 00 min", CountText.duration(3599.9));
    assertEquals("2 h 07 min", CountText.duration(7629));
    assertEquals("0.0 s", CountText.duration(-1));
    assertEquals("unknown", CountText.duration(Double.NaN));
  }

  @Test
  void theLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("0.955", NumberText.fixed(0.955, 3));
      assertEquals("569,746", NumberText.brief(569746));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 300)
  void fixedIsWithinHalfAUnit(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    assertEquals(value, Double.parseDouble(NumberText.fixed(value, 3)), 0.000501);
  }

  @Property(tries = 300)
  void briefKeepsThreeDigits(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    String text = NumberText.brief(value).replace(",", "");
    assertEquals(value, Double.parseDouble(text), Math.abs(value) * 0.00501 + 1e-12);
    assertTrue(!text.endsWith("."));
  }
}
