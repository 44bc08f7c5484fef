package org.helixbook.kernel;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The ground of tests that share one kernel process from the first test of their class to the last.
 */
abstract class OneKernel {
  static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = KernelProcess.start();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }
}
