package org.helixbook.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.Test;

/**
 * The kit's figures and tables under languages that write numbers with a comma, with digits of
 * their own, or the small i of a title without its dot.
 */
class EveryLocaleTest {
  @Test
  void figuresAndTablesHaveTheSameBytesInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      Map<String, String> expected = shown();
      for (String tag : List.of("de-DE", "tr-TR", "fa-IR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Map<String, String> here = shown();
        assertEquals(
            Map.of(),
            expected.entrySet().stream()
                .filter(one -> !one.getValue().equals(here.get(one.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, one -> here.get(one.getKey()))),
            tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    ChartSamples.all()
        .forEach(
            (name, figure) -> {
              shown.put(name + ".svg", Digest.sha256(figure.svg()));
              shown.put(name + ".html", Digest.sha256(figure.toHtml().markup().getBytes(UTF_8)));
            });
    List<Double> values = new ArrayList<>(List.of(0.96, 1234567.5, 1e-9, -12.25, Double.NaN));
    var table =
        Columns.of(values)
            .number("as it is", value -> value)
            .number("two decimals", 2, value -> value)
            .count("count", value -> (int) Math.abs(value))
            .whole("large", value -> 1_000_000_007L * (long) Math.abs(value))
            .text("brief", NumberText::brief)
            .text("size", value -> CountText.bytes((long) Math.abs(value)))
            .table("TITLE I");
    shown.put("table.html", HtmlTable.of(table).toHtml());
    return shown;
  }
}
