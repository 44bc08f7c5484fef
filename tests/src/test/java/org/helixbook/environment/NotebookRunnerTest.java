package org.helixbook.environment;

import static org.helixbook.environment.RunnerKit.AT_ONCE;
import static org.helixbook.environment.RunnerKit.FLAGS;
import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.helixbook.environment.RunnerKit.End;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * run_notebooks.py with small notebooks on the real kernel: their order, the exit status, and which
 * kernels are there at what time. Skipped where no Python has nbclient and nbconvert.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runner needs signals")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebookRunnerTest {
  /** Waits until the runner has so many kernels; the runner itself ends a cell that never ends. */
  private static final String WAIT_FOR_KERNELS =
      """
      long kernels() { return ProcessHandle.current().parent().get().children().count(); }
      while (kernels() < %d) Thread.sleep(20);
      System.out.println(kernels() + " kernels");\
      """;

  @TempDir Path folder;
  private String python;
  private String jars;
  private Path archive;
  private RunnerKit kit;

  /** One kernel leaves its classes to those of all tests: each would load them for a second. */
  @BeforeAll
  void classesOfTheKernels(@TempDir Path shared) throws Exception {
    python = RunnerKit.pythonOrLeaveOut();
    jars = RunnerKit.jarsOnly(shared);
    RunnerKit first = new RunnerKit(python, shared, jars);
    first.notebook("1-one", "int one = 1;");
    End end = first.run("smoke");
    assertEquals(0, end.status(), end.said());
    archive = first.archive();
  }

  @BeforeEach
  void aKitWithoutNotebooks() throws Exception {
    kit = new RunnerKit(python, folder, jars);
    Files.createSymbolicLink(kit.archive(), archive);
  }

  @Test
  void runsInOrderAndGoesOnAfterAFailure() throws Exception {
    kit.notebook("1-one", "System.out.println(\"first\");");
    kit.notebook("2-two", "int zero = 0;", "System.out.println(1 / zero);", "int never = 1;");
    kit.notebook("3-three", "System.out.println(\"third\");");
    Path built = kit.root().resolve("environment/kernel/target/mathjax/es5/tex-svg.js");
    Files.createDirectories(built.getParent());
    Files.writeString(built, "draws formulas");
    End end = kit.run("smoke");
    assertEquals(1, end.status(), end.said());
    List<String> results =
        end.said().lines().filter(l -> l.matches("\\[./3] \\S+ (passed|FAILED).*")).toList();
    assertEquals(
        List.of("[1/3] 1-one: passed,", "[2/3] 2-two: FAILED after", "[3/3] 3-three: passed,"),
        results.stream().map(l -> l.replaceAll("(passed,|after).*", "$1")).toList(),
        end.said());
    assertTrue(end.said().endsWith("2 passed, 1 failed"), end.said());
    assertEquals("first\n", kit.printed("1-one", 0));
    assertEquals("third\n", kit.printed("3-three", 0));
    for (String name : List.of("1-one", "2-two", "3-three")) {
      String page = Files.readString(kit.report().resolve("notebooks/" + name + ".html"));
      assertTrue(page.contains("<title>" + name + "</title>"), name);
      assertTrue(page.contains("src=\"../formulas.js\""), name);
      assertFalse(page.contains("MathJax.js"), name + " needs a server or this machine's folders");
    }
    assertEquals("draws formulas", Files.readString(kit.report().resolve("formulas.js")));
  }

  @Test
  void inQuickTwoRunSideBySideWithCodeCompiledForSpeed() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    // Each waits for the other's file: one after the other, the first would never pass.
    kit.notebook("1-one", List.of(), kit.write("one"), kit.waitFor("two"), FLAGS, AT_ONCE);
    kit.notebook("2-two", List.of(), kit.write("two"), kit.waitFor("one"));
    End end = kit.run("quick");
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().endsWith("2 passed, 0 failed"), end.said());
    assertEquals("false\n", kit.printed("1-one", 2));
    assertEquals("2\n", kit.printed("1-one", 3));
  }

  @Test
  void inSmokeANotebookWaitsForWhatItNeedsWithItsKernelReady() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    kit.notebook(
        "1-one", List.of(), WAIT_FOR_KERNELS.formatted(2), kit.ask("two"), kit.write("one"));
    kit.notebook("2-two", List.of("1-one"), kit.ask("one"), kit.write("two"));
    kit.notebook("3-three", kit.ask("two"));
    End end = kit.run("smoke");
    assertEquals(0, end.status(), end.said());
    assertEquals("2 kernels\n", kit.printed("1-one", 0));
    assertEquals("false\n", kit.printed("1-one", 1));
    assertEquals("true\n", kit.printed("2-two", 0));
    assertEquals("true\n", kit.printed("3-three", 0));
  }

  @Test
  void aNotebookThatNeedsOneThatIsNotThereEndsTheRunBeforeItBegins() throws Exception {
    kit.notebook("1-one", List.of("0-zero"), "int one = 1;");
    End end = kit.run("smoke");
    assertEquals(1, end.status(), end.said());
    assertTrue(end.said().contains("1-one.ipynb: its metadata say that it comes after '0-zero'"));
    assertEquals(1, end.said().lines().count(), end.said());
    assertFalse(Files.exists(kit.report().resolve("index.html")));
  }

  @Test
  void inPaperANotebookHasTheMachineForItselfAndTheReportGoesWhereItShould() throws Exception {
    kit.reportTo(folder.resolve("elsewhere"));
    // Side by side, the other kernel's process is there long before the first cell runs.
    kit.notebook("1-one", List.of(), WAIT_FOR_KERNELS.formatted(1), FLAGS, AT_ONCE);
    kit.notebook("2-two", List.of(), "int one = 1;");
    End end = kit.run("paper");
    assertEquals(0, end.status(), end.said());
    assertEquals("1 kernels\n", kit.printed("1-one", 0));
    assertEquals("false\n", kit.printed("1-one", 1));
    assertEquals("1\n", kit.printed("1-one", 2));
    assertTrue(end.said().contains("Report: " + kit.report().toRealPath().resolve("index.html")));
    assertFalse(Files.exists(kit.root().resolve("target")), "HELIXBOOK_REPORT was overlooked");
  }

  @Test
  void aBadValueOfAVariableIsToldBeforeAnyNotebookRuns() throws Exception {
    kit.notebook("1-one", "int one = 1;");
    End end = kit.run("fast");
    assertEquals(2, end.status(), end.said());
    assertEquals(1, end.said().lines().count(), end.said());
    assertTold(end.said(), "HELIXBOOK_PROFILE: 'fast'", "smoke", "quick", "paper");
    assertFalse(Files.exists(kit.report().resolve("index.html")));
  }

  @Test
  void resultsBelongToTheExecutionThatMeasuredThem() throws Exception {
    Path fails = folder.resolve("fails");
    Path results = kit.report().resolve("results/1-one.json");
    String result =
        "[{\"text\": \"accuracy\", \"variant\": \"\", \"notebook\": \"1-one\","
            + " \"shown\": \"0.960\"}]";
    kit.notebook(
        "1-one",
        "if (new File(\"" + fails + "\").exists()) throw new IllegalStateException(\"no\");",
        "java.nio.file.Files.createDirectories(java.nio.file.Path.of(\""
            + results.getParent()
            + "\"));\njava.nio.file.Files.writeString(java.nio.file.Path.of(\""
            + results
            + "\"), "
            + new ObjectMapper().writeValueAsString(result)
            + ");");
    End first = kit.run("smoke", "1-one");
    assertEquals(0, first.status(), first.said());
    assertTrue(first.said().contains("0.960"), first.said());
    Files.createFile(fails);
    End second = kit.run("smoke", "1-one");
    assertEquals(1, second.status(), second.said());
    assertFalse(second.said().contains("0.960"), second.said());
    assertFalse(second.said().contains("Main results"), second.said());
    assertFalse(Files.readString(kit.report().resolve("index.html")).contains("0.960"));
    assertFalse(Files.exists(results));
  }

  @Test
  void aWholeRunKeepsTheReportOfBeforeAndOneOfSomeNotebooksAddsToIt() throws Exception {
    kit.notebook("1-one", "System.out.println(\"before\");");
    kit.notebook("2-two", "int two = 2;");
    assertEquals(0, kit.run("smoke").status());
    Files.createDirectories(kit.report().resolve("sweeps"));
    kit.notebook("1-one", "System.out.println(\"after\");");
    End some = kit.run("quick", "1-one");
    assertEquals(0, some.status(), some.said());
    assertTrue(Files.exists(kit.report().resolve("notebooks/2-two.html")));
    assertFalse(Files.exists(kit.report().resolve("earlier")));
    kit.notebook("1-one", "System.out.println(\"last\");");
    Files.delete(kit.root().resolve("notebooks/2-two.ipynb"));
    assertEquals(0, kit.run("smoke").status());
    assertEquals("last\n", kit.printed("1-one", 0));
    assertFalse(Files.exists(kit.report().resolve("notebooks/2-two.html")));
    assertTrue(Files.exists(kit.report().resolve("sweeps")), "no part of a run");
    List<Path> earlier;
    try (Stream<Path> folders = Files.list(kit.report().resolve("earlier"))) {
      earlier = folders.toList();
    }
    assertEquals(1, earlier.size());
    String name = earlier.get(0).getFileName().toString();
    assertTrue(name.matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-quick"), name);
    assertTrue(Files.readString(kit.report().resolve("index.html")).contains(name));
    Path kept = earlier.get(0);
    assertTrue(Files.readString(kept.resolve("notebooks/1-one.ipynb")).contains("after"));
    assertTrue(Files.readString(kept.resolve("index.html")).contains("notebooks/1-one.html"));
  }

  @Test
  void aSecondRunLeavesTheReportToTheFirstAndAKilledOneHoldsNothing() throws Exception {
    kit.notebook("1-one", kit.write("one") + " while (true) Thread.sleep(100);");
    kit.notebook("2-two", "int two = 2;");
    Process first = kit.start("smoke", "1-one");
    while (first.isAlive() && !Files.exists(folder.resolve("one"))) {
      Thread.sleep(50);
    }
    End second = kit.run("quick", "2-two");
    assertEquals(1, second.status(), second.said());
    assertEquals(1, second.said().lines().count(), second.said());
    assertTold(
        second.said(),
        "run_notebooks.py: ",
        kit.report().toString(),
        "process " + first.pid() + ", begun ",
        "profile smoke",
        "HELIXBOOK_REPORT");
    assertFalse(Files.exists(kit.report().resolve("notebooks/2-two.ipynb")));
    first.destroyForcibly().waitFor();
    End third = kit.run("smoke", "2-two");
    assertEquals(0, third.status(), third.said());
  }

  /** At their start, and while they would leave an archive of their classes behind. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theKernelsOfAKilledRunEndAndLeaveNothing(boolean atTheirStart) throws Exception {
    Files.delete(kit.archive());
    kit.notebook("1-one", List.of(), kit.write("one") + " while (true) Thread.sleep(100);");
    kit.notebook("2-two", List.of(), "while (true) Thread.sleep(100);");
    Process runner = kit.start("smoke");
    // Its first line, after which it starts them.
    runner.inputReader(StandardCharsets.UTF_8).readLine();
    while (runner.isAlive() && !atTheirStart && !Files.exists(folder.resolve("one"))) {
      Thread.sleep(50);
    }
    List<ProcessHandle> kernels = List.of();
    while (runner.isAlive() && kernels.isEmpty()) {
      kernels = runner.children().toList();
    }
    assertFalse(kernels.isEmpty(), "no kernel was started");
    runner.destroyForcibly().waitFor();
    for (ProcessHandle kernel : kernels) {
      kernel.onExit().get(5, TimeUnit.MINUTES);
    }
    try (Stream<Path> left = Files.walk(folder.resolve("jupyter"))) {
      assertEquals(
          List.of("kernel.json"),
          left.filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".part") || name.startsWith("kernel"))
              .toList());
    }
  }

  @Test
  void aJarThatCannotBeReadEndsTheRunBeforeItBegins() throws Exception {
    Path jar = folder.resolve("gone.jar");
    kit.spec(jar.toString(), RunnerKit.java());
    kit.notebook("1-one", "int one = 1;");
    End end = kit.run("smoke");
    assertEquals(1, end.status(), end.said());
    assertTold(end.said(), "run_notebooks.py: " + jar, "another user", "reproduce.sh");
  }

  @Test
  void aStoppedRunEndsTheWaitingKernelToo() throws Exception {
    Path running = folder.resolve("running");
    kit.notebook(
        "1-one",
        WAIT_FOR_KERNELS.formatted(2),
        "new FileWriter(\"" + running + "\").close(); while (true) Thread.sleep(100);");
    kit.notebook("2-two", "int one = 1;");
    Process runner = kit.start("smoke");
    while (runner.isAlive() && !Files.exists(running)) {
      Thread.sleep(50);
    }
    List<ProcessHandle> kernels = runner.children().toList();
    // Not Process.destroy: that would close the stream, too.
    runner.toHandle().destroy();
    String said = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(130, runner.waitFor(), said);
    assertEquals(2, kernels.size(), said);
    for (ProcessHandle kernel : kernels) {
      assertFalse(kernel.isAlive(), "a kernel was left behind");
    }
    assertTrue(said.contains("[1/2] 1-one: FAILED after"), said);
    assertTrue(said.contains("stopped in cell 2 of 2"), said);
    assertTrue(said.contains("stopped before its first cell"), said);
    assertTrue(said.endsWith("0 passed, 2 failed\n"), said);
    assertEquals("2 kernels\n", kit.printed("1-one", 0));
    assertTrue(Files.exists(kit.report().resolve("notebooks/1-one.html")));
  }

  @Test
  void aStopReachesBothNotebooksOfSmoke() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    kit.notebook("1-one", List.of(), kit.write("one") + " while (true) Thread.sleep(100);");
    kit.notebook("2-two", List.of(), kit.write("two") + " while (true) Thread.sleep(100);");
    kit.notebook("3-three", List.of(), "int three = 3;");
    Process runner = kit.start("smoke");
    while (runner.isAlive()
        && !(Files.exists(folder.resolve("one")) && Files.exists(folder.resolve("two")))) {
      Thread.sleep(50);
    }
    runner.toHandle().destroy();
    String said = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(130, runner.waitFor(), said);
    for (String one : List.of("[1/3] 1-one: FAILED after", "[2/3] 2-two: FAILED after")) {
      assertTrue(said.contains(one), said);
    }
    assertFalse(said.contains("3-three"), said);
    assertTrue(said.endsWith("0 passed, 3 failed\n"), said);
    for (String name : List.of("1-one", "2-two")) {
      assertTrue(Files.exists(kit.report().resolve("notebooks/" + name + ".html")), name);
    }
  }

  @Test
  void aKernelThatDiesAtItsStartIsStartedAgain() throws Exception {
    Path starts = startsCounted("[ $(wc -l < \"$starts\") -ge 3 ] || exit 1");
    kit.notebook("1-one", "System.out.println(\"here\");");
    End end = kit.run("smoke");
    assertEquals(0, end.status(), end.said());
    assertEquals("here\n", kit.printed("1-one", 0));
    assertEquals(3, Files.readAllLines(starts).size());
  }

  @Test
  void aKernelThatAlwaysDiesAtItsStartIsGivenUp() throws Exception {
    Path starts = startsCounted("exit 1");
    kit.notebook("1-one", "int one = 1;");
    End end = kit.run("smoke");
    assertEquals(1, end.status(), end.said());
    assertTrue(end.said().contains("1-one: FAILED after"), end.said());
    assertTrue(end.said().contains("its start: Kernel died"), end.said());
    assertEquals(3, Files.readAllLines(starts).size());
  }

  @Test
  void theFirstKernelLeavesItsClassesToTheLaterOnes() throws Exception {
    String sharing =
        """
        var jvm = java.lang.management.ManagementFactory.getRuntimeMXBean();
        for (String flag : List.of("ArchiveClassesAtExit", "SharedArchiveFile")) {
          System.out.println(jvm.getInputArguments().stream().anyMatch(a -> a.contains(flag)));
        }\
        """;
    kit.notebook("1-one", sharing);
    // An archive that is older than the kit is of other classes.
    Path archive = kit.archive();
    Files.delete(archive);
    Files.writeString(archive, "old");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(3600)));
    assertEquals(0, kit.run("paper").status());
    assertEquals("true\nfalse\n", kit.printed("1-one", 0));
    assertTrue(Files.size(archive) > 1_000_000);
    assertEquals(0, kit.run("paper").status());
    assertEquals("false\ntrue\n", kit.printed("1-one", 0));
    // A damaged one must hold nobody up.
    Files.delete(archive);
    Files.writeString(archive, "not an archive");
    End end = kit.run("paper");
    assertEquals(0, end.status(), end.said());
    assertEquals("false\ntrue\n", kit.printed("1-one", 0));
  }

  /** A java that counts its starts in a file, and goes on only if a shell's condition holds. */
  private Path startsCounted(String condition) throws IOException {
    Path starts = folder.resolve("starts");
    Path script = folder.resolve("java");
    Files.writeString(
        script,
        "#!/bin/sh\nstarts='%s'\necho start >> \"$starts\"\n%s\nexec '%s' \"$@\"\n"
            .formatted(starts, condition, RunnerKit.java()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    kit.spec(jars, script.toString());
    return starts;
  }
}
