package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with the two tables that an annotation package has. */
class GeneTypesTest {
  @TempDir Path folder;

  /** Writes genes, a type each, in this order: {@code number, type, number, type}. */
  static Path database(Path file, String... genes) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE genes (_id INTEGER PRIMARY KEY, gene_id VARCHAR(10))");
      statement.execute("CREATE TABLE genetype (_id INTEGER, gene_type VARCHAR(20))");
      for (int i = 0; i < genes.length; i += 2) {
        statement.execute("INSERT INTO genes VALUES (" + (7 + i) + ", '" + genes[i] + "')");
        statement.execute("INSERT INTO genetype VALUES (" + (7 + i) + ", '" + genes[i + 1] + "')");
      }
    }
    return file;
  }

  @Test
  void theTablesAreJoinedAndTheFileStaysAsItIs() throws SQLException, IOException {
    Path file = database(folder.resolve("a b.sqlite"), "10", "ncRNA", "101", "pseudo");
    String before = Digest.sha256(file);
    GeneTypes types = GeneTypes.read(file);
    assertEquals("ncRNA", types.of("10"));
    assertEquals("pseudo", types.of("101"));
    assertEquals("not in the list", types.of("7"));
    assertEquals(before, Digest.sha256(file));
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("types.sqlite"), "gene\ttype\n");
    String message = assertThrows(InputProblem.class, () -> GeneTypes.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    Path missing = folder.resolve("none.sqlite");
    message = assertThrows(InputProblem.class, () -> GeneTypes.read(missing)).getMessage();
    assertTrue(message.startsWith(missing + ": "), message);
    assertTrue(Files.notExists(missing));
  }
}
