package org.helixbook.databuilder;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.data.Role;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line on {@link TinyGenome}, whose files lie in a folder: nothing is downloaded. */
class HumanCodingSetCommandTest {
  private static final String FASTA = ">1\n" + TinyGenome.BASES + "\n";
  private static final String SAF =
      """
      GeneID\tChr\tStart\tEnd\tStrand
      1\tchr1\t11\t16\t+
      1\tchr1\t21\t28\t+
      2\tchr1\t61\t73\t-
      3\tchr1\t88\t95\t+
      """;

  @TempDir Path folder;
  private Path packages;
  private Path target;
  private String out;
  private String err;

  @BeforeEach
  void writeInputs() throws IOException {
    packages = Files.createDirectory(folder.resolve("packages"));
    target = folder.resolve("target");
    Files.writeString(packages.resolve("tiny.fa"), FASTA);
    Files.writeString(packages.resolve("tiny.saf"), SAF);
  }

  private static DataManifest manifest() {
    return new DataManifest(
        "tiny.json",
        List.of(
            dataSet("human-coding-600", List.of("tiny-chromosome", "tiny-exons"), "x", "", null),
            dataSet(
                "tiny-chromosome",
                List.of(),
                "tiny.fa",
                FASTA,
                new SequenceDigest(
                    "1", 100, Digest.m5(TinyGenome.BASES.getBytes(StandardCharsets.US_ASCII)))),
            dataSet("tiny-exons", List.of(), "tiny.saf", SAF, null)));
  }

  private static DataSet dataSet(
      String name, List<String> madeFrom, String file, String content, SequenceDigest sequence) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
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
        List.of(
            new DataFile(
                file,
                sequence == null ? List.of() : List.of(sequence),
                List.of(
                    new Source.Debian(
                        "tiny-package",
                        "1.0",
                        "all",
                        5,
                        "f".repeat(64),
                        "/usr/share/" + file,
                        OptionalLong.of(bytes.length),
                        Optional.of(Digest.sha256(bytes)))))));
  }

  /** Runs the command with the packages' folder and more, and keeps what it says. */
  private int run(BuildRules rules, Object... more) {
    List<String> arguments =
        new ArrayList<>(List.of(CodingSet.HUMAN, "--packages", packages.toString()));
    Arrays.stream(more).map(String::valueOf).forEach(arguments::add);
    StringWriter toOut = new StringWriter();
    StringWriter toErr = new StringWriter();
    CommandLine line =
        new BuildCommand(manifest(), Map.of(CodingSet.HUMAN, Recipe.humanCoding(rules)))
            .commandLine();
    line.setOut(new PrintWriter(toOut, true));
    line.setErr(new PrintWriter(toErr, true));
    int status = line.execute(arguments.toArray(String[]::new));
    out = toOut.toString().replace("\r\n", "\n");
    err = toErr.toString().replace("\r\n", "\n");
    return status;
  }

  private int run(Object... more) {
    return run(TinyGenome.oneForTraining(), more);
  }

  @Test
  void itWritesTheSetAndItsReportAndSaysTheCounts() throws IOException {
    assertEquals(0, run("--write", target), () -> err);
    Path table = target.resolve("human-coding-600.tsv.bz2");
    Path report = target.resolve("human-coding-600.report.json");
    assertTrue(out.startsWith("1 genes: with an exon on the chromosomes at hand: 3\n"), out);
    assertTrue(out.contains("\n2 open reading frames: windows in them: 2\n"), out);
    assertTrue(
        out.endsWith(
            "\nhuman-coding-600.report.json: "
                + Files.size(report)
                + " bytes, SHA-256 "
                + Digest.sha256(report)
                + "\nhuman-coding-600.tsv.bz2: "
                + Files.size(table)
                + " bytes, SHA-256 "
                + Digest.sha256(table)
                + "\n"),
        out);
    assertEquals("", err);
    BuildReport written = BuildReport.fromJson("report", Files.readAllBytes(report));
    assertEquals(
        new BuildReport.Input(
            "the tiny-exons, 7",
            "Debian package tiny-package 1.0",
            "/usr/share/tiny.saf",
            "f".repeat(64),
            "SHA-256 " + Digest.sha256(packages.resolve("tiny.saf"))),
        written.inputs().get(1));
    assertTrue(written.inputs().get(0).identity().endsWith(", 100 bp"));
  }

  @Test
  void itComparesByteByByte() throws IOException {
    run("--write", target);
    assertEquals(0, run("--compare", target));
    assertEquals(
        "Identical: human-coding-600 rebuilt from the packages has the same bytes, its report"
            + " too.\n",
        out);
    Path report = target.resolve("human-coding-600.report.json");
    String rebuilt = Digest.sha256(report);
    Files.writeString(report, Files.readString(report) + " ");
    assertEquals(1, run("--compare", target));
    assertEquals(
        "Different: the rebuilt human-coding-600.report.json (SHA-256 "
            + rebuilt
            + ") is not the file in "
            + target
            + " (SHA-256 "
            + Digest.sha256(report)
            + ").\n",
        out);
    Files.delete(report);
    assertEquals(1, run("--compare", target));
    assertEquals(report + ": there is no such file; name the folder that holds it\n", err);
  }

  @Test
  void anIndependentAnnotationIsHeldAgainstTheWindows() throws IOException {
    // Half of the coding window, whichever of the two genes it was drawn from.
    Path bed = Files.writeString(folder.resolve("cds.bed"), "chr1\t11\t14\nchr1\t67\t70\n");
    run("--write", target);
    assertEquals(0, run("--compare", target, "--coding-intervals", bed));
    assertEquals(
        "50.00 % of the bases of orf windows lie inside cds.bed\n"
            + "0.00 % of the bases of intergenic windows lie inside cds.bed\n"
            + "Identical: human-coding-600 rebuilt from the packages has the same bytes, its report"
            + " too.\n",
        out);
  }

  @Test
  void everyProblemIsOneSentenceAndExitCode1() throws IOException {
    assertEquals(1, run(new BuildRules(6, 6, 2, 20, 6, 1, 8, 2, 1), "--write", target));
    assertTrue(
        err.endsWith(" coding windows are missing; give more sequence, or ask for fewer windows\n"),
        err);
    assertEquals(1, err.lines().count());
    assertTrue(Files.notExists(target));

    Path occupied = Files.writeString(folder.resolve("file"), "");
    assertEquals(1, run("--write", occupied));
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.endsWith("; name a folder that can be written\n"), err);

    Path saf = Files.writeString(packages.resolve("tiny.saf"), "GeneID");
    assertEquals(1, run("--write", target));
    assertEquals(
        saf
            + ": it has 6 bytes instead of "
            + SAF.length()
            + ", and its SHA-256 is "
            + Digest.sha256(saf)
            + " but must be "
            + Digest.sha256(SAF.getBytes(StandardCharsets.US_ASCII))
            + "; put the right file into the mirror folder, or remove this one\n",
        err);
    assertTrue(Files.notExists(target));
  }

  @Test
  void anUnknownOptionShowsTheUsage() {
    assertEquals(1, run("--no-such-option"));
    assertTrue(err.startsWith("Unknown option: '--no-such-option'"), err);
    assertTrue(err.contains("Usage: databuilder"), err);
    assertEquals(0, run("--help"));
    assertTrue(out.startsWith("Usage: databuilder"), out);
  }

  @Test
  void anUnknownSetIsToldWithTheKnownOnes() {
    StringWriter told = new StringWriter();
    CommandLine line = new BuildCommand(manifest(), Recipe.embedded()).commandLine();
    line.setErr(new PrintWriter(told, true));
    assertEquals(1, line.execute("human"));
    assertEquals(
        "human: there is no such set; name one of hg19-annotation, human-coding-600,"
            + " human-genomic-600, human-lnsd, microbe-genomes, ustilago-coding-600",
        told.toString().strip());
  }
}
