package org.helixbook.plot;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.feedback.CountText;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a notebook shows it: HTML with escaped cells, numbers to the right, and
 * aligned plain text for terminals.
 *
 * @param caption its title; may be empty
 * @param headers the column names
 * @param rows the cells, row by row, as many in each as there are headers
 * @param rightAligned for each column, whether it holds numbers
 */
public record HtmlTable(
    String caption, List<String> headers, List<List<String>> rows, List<Boolean> rightAligned) {

  /** Longer words may be broken, so that a table stays on its page. */
  private static final int LONG_WORD = 40;

  private static final int DECIMALS = 3;

  /** So many rows stand open; more are folded behind the caption. */
  private static final int OPEN_ROWS = 30;

  private static final String CELL = "padding:4px 10px;border-bottom:1px solid #ddd;color:#111;";

  /**
   * Sets a table: numbers to the right, with three decimals if the column has no print formatter of
   * its own, and so texts of which each starts like a number; missing numbers as NA.
   *
   * @param table the table; its name becomes the caption
   * @return the same for display
   */
  public static HtmlTable of(Table table) {
    List<Boolean> right = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      right.add(isNumber(column));
    }
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> columns = table.columns().stream().map(HtmlTable::cells).toList();
    for (int r = 0; r < table.rowCount(); r++) {
      int row = r;
      rows.add(columns.stream().map(cells -> cells.get(row)).toList());
    }
    if (table.rowCount() > 0) {
      for (int c = 0; c < right.size(); c++) {
        int column = c;
        right.set(c, right.get(c) || rows.stream().allMatch(row -> looksNumeric(row.get(column))));
      }
    }
    String name = table.name() == null ? "" : table.name();
    return new HtmlTable(name, table.columnNames(), rows, right);
  }

  /** By its class: Tablesaw's column types are not one object each while its classes load. */
  private static boolean isNumber(Column<?> column) {
    return column instanceof NumberColumn;
  }

  /** The cells of one column, from the top. */
  private static List<String> cells(Column<?> column) {
    boolean plain = isNumber(column) && !hasFormatter(column);
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < column.size(); row++) {
      if (column.isMissing(row)) {
        cells.add(column instanceof StringColumn ? "" : "NA");
      } else if (plain) {
        cells.add(number(((Number) column.get(row)).doubleValue()));
      } else {
        cells.add(column.getString(row));
      }
    }
    return cells;
  }

  /** Whether somebody gave the column a print formatter: a new column would print otherwise. */
  private static boolean hasFormatter(Column<?> column) {
    Column<?> plain = column.type().create("plain");
    for (int row = 0; row < column.size(); row++) {
      plain.appendObj(column.get(row));
      if (!column.isMissing(row) && !column.getString(row).equals(plain.getString(row))) {
        return true;
      }
    }
    return false;
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value);
    return whole || Math.abs(value) < 5e-4 || Math.abs(value) >= 1000
        ? NumberText.brief(value)
        : NumberText.fixed(value, DECIMALS);
  }

  private static boolean looksNumeric(String cell) {
    return cell.isBlank()
        || cell.equals("NA")
        || cell.equals("-")
        || cell.matches("[-+]?[0-9][0-9,]*(\\.[0-9]+)?(e[-+]?[0-9]+)?%?|[-+]?\\.[0-9]+");
  }

  /** The table as one HTML element; one of more than {@value #OPEN_ROWS} rows is folded. */
  public String toHtml() {
    return rows.size() <= OPEN_ROWS ? table(caption) : folded();
  }

  /** The table behind a line with its caption and the number of its rows. */
  public String folded() {
    return "<details style=\"margin:6px 0\"><summary style=\"cursor:pointer;color:#111\"><b>"
        + HtmlText.escape(caption)
        + "</b> ("
        + CountText.of(rows.size(), "row")
        + ")</summary>"
        + table("")
        + "</details>";
  }

  private String table(String title) {
    StringBuilder html = new StringBuilder();
    html.append("<table style=\"border-collapse:collapse;background:#fff;margin:6px 0\">");
    if (!title.isEmpty()) {
      html.append("<caption style=\"text-align:left;font-weight:bold;padding:4px 0;color:#111\">")
          .append(HtmlText.escape(title))
          .append("</caption>");
    }
    html.append("<thead><tr>");
    for (int c = 0; c < headers.size(); c++) {
      html.append("<th scope=\"col\" style=\"")
          .append(CELL)
          .append("border-bottom:2px solid #444;text-align:")
          .append(side(c))
          .append("\">")
          .append(HtmlText.escape(headers.get(c)))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        html.append("<td style=\"")
            .append(CELL)
            .append("text-align:")
            .append(side(c))
            .append("\">")
            .append(breakable(row.get(c)).replace("\n", "<br>"))
            .append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /**
   * Escaped text whose long words may be broken: names of variables and paths where their parts
   * end, others, such as a DNA sequence or a checksum, anywhere.
   */
  private static String breakable(String text) {
    StringBuilder html = new StringBuilder();
    for (String word : text.split("(?<=\\s)")) {
      if (word.length() <= LONG_WORD) {
        html.append(HtmlText.escape(word));
        continue;
      }
      String gap = "";
      for (String part : word.split("(?<=[_/])")) {
        for (int start = 0; start < part.length(); start += LONG_WORD / 2) {
          int end = Math.min(start + LONG_WORD / 2, part.length());
          html.append(gap).append(HtmlText.escape(part.substring(start, end)));
          gap = "<wbr>";
        }
      }
    }
    return html.toString();
  }

  private String side(int column) {
    return rightAligned.get(column) ? "right" : "left";
  }

  /** The table as aligned plain text, one line a row. */
  @Override
  public String toString() {
    int[] widths = new int[headers.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = headers.get(c).length();
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    if (!caption.isEmpty()) {
      text.append(caption).append('\n');
    }
    appendLine(text, headers, widths);
    for (List<String> row : rows) {
      text.append('\n');
      appendLine(text, row, widths);
    }
    return text.toString();
  }

  private void appendLine(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String gap = " ".repeat(widths[c] - row.get(c).length());
      line.append(c == 0 ? "" : "  ");
      line.append(rightAligned.get(c) ? gap + row.get(c) : row.get(c) + gap);
    }
    text.append(line.toString().stripTrailing());
  }
}
