package org.helixbook.engine.logistic;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a fit took.
 *
 * @param seconds on the clock
 * @param cpuSeconds of processor time, of the whole process, all threads added up
 */
public record FitCost(double seconds, double cpuSeconds) {

  /** A clock that was started. */
  public static final class Clock {
    private final long begun = System.nanoTime();
    private final long cpu = cpuTime();

    public FitCost read() {
      return new FitCost((System.nanoTime() - begun) / 1e9, (cpuTime() - cpu) / 1e9);
    }

    private static long cpuTime() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
