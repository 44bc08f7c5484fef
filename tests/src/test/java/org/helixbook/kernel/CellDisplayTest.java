package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CellDisplayTest extends OneKernel {
  private static BufferedImage decode(String png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  @Test
  void imagesAreShownAsPng() throws IOException {
    CellOutcome outcome =
        kernel.run(
            "var image = new java.awt.image.BufferedImage(3, 2, 1);\n"
                + "image.setRGB(2, 1, 0x336699);\nimage");
    BufferedImage image = decode(outcome.value("image/png"));
    assertEquals(3, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(0xFF336699, image.getRGB(2, 1));
  }

  @Test
  void stringsAreTextUnlessAskedOtherwise() {
    assertNull(kernel.run("\"<b>x</b>\"").value("text/html"));
    assertEquals("<b>x</b>", kernel.run("\"<b>x</b>\"").value("text/plain"));
    assertEquals("<b>x</b>", kernel.run("render(\"<b>x</b>\", \"text/html\")").value("text/html"));
    JsonObject shown =
        kernel.run("display(\"<b>y</b>\", \"text/html\");").data("display_data").get(0);
    assertEquals("<b>y</b>", shown.get("text/html").getAsString());
  }

  @Test
  void aDisplayIsReplacedByItsId() {
    CellOutcome first = kernel.run("String id = display(\"one\");\nid");
    JsonObject shown = first.contents("display_data").get(0);
    String id = shown.getAsJsonObject("transient").get("display_id").getAsString();
    assertEquals(id, first.value());
    CellOutcome second =
        kernel.run("updateDisplay(id, \"two\"); updateDisplay(id, \"<i>3</i>\", \"text/html\");");
    assertEquals(2, second.contents("update_display_data").size());
    for (JsonObject update : second.contents("update_display_data")) {
      assertEquals(id, update.getAsJsonObject("transient").get("display_id").getAsString());
    }
    assertEquals("two", second.data("update_display_data").get(0).get("text/plain").getAsString());
    assertEquals(
        "<i>3</i>", second.data("update_display_data").get(1).get("text/html").getAsString());
  }

  @Test
  void displayIsFoundByReflection() {
    // This is how the library, which does not know the kernel, shows things.
    CellOutcome outcome =
        kernel.run(
            "var c = Class.forName(\"org.helixbook.kernel.runtime.Display\");\n"
                + "(String) c.getMethod(\"display\", Object.class, String[].class)"
                + ".invoke(null, \"<p>\", new String[] {\"text/html\"})");
    assertEquals("<p>", outcome.data("display_data").get(0).get("text/html").getAsString());
  }

  @Test
  void chartsAreShownOnWhite() throws IOException {
    CellOutcome outcome =
        kernel.run(
            "import org.knowm.xchart.*;\n"
                + "var chart = new XYChartBuilder().width(300).height(200).title(\"Loss\").build();\n"
                + "chart.addSeries(\"s\", new double[] {1, 2}, new double[] {3, 4});\nchart");
    BufferedImage image = decode(outcome.value("image/png"));
    assertEquals(300, image.getWidth());
    assertEquals(0xFFFFFFFF, image.getRGB(1, 1));
    assertEquals("chart: Loss", outcome.value());
  }

  @Test
  void aBackgroundOnesOwnStays() throws IOException {
    CellOutcome outcome =
        kernel.run(
            "var p = new org.knowm.xchart.PieChartBuilder().width(300).height(200).build();\n"
                + "p.addSeries(\"s\", 1); p.getStyler().setChartBackgroundColor(java.awt.Color.YELLOW);"
                + "\np");
    assertEquals(0xFFFFFF00, decode(outcome.value("image/png")).getRGB(1, 1));
  }

  @Test
  void tablesAreShownAsHtml() {
    CellOutcome outcome =
        kernel.run(
            "import tech.tablesaw.api.*;\nTable.create(\"Counts\", StringColumn.create(\"class\","
                + " \"<CDN>\"), IntColumn.create(\"n\", new int[] {800}))");
    assertEquals(
        "<table><caption>Counts</caption><thead><tr><th>class</th><th>n</th></tr></thead>"
            + "<tbody><tr><td>&lt;CDN&gt;</td><td style=\"text-align:right\">800</td></tr></tbody>"
            + "</table>",
        outcome.value("text/html"));
    assertTrue(outcome.value().contains("800"));
  }

  @Test
  void ofALongTableTheEndsAreShown() {
    String html =
        kernel
            .run(
                "int[] numbers = new int[1000];\nfor (int i = 0; i < 1000; i++) numbers[i] = i;\n"
                    + "tech.tablesaw.api.Table.create(tech.tablesaw.api.IntColumn.create(\"n\", numbers))")
            .value("text/html");
    assertTrue(html.contains(">0</td>") && html.contains(">19</td>"));
    assertTrue(html.contains("960 more rows"));
    assertTrue(html.contains(">980</td>") && html.contains(">999</td>"));
    assertFalse(html.contains(">20</td>") || html.contains(">979</td>"));
  }
}
