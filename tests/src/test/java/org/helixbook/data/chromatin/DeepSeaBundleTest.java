package org.helixbook.data.chromatin;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

/**
 * The reader on bundles that scipy and h5py wrote ({@code tests/peers/deepsea_bundle.py}; skipped
 * where Python has not got them), and on one that the libraries' own writers made.
 */
class DeepSeaBundleTest {
  private static final String[] WINDOWS = {"AGCTN", "TTTAA", "CCCGG", "ANGTC", "GGGGG", "TACGA"};

  @TempDir Path folder;

  private void writeWithPython(String layout) throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("helixbook.root"), "tests/peers/deepsea_bundle.py");
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "no /usr/bin/python3");
    Process probe = new ProcessBuilder(python.toString(), "-c", "import h5py, scipy.io").start();
    assumeTrue(probe.waitFor() == 0, "Python has no h5py or no scipy");
    Process writer =
        new ProcessBuilder(python.toString(), script.toString(), folder.toString(), layout)
            .inheritIO()
            .start();
    assertEquals(0, writer.waitFor());
  }

  /** What the script wrote as text: bases and labels of each row. */
  private List<String[]> rows(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name + ".txt")).stream()
        .map(line -> line.split("\t"))
        .toList();
  }

  private static String labels(MultiLabelWindows windows, int row) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, windows.taskCount())
        .forEach(task -> text.append(windows.label(row, task) ? '1' : '0'));
    return text.toString();
  }

  private void assertSame(List<String[]> expected, BundlePart part) {
    int[] all = IntStream.range(0, part.size()).toArray();
    List<Integer> taken = new ArrayList<>();
    assertEquals(expected.size(), part.size());
    part.read(
        all,
        (row, ids, positive) -> {
          taken.add(row);
          assertArrayEquals(BaseIds.of(expected.get(row)[0]), ids);
          StringBuilder text = new StringBuilder();
          IntStream.range(0, part.taskCount()).forEach(i -> text.append(positive.get(i) ? 1 : 0));
          assertEquals(expected.get(row)[1], text.toString());
        },
        Progress.silent());
    assertEquals(all.length, taken.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"contiguous", "chunked"})
  void everyRowOfAnIndependentWritersBundleComesBack(String layout) throws Exception {
    writeWithPython(layout);
    // A small limit, so that several slabs are read: 60 * 4 bytes a window, 100 windows a slab.
    int limit = layout.equals("chunked") ? 70 * 8 * 100 : 60 * 4 * 100;
    try (HdfPart train = HdfPart.open(folder.resolve("train.mat"), "train", limit);
        BundlePart valid = MatV5Part.open(folder.resolve("valid.mat"), "valid");
        BundlePart test = MatV5Part.open(folder.resolve("test.mat"), "test")) {
      assertEquals(100, train.slab());
      assertEquals(60, train.windowLength());
      assertEquals(70, test.taskCount());
      assertSame(rows("train"), train);
      assertSame(rows("valid"), valid);
      assertSame(rows("test"), test);
    }
  }

  @Test
  void aSampleByChromosomeComesFromTheThreeFiles() throws Exception {
    writeWithPython("contiguous");
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 100, 10, 30);
    ChromatinData data = bundle.read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent());
    for (var side :
        Map.of("train", data.train(), "valid", data.validation(), "test", data.test()).entrySet()) {
      Map<String, String> labelsOf = new HashMap<>();
      rows(side.getKey()).forEach(row -> labelsOf.put(row[0], row[1]));
      Set<String> seen = new HashSet<>();
      for (int row = 0; row < side.getValue().size(); row++) {
        String bases = side.getValue().sequence(row).bases();
        assertTrue(seen.add(bases));
        assertEquals(labelsOf.get(bases), labels(side.getValue(), row));
      }
    }
    assertEquals(100, data.train().size());
    assertEquals(10, data.validation().size());
    assertEquals(30, data.test().size());
    assertEquals(
        data.digest(),
        bundle.read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent()).digest());
    assertNotEquals(
        data.digest(),
        bundle.read(WindowSplit.CHROMOSOME, new Seeds(2), Progress.silent()).digest());
    assertTold(
        assertThrows(
                InputProblem.class,
                () ->
                    new DeepSeaBundle(folder, 1, 1, 91)
                        .read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent()))
            .getMessage(),
        "test.mat",
        "90",
        "fewer than 91");
  }

  @Test
  void aRandomSampleKeepsReverseComplementsOnOneSide() throws Exception {
    writeWithPython("contiguous");
    ChromatinData data =
        new DeepSeaBundle(folder, 400, 40, 100)
            .read(WindowSplit.RANDOM, new Seeds(1), Progress.silent());
    assertEquals(100, data.test().size());
    assertEquals(40, data.validation().size());
    Set<String> small = new HashSet<>();
    int twinsOnOneSide = 0;
    for (MultiLabelWindows side : List.of(data.validation(), data.test())) {
      Set<String> here = new HashSet<>();
      for (int row = 0; row < side.size(); row++) {
        DnaSequence sequence = side.sequence(row);
        twinsOnOneSide += here.contains(sequence.bases()) ? 1 : 0;
        here.add(sequence.bases());
        here.add(sequence.reverseComplement().bases());
      }
      assertTrue(small.stream().noneMatch(here::contains));
      small.addAll(here);
    }
    assertTrue(twinsOnOneSide > 0, "nearly all windows were drawn, so there must be twins");
    for (int row = 0; row < data.train().size(); row++) {
      assertFalse(small.contains(data.train().sequence(row).bases()));
    }
    assertTrue(data.train().size() > 250);
  }

  /** The libraries' own writers: what a build without Python checks. */
  private void writeWithJava(String[] windows, int positiveTasks) throws IOException {
    int n = windows.length;
    byte[][][] bases = new byte[5][4][n];
    byte[][] labels = new byte[3][n];
    Matrix matV5 = Mat5.newMatrix(new int[] {n, 4, 5});
    Matrix labelsV5 = Mat5.newMatrix(new int[] {n, 3});
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < 5; i++) {
        byte id = BaseIds.of(windows[row].charAt(i));
        if (id != BaseIds.UNKNOWN) {
          bases[i][id][row] = 1;
          matV5.setLong(new int[] {row, id, i}, 1);
        }
      }
      for (int task = 0; task < positiveTasks; task++) {
        labels[task][row] = (byte) (row >> task & 1);
        labelsV5.setLong(row, task, row >> task & 1);
      }
    }
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", bases);
      file.putDataset("traindata", labels);
    }
    for (String name : List.of("valid", "test")) {
      Mat5.writeToFile(
          Mat5.newMatFile().addArray(name + "xdata", matV5).addArray(name + "data", labelsV5),
          folder.resolve(name + ".mat").toFile());
    }
  }

  @Test
  void channelsAreInTheOrderAgct() throws IOException {
    writeWithJava(WINDOWS, 3);
    ChromatinData data =
        new DeepSeaBundle(folder, 6, 6, 6)
            .read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent());
    assertEquals(List.of("task-001", "task-002", "task-003"), data.tasks());
    for (MultiLabelWindows side : List.of(data.train(), data.validation(), data.test())) {
      for (int row = 0; row < 6; row++) {
        assertEquals(WINDOWS[row], side.sequence(row).bases());
        for (int task = 0; task < 3; task++) {
          assertEquals((row >> task & 1) == 1, side.label(row, task));
        }
      }
    }
    assertArrayEquals(new byte[] {0, 1, 2, 3, 4}, data.train().baseIds(0));
    assertTrue(DeepSeaBundle.isIn(folder));
  }

  @Test
  void whatIsNoBundleIsRefused() throws IOException {
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 1, 1, 1);
    assertFalse(DeepSeaBundle.isIn(folder));
    refused(bundle, "train.mat: it cannot be read as HDF5");
    Files.writeString(folder.resolve("train.mat"), "text");
    refused(bundle, "train.mat: it cannot be read as HDF5");
    writeWithJava(WINDOWS, 3);
    Files.writeString(folder.resolve("valid.mat"), "text");
    refused(bundle, "valid.mat: it cannot be read as a MATLAB file of version 5");
    writeWithJava(WINDOWS, 3);
    Files.move(folder.resolve("valid.mat"), folder.resolve("kept"));
    Files.copy(folder.resolve("test.mat"), folder.resolve("valid.mat"));
    refused(bundle, "valid.mat: it holds no array validxdata; give a file of DeepSEA's bundle");
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", new byte[2][4][3]);
      file.putDataset("traindata", new byte[2][5]);
    }
    refused(bundle, "train.mat: its arrays are [2, 4, 3] and [2, 5] instead of [length, 4, n]");
    byte[][][] twoBases = new byte[1][4][1];
    twoBases[0][1][0] = 1;
    twoBases[0][2][0] = 1;
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", twoBases);
      file.putDataset("traindata", new byte[2][1]);
    }
    Files.move(
        folder.resolve("kept"), folder.resolve("valid.mat"), StandardCopyOption.REPLACE_EXISTING);
    refused(bundle, "train.mat, window 0: a base has several channels set; give a bundle");
  }

  private void refused(DeepSeaBundle bundle, String begins) {
    String message =
        assertThrows(
                InputProblem.class,
                () -> bundle.read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent()))
            .getMessage();
    assertTrue(message.startsWith(folder.resolve(begins).toString()), message);
  }
}
