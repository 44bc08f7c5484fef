package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastaPairTest {
  private static final CodingSource.Fold NO_FOLD = new CodingSource.Fold(0, 0);

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Path copy(Path file) throws IOException {
    return Files.copy(file, file.resolveSibling("copy-of-" + file.getFileName()));
  }

  private static SequenceSplit read(
      Path coding, Path other, int window, int step, SplitName split) {
    return new FastaPair(coding, other, window, step, split, 0.2, NO_FOLD, new Seeds(7))
        .read(100, 100);
  }

  /** a: AAAA CCCC GGGG and a rest; b: an N in the second of two windows; c is too short. */
  @Test
  void windowsAreCutAndWhatIsLeftOutIsCounted() throws IOException {
    Path coding = file("c.fa", ">a\nAAAACCCCGGGGTT\n>b\nTTTTACNT\n>c\nACG\n");
    Path other = file("n.fa", ">x\nACACACAC\n>y\nGTGTRTGTGGGG\n");
    SequenceSplit split = read(coding, other, 4, 4, SplitName.RANDOM);
    assertEquals(3L, split.counts().get("CDN: records"));
    assertEquals(1L, split.counts().get("CDN: records shorter than a window, left out"));
    assertEquals(5L, split.counts().get("CDN: windows cut"));
    assertEquals(2L, split.counts().get("CDN: bases left over at the ends of records, left out"));
    assertEquals(1L, split.counts().get("CDN: windows with an unknown base, left out"));
    assertEquals(1L, split.counts().get("LNSD: windows with an unknown base, left out"));
    Set<String> coded = new HashSet<>();
    for (LabelledSequences set : new LabelledSequences[] {split.train(), split.test()}) {
      for (int i = 0; i < set.size(); i++) {
        if (set.labels()[i] == 0) {
          coded.add(set.sequences().get(i).bases());
        }
      }
    }
    assertEquals(Set.of("AAAA", "CCCC", "GGGG", "TTTT"), coded);
    assertEquals(8, split.train().size() + split.test().size());
    assertEquals(2, split.test().size(), "one of each class");
    assertArrayEquals(new int[] {0, 1}, split.test().labels());
  }

  @Test
  void windowsOverlapIfTheStepIsShort() throws IOException {
    Path coding = file("c.fa", ">a\nAACCGGTT\n");
    SequenceSplit split = read(coding, copy(coding), 4, 2, SplitName.RANDOM);
    assertEquals(3L, split.counts().get("CDN: windows cut"));
    assertEquals(0L, split.counts().get("CDN: bases left over at the ends of records, left out"));
  }

  @Test
  void aSplitByRecordKeepsRecordsApart() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int record = 0; record < 10; record++) {
      text.append(">r").append(record).append("\nACGTACGTACGT\n");
    }
    Path coding = file("c.fa", text.toString());
    SequenceSplit split = read(coding, copy(coding), 4, 4, SplitName.GENE_DISJOINT);
    Set<String> train =
        split.train().sequences().stream().map(DnaSequence::name).collect(Collectors.toSet());
    Set<String> test =
        split.test().sequences().stream().map(DnaSequence::name).collect(Collectors.toSet());
    // Names are equal in both classes here, so look at one class.
    Set<String> trainCoding =
        split.train().sequences().subList(0, 24).stream()
            .map(DnaSequence::name)
            .collect(Collectors.toSet());
    Set<String> testCoding =
        split.test().sequences().subList(0, 6).stream()
            .map(DnaSequence::name)
            .collect(Collectors.toSet());
    assertEquals(8, trainCoding.size());
    assertEquals(2, testCoding.size());
    assertTrue(trainCoding.stream().noneMatch(testCoding::contains));
    assertFalse(train.isEmpty() || test.isEmpty());
    assertEquals(
        12L,
        split.counts().get("test windows whose very sequence is a training window too"),
        "all windows are ACGT");
  }

  @Test
  void theSeedDecidesTheSplit() throws IOException {
    Path coding = file("c.fa", ">a\nAAAACCCCGGGGTTTTACGTACCT\n");
    Path other = copy(coding);
    assertEquals(
        read(coding, other, 4, 4, SplitName.RANDOM).train(),
        read(coding, other, 4, 4, SplitName.RANDOM).train());
  }

  private static String problem(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(InputProblem.class, action).getMessage();
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path good = file("good.fa", ">a\nACGTACGT\n>b\nACGTACGT\n");
    Path blank = file("blank.fa", "");
    Path noRecord = file("text.fa", "hello\n");
    Path shortOnes = file("short.fa", ">a\nACG\n>b\nAC\n");
    Path one = file("one.fa", ">a\nACGTACGT\n");
    assertTrue(problem(() -> read(good, blank, 4, 4, SplitName.RANDOM)).contains("blank.fa"));
    assertTrue(problem(() -> read(noRecord, good, 4, 4, SplitName.RANDOM)).contains("text.fa"));
    String tooShort = problem(() -> read(good, shortOnes, 4, 4, SplitName.RANDOM));
    assertTrue(tooShort.contains("short.fa: it gives 0 windows of 4 bp"), tooShort);
    String single = problem(() -> read(one, good, 4, 4, SplitName.GENE_DISJOINT));
    assertTrue(single.contains("one.fa: only one of its records gives a window of 4 bp"), single);
    String none = problem(() -> read(good, shortOnes, 4, 4, SplitName.GENE_DISJOINT));
    assertTrue(none.contains("short.fa: no record of it gives a window of 4 bp"), none);
    Path absent = folder.resolve("absent.fa");
    assertTrue(
        problem(() -> read(absent, good, 4, 4, SplitName.RANDOM))
            .contains("absent.fa: there is no such file"));
    assertTrue(problem(() -> read(good, good, 0, 4, SplitName.RANDOM)).contains("length 0"));
  }

  @Test
  void oneFileCannotBeBothClasses() throws IOException {
    Path good = file("good.fa", ">a\nACGTACGT\n>b\nACGTACGT\n");
    Path again = folder.resolve("x/../good.fa");
    Files.createDirectory(folder.resolve("x"));
    String message = problem(() -> read(good, again, 4, 4, SplitName.RANDOM));
    assertTrue(message.contains("good.fa: it is given as coding and as non-coding"), message);
  }

  @Test
  void windowsBeyondTheLimitAreCounted() throws IOException {
    Path coding = file("c.fa", ">a\n" + "ACGT".repeat(10) + "\n");
    Path other = file("n.fa", ">a\n" + "ACCT".repeat(5) + "\n");
    SequenceSplit split =
        new FastaPair(coding, other, 4, 4, SplitName.RANDOM, 0.2, NO_FOLD, new Seeds(7)).read(3, 3);
    // Coding: 8 and 2 windows, 3 and 2 kept. Non-coding: 4 and 1, 3 and 1 kept.
    assertEquals(5L, split.counts().get("CDN: windows beyond the limit, left out"));
    assertEquals(1L, split.counts().get("LNSD: windows beyond the limit, left out"));
    assertEquals(6L, split.counts().get("training windows"));
    assertEquals(3L, split.counts().get("test windows"));
  }

  @Test
  void theSameSequencesGiveTheSameWindowsHoweverTheyAreWritten() throws IOException {
    Path plain = file("p.fa", ">a some name\nACGTACCA\n>b\nTTTTGGGN\n>c\nGGCCAAGT\n");
    Path other = file("n.fa", ">a\nACACACAC\n>b\nGTGTGTGT\n");
    SequenceSplit expected = read(plain, other, 4, 4, SplitName.GENE_DISJOINT);
    Path lines = file("l.fa", ">a\nacg\nTACc\nA\n\n>b x y\nttttGG\nGN\n>c\nGGCCAAGT");
    Path windows = file("w.fa", Files.readString(plain).replace("\n", "\r\n"));
    Path packed = folder.resolve("z.fa.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(plain));
    }
    for (Path same : new Path[] {lines, windows, packed}) {
      SequenceSplit split = read(same, other, 4, 4, SplitName.GENE_DISJOINT);
      assertEquals(expected.train(), split.train(), same.toString());
      assertEquals(expected.test(), split.test(), same.toString());
      assertEquals(expected.counts(), split.counts(), same.toString());
    }
  }
}
