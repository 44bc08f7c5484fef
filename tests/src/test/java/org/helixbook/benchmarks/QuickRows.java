package org.helixbook.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;

/**
 * Writes the training and test windows of notebook 03's profile {@code quick} for {@code
 * tests/peers/solver_reference.py}: {@code windows.bin} (one byte a base), {@code labels.bin} (one
 * byte a label, task by task), {@code tasks.txt}. Argument: the folder.
 */
final class QuickRows {
  private static final int BASES = 100;

  private QuickRows() {}

  public static void main(String[] arguments) throws IOException {
    Seeds seeds = new Seeds(1);
    ChromatinData data =
        ChromatinData.from(
                "hg19-annotation",
                WindowSplit.CHROMOSOME,
                DatasetStore.fromEnvironment(),
                seeds,
                Progress.silent())
            .centre(BASES)
            .sample(20_000, 2_000, 8_000, seeds)
            .frequentTasks(ChromatinData.PAPER_RATE);
    write(Path.of(arguments[0], "train"), data.train());
    write(Path.of(arguments[0], "test"), data.test());
  }

  private static void write(Path folder, MultiLabelWindows windows) throws IOException {
    Files.createDirectories(folder);
    StringBuilder bases = new StringBuilder();
    byte[] labels = new byte[windows.size() * windows.taskCount()];
    for (int row = 0; row < windows.size(); row++) {
      bases.append(windows.sequence(row).bases());
      for (int task = 0; task < windows.taskCount(); task++) {
        labels[task * windows.size() + row] = (byte) (windows.label(row, task) ? 1 : 0);
      }
    }
    Files.write(
        folder.resolve("windows.bin"), bases.toString().getBytes(StandardCharsets.US_ASCII));
    Files.write(folder.resolve("labels.bin"), labels);
    Files.write(folder.resolve("tasks.txt"), windows.tasks());
  }
}
