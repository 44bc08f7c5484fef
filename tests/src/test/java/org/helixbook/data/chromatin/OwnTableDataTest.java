package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void aSideWithoutRowsIsRefused() throws IOException {
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () -> read(SPLIT.replace("validation", "test"), WindowSplit.CHROMOSOME));
    assertTold(problem.getMessage(), folder.resolve("my table.csv").toString(), "validation");
  }
}
