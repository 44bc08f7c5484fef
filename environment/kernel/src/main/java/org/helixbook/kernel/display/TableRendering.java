package org.helixbook.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Locale;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Shows Tablesaw tables as HTML; of a long one the first and the last rows. */
final class TableRendering {
  private static final int SHOWN_AT_EACH_END = 20;

  private TableRendering() {}

  static void register(Renderer renderer) {
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML)
        .register(TableRendering::render);
  }

  private static void render(Table table, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(table));
    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> table.print(2 * SHOWN_AT_EACH_END));
  }

  private static String html(Table table) {
    StringBuilder html = new StringBuilder("<table>");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption>").append(escaped(table.name())).append("</caption>");
    }
    html.append("<thead><tr>");
    for (Column<?> column : table.columns()) {
      html.append("<th>").append(escaped(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    int rows = table.rowCount();
    for (int row = 0; row < rows; row++) {
      if (row == SHOWN_AT_EACH_END && rows > 2 * SHOWN_AT_EACH_END) {
        row = rows - SHOWN_AT_EACH_END;
        html.append(
            String.format(
                Locale.ROOT,
                "<tr><td colspan=\"%d\">&hellip; %d more rows &hellip;</td></tr>",
                table.columnCount(),
                rows - 2 * SHOWN_AT_EACH_END));
      }
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        html.append(column instanceof NumericColumn<?> ? "<td style=\"text-align:right\">" : "<td>")
            .append(escaped(column.getString(row)))
            .append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
