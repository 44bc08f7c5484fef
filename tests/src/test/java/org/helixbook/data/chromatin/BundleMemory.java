package org.helixbook.data.chromatin;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;

/**
 * Says how much memory a sample of a large {@code train.mat} takes: the program of {@code
 * tests/peers/deepsea_memory.sh}. Its one argument is the folder.
 */
public final class BundleMemory {
  private BundleMemory() {}

  /**
   * Reads 5,000, 500 and 1,000 windows from end to end of the file, and prints a line.
   *
   * @param arguments the folder
   * @throws IOException if the system does not say what the process took
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long begin = System.nanoTime();
    ChromatinData data =
        new DeepSeaBundle(folder, 5_000, 500, 1_000)
            .read(WindowSplit.RANDOM, new Seeds(1), Progress.silent());
    double seconds = (System.nanoTime() - begin) / 1e9;
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    String process =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .findFirst()
            .orElse("0");
    System.out.printf(
        Locale.ROOT,
        "%s, %d MB: %s; %.1f s, peak heap %d MB, peak of the process %d MB%n",
        folder.getFileName(),
        Files.size(folder.resolve("train.mat")) >> 20,
        data,
        seconds,
        heap >> 20,
        Long.parseLong(process) >> 10);
  }
}
