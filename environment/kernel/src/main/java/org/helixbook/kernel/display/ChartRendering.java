package org.helixbook.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.theme.XChartTheme;

/** Shows XChart charts as PNG, on white unless the chart's author chose another background. */
final class ChartRendering {
  private static final Color THEME_BACKGROUND = new XChartTheme().getChartBackgroundColor();

  private ChartRendering() {}

  static void register(Renderer renderer) {
    renderer
        .createRegistration(Chart.class)
        .preferring(MIMEType.IMAGE_PNG)
        .register(ChartRendering::render);
  }

  private static void render(Chart<?, ?> chart, RenderContext context) {
    context.renderIfRequested(MIMEType.IMAGE_PNG, () -> png(chart));
    context.renderIfRequested(
        MIMEType.TEXT_PLAIN,
        () -> "chart" + (chart.getTitle().isBlank() ? "" : ": " + chart.getTitle()));
  }

  private static String png(Chart<?, ?> chart) {
    if (THEME_BACKGROUND.equals(chart.getStyler().getChartBackgroundColor())) {
      chart.getStyler().setChartBackgroundColor(Color.WHITE);
    }
    try {
      return Base64.getEncoder()
          .encodeToString(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
