package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Told;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSiteTest {
  @TempDir Path folder;
  private Path report;
  private Path site;

  @BeforeEach
  void aReport() throws IOException {
    report = folder.resolve("report");
    site = folder.resolve("site");
    write("index.html", "<a href=\"notebooks/a/b.html#x\"><img src=\"figures/f.png\">");
    write("figures/f.png", "png");
    write(
        "notebooks/a/b.html",
        "<a href=\"../../index.html\"><a href=\"https://there/x\"><script src=\"../../formulas.js\">");
    write("formulas.js", "draw");
    write("notebooks/a/b.ipynb", "{}");
    write("results/a/b.json", "[]");
    write("opening.html", "a part");
  }

  private void write(String name, String text) throws IOException {
    Path file = report.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void pagesAndFiguresAreCopiedAndAnEarlierCopyIsReplaced() throws IOException {
    assertEquals(new ReportSite(4, List.of()), ReportSite.copy(report, site));
    assertEquals("png", Files.readString(site.resolve("figures/f.png")));
    assertTrue(Files.exists(site.resolve("notebooks/a/b.html")));
    assertFalse(Files.exists(site.resolve("notebooks/a/b.ipynb")));
    assertFalse(Files.exists(site.resolve("opening.html")));
    Files.delete(report.resolve("figures/f.png"));
    assertEquals(
        new ReportSite(3, List.of("index.html: figures/f.png")), ReportSite.copy(report, site));
    assertFalse(Files.exists(site.resolve("figures/f.png")));
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws IOException {
    Files.createDirectories(site);
    Files.writeString(site.resolve("thesis.tex"), "mine");
    InputProblem refused = assertThrows(InputProblem.class, () -> ReportSite.copy(report, site));
    Told.assertTold(refused.getMessage(), site.toString());
    assertEquals("mine", Files.readString(site.resolve("thesis.tex")));
    for (Path inside : List.of(report, folder, report.resolve("figures"))) {
      assertThrows(InputProblem.class, () -> ReportSite.copy(report, inside));
    }
    assertTrue(Files.exists(report.resolve("index.html")));
  }

  @Test
  void withoutAReportNothingIsTouched() {
    assertThrows(InputProblem.class, () -> ReportSite.copy(folder.resolve("none"), site));
    assertFalse(Files.exists(site));
  }
}
