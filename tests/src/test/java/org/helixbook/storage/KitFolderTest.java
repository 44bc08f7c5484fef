package org.helixbook.storage;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  void aRelativeNameIsLookedForHereAndThenInTheKit() {
    Path kit = KitFolder.root(Path.of(""));
    assertEquals(kit.resolve("my-data"), KitFolder.place("my-data"));
    assertEquals(folder.resolve("none"), KitFolder.place(folder.resolve("none").toString()));
    assertEquals(Path.of("src"), KitFolder.place("src"));
  }

  /** A shell fills it in at the beginning of a word, and not behind a comma. */
  @Test
  void aTildeIsTheHomeFolder() {
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(home.resolve("data/a.fa"), KitFolder.place("~/data/a.fa"));
    assertEquals(KitFolder.root(Path.of("")).resolve("~x"), KitFolder.place("~x"));
  }

  @Test
  void aPathThatCannotBeIsRefused() {
    String message = assertThrows(InputProblem.class, () -> KitFolder.place("a\0b")).getMessage();
    assertTold(message, "path 'a\0b'");
  }
}
