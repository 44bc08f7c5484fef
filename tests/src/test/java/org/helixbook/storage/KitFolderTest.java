package org.helixbook.storage;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitFolderTest {
  @TempDir Path folder;

  @Test
  void theRootIsTheNearestFolderUpwardsWithTheManifest() throws IOException {
    Path below = Files.createDirectories(folder.resolve("kit/notebooks/one"));
    assertEquals(below, KitFolder.root(below));
    Files.writeString(folder.resolve("kit/data-manifest.json"), "{}");
    assertEquals(folder.resolve("kit"), KitFolder.root(below));
    Files.writeString(folder.resolve("data-manifest.json"), "{}");
    assertEquals(folder.resolve("kit"), KitFolder.root(below));
  }

  @Test
  void aRelativeNameBeginsAtTheKitsRootWhateverTheWorkingFolderHolds() {
    Path kit = KitFolder.root(Path.of(""));
    assertEquals(kit, KitFolder.root());
    assertEquals(kit.resolve("my-data"), KitFolder.place("my-data"));
    assertEquals(folder.resolve("none"), KitFolder.place(folder.resolve("none").toString()));
    // The tests work in a folder that has one.
    assertTrue(Files.exists(Path.of("src")));
    assertEquals(kit.resolve("src"), KitFolder.place("src"));
    assertEquals(folder.resolve("b"), KitFolder.place(folder, "a/../b"));
  }

  /** A shell fills it in at the beginning of a word, and not behind a comma. */
  @Test
  void aTildeIsTheHomeFolder() {
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(home.resolve("data/a.fa"), KitFolder.place("~/data/a.fa"));
    assertEquals(KitFolder.root().resolve("~x"), KitFolder.place("~x"));
  }

  @Test
  void aPathThatCannotBeIsRefused() {
    String message = assertThrows(InputProblem.class, () -> KitFolder.place("a\0b")).getMessage();
    assertTold(message, "path 'a\0b'");
  }
}
