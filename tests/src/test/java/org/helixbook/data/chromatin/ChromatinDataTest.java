package org.helixbook.data.chromatin;

import static org.helixbook.data.chromatin.WindowSamples.bases;
import static org.helixbook.data.chromatin.WindowSamples.tasks;
import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class ChromatinDataTest {
  private static MultiLabelWindows side(int size, int everyOther) {
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(4, List.of("common", "rare"));
    for (int row = 0; row < size; row++) {
      builder.add(
          bases(row % 2 == 0 ? "ACGT" : "GGCC"), row % everyOther == 0 ? tasks(0) : tasks());
    }
    return builder.build();
  }

  private static ChromatinData data() {
    return new ChromatinData("tiny", "random", side(100, 5), side(20, 2), side(10, 2), List.of());
  }

  @Test
  void rareTasksAreJudgedByTrainingAlone() {
    ChromatinData frequent = data().frequentTasks(ChromatinData.PAPER_RATE);
    assertEquals(List.of("common"), frequent.tasks());
    assertEquals(1, frequent.test().taskCount());
    assertArrayEquals(new int[] {1}, data().tasksWithoutTestPositive());
    assertTold(
        assertThrows(InputProblem.class, () -> data().frequentTasks(0.5)).getMessage(),
        "tiny",
        "2",
        "50.0",
        "100");
  }

  @Test
  void viewsChangeAllThreeSides() {
    ChromatinData view = data().centre(2).sample(50, 10, 5, new Seeds(3));
    assertEquals(
        "tiny, split random: 50 training, 10 validation and 5 test windows of 2 bp, 2 tasks",
        view.toString());
    assertEquals(List.of("rare"), data().withTasks(List.of("rare")).validation().tasks());
    assertNotEquals(data().digest(), view.digest());
    assertEquals(data().digest(), data().digest());
  }

  @Test
  void theMostFrequentTaskComesFirst() {
    ChromatinData turned = data().withTasks(List.of("rare", "common"));
    assertEquals(List.of("common", "rare"), turned.mostFrequentTasks(5).tasks());
    assertEquals(List.of("common"), turned.mostFrequentTasks(1).tasks());
  }

  @Test
  void bothStrandsAreTheWindowsAndThenTheirReverseComplements() {
    MultiLabelWindows windows =
        MultiLabelWindows.builder(4, List.of("exon+", "exon-", "open"))
            .add(BaseIds.of("AACG"), tasks(0))
            .add(BaseIds.of("TTTN"), tasks(2))
            .build();
    MultiLabelWindows both =
        new ChromatinData("tiny", "random", windows, windows, windows, List.of())
            .bothStrands()
            .train();
    assertEquals(4, both.size());
    assertEquals("AACG", both.sequence(0).bases());
    assertEquals("CGTT", both.sequence(2).bases());
    assertEquals("NAAA", both.sequence(3).bases());
    assertTrue(both.label(0, 0) && !both.label(0, 1));
    assertTrue(both.label(2, 1) && !both.label(2, 0), "read from the other strand, it is exon-");
    assertTrue(both.label(1, 2) && both.label(3, 2));
  }

  @Test
  void sidesThatDifferAreRefused() {
    MultiLabelWindows shorter = side(4, 2).centre(2);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChromatinData("tiny", "random", side(4, 2), shorter, side(4, 2), List.of()));
  }
}
