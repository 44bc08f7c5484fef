package org.helixbook.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookCopiesTest {
  @TempDir Path folder;

  private void kit(String name, String content) throws IOException {
    Path file = folder.resolve("notebooks").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private String mine(String name) throws IOException {
    return Files.readString(folder.resolve("mine").resolve(name));
  }

  private NotebookCopies.Outcome copy() {
    return new NotebookCopies(folder.resolve("notebooks"), folder.resolve("mine")).bringUpToDate();
  }

  @Test
  void aChangedCopyStaysAndAnUntouchedOneFollowsTheKit() throws IOException {
    kit("a.ipynb", "a1");
    kit("p/b.ipynb", "b1");
    kit("p/c.ipynb", "c1");
    kit("p/data.csv", "1");
    kit("p/.ipynb_checkpoints/b.ipynb", "old");
    assertEquals(new NotebookCopies.Outcome(3, List.of()), copy());
    assertEquals("b1", mine("p/b.ipynb"));
    assertFalse(Files.exists(folder.resolve("mine/p/data.csv")));
    assertFalse(Files.exists(folder.resolve("mine/p/.ipynb_checkpoints")));
    assertEquals(new NotebookCopies.Outcome(0, List.of()), copy());

    // The reader changes b, and the kit a and b; the reader deletes c.
    Files.writeString(folder.resolve("mine/p/b.ipynb"), "my own b");
    assertEquals(new NotebookCopies.Outcome(0, List.of()), copy());
    kit("a.ipynb", "a2");
    kit("p/b.ipynb", "b2");
    Files.delete(folder.resolve("mine/p/c.ipynb"));
    assertEquals(new NotebookCopies.Outcome(2, List.of("p/b.ipynb")), copy());
    assertEquals("a2", mine("a.ipynb"));
    assertEquals("my own b", mine("p/b.ipynb"));
    assertEquals("c1", mine("p/c.ipynb"));

    // Without the list nothing is known to be untouched.
    Files.delete(folder.resolve("mine/.copied-notebooks"));
    kit("a.ipynb", "a3");
    assertEquals(new NotebookCopies.Outcome(0, List.of("a.ipynb", "p/b.ipynb")), copy());
    assertEquals("a2", mine("a.ipynb"));
    // As the kit's again, whoever made it so.
    Files.writeString(folder.resolve("mine/a.ipynb"), "a3");
    assertEquals(new NotebookCopies.Outcome(0, List.of("p/b.ipynb")), copy());
  }
}
