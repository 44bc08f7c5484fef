package org.helixbook.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How the kit's side of {@code tests/peers/compare.sh} speaks with it: {@code ready SIZE} at first,
 * then for every line on standard input a round of work and one line: seconds a step, processor
 * seconds a step.
 */
final class Rounds {
  private Rounds() {}

  /**
   * Answers until standard input ends.
   *
   * @param size what must be the same on all sides
   * @param steps in a round
   * @param round the work of one round
   */
  static void answer(Object size, int steps, Runnable round) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println("ready " + size);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (orders.readLine() != null) {
      long start = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      round.run();
      System.out.printf(
          Locale.ROOT,
          "%.6f %.6f%n",
          (System.nanoTime() - start) / 1e9 / steps,
          (system.getProcessCpuTime() - cpu) / 1e9 / steps);
    }
  }
}
