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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.CompressedSamples;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    ChromatinData all =
        new DeepSeaBundle(folder, 1, 1, 91)
            .read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent());
    assertEquals(90, all.test().size());
    assertEquals(
        "test.mat holds 90 windows, fewer than the 91 wanted: all are taken.", all.notes().get(1));
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
    refused(bundle, "train.mat: there is no such file");
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

  /** The paper's numbers are asked for, and a small bundle has not got them. */
  @ParameterizedTest
  @EnumSource(WindowSplit.class)
  void ofABundleOfSixtyWindowsAllAreTaken(WindowSplit split) throws IOException {
    writeWithJava(sixty(), 3);
    Files.writeString(folder.resolve("README"), "not of the bundle");
    ChromatinData data = DeepSeaBundle.in(folder).read(split, new Seeds(1), Progress.silent());
    boolean random = split == WindowSplit.RANDOM;
    // At random, 60 windows in the shares of 80,000, 2,000 and 8,000.
    assertEquals(random ? 54 : 60, data.train().size());
    assertEquals(random ? 1 : 60, data.validation().size());
    assertEquals(random ? 5 : 60, data.test().size());
    assertEquals(
        "train.mat holds 60 windows, fewer than the "
            + (random ? 90_000 : 80_000)
            + " wanted: all are taken.",
        data.notes().get(random ? 0 : 1));
    assertTrue(data.notes().contains("Not read, for it is not of the bundle: README."));
    assertEquals(20, data.sample(20, 1, 1, new Seeds(1)).train().size(), "fewer can be asked for");
  }

  /** Sixty different windows of five bases. */
  private static String[] sixty() {
    return IntStream.range(0, 60)
        .mapToObj(
            i ->
                "A"
                    + "AGCT".charAt(i & 3)
                    + "AGCT".charAt(i >> 2 & 3)
                    + "AGCT".charAt(i >> 4)
                    + "A")
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, 0.5, 2, Double.POSITIVE_INFINITY})
  void aLabelThatIsNeither0Nor1IsRefused(double label) throws IOException {
    writeWithJava(WINDOWS, 3);
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 6, 6, 6);
    for (boolean wide : new boolean[] {true, false}) {
      writeTrain(wide, -0.0, label);
      refused(bundle, "train.mat, window 4: its label for task-002 is " + label);
    }
    // A 0 may have a sign.
    writeTrain(true, -0.0, 1);
    assertTrue(
        bundle.read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent()).train().label(4, 1));
    Matrix windows = Mat5.newMatrix(new int[] {6, 4, 5});
    Matrix labels = Mat5.newMatrix(new int[] {6, 3});
    labels.setDouble(2, 2, label);
    Mat5.writeToFile(
        Mat5.newMatFile().addArray("validxdata", windows).addArray("validdata", labels),
        folder.resolve("valid.mat").toFile());
    refused(bundle, "valid.mat, window 2: its label for task-003 is " + label);
  }

  @Test
  void aWholeNumberThatIsNeither0Nor1IsRefused() throws IOException {
    writeWithJava(WINDOWS, 3);
    byte[][] labels = new byte[3][6];
    labels[0][5] = -1;
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", new byte[5][4][6]);
      file.putDataset("traindata", labels);
    }
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 6, 6, 6);
    refused(bundle, "train.mat, window 5: its label for task-001 is -1");
    byte[][][] channels = new byte[5][4][6];
    channels[3][2][1] = 2;
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", channels);
      file.putDataset("traindata", new byte[3][6]);
    }
    refused(bundle, "train.mat, window 1: at its base 4 the channel of C is 2");
    writeWithJava(WINDOWS, 3);
    Matrix windows = Mat5.newMatrix(new int[] {6, 4, 5});
    windows.setDouble(new int[] {0, 3, 4}, Double.NaN);
    Mat5.writeToFile(
        Mat5.newMatFile()
            .addArray("testxdata", windows)
            .addArray("testdata", Mat5.newMatrix(new int[] {6, 3})),
        folder.resolve("test.mat").toFile());
    refused(bundle, "test.mat, window 0: at its base 5 the channel of T is NaN");
  }

  /** A train.mat without a base, whose labels are real numbers: one for window 4 and task 2. */
  private void writeTrain(boolean wide, double zero, double label) throws IOException {
    double[][] labels = new double[3][6];
    float[][] narrow = new float[3][6];
    labels[0][0] = zero;
    narrow[0][0] = (float) zero;
    labels[1][4] = label;
    narrow[1][4] = (float) label;
    try (WritableHdfFile file = HdfFile.write(folder.resolve("train.mat"))) {
      file.putDataset("trainxdata", new byte[5][4][6]);
      file.putDataset("traindata", wide ? labels : narrow);
    }
  }

  @Test
  void aFileThatIsMissingIsToldAsSuch() throws IOException {
    writeWithJava(WINDOWS, 3);
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 6, 6, 6);
    Files.delete(folder.resolve("test.mat"));
    refused(bundle, "test.mat: there is no such file");
    Files.createSymbolicLink(folder.resolve("test.mat"), Path.of("gone.mat"));
    refused(bundle, "test.mat: it is a link to gone.mat");
    Files.delete(folder.resolve("train.mat"));
    assertTrue(DeepSeaBundle.isIn(folder), "a part of it");
    refused(bundle, "train.mat: there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "valid", "test"})
  void aFileCutAtAnyByteIsRefusedInOneSentence(String name) throws IOException {
    writeWithJava(WINDOWS, 3);
    Path file = folder.resolve(name + ".mat");
    byte[] whole = Files.readAllBytes(file);
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 6, 6, 6);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(bundle, name + ".mat: it ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "valid"})
  void noDamageGivesAnythingButWindowsOrASentence(String name) throws IOException {
    writeWithJava(WINDOWS, 3);
    Path file = folder.resolve(name + ".mat");
    byte[] whole = Files.readAllBytes(file);
    DeepSeaBundle bundle = new DeepSeaBundle(folder, 6, 6, 6);
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      Files.write(file, CompressedSamples.damaged(whole, random));
      try {
        bundle.read(WindowSplit.CHROMOSOME, new Seeds(1), Progress.silent());
      } catch (InputProblem e) {
        assertTold(e.getMessage(), file.toString());
      }
    }
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
