package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CellInterruptTest extends OneKernel {
  @TempDir Path folder;

  @BeforeAll
  static void keepSomething() {
    kernel.run("int treasure = 11;");
  }

  private static CellOutcome interrupted(String block) {
    return interrupted("", block);
  }

  /**
   * Runs declarations and a block, interrupts once the block has said "started", and checks that
   * nothing was lost. (An interrupt before that would find the block being compiled.)
   */
  private static CellOutcome interrupted(String declarations, String block) {
    return interruptedOnceStarted(
        declarations + "\n{ System.out.println(\"started\");\n" + block + "\n}");
  }

  private static CellOutcome interruptedOnceStarted(String code) {
    String id = kernel.submit(code);
    kernel.awaitMessage(id, outcome -> outcome.stdout().startsWith("started"));
    kernel.interrupt();
    CellOutcome outcome = kernel.await(id);
    assertEquals("error", outcome.status());
    assertEquals("KeyboardInterrupt", outcome.errorName());
    assertEquals(List.of("KeyboardInterrupt: cell interrupted"), outcome.traceback());
    assertEquals("12", kernel.run("treasure + 1").value());
    return outcome;
  }

  @Test
  void aSleepingCell() {
    interrupted("Thread.sleep(600_000);");
  }

  @Test
  void aWaitingCell() {
    interrupted("new CountDownLatch(1).await();");
  }

  @Test
  void aTightLoop() {
    interrupted("long spins = 0;", "while (true) { spins++; }");
    assertTrue(Long.parseLong(kernel.run("spins").value()) > 0);
  }

  @Test
  void anEmptyLoop() {
    interrupted("for (;;);");
  }

  @Test
  void aLoopInAMethodThatSwallowsExceptions() {
    interrupted(
        "void stubborn() {\n  while (true) {\n"
            + "    try { Thread.sleep(20); } catch (Exception e) { }\n  }\n}",
        "stubborn();");
  }

  @Test
  void aLambdaCalledByTheLibrary() {
    interrupted("java.util.stream.Stream.iterate(1, n -> n + 1).filter(n -> n < 0).findFirst();");
  }

  @Test
  void aRecursionWithoutLoops() {
    interrupted("long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }", "fib(80);");
  }

  @Test
  void nativeWorkInALoop() {
    interrupted(
        "import org.nd4j.linalg.factory.Nd4j;\nvar m = Nd4j.rand(200, 200);",
        "while (true) { m.mmul(m); }");
    // ND4J still computes, and what the cell had made is there.
    assertEquals("200", kernel.run("m.mmul(m).rows()").value());
  }

  @Test
  void whatWasReturnedEarlyIsKept() {
    // As the library's training does: a worker computes, the caller returns early when interrupted.
    interruptedOnceStarted(
        "int train() {\n  System.out.println(\"started\");\n"
            + "  try { Thread.sleep(600_000); return 100; }\n"
            + "  catch (InterruptedException e) { return 7; }\n}\n"
            + "int epochs = train();\nint next = 1;");
    assertEquals("7", kernel.run("epochs").value());
    assertEquals("CompileError", kernel.run("next").errorName());
  }

  @Test
  void anInterruptWhileTheCellIsCompiledEndsIt() {
    String id =
        kernel.submit(
            "System.out.println(\"started\");\n"
                + "int filler = 1;\n".repeat(300)
                + "while (true);");
    kernel.awaitMessage(id, outcome -> outcome.stdout().startsWith("started"));
    kernel.interrupt();
    assertEquals("KeyboardInterrupt", kernel.await(id).errorName());
    assertEquals("12", kernel.run("treasure + 1").value());
  }

  @Test
  void cellsWaitingBehindAreNotRun() {
    kernel.run("int behind = 0;");
    String first = kernel.submit("System.out.println(\"started\"); while (true);");
    String second = kernel.submit("behind++;");
    String third = kernel.submit("behind++;");
    kernel.awaitMessage(first, outcome -> outcome.stdout().startsWith("started"));
    kernel.interrupt();
    assertEquals("error", kernel.await(first).status());
    assertEquals("aborted", kernel.await(second).status());
    assertEquals("aborted", kernel.await(third).status());
    assertEquals("0", kernel.run("behind").value());
  }

  @Test
  void aPrintingLoopLeavesTheSocketsWhole() {
    for (int i = 0; i < 5; i++) {
      interrupted("while (true) { System.out.println(\"chatter\"); }");
    }
    assertEquals("still here", kernel.run("System.out.print(\"still here\")").stdout());
  }

  @Test
  void theCompilerSurvives() {
    // An interrupt during a compilation must not close the jars of the class path.
    for (int i = 0; i < 3; i++) {
      String id = kernel.submit("System.out.println(\"started\");\nwhile (true);");
      kernel.awaitMessage(id, outcome -> outcome.stdout().startsWith("started"));
      kernel.interrupt();
      kernel.interrupt();
      kernel.await(id);
    }
    assertEquals(
        "ok", kernel.run("import org.knowm.xchart.*;\nnew XYChartBuilder().build()").status());
  }

  /** As a training does that ends its batch first: the cell is in code that no one can end. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes")
  void aNoteThatACellCannotBeEndedIsTakenBackWhenItEnds() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String id =
        kernel.submit(
            "{ System.out.println(\"started\"); new FileInputStream(\"" + pipe + "\").read(); }");
    kernel.awaitMessage(id, outcome -> outcome.stdout().startsWith("started"));
    kernel.interrupt();
    kernel.awaitMessage(id, outcome -> !outcome.contents("display_data").isEmpty());
    Files.writeString(pipe, "x");
    CellOutcome outcome = kernel.await(id);
    assertEquals("", outcome.stderr());
    JsonObject note = outcome.contents("display_data").get(0);
    assertTrue(text(note).contains("restart the kernel"), text(note));
    JsonObject last = outcome.contents("update_display_data").get(0);
    assertEquals("", text(last));
    assertEquals(note.get("transient"), last.get("transient"));
  }

  private static String text(JsonObject shown) {
    return shown.getAsJsonObject("data").get("text/plain").getAsString();
  }

  @Test
  void betweenCellsItDoesNothing() {
    kernel.interrupt();
    assertEquals("3", kernel.run("Thread.sleep(10); 1 + 2").value());
  }

  @Test
  void theThreadAndItsSeedSurvive() {
    String seed = "org.nd4j.linalg.factory.Nd4j.getRandom().setSeed(3L);";
    String draw = "org.nd4j.linalg.factory.Nd4j.rand(1, 4).toString()";
    kernel.run(seed);
    String undisturbed = kernel.run(draw).value();
    kernel.run(seed);
    interrupted("while (true);");
    assertEquals(undisturbed, kernel.run(draw).value());
  }
}
