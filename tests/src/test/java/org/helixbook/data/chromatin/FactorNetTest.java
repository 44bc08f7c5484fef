package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataState;
import org.helixbook.data.DatasetStore;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.CompressedSamples;
import org.helixbook.storage.Digest;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorNetTest {
  /**
   * SHA-256 of the labelled bins of chr20 and of the first 69,999,930 bp of chrX, a line each:
   * chromosome, start, tasks. Made from the same peaks by a program of its own, in Python.
   */
  private static final String LABELS =
      "bd5d6c45f6f5f6c8d080af74405d6e72379cc2740e8367de60d7cc92def6334a";

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
  }

  private Path peaks(String task, String... lines) throws IOException {
    Path file = folder.resolve("ChIPseq." + task + ".conservative.train.narrowPeak.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static FactorNet tasks(Path... files) {
    Map<String, Path> byName = new LinkedHashMap<>();
    for (Path file : files) {
      byName.put("data/A549/" + file.getFileName(), file);
    }
    return FactorNet.of(byName);
  }

  /** Bins 400, 800 and 1200 of chr20, 600 of chr22; what lies past an end counts nothing. */
  private FactorNet fiveBins() throws IOException {
    return tasks(
        peaks("A549.CTCF", "chr20\t400\t501", "chr20\t1250\t1400", "chr3\t0\t200"),
        peaks(
            "K562.MYC",
            "chr20\t450\t600",
            "chr20\t800\t900\tbroad\t900\t.",
            "chr20\t850\t950",
            "chr20\t800\t901",
            "chr20\t1600\t1700",
            "chr20\t3900\t4001",
            "chr22\t600\t800",
            "chr22\t9000\t9200"));
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
  void peaksCutAtAnyByteAreRefused() throws IOException {
    Path file = folder.resolve("ChIPseq.A549.CTCF.conservative.train.narrowPeak.gz");
    byte[] whole = CompressedSamples.bgzip("chr20\t400\t600\n", "chr20\t800\t1000\n");
    assertEquals(
        Set.of(whole.length), CompressedSamples.readable(whole, file, () -> tasks(file)).keySet());
  }

  @Test
  void aWrongLineIsNamed() throws IOException {
    Path wrong = peaks("A549.CTCF", "chr20\t400\t600", "chr20\t400");
    assertTold(
        assertThrows(InputProblem.class, () -> tasks(wrong)).getMessage(), wrong + ", line 2", "2");
    Path empty = peaks("K562.MYC", "");
    assertTold(
        assertThrows(InputProblem.class, () -> tasks(empty)).getMessage(),
        empty.toString(),
        "no peak");
  }

  @Test
  void theManifestNamesOneFileATask() {
    List<String> names =
        DataManifest.bundled().dataSet(FactorNet.NAME).files().stream()
            .map(DataFile::name)
            .toList();
    assertEquals(109, names.size());
    assertEquals("data/A549/ChIPseq.A549.CEBPB.conservative.train.narrowPeak.gz", names.get(0));
    assertTrue(
        names.stream()
            .allMatch(
                name ->
                    name.matches(
                        "data/([A-Za-z0-9-]+)/ChIPseq\\.\\1\\.[A-Za-z0-9-]+"
                            + "\\.conservative\\.train\\.narrowPeak\\.gz")));
  }

  /**
   * Where the original files are at hand, the labels are those that another program made of them.
   */
  @Test
  void labelsAreThoseOfAnIndependentProgram() {
    DatasetStore store = DatasetStore.fromEnvironment();
    assumeTrue(
        Stream.of(FactorNet.NAME, "human-chr20-grch37", "human-chrX-70mb-grch37")
            .map(store::state)
            .allMatch(state -> state == DataState.MIRRORED || state == DataState.CACHED),
        "the files are not at hand");
    ChromatinData data =
        FactorNet.load(store, 0, WindowSplit.RANDOM, new Seeds(1), Progress.silent());
    Map<String, String> lines = new TreeMap<>();
    for (MultiLabelWindows side : List.of(data.train(), data.validation(), data.test())) {
      for (int row = 0; row < side.size(); row++) {
        GenomicInterval place = side.place(row).orElseThrow();
        int at = row;
        String tasks =
            IntStream.range(0, side.taskCount())
                .filter(task -> side.label(at, task))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        lines.put(
            place.chromosome() + "\t" + String.format(Locale.ROOT, "%09d", place.start()),
            place.chromosome() + "\t" + place.start() + "\t" + tasks + "\n");
      }
    }
    assertEquals(
        LABELS, Digest.sha256(String.join("", lines.values()).getBytes(StandardCharsets.UTF_8)));
  }
}
