package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.StoreSettings;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnGenomeDataTest {
  @TempDir Path folder;
  private final StringBuilder[] bases = new StringBuilder[3];

  /** Three chromosomes of 20,100, 4,000 and 2,000 bp; N and lower case on the first. */
  @BeforeEach
  void writeGenome() throws IOException {
    Random random = new Random(3);
    int[] lengths = {20_100, 4_000, 2_000};
    for (int chromosome = 0; chromosome < 3; chromosome++) {
      bases[chromosome] = new StringBuilder();
      for (int i = 0; i < lengths[chromosome]; i++) {
        bases[chromosome].append("ACGT".charAt(random.nextInt(4)));
      }
    }
    bases[0].replace(450, 451, "N");
    bases[0].replace(1_000, 1_020, bases[0].substring(1_000, 1_020).toLowerCase());
    Files.writeString(
        folder.resolve("genome.fa"),
        ">a first\n" + bases[0] + "\n>b\n" + bases[1] + "\n>c\n" + bases[2] + "\n");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private void writeSoundPeaks() throws IOException {
    // Unsorted and overlapping: bins 5 and 6 of a; 2 (which holds N); all of b; bin 1 of c.
    write(
        "CTCF.bed",
        "c\t190\t320",
        "a\t1180\t1400\tpeak2",
        "a\t1000\t1200",
        "a\t1010\t1190",
        "b\t0\t4000",
        "a\t400\t600");
    write("open.narrowPeak", "a\t1210\t1320\tx\t0\t.\t3\t4\t5\t6", "a\t3000\t3090");
  }

  private ChromatinData read(WindowSplit split) {
    return OwnGenomeData.in(folder).read(split, WindowSplitter.PAPER, new Seeds(1));
  }

  private String refused() {
    return assertThrows(InputProblem.class, () -> read(WindowSplit.RANDOM))
        .getMessage()
        .replace(folder.toString(), "F");
  }

  @Test
  void binsAreLabelledAndBackgroundIsDrawn() throws IOException {
    writeSoundPeaks();
    ChromatinData data = read(WindowSplit.CHROMOSOME);
    assertEquals(List.of("CTCF", "open"), data.tasks());
    assertEquals(200, data.windowLength());
    assertEquals(
        List.of(
            "Bins of 200 bp: 23 with a label, 3 without one drawn beside them, 1 with a label left"
                + " out because of an N."),
        data.notes());
    // 26 windows: a has 4 (2 labelled), b 20 and c 2. The test's share is 2.3, validation's 0.6.
    assertEquals("c", chromosomes(data.test()));
    assertEquals("a", chromosomes(data.validation()));
    assertEquals("b", chromosomes(data.train()));
    assertEquals(20, data.train().positives()[0]);
    MultiLabelWindows a = data.validation();
    for (int row = 0; row < a.size(); row++) {
      GenomicInterval place = a.place(row).orElseThrow();
      assertEquals(
          bases[0].substring(place.start(), place.end()).toUpperCase(), a.sequence(row).bases());
      assertEquals(place.start() == 1000 || place.start() == 1200, a.label(row, 0));
      assertEquals(place.start() == 1200, a.label(row, 1));
      assertNotEquals(400, place.start());
      assertEquals(-1, a.sequence(row).bases().indexOf('N'));
    }
  }

  private static String chromosomes(MultiLabelWindows windows) {
    Set<String> names = new HashSet<>();
    for (int row = 0; row < windows.size(); row++) {
      names.add(windows.place(row).orElseThrow().chromosome());
    }
    return String.join(",", names);
  }

  @Test
  void theRandomSplitFollowsTheSeed() throws IOException {
    writeSoundPeaks();
    assertEquals(read(WindowSplit.RANDOM).digest(), read(WindowSplit.RANDOM).digest());
    ChromatinData data = read(WindowSplit.RANDOM);
    assertEquals(2, data.test().size());
    assertEquals(1, data.validation().size());
    assertEquals(23, data.train().size());
  }

  @Test
  void theResolverFindsTheFolder() throws IOException {
    writeSoundPeaks();
    DatasetStore store =
        new DatasetStore(
            DataManifest.bundled(), StoreSettings.of(folder.resolve("cache"), Optional.empty()));
    ChromatinData data =
        ChromatinData.from(
            folder.toString(), WindowSplit.RANDOM, store, new Seeds(1), Progress.silent());
    assertEquals(read(WindowSplit.RANDOM).digest(), data.digest());
    String message =
        assertThrows(
                InputProblem.class,
                () ->
                    ChromatinData.from(
                        "hg18", WindowSplit.RANDOM, store, new Seeds(1), Progress.silent()))
            .getMessage();
    assertTrue(message.startsWith("data 'hg18':"));
    assertThrows(InputProblem.class, () -> WindowSplit.of("gene"));
    assertEquals(WindowSplit.RANDOM, WindowSplit.of("random"));
  }

  @Test
  void aMissingChromosomeIsToldAndOneThatIsNowhereRefused() throws IOException {
    writeSoundPeaks();
    write("other.bed", "a\t0\t200", "chr7\t0\t200", "chr8\t5\t10");
    assertEquals(
        "Task other: 2 peaks left out, on chromosomes that genome.fa does not have (chr7, chr8).",
        read(WindowSplit.RANDOM).notes().get(1));
    write("other.bed", "chr7\t0\t200");
    assertTold(refused(), "F/other.bed", "chr7", "a, b, c");
  }

  @Test
  void aPeakPastTheEndIsRefused() throws IOException {
    write("x.bed", "b\t3900\t4001");
    assertTold(refused(), "F/x.bed", "b:3900-4001", "4000 bp");
  }

  @Test
  void anEmptyTaskIsRefused() throws IOException {
    write("x.bed", "# nothing");
    assertTold(refused(), "F/x.bed", "no peak");
    write("x.bed", "a\t0\t100", "a\t250\t350");
    assertTold(refused(), "F/x.bed", "101", "200");
    write("x.bed", "a\t420\t600");
    assertTold(refused(), "F/x.bed", "holds an N");
  }

  @Test
  void aTaskWithoutPositivesInTrainingIsRefusedWhenTheRareOnesGo() throws IOException {
    // By place, b's 20 bins are for training; a and c are held out.
    write("all-of-b.bed", "b\t0\t4000", "c\t190\t320", "a\t1000\t1400");
    write("only-c.bed", "c\t190\t320");
    ChromatinData data = read(WindowSplit.CHROMOSOME);
    assertEquals(List.of("all-of-b"), data.frequentTasks(ChromatinData.PAPER_RATE).tasks());
    assertTold(
        assertThrows(
                InputProblem.class,
                () -> data.withTasks(List.of("only-c")).frequentTasks(ChromatinData.PAPER_RATE))
            .getMessage()
            .replace(folder.getFileName().toString(), "F"),
        "F",
        "1",
        "1.0",
        "20");
  }

  @Test
  void theOrderAndTheOverlapOfPeaksDoNotMatter() throws IOException {
    write("x.bed", "b\t0\t400", "a\t1000\t1150", "c\t190\t320");
    String sorted = read(WindowSplit.RANDOM).digest();
    write("x.bed", "c\t190\t320", "b\t100\t400", "a\t1100\t1150", "a\t1000\t1120", "b\t0\t300");
    assertEquals(sorted, read(WindowSplit.RANDOM).digest());
    write("x.bed", "c\t190\t320", "b\t100\t400", "a\t1000\t1100");
    assertNotEquals(sorted, read(WindowSplit.RANDOM).digest());
  }

  @Test
  void aFolderMustHoldOneGenomeAndPeaks() throws IOException {
    assertTold(refused(), "F/genome.fa", "no peaks");
    writeSoundPeaks();
    write("CTCF.narrowPeak", "a\t0\t200");
    assertTold(refused(), "F/CTCF.narrowPeak", "'CTCF'", "CTCF");
    Files.delete(folder.resolve("genome.fa"));
    Files.delete(folder.resolve("CTCF.narrowPeak"));
    assertTold(refused(), "F", "FASTA", ".fa, .fasta or .fna");
  }

  @Test
  void namesMayBeInCapitalsAndIndexesArePassedOver() throws IOException {
    write("CTCF.BED", "a\t0\t200", "b\t0\t4000", "c\t190\t320");
    write("genome.fa.fai", "a\t20100");
    write(".hidden", "nothing");
    assertEquals(List.of("CTCF"), read(WindowSplit.RANDOM).tasks());
  }

  @Test
  void aFileOfAnotherKindIsNotSkippedInSilence() throws IOException {
    writeSoundPeaks();
    write("CTCF.bigBed", "binary");
    assertTold(refused(), "F/CTCF.bigBed", ".fasta", ".broadPeak");
  }

  @Test
  void nothingInTheFolderIsSkippedInSilence() throws IOException, InterruptedException {
    writeSoundPeaks();
    Path link = Files.createSymbolicLink(folder.resolve("MYC.bed"), Path.of("../peaks/MYC.bed"));
    assertTold(refused(), "F/MYC.bed", "link to ../peaks/MYC.bed");
    Files.delete(link);
    Path below = Files.createDirectory(folder.resolve("more"));
    Files.writeString(below.resolve("MYC.bed"), "a\t0\t200\n");
    assertTold(refused(), "F/more", "folder");
    Files.delete(below.resolve("MYC.bed"));
    Files.delete(below);
    Path sound = Files.createSymbolicLink(folder.resolve("MYC.bed"), Path.of("CTCF.bed"));
    assertEquals(List.of("CTCF", "MYC", "open"), read(WindowSplit.RANDOM).tasks());
    Files.delete(sound);
    int made = new ProcessBuilder("mkfifo", folder.resolve("MYC.bed").toString()).start().waitFor();
    assumeTrue(made == 0, "no pipe can be made");
    assertTold(refused(), "F/MYC.bed", "pipe");
  }

  @Test
  void aFileThatIsNotUsedForItsStrandMayHaveAnyTextThere() throws IOException {
    write("x.bed", "b\t0\t4000\tn\t0\t*", "c\t190\t320\tn\t0\tpELS", "a\t0\t200\tn\t0\t-");
    assertEquals(List.of("x"), read(WindowSplit.RANDOM).tasks());
  }

  @Test
  void aFolderThatIsALinkToNothingIsToldAsOne() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("data"), Path.of("gone"));
    DatasetStore store =
        new DatasetStore(
            DataManifest.bundled(), StoreSettings.of(folder.resolve("cache"), Optional.empty()));
    assertTold(
        assertThrows(
                InputProblem.class,
                () ->
                    ChromatinData.from(
                        link.toString(),
                        WindowSplit.RANDOM,
                        store,
                        new Seeds(1),
                        Progress.silent()))
            .getMessage(),
        link.toString(),
        "link to gone");
  }

  @Test
  void aWrongLineOfABedFileIsNamed() throws IOException {
    write("x.bed", "a\t0\t200", "a\t10\tten");
    assertTold(refused(), "F/x.bed, line 2", "3", "'ten'");
    write("x.bed", "a\t200\t100");
    assertTold(refused(), "F/x.bed, line 1", "100", "200");
  }

  @Test
  void anotherFormatUnderTheNameOfBedIsRefused() throws IOException {
    write("x.bed", "a\tRefSeq\texon\t1\t200\t.\t+\t.\tID=1");
    assertTold(refused(), "F/x.bed, line 1", "2", "'RefSeq'");
    write("x.bed", ">a", "ACGT");
    assertTold(refused(), "F/x.bed, line 1", "1 column");
  }

  @Test
  void anotherFormatUnderTheNameOfFastaIsRefused() throws IOException {
    writeSoundPeaks();
    write("genome.fa", "a\t0\t200");
    assertTold(refused(), "F/genome.fa, line 1", "header");
    write("genome.fa", ">a", "ACGT", "ACG*");
    assertTold(refused(), "F/genome.fa, line 3", "'*'", "4");
    Files.write(folder.resolve("genome.fa"), new byte[] {0x1a, 0x41, 0x27, 0x43});
    assertTrue(refused().startsWith("F/genome.fa, line 1: "));
  }
}
