package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ColumnsTest {
  @Test
  void aRowAnObjectAndMissingValuesAsTablesawHasThem() {
    Table table =
        Columns.of(List.of("a", "bcd"))
            .text("text", text -> text)
            .number("half", text -> text.length() == 1 ? Double.NaN : text.length() / 2.0)
            .number("fine", 4, text -> 0.00012)
            .count("length", text -> text.length() == 1 ? null : text.length())
            .whole("seed", text -> text.length() == 1 ? null : 1L << 40)
            .flag("long", text -> text.length() > 1)
            .table("t");
    assertEquals("t", table.name());
    assertEquals(List.of("text", "half", "fine", "length", "seed", "long"), table.columnNames());
    for (String column : List.of("half", "length", "seed")) {
      assertTrue(table.column(column).isMissing(0), column);
    }
    assertEquals(1.5, table.doubleColumn("half").get(1));
    assertEquals("0.0001", table.column("fine").getString(1));
    assertEquals(3, table.intColumn("length").get(1));
    assertEquals(1L << 40, table.longColumn("seed").get(1));
    assertEquals(List.of(false, true), table.booleanColumn("long").asList());
  }
}
