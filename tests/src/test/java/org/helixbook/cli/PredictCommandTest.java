package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruRuns;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.run.MadeRun;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a network of zeros, which gives two tasks a half each. */
class PredictCommandTest {
  @TempDir Path folder;
  private String run;
  private String genome;
  private String out;
  private String err;

  @BeforeEach
  void makeARun() throws IOException {
    BiGruDescription description = BiGruDescription.builder(2).hidden(2).layers(1).build();
    int bytes = (int) BiGru.create(description, 0.01, 1).parameters() * Float.BYTES;
    RunConfiguration configuration =
        RunConfiguration.here(
            BiGruRuns.NAME,
            "by hand",
            description,
            new BiGruTraining(1, 1, 0.01, 0, false, 1),
            Map.of(),
            Map.of());
    run = configuration.id().text();
    MadeRun.write(
        folder.resolve("runs").resolve(run),
        configuration,
        Map.of("best-parameters", new byte[bytes]),
        "{\"tasks\":[\"A\",\"B\"],\"windowLength\":4,\"unknownBases\":false,"
            + "\"thresholds\":[0.25,0.75],\"validationWindows\":1}");
    genome = Files.writeString(folder.resolve("g.fa"), ">chr1\nACGTACGTAC\n").toString();
  }

  private int run(String... arguments) {
    Said said =
        Said.by(
            HelixBook.program(
                () -> {
                  throw new AssertionError("no data command");
                },
                () -> RunStore.in(folder.resolve("runs")),
                Reader::nullReader),
            arguments);
    out = said.out();
    err = said.err();
    return said.status();
  }

  @Test
  void printsATableThatNamesRunAndThresholds() {
    assertEquals(0, run("predict", run.substring(0, 6), genome));
    List<String> lines = out.lines().toList();
    assertTrue(lines.get(0).startsWith("# run " + run), out);
    assertTrue(lines.get(1).contains("1 validation window"), out);
    assertEquals("# threshold of A: 0.250000", lines.get(2));
    assertEquals("# threshold of B: 0.750000", lines.get(3));
    assertEquals("sequence\tstart\tend\tstrand\tregion\tA\tB\tcalled", lines.get(4));
    assertEquals("chr1\t0\t4\t+\t\t0.5\t0.5\tA", lines.get(5));
    assertEquals(7, lines.size());
    assertTrue(err.contains(": 2\n"), "two bases are left over: " + err);
  }

  @Test
  void printsBedAndBedGraph() throws IOException {
    Path regions = Files.writeString(folder.resolve("r.bed"), "chr1\t1\t9\tpeak\t0\t-\n");
    assertEquals(
        0, run("predict", run, genome, "--bed", regions.toString(), "--bed-out", "--silent"));
    assertEquals("chr1\t3\t7\tA\t500\t-\n", out);
    assertEquals("", err);
    assertEquals(0, run("predict", run, genome, "--step", "3", "--only", "B"));
    assertEquals(
        List.of("chr1\t0\t3\t0.500000", "chr1\t3\t6\t0.500000", "chr1\t6\t9\t0.500000"),
        out.lines().skip(1).toList());
    assertTrue(err.contains("threshold of A"), err);
  }

  @Test
  void refusesInOneSentenceAndWithAnExitCode() {
    assertEquals(2, run("predict", run, genome + "x"));
    assertTold(err.strip(), genome + "x");
    assertEquals(2, run("predict", "ffff", genome));
    assertTold(err.strip(), "run 'ffff'");
    assertEquals(2, run("predict", run, genome, "--step", "3", "--bed-out"));
    assertTold(err.strip(), "--step", "--bed-out");
    assertEquals("", out);
  }
}
