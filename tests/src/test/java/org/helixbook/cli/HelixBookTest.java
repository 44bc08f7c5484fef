package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.Role;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.data.StoreSettings;
import org.helixbook.engine.KitProcess;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelixBookTest {
  private static final String FASTA = ">t\nACGTACGT\n";
  private static final String M5 = Digest.m5("ACGTACGT".getBytes());

  @TempDir Path folder;
  private Path mirror;
  private DatasetStore store;
  private String out;
  private String err;

  @BeforeEach
  void makeStore() throws IOException {
    mirror = Files.createDirectories(folder.resolve("mirror"));
    Files.writeString(mirror.resolve("tiny.fa"), FASTA);
    store =
        new DatasetStore(
            new DataManifest(
                "test",
                List.of(
                    set("tiny-genome", "tiny.fa", FASTA), set("far-away", "far.fa", "far away"))),
            StoreSettings.of(folder.resolve("cache"), Optional.of(mirror)));
  }

  @Test
  void listPrintsATable() {
    assertEquals(0, run("data", "list"));
    assertEquals(
        """
name         role      state           size  what it is
tiny-genome  download  mirrored    12 bytes  a genome of eight bases, described at such length that one
                                             line cannot hold it
far-away     download  absent       8 bytes  a genome of eight bases, described at such length that one
                                             line cannot hold it
cache folder: CACHE
mirror folder: MIRROR
"""
            .replace("CACHE", folder.resolve("cache").toString())
            .replace("MIRROR", mirror.toString()),
        out);
  }

  @Test
  void aVariableThatCannotBeUsedEndsTheProgramInOneSentence() throws Exception {
    ProcessBuilder program = KitProcess.of(HelixBook.class, List.of("runs", "list"));
    program.environment().put("HELIXBOOK_THREADS", "many");
    Process ended = program.redirectErrorStream(true).start();
    List<String> said = ended.inputReader().lines().toList();
    assertEquals(2, ended.waitFor(), said.toString());
    assertEquals(1, said.size(), said.toString());
    assertTold(said.get(0), "HELIXBOOK_THREADS", "'many'", "1 to 1024");
  }

  @Test
  void outputThatFindsNoRoomEndsTheProgramInOneSentence() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "Linux has a device that is always full");
    ProcessBuilder program = KitProcess.of(HelixBook.class, List.of("runs", "list"));
    Process ended = program.redirectOutput(full).start();
    List<String> said = ended.errorReader().lines().toList();
    assertEquals(2, ended.waitFor(), said.toString());
    assertEquals(1, said.size(), said.toString());
    assertTold(said.get(0), "helixbook: the output", "No space left on device");
  }

  @Test
  void fetchPrintsWhereTheFilesAre() {
    assertEquals(0, run("data", "fetch", "tiny-genome"));
    assertEquals(mirror.resolve("tiny.fa") + "\n", out);
  }

  @Test
  void verifyPrintsALineAFileAndFailsIfOneIsWrong() throws IOException {
    assertEquals(0, run("data", "verify"));
    assertEquals(
        "right    tiny-genome/tiny.fa\n"
            + "absent   far-away/far.fa\n"
            + "1 right, 0 wrong, 2 files in all\n",
        out);
    Files.writeString(mirror.resolve("far.fa"), "far astray");
    assertEquals(1, run("data", "verify"));
    assertTrue(out.contains("wrong    far-away/far.fa: "), out);
    assertTrue(out.endsWith("1 right, 1 wrong, 2 files in all\n"), out);
  }

  /** A reader's language may have other digits; what is printed has these. */
  @Test
  void numbersAreWrittenAlikeInEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertEquals("\u0661", String.format("%d", 1), "the language writes its own digits");
      assertEquals(0, run("data", "verify"));
    } finally {
      Locale.setDefault(before);
    }
    assertTrue(out.endsWith("1 right, 0 wrong, 2 files in all\n"), out);
  }

  @Test
  void showPrintsTheWholeProvenance() {
    assertEquals(0, run("data", "show", "tiny-genome"));
    for (String part :
        List.of(
            "licence     none needed",
            "citation    a paper",
            "canonical   https://data.example.org/",
            "retrieved   2026-11-21",
            "split       by hand, too",
            "by hand     Type it.",
            "  sequence  t, 8 bp, M5 " + M5,
            "  source    a mirror folder only",
            "    bytes   12",
            "    SHA-256 " + Digest.sha256(FASTA.getBytes()))) {
      assertTrue(out.contains(part + "\n"), part + " is not in\n" + out);
    }
  }

  @Test
  void aProblemIsOneSentenceAndExitCode2() {
    assertEquals(2, run("data", "fetch", "nothing"));
    assertEquals(
        "test: there is no data set 'nothing'; choose one of tiny-genome, far-away\n", err);
    assertEquals(2, run("data", "fetch", "far-away"));
    assertEquals(1, err.lines().count(), err);
    assertFalse(err.contains("at org.helixbook"), err);
  }

  @Test
  void everyDataSetOfTheRegisterCanBeShown() {
    store =
        new DatasetStore(
            DataManifest.bundled(), StoreSettings.of(folder.resolve("cache"), Optional.empty()));
    assertEquals(0, run("data", "list"));
    for (DataSet set : store.manifest().dataSets()) {
      assertTrue(out.contains(set.name()), set.name());
      StringWriter text = new StringWriter();
      assertEquals(0, program().setOut(new PrintWriter(text)).execute("data", "show", set.name()));
      assertTrue(text.toString().contains("by hand"), set.name());
    }
  }

  @Test
  void helpIsThereBehindEveryCommand() {
    assertEquals(0, run("--help"));
    assertTrue(out.startsWith("Usage: helixbook COMMAND"), out);
    assertEquals(0, run("runs", "-h"));
    assertTrue(out.startsWith("Usage: helixbook runs COMMAND"), out);
    assertEquals(0, run("data", "fetch", "--help"), "though it lacks a name");
    assertTrue(out.startsWith("Usage: helixbook data fetch "), out);
  }

  @Test
  void withoutACommandTheUsageIsTold() {
    assertEquals(2, run());
    assertTrue(err.contains("Usage: helixbook COMMAND"), err);
    assertEquals(2, run("data"));
    assertTrue(err.contains("Usage: helixbook data COMMAND"), err);
    assertEquals(0, run("help"));
  }

  private int run(String... arguments) {
    Said said = Said.by(program(), arguments);
    out = said.out();
    err = said.err();
    return said.status();
  }

  private CommandLine program() {
    return HelixBook.program(
        () -> store,
        () -> {
          throw new AssertionError("the data commands need no runs");
        },
        Reader::nullReader);
  }

  private static DataSet set(String name, String file, String text) {
    byte[] bytes = text.getBytes();
    return new DataSet(
        name,
        Role.DOWNLOAD,
        List.of(2),
        "a genome of eight bases, described at such length that one line cannot hold it",
        "1",
        "none needed",
        "a paper",
        List.of("https://data.example.org/"),
        "2026-11-21",
        "by hand, too",
        List.of(),
        "Type it.",
        List.of(
            new DataFile(
                file,
                text.startsWith(">") ? List.of(new SequenceDigest("t", 8, M5)) : List.of(),
                List.of(
                    new Source.Mirror(
                        OptionalLong.of(bytes.length), Optional.of(Digest.sha256(bytes)))))));
  }
}
