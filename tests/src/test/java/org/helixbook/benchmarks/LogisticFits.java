package org.helixbook.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.KmerCounter;
import org.helixbook.dna.KmerCounts;
import org.helixbook.engine.logistic.DesignMatrix;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.engine.logistic.TaskFit;

/**
 * The kit's side of {@code tests/peers/compare.sh lr}: reads windows and labels, counts k-mers, and
 * for every line on standard input fits all tasks and answers with one line: seconds and processor
 * seconds of the fits, of the counting before, and how many did not converge. The objectives go to
 * a file.
 *
 * <p>Arguments: the folder with {@code windows.bin} (one byte a base) and {@code labels.bin} (one
 * byte a label, task by task), bases a window, C.
 */
final class LogisticFits {
  private LogisticFits() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int length = Integer.parseInt(arguments[1]);
    double c = Double.parseDouble(arguments[2]);
    byte[] bases = Files.readAllBytes(folder.resolve("windows.bin"));
    int rows = bases.length / length;
    Path bits = folder.resolve("labels.bin");
    boolean[][] labels = new boolean[(int) (Files.size(bits) / rows)][rows];
    try (InputStream file = Files.newInputStream(bits)) {
      for (boolean[] task : labels) {
        byte[] read = file.readNBytes(rows);
        for (int row = 0; row < rows; row++) {
          task[row] = read[row] == 1;
        }
      }
    }
    long begun = System.nanoTime();
    KmerCounts counts =
        KmerCounter.paper()
            .countAll(
                rows,
                row ->
                    DnaSequence.of(
                        "w", Arrays.copyOfRange(bases, row * length, (row + 1) * length)));
    double counting = (System.nanoTime() - begun) / 1e9;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println("ready " + rows + "x" + counts.columns() + "x" + labels.length);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (orders.readLine() != null) {
      long cpu = system.getProcessCpuTime();
      begun = System.nanoTime();
      LogisticModel model =
          LogisticRegression.builder().c(c).build().fit(DesignMatrix.of(counts), labels);
      double seconds = (System.nanoTime() - begun) / 1e9;
      StringBuilder lines = new StringBuilder();
      for (TaskFit fit : model.fits()) {
        lines.append(
            String.format(
                Locale.ROOT,
                "%.17g %.6g %d %d%n",
                fit.objective(),
                fit.gradient(),
                fit.iterations(),
                fit.newtonSteps()));
      }
      Files.writeString(folder.resolve("objectives.txt"), lines);
      System.out.printf(
          Locale.ROOT,
          "%.3f %.3f %.3f %d%n",
          seconds,
          (system.getProcessCpuTime() - cpu) / 1e9,
          counting,
          model.unconverged());
    }
  }
}
