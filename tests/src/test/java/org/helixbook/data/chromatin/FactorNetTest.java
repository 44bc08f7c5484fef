package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.CompressedSamples;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorNetTest {
  private static final WindowSplitter SPLITTER = new WindowSplitter(0.2, 0.2, 0);

  @TempDir Path folder;
  private final Map<String, Path> sequences = new LinkedHashMap<>();
  private final Map<String, String> bases = new LinkedHashMap<>();

  @BeforeEach
  void writeSequence() throws IOException {
    Random random = new Random(9);
    for (String name : List.of("20", "22")) {
      StringBuilder text = new StringBuilder();
      random.ints(4000, 0, 4).forEach(i -> text.append("ACGT".charAt(i)));
      bases.put("chr" + name, text.toString());
      sequences.put(
          "chr" + name,
          Files.writeString(folder.resolve(name + ".fa"), ">" + name + "\n" + text + "\n"));
    }
    Files.writeString(folder.resolve("tasks.txt"), "A549.CTCF\nK562.MYC\n");
  }

  private FactorNet labels(String... lines) throws IOException {
    Path file = folder.resolve("labels.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("#chrom\tbin_start\tlabels\n" + String.join("\n", lines) + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return FactorNet.read(folder.resolve("tasks.txt"), file);
  }

  private FactorNet fiveBins() throws IOException {
    return labels(
        "chr20\t400\t0,1",
        "chr20\t800\t1",
        "chr20\t1200\t0",
        "chr22\t600\t1",
        "chr22\t9000\t1",
        "chr3\t0\t0");
  }

  @Test
  void testsOnChr22WhereItIsAtHand() throws IOException {
    ChromatinData data =
        fiveBins().join(sequences, 0, WindowSplit.CHROMOSOME, SPLITTER, new Seeds(1));
    assertEquals(List.of("A549.CTCF", "K562.MYC"), data.tasks());
    assertEquals(1, data.test().size());
    assertEquals("chr22", data.test().place(0).orElseThrow().chromosome());
    assertEquals(bases.get("chr22").substring(600, 800), data.test().sequence(0).bases());
    assertEquals(400, data.validation().place(0).orElseThrow().start());
    assertTrue(data.validation().label(0, 0) && data.validation().label(0, 1));
    assertEquals(2, data.train().size());
    assertEquals(bases.get("chr20").substring(800, 1000), data.train().sequence(0).bases());
  }

  @Test
  void holdsOutAPartOfChr20OtherwiseAndDrawsBackground() throws IOException {
    sequences.remove("chr22");
    ChromatinData data =
        fiveBins().join(sequences, 2, WindowSplit.CHROMOSOME, SPLITTER, new Seeds(1));
    assertEquals(9, data.train().size() + data.validation().size() + data.test().size());
    assertEquals(2, data.test().size());
    assertEquals(
        "The sequence of chr22 is not at hand, so the left end of chr20 is held out for the test.",
        data.notes().get(1));
    int unlabelled = 0;
    for (int row = 0; row < data.train().size(); row++) {
      unlabelled += data.train().label(row, 0) || data.train().label(row, 1) ? 0 : 1;
    }
    assertTrue(unlabelled >= 2);
  }

  @Test
  void labelsCutAtAnyByteAreRefusedAndByteOrderMarksAre() throws IOException {
    Path file = folder.resolve("labels.tsv.gz");
    Path tasks = folder.resolve("tasks.txt");
    byte[] whole = CompressedSamples.bgzip("chr20\t400\t0,1\n", "chr20\t800\t1\n");
    assertEquals(
        Set.of(whole.length),
        CompressedSamples.readable(whole, file, () -> FactorNet.read(tasks, file)).keySet());
    Files.writeString(tasks, "\uFEFFA549.CTCF\nK562.MYC\n");
    assertTold(
        assertThrows(InputProblem.class, () -> FactorNet.read(tasks, file)).getMessage(),
        tasks + ", line 1",
        "byte order mark");
  }

  @Test
  void aWrongLineIsNamed() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> labels("chr20\t400\t0", "chr20\t450\t1"));
    assertTrue(
        problem.getMessage().contains("labels.tsv.gz, line 3: it is not chromosome, start and"));
    assertThrows(InputProblem.class, () -> labels("chr20\t400\t2"));
    String last =
        assertThrows(InputProblem.class, () -> labels("chr20\t400\t2147483647")).getMessage();
    assertTrue(last.contains("line 2: it is not chromosome, start and tasks (there is no task 21"));
    assertThrows(InputProblem.class, () -> labels("chr20\t400"));
    assertThrows(InputProblem.class, () -> labels("chr20\t400\tCTCF"));
  }
}
