package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTableDataTest {
  private static final String SPLIT =
      """
      split,sequence,a,b
      test,ACGT,1,0
      training,CCCC,0,1
      training,GGGG,1,1
      validation,TTTT,0,0
      training,ACAC,0,0
      """;

  @TempDir Path folder;

  private ChromatinData read(String content, WindowSplit split) throws IOException {
    Path file = Files.writeString(folder.resolve("my table.csv"), content);
    return ChromatinData.from(
        file.toString(), split, DatasetStore.fromEnvironment(), new Seeds(1), Progress.silent());
  }

  @Test
  void itsOwnColumnSplitsIt() throws IOException {
    ChromatinData data = read(SPLIT, WindowSplit.CHROMOSOME);
    assertEquals("my table.csv", data.name());
    assertEquals("as given", data.split());
    assertEquals(List.of("a", "b"), data.tasks());
    assertEquals(4, data.windowLength());
    assertEquals("CCCC", data.train().sequence(0).bases());
    assertEquals("ACAC", data.train().sequence(2).bases());
    assertArrayEquals(new int[] {1, 2}, data.train().positives());
    assertArrayEquals(new boolean[] {false, true, false}, data.train().labelsOf(0));
    assertEquals("TTTT", data.validation().sequence(0).bases());
    assertArrayEquals(new int[] {1, 0}, data.test().positives());
    assertTrue(data.notes().isEmpty());
  }

  @Test
  void withoutOneItIsSplitAtRandom() throws IOException {
    String plain = SPLIT.replaceAll("(?m)^[a-z]+,", "");
    for (ChromatinData data :
        List.of(read(plain, WindowSplit.CHROMOSOME), read(SPLIT, WindowSplit.RANDOM))) {
      assertEquals("random", data.split());
      assertEquals(3, data.train().size());
      assertEquals(1, data.validation().size());
      assertEquals(1, data.test().size());
      assertEquals(1, data.notes().size());
    }
  }

  @Test
  void labelsThatAreNotKnownCountNowhereAndStayWithTheirWindows() throws IOException {
    ChromatinData data =
        read(
            SPLIT.replace("CCCC,0,1", "CCCC,,1").replace("GGGG,1,1", "GGGG,1,"),
            WindowSplit.CHROMOSOME);
    MultiLabelWindows train = data.train();
    assertEquals(List.of(bits(1), bits(2)), train.unknown());
    assertArrayEquals(new int[] {2, 2}, train.known());
    assertArrayEquals(new double[] {0.5, 0.5}, train.positiveRates());
    float[] labels = new float[4];
    train.copyLabels(0, labels, 0);
    train.copyLabels(1, labels, 2);
    assertArrayEquals(new float[] {Float.NaN, 1, 1, Float.NaN}, labels);
    assertTrue(train.labels(0).column("label").isMissing(0));
    assertEquals(List.of(), data.test().unknown());
    assertEquals(
        List.of(bits(4), bits(1)),
        train.tasks(new int[] {1, 0}).rows(new int[] {0, 2, 1}).unknown());
    assertEquals(List.of(bits(1 | 8), bits(2 | 16)), data.bothStrands().train().unknown());
    assertEquals(train.unknown(), train.withCentreShuffled(2, new Seeds(1)).unknown());
    assertArrayEquals(new int[] {0, 1}, train.tasksWithRate(0.5));
    assertArrayEquals(new int[0], train.rows(new int[] {0}).tasks(new int[] {0}).tasksWithRate(0));
    assertNotEquals(data.digest(), read(SPLIT, WindowSplit.CHROMOSOME).digest());
    assertNotEquals(
        data.digest(),
        read(SPLIT.replace("GGGG,1,1", "GGGG,1,0"), WindowSplit.CHROMOSOME).digest());
    assertThrows(
        IllegalArgumentException.class,
        () -> WindowsFile.write(new WindowsFile.Content(train, Map.of())));
  }

  private static BitSet bits(long bits) {
    return BitSet.valueOf(new long[] {bits});
  }

  @Test
  void aSideWithoutRowsIsRefused() throws IOException {
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () -> read(SPLIT.replace("validation", "test"), WindowSplit.CHROMOSOME));
    assertTold(problem.getMessage(), folder.resolve("my table.csv").toString(), "validation");
  }
}
