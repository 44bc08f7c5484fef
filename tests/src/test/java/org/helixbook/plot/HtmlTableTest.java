package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
  private static String html(String cell) {
    return HtmlTable.of("t", List.of("h"), List.of(List.of(cell))).toHtml();
  }

  @Test
  void cellsAreEscaped() {
    assertTrue(html("a < b & c").contains(">a &lt; b &amp; c</td>"), html("a < b & c"));
  }

  @Test
  void onlyLongWordsMayBeBroken() {
    String sequence = "ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGT";
    String broken = ">of ACGTACGTACGTACGTACGT<wbr>ACGTACGTACGTACGTACGT<wbr>ACGTACGT end</td>";
    assertTrue(html("of " + sequence + " end").contains(broken), html("of " + sequence + " end"));
    String variable = "HELIXBOOK_WINDOWS_A_CLASS_AND_SET_AT_MOST";
    assertTrue(
        html(variable)
            .contains(
                ">HELIXBOOK_<wbr>WINDOWS_<wbr>A_<wbr>CLASS_<wbr>AND_<wbr>SET_<wbr>AT_<wbr>MOST</td>"),
        html(variable));
    assertTrue(html("HELIXBOOK_LEARNING_RATE").contains(">HELIXBOOK_LEARNING_RATE</td>"));
  }
}
