package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelLifeTest {
  private static final String SEEDED =
      "var java = new Random(42);\norg.nd4j.linalg.factory.Nd4j.getRandom().setSeed(42L);";
  private static final String DRAW =
      "java.nextLong() + \" \""
          + " + Arrays.toString(org.nd4j.linalg.factory.Nd4j.rand(2, 3).data().asBytes())";

  @Test
  void theSameSeededCellsGiveTheSameBitsInTwoKernels() throws Exception {
    String first;
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run(SEEDED);
      first = kernel.run(DRAW).value();
    }
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("int something = 1; something");
      kernel.run(SEEDED);
      assertEquals(first, kernel.run(DRAW).value());
      kernel.run(SEEDED);
      assertEquals(first, kernel.run(DRAW).value());
    }
    // Documented: the first draw of java.util.Random(42).
    assertTrue(first.startsWith("-5025562857975149833 ["), first);
  }

  @Test
  void shutDownEndsTheProcess() throws Exception {
    try (KernelProcess kernel = KernelProcess.start()) {
      assertEquals(0, kernel.shutDown());
    }
  }

  @Test
  void shutDownDoesNotWaitForACell() throws Exception {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.awaitMessage(
          kernel.submit("System.out.print(\"started\"); while (true);"),
          outcome -> outcome.stdout().equals("started"));
      assertEquals(0, kernel.shutDown());
    }
  }

  @Test
  void aLibraryThatExitsIsNamed() throws Exception {
    try (KernelProcess kernel = KernelProcess.start()) {
      // Reflection hides the call from the kernel, as a library does.
      String id = kernel.submit("System.class.getMethod(\"exit\", int.class).invoke(null, 4);");
      kernel.awaitMessage(id, outcome -> outcome.stderr().contains("System.exit"));
      assertEquals(4, kernel.exitStatus());
    }
  }
}
