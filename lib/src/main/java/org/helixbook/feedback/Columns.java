package org.helixbook.feedback;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A Tablesaw table of some objects, a row each, written column by column:
 *
 * <pre>{@code
 * Columns.of(runs).text("run", Run::id).number("accuracy", Run::accuracy).table("Runs");
 * }</pre>
 *
 * @param <T> what a row tells of
 */
public final class Columns<T> {
  private final List<T> rows;
  private final List<Column<?>> columns = new ArrayList<>();

  private Columns(Collection<? extends T> rows) {
    this.rows = List.copyOf(rows);
  }

  /** No columns yet, for rows in this order. */
  public static <T> Columns<T> of(Collection<? extends T> rows) {
    return new Columns<>(rows);
  }

  /** Adds a column of text. */
  public Columns<T> text(String name, Function<? super T, String> value) {
    columns.add(StringColumn.create(name, rows.stream().map(value)));
    return this;
  }

  /** Adds a column of numbers; NaN is a missing value. */
  public Columns<T> number(String name, ToDoubleFunction<? super T> value) {
    columns.add(DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray()));
    return this;
  }

  /** The same, shown with so many digits after the point. */
  public Columns<T> number(String name, int decimals, ToDoubleFunction<? super T> value) {
    DoubleColumn column = DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    column.setPrintFormatter(
        new NumberColumnFormatter(
            new DecimalFormat(
                "0." + "0".repeat(decimals), DecimalFormatSymbols.getInstance(Locale.ROOT))));
    columns.add(column);
    return this;
  }

  /** Adds a column of counts; null is a missing value. */
  public Columns<T> count(String name, Function<? super T, Integer> value) {
    IntColumn column = IntColumn.create(name);
    rows.forEach(row -> column.append(value.apply(row)));
    columns.add(column);
    return this;
  }

  /** Adds a column of whole numbers that may be large, such as seeds; null is a missing value. */
  public Columns<T> whole(String name, Function<? super T, Long> value) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> column.append(value.apply(row)));
    columns.add(column);
    return this;
  }

  /** Adds a column of yes or no. */
  public Columns<T> flag(String name, Predicate<? super T> value) {
    columns.add(BooleanColumn.create(name, rows.stream().map(value::test).toArray(Boolean[]::new)));
    return this;
  }

  /** The table, whose columns are in the order in which they were added. */
  public Table table(String title) {
    return Table.create(title, columns);
  }
}
