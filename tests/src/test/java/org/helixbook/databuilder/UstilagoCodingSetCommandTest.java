package org.helixbook.databuilder;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.data.Role;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line on {@link TinyAnnotatedGenome}: nothing is downloaded. */
class UstilagoCodingSetCommandTest {
  private static final String SET = "ustilago-coding-600";
  private static final UstilagoRules ONE_OF_EACH = new UstilagoRules(6, 2, 6, 1, 1, 1, 4);

  @TempDir Path folder;
  private Path packages;
  private Path target;
  private String out;
  private String err;

  @BeforeEach
  void writeInputs() throws IOException {
    packages = Files.createDirectory(folder.resolve("packages"));
    target = folder.resolve("target");
    TinyAnnotatedGenome.gzip(packages.resolve("tiny.fa.gz"), TinyAnnotatedGenome.FASTA);
    TinyAnnotatedGenome.gzip(packages.resolve("tiny.gff3.gz"), TinyAnnotatedGenome.GFF3);
  }

  private DataManifest manifest(String m5OfC2) throws IOException {
    return new DataManifest(
        "tiny.json",
        List.of(
            dataSet("ustilago-coding-600", List.of("tiny"), List.of(file("tiny.fa.gz"))),
            dataSet(
                "tiny",
                List.of(),
                List.of(
                    file(
                        "tiny.fa.gz",
                        new SequenceDigest("Tiny:c1:1:+:60", 60, m5(TinyAnnotatedGenome.C1)),
                        new SequenceDigest("Tiny:c2:1:+:50", 50, m5OfC2)),
                    file("tiny.gff3.gz")))));
  }

  private static String m5(String bases) {
    return Digest.m5(bases.getBytes(StandardCharsets.US_ASCII));
  }

  private DataFile file(String name, SequenceDigest... sequences) throws IOException {
    return new DataFile(
        name,
        List.of(sequences),
        List.of(
            new Source.Debian(
                "tiny-package",
                "1.0",
                "all",
                5,
                "f".repeat(64),
                "/usr/share/" + name,
                OptionalLong.of(Files.size(packages.resolve(name))),
                Optional.of(Digest.sha256(packages.resolve(name))))));
  }

  private static DataSet dataSet(String name, List<String> madeFrom, List<DataFile> files) {
    return new DataSet(
        name,
        Role.SOURCE,
        List.of(1),
        "the " + name,
        "7",
        "free",
        "nobody",
        List.of(),
        "never",
        "none",
        madeFrom,
        "write it",
        files);
  }

  private int run(DataManifest manifest, UstilagoRules rules, Object... more) {
    List<String> arguments = new ArrayList<>(List.of(SET, "--packages", packages.toString()));
    Arrays.stream(more).map(String::valueOf).forEach(arguments::add);
    StringWriter toOut = new StringWriter();
    StringWriter toErr = new StringWriter();
    CommandLine line =
        new BuildCommand(manifest, Map.of(SET, Recipe.ustilagoCoding(rules))).commandLine();
    line.setOut(new PrintWriter(toOut, true));
    line.setErr(new PrintWriter(toErr, true));
    int status = line.execute(arguments.toArray(String[]::new));
    out = toOut.toString().replace("\r\n", "\n");
    err = toErr.toString().replace("\r\n", "\n");
    return status;
  }

  @Test
  void itWritesTheSetAndFindsTheSameBytesAgain() throws IOException {
    DataManifest manifest = manifest(m5(TinyAnnotatedGenome.C2));
    assertEquals(0, run(manifest, ONE_OF_EACH, "--write", target), () -> err);
    assertTrue(out.startsWith("1 annotated genes: with coding sequence: 4\n"), out);
    Path table = target.resolve("ustilago-coding-600.tsv.bz2");
    List<CodingWindow> windows =
        CodingWindowTable.read(
            "table", CodingWindowTable.decompress("table", Files.newInputStream(table)));
    assertEquals(4, windows.size());
    Set<String> train = new HashSet<>();
    Set<String> test = new HashSet<>();
    for (CodingWindow window : windows) {
      (window.geneDisjoint() == SplitSide.TRAIN ? train : test).add(window.span().chromosome());
    }
    assertEquals(1, train.size());
    assertEquals(1, test.size());
    assertTrue(!train.equals(test));
    BuildReport report =
        BuildReport.fromJson(
            "report", Files.readAllBytes(target.resolve("ustilago-coding-600.report.json")));
    assertEquals(1, report.count("6 the set", "CDN, test, cds"));
    assertEquals("/usr/share/tiny.gff3.gz", report.inputs().get(1).path());

    assertEquals(0, run(manifest, ONE_OF_EACH, "--compare", target));
    assertEquals(
        "Identical: ustilago-coding-600 rebuilt from the packages has the same bytes, its report"
            + " too.\n",
        out);
    UstilagoRules otherSeed = new UstilagoRules(3, 2, 3, 1, 1, 1, 4);
    assertEquals(1, run(manifest, otherSeed, "--compare", target));
    assertTrue(out.startsWith("Different: the rebuilt ustilago-coding-600."), out);
  }

  @Test
  void everyProblemIsOneSentenceAndExitCode1() throws IOException {
    DataManifest manifest = manifest(m5(TinyAnnotatedGenome.C2));
    assertEquals(1, run(manifest, new UstilagoRules(6, 2, 6, 1, 9, 1, 4), "--write", target));
    assertTrue(
        err.endsWith(" coding windows are missing; give more sequence, or ask for fewer windows\n"),
        err);
    assertEquals(1, run(manifest("0".repeat(32)), ONE_OF_EACH, "--write", target));
    assertEquals(1, err.lines().count(), err);
    assertTrue(Files.notExists(target));
  }

  @Test
  void rulesOutOfRangeAreRefused() {
    String problem = null;
    try {
      new UstilagoRules(7, 2, 6, 1, 1, 1, 4);
    } catch (org.helixbook.feedback.InputProblem e) {
      problem = e.getMessage();
    }
    assertTold(problem, "windowLength", "7");
  }
}
