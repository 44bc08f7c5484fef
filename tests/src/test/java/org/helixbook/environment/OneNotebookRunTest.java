package org.helixbook.environment;

import static org.helixbook.environment.RunnerKit.AT_ONCE;
import static org.helixbook.environment.RunnerKit.FLAGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.helixbook.environment.RunnerKit.End;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One run of run_notebooks.py in the smoke profile; each test looks at a part of what it left. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runner needs signals")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneNotebookRunTest {
  private final boolean sideBySide = Runtime.getRuntime().availableProcessors() > 1;
  private RunnerKit kit;
  private Path halfAnArchive;
  private Path halfAPage;
  private End end;

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    String python = RunnerKit.pythonOrLeaveOut();
    kit = new RunnerKit(python, folder, System.getProperty("java.class.path"));
    kit.reportTo(Path.of("mine"));
    // Each waits for the other's file: one after the other, the first would never pass.
    String[] waits = {kit.waitFor("two"), kit.waitFor("one")};
    if (!sideBySide) {
      waits = new String[] {"", ""};
    }
    kit.notebook("1-one", List.of(), kit.write("one"), waits[0], FLAGS, AT_ONCE);
    kit.notebook(
        "2-two",
        List.of(),
        kit.write("two") + waits[1] + "var first = 1;",
        "var second = 2;",
        "org.helixbook.notebook.Notebook.open(\"2-two\").show(new java.awt.image.BufferedImage("
            + "3, 2, java.awt.image.BufferedImage.TYPE_INT_RGB));");
    foldTheSecondCell(kit.root().resolve("notebooks/2-two.ipynb"));
    leaveWhatAKilledRunLeaves();
    end = kit.run("smoke");
  }

  private static void foldTheSecondCell(Path file) throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode notebook = json.readTree(file.toFile());
    ((ObjectNode) notebook.at("/cells/2/metadata")).putObject("jupyter").put("source_hidden", true);
    json.writeValue(file.toFile(), notebook);
  }

  private void leaveWhatAKilledRunLeaves() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    halfAnArchive = kit.kernel().resolve(".classes.jsa." + gone.pid() + ".part");
    Files.writeString(halfAnArchive, "half an archive");
    halfAPage = Files.createDirectories(kit.report()).resolve(".index.htmlx.part");
    Files.writeString(halfAPage, "half a page");
    Files.setLastModifiedTime(halfAPage, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  @Test
  void allPass() {
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().endsWith("2 passed, 0 failed"), end.said());
  }

  @Test
  void notebooksThatDoNotNeedEachOtherRunSideBySideWithTheFlagsOfSmoke() throws Exception {
    assumeTrue(sideBySide, "one processor, one notebook");
    assertEquals("true\n", kit.printed("1-one", 2));
    assertEquals("2\n", kit.printed("1-one", 3));
  }

  @Test
  void aPageHasTheWordsOfAPictureAndFoldsWhatTheNotebookFolds() throws Exception {
    String page = Files.readString(kit.report().resolve("notebooks/2-two.html"));
    assertTrue(page.contains("<img alt=\"picture of 3 x 2 pixels\" src=\"data:image/png;base64,"));
    String[] parts = page.split("<details><summary[^>]*>More parameters</summary>|</details>");
    assertEquals(3, parts.length, "one cell is folded");
    List<String> names = List.of(">first<", ">second<", "BufferedImage");
    for (int part = 0; part < 3; part++) {
      for (int name = 0; name < 3; name++) {
        assertEquals(part == name, parts[part].contains(names.get(name)), part + names.get(name));
      }
    }
  }

  @Test
  void aRelativeReportOfTheVariableBeginsAtTheKitsRoot() {
    assertTrue(Files.exists(kit.root().resolve("mine/index.html")), end.said());
  }

  @Test
  void whatAKilledRunLeftIsSwept() {
    assertFalse(Files.exists(halfAnArchive));
    assertFalse(Files.exists(halfAPage));
  }
}
