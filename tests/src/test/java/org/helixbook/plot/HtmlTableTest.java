package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class HtmlTableTest {
  private static String html(String cell) {
    return HtmlTable.of(Table.create("t", StringColumn.create("h", cell))).toHtml();
  }

  @Test
  void cellsAreEscaped() {
    assertTrue(html("a < b & c").contains(">a &lt; b &amp; c</td>"), html("a < b & c"));
  }

  @Test
  void aTablesawTableShowsThreeDecimalsUnlessItsColumnHasAFormatter() {
    DoubleColumn plain = DoubleColumn.create("plain", 0.5, 2, 1234.5678, 1e-6, Double.NaN);
    DoubleColumn percent = DoubleColumn.create("percent", 0.25, 1, 0.125, 0.5, 0.75);
    percent.setPrintFormatter(NumberColumnFormatter.percent(1));
    IntColumn counts = IntColumn.create("count", 5, 20000, 0, 1, 2);
    StringColumn names = StringColumn.create("name", "a", "b", "c", "", "e");
    HtmlTable shown = HtmlTable.of(Table.create("Scores", names, plain, percent, counts));
    assertEquals("Scores", shown.caption());
    assertEquals(List.of(false, true, true, true), shown.rightAligned());
    assertEquals(List.of("a", "0.500", "25.0%", "5"), shown.rows().get(0));
    assertEquals(List.of("b", "2", "100.0%", "20,000"), shown.rows().get(1));
    assertEquals("1,235", shown.rows().get(2).get(1));
    assertNotEquals("0.000", shown.rows().get(3).get(1), "a small p-value is not zero");
    assertEquals("NA", shown.rows().get(4).get(1));
  }

  @Test
  void aLongTableIsFoldedBehindItsCaption() {
    String open = HtmlTable.of(Table.create("t", IntColumn.create("n", new int[30]))).toHtml();
    assertTrue(open.startsWith("<table"), open);
    String folded = HtmlTable.of(Table.create("t", IntColumn.create("n", new int[31]))).toHtml();
    assertTrue(folded.startsWith("<details"), folded);
    assertTrue(folded.contains("<b>t</b> (31 rows)</summary><table"), folded);
    assertEquals(31, folded.split("<td", -1).length - 1);
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
