package org.helixbook.environment;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.helixbook.kernel.Launcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class NotebookRunnerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Waits until the runner has so many kernels; the runner itself ends a cell that never ends. */
  private static final String WAIT_FOR_KERNELS =
      """
      long kernels() { return ProcessHandle.current().parent().get().children().count(); }
      while (kernels() < %d) Thread.sleep(20);
      System.out.println(kernels() + " kernels");\
      """;

  private static final String FLAGS =
      """
      var flags = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
      System.out.println(flags.contains("-XX:MetaspaceSize=192m"));\
      """;

  private static final String AT_ONCE =
      "System.out.println(System.getenv(\"HELIXBOOK_NOTEBOOKS_AT_ONCE\"));";

  @TempDir Path folder;
  private Path kit;
  private Path report;
  private String python;

  private record End(int status, String said) {}

  @BeforeEach
  void aKitWithoutNotebooks() throws Exception {
    python = pythonWithNbclient();
    assumeTrue(python != null, "no Python with nbclient and nbconvert");
    kit = folder.toRealPath().resolve("kit");
    Path own = Path.of(System.getProperty("helixbook.root", ".."), "environment/run");
    Path environment = Files.createDirectories(kit.resolve("environment/run"));
    Files.createDirectories(kit.resolve("notebooks"));
    for (String script : List.of("run_notebooks.py", "report_page.py", "variables.py")) {
      Files.copy(own.resolve(script), environment.resolve(script));
    }
    report = kit.resolve("target/report");
    spec(System.getProperty("java.class.path"), java());
  }

  /** Writes the kernel's spec. */
  private void spec(String classPath, String java) throws IOException {
    ObjectNode spec = JSON.createObjectNode().put("display_name", "Java").put("language", "java");
    ArrayNode command = spec.put("interrupt_mode", "message").putArray("argv");
    Stream.of(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            Launcher.class.getName(),
            "{connection_file}")
        .forEach(command::add);
    Path kernel = Files.createDirectories(folder.resolve("jupyter/kernels/java"));
    JSON.writeValue(kernel.resolve("kernel.json").toFile(), spec);
  }

  @Test
  void runsInOrderAndGoesOnAfterAFailure() throws Exception {
    notebook("1-one", "System.out.println(\"first\");");
    notebook("2-two", "int zero = 0;", "System.out.println(1 / zero);", "int never = 1;");
    notebook("3-three", "System.out.println(\"third\");");
    Path built = kit.resolve("environment/kernel/target/mathjax/es5/tex-svg.js");
    Files.createDirectories(built.getParent());
    Files.writeString(built, "draws formulas");
    End end = run("smoke");
    assertEquals(1, end.status(), end.said());
    List<String> results =
        end.said().lines().filter(l -> l.matches("\\[./3] \\S+ (passed|FAILED).*")).toList();
    assertEquals(
        List.of("[1/3] 1-one: passed,", "[2/3] 2-two: FAILED after", "[3/3] 3-three: passed,"),
        results.stream().map(l -> l.replaceAll("(passed,|after).*", "$1")).toList(),
        end.said());
    assertTrue(end.said().endsWith("2 passed, 1 failed"), end.said());
    assertEquals("first\n", printed("1-one", 0));
    assertEquals("third\n", printed("3-three", 0));
    for (String name : List.of("1-one", "2-two", "3-three")) {
      String page = Files.readString(report.resolve("notebooks/" + name + ".html"));
      assertTrue(page.contains("<title>" + name + "</title>"), name);
      assertTrue(page.contains("src=\"../formulas.js\""), name);
      assertFalse(page.contains("MathJax.js"), name + " needs a server or this machine's folders");
    }
    assertEquals("draws formulas", Files.readString(report.resolve("formulas.js")));
  }

  @Test
  void aPageHasTheWordsOfAPictureAndFoldsWhatTheNotebookFolds() throws Exception {
    notebook(
        "1-one",
        "var first = 1;",
        "var second = 2;",
        "org.helixbook.notebook.Notebook.open(\"1-one\").show(new java.awt.image.BufferedImage("
            + "3, 2, java.awt.image.BufferedImage.TYPE_INT_RGB));");
    Path file = kit.resolve("notebooks/1-one.ipynb");
    JsonNode notebook = JSON.readTree(file.toFile());
    ((ObjectNode) notebook.at("/cells/2/metadata")).putObject("jupyter").put("source_hidden", true);
    JSON.writeValue(file.toFile(), notebook);
    End end = run("smoke");
    assertEquals(0, end.status(), end.said());
    String page = Files.readString(report.resolve("notebooks/1-one.html"));
    assertTrue(page.contains("<img alt=\"picture of 3 x 2 pixels\" src=\"data:image/png;base64,"));
    String[] parts = page.split("<details><summary[^>]*>More parameters</summary>|</details>");
    assertEquals(3, parts.length, "one cell is folded");
    List<String> names = List.of(">first<", ">second<", "BufferedImage");
    for (int part = 0; part < 3; part++) {
      for (int name = 0; name < 3; name++) {
        assertEquals(part == name, parts[part].contains(names.get(name)), part + names.get(name));
      }
    }
  }

  @Test
  void inSmokeNotebooksThatDoNotNeedEachOtherRunSideBySide() throws Exception {
    twoWaitForEachOther("smoke", "true\n");
  }

  @Test
  void inQuickTheyDoSoTooWithCodeCompiledForSpeed() throws Exception {
    twoWaitForEachOther("quick", "false\n");
  }

  private void twoWaitForEachOther(String profile, String smokeFlags) throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    // Each waits for the other's file: one after the other, the first would never pass.
    notebook("1-one", List.of(), write("one"), waitFor("two"), FLAGS, AT_ONCE);
    notebook("2-two", List.of(), write("two"), waitFor("one"));
    End end = run(profile);
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().endsWith("2 passed, 0 failed"), end.said());
    assertEquals(smokeFlags, printed("1-one", 2));
    assertEquals("2\n", printed("1-one", 3));
  }

  @Test
  void inSmokeANotebookWaitsForWhatItNeedsWithItsKernelReady() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    notebook("1-one", List.of(), WAIT_FOR_KERNELS.formatted(2), ask("two"), write("one"));
    notebook("2-two", List.of("1-one"), ask("one"), write("two"));
    notebook("3-three", ask("two"));
    End end = run("smoke");
    assertEquals(0, end.status(), end.said());
    assertEquals("2 kernels\n", printed("1-one", 0));
    assertEquals("false\n", printed("1-one", 1));
    assertEquals("true\n", printed("2-two", 0));
    assertEquals("true\n", printed("3-three", 0));
  }

  @Test
  void aNotebookThatNeedsOneThatIsNotThereEndsTheRunBeforeItBegins() throws Exception {
    notebook("1-one", List.of("0-zero"), "int one = 1;");
    End end = run("smoke");
    assertEquals(1, end.status(), end.said());
    assertTrue(end.said().contains("1-one.ipynb: its metadata say that it comes after '0-zero'"));
    assertEquals(1, end.said().lines().count(), end.said());
    assertFalse(Files.exists(report.resolve("index.html")));
  }

  @Test
  void inPaperANotebookHasTheMachineForItselfAndTheReportGoesWhereItShould() throws Exception {
    report = folder.resolve("elsewhere");
    // Side by side, the other kernel's process is there long before the first cell runs.
    notebook("1-one", List.of(), WAIT_FOR_KERNELS.formatted(1), FLAGS, AT_ONCE);
    notebook("2-two", List.of(), "int one = 1;");
    End end = run("paper");
    assertEquals(0, end.status(), end.said());
    assertEquals("1 kernels\n", printed("1-one", 0));
    assertEquals("false\n", printed("1-one", 1));
    assertEquals("1\n", printed("1-one", 2));
    assertTrue(end.said().contains("Report: " + report.toRealPath().resolve("index.html")));
    assertFalse(Files.exists(kit.resolve("target")), "HELIXBOOK_REPORT was overlooked");
  }

  @Test
  void aBadValueOfAVariableIsToldBeforeAnyNotebookRuns() throws Exception {
    notebook("1-one", "int one = 1;");
    End end = run("fast");
    assertEquals(2, end.status(), end.said());
    assertEquals(1, end.said().lines().count(), end.said());
    assertTold(end.said(), "HELIXBOOK_PROFILE: 'fast'", "smoke", "quick", "paper");
    assertFalse(Files.exists(report.resolve("index.html")));
  }

  @Test
  void aRelativeReportOfTheVariableBeginsAtTheKitsRoot() throws Exception {
    report = Path.of("mine");
    notebook("1-one", "int one = 1;");
    End end = run("smoke");
    assertEquals(0, end.status(), end.said());
    assertTrue(Files.exists(kit.resolve("mine/index.html")), end.said());
  }

  @Test
  void resultsBelongToTheExecutionThatMeasuredThem() throws Exception {
    Path fails = folder.resolve("fails");
    Path results = report.resolve("results/1-one.json");
    String result =
        "[{\"text\": \"accuracy\", \"variant\": \"\", \"notebook\": \"1-one\","
            + " \"shown\": \"0.960\"}]";
    notebook(
        "1-one",
        "if (new File(\"" + fails + "\").exists()) throw new IllegalStateException(\"no\");",
        "java.nio.file.Files.createDirectories(java.nio.file.Path.of(\""
            + results.getParent()
            + "\"));\njava.nio.file.Files.writeString(java.nio.file.Path.of(\""
            + results
            + "\"), "
            + JSON.writeValueAsString(result)
            + ");");
    End first = run("smoke", "1-one");
    assertEquals(0, first.status(), first.said());
    assertTrue(first.said().contains("0.960"), first.said());
    Files.createFile(fails);
    End second = run("smoke", "1-one");
    assertEquals(1, second.status(), second.said());
    assertFalse(second.said().contains("0.960"), second.said());
    assertFalse(second.said().contains("Main results"), second.said());
    assertFalse(Files.readString(report.resolve("index.html")).contains("0.960"));
    assertFalse(Files.exists(results));
  }

  @Test
  void aWholeRunKeepsTheReportOfBeforeAndOneOfSomeNotebooksAddsToIt() throws Exception {
    notebook("1-one", "System.out.println(\"before\");");
    notebook("2-two", "int two = 2;");
    assertEquals(0, run("smoke").status());
    Files.createDirectories(report.resolve("sweeps"));
    notebook("1-one", "System.out.println(\"after\");");
    End some = run("quick", "1-one");
    assertEquals(0, some.status(), some.said());
    assertTrue(Files.exists(report.resolve("notebooks/2-two.html")));
    assertFalse(Files.exists(report.resolve("earlier")));
    notebook("1-one", "System.out.println(\"last\");");
    assertEquals(0, run("smoke").status());
    assertEquals("last\n", printed("1-one", 0));
    assertTrue(Files.exists(report.resolve("sweeps")), "no part of a run");
    List<Path> earlier;
    try (Stream<Path> folders = Files.list(report.resolve("earlier"))) {
      earlier = folders.toList();
    }
    assertEquals(1, earlier.size());
    String name = earlier.get(0).getFileName().toString();
    assertTrue(name.matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-quick"), name);
    assertTrue(Files.readString(report.resolve("index.html")).contains(name));
    Path kept = earlier.get(0);
    assertTrue(Files.readString(kept.resolve("notebooks/1-one.ipynb")).contains("after"));
    assertTrue(Files.readString(kept.resolve("index.html")).contains("notebooks/1-one.html"));
  }

  @Test
  void aSecondRunLeavesTheReportToTheFirstAndAKilledOneHoldsNothing() throws Exception {
    notebook("1-one", write("one") + " while (true) Thread.sleep(100);");
    notebook("2-two", "int two = 2;");
    Process first = start("smoke", "1-one");
    while (first.isAlive() && !Files.exists(folder.resolve("one"))) {
      Thread.sleep(50);
    }
    End second = run("quick", "2-two");
    assertEquals(1, second.status(), second.said());
    assertEquals(1, second.said().lines().count(), second.said());
    assertTold(
        second.said(),
        "run_notebooks.py: ",
        report.toString(),
        "process " + first.pid() + ", begun ",
        "profile smoke",
        "HELIXBOOK_REPORT");
    assertFalse(Files.exists(report.resolve("notebooks/2-two.ipynb")));
    first.destroyForcibly().waitFor();
    End third = run("smoke", "2-two");
    assertEquals(0, third.status(), third.said());
  }

  /** At their start, and while they would leave an archive of their classes behind. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theKernelsOfAKilledRunEndAndLeaveNothing(boolean atTheirStart) throws Exception {
    spec(jarsOnly(), java());
    notebook("1-one", List.of(), write("one") + " while (true) Thread.sleep(100);");
    notebook("2-two", List.of(), "while (true) Thread.sleep(100);");
    Process runner = start("smoke");
    List<ProcessHandle> kernels = List.of();
    while (runner.isAlive()
        && (kernels.isEmpty() || !atTheirStart && !Files.exists(folder.resolve("one")))) {
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
  void whatAKilledRunLeftIsSweptByTheNext() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path part = folder.resolve("jupyter/kernels/java/.classes.jsa." + gone.pid() + ".part");
    Files.writeString(part, "half an archive");
    Path page = Files.createDirectories(report).resolve(".index.htmlx.part");
    Files.writeString(page, "half a page");
    Files.setLastModifiedTime(page, FileTime.from(Instant.now().minusSeconds(3600)));
    notebook("1-one", "int one = 1;");
    End end = run("smoke");
    assertEquals(0, end.status(), end.said());
    assertFalse(Files.exists(part));
    assertFalse(Files.exists(page));
  }

  @Test
  void aJarThatCannotBeReadEndsTheRunBeforeItBegins() throws Exception {
    Path jar = folder.resolve("gone.jar");
    spec(jar.toString(), java());
    notebook("1-one", "int one = 1;");
    End end = run("smoke");
    assertEquals(1, end.status(), end.said());
    assertTold(end.said(), "run_notebooks.py: " + jar, "another user", "reproduce.sh");
  }

  @Test
  void aStoppedRunEndsTheWaitingKernelToo() throws Exception {
    Path running = folder.resolve("running");
    notebook(
        "1-one",
        WAIT_FOR_KERNELS.formatted(2),
        "new FileWriter(\"" + running + "\").close(); while (true) Thread.sleep(100);");
    notebook("2-two", "int one = 1;");
    Process runner = start("smoke");
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
    assertEquals("2 kernels\n", printed("1-one", 0));
    assertTrue(Files.exists(report.resolve("notebooks/1-one.html")));
  }

  @Test
  void aStopReachesBothNotebooksOfSmoke() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one notebook");
    notebook("1-one", List.of(), write("one") + " while (true) Thread.sleep(100);");
    notebook("2-two", List.of(), write("two") + " while (true) Thread.sleep(100);");
    notebook("3-three", List.of(), "int three = 3;");
    Process runner = start("smoke");
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
      assertTrue(Files.exists(report.resolve("notebooks/" + name + ".html")), name);
    }
  }

  @Test
  void aKernelThatDiesAtItsStartIsStartedAgain() throws Exception {
    Path starts = startsCounted("[ $(wc -l < \"$starts\") -ge 3 ] || exit 1");
    notebook("1-one", "System.out.println(\"here\");");
    End end = run("smoke");
    assertEquals(0, end.status(), end.said());
    assertEquals("here\n", printed("1-one", 0));
    assertEquals(3, Files.readAllLines(starts).size());
  }

  @Test
  void aKernelThatAlwaysDiesAtItsStartIsGivenUp() throws Exception {
    Path starts = startsCounted("exit 1");
    notebook("1-one", "int one = 1;");
    End end = run("smoke");
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
    spec(jarsOnly(), java());
    notebook("1-one", sharing);
    // An archive that is older than the kit is of other classes.
    Path archive = folder.resolve("jupyter/kernels/java/classes.jsa");
    Files.writeString(archive, "old");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(3600)));
    assertEquals(0, run("paper").status());
    assertEquals("true\nfalse\n", printed("1-one", 0));
    assertTrue(Files.size(archive) > 1_000_000);
    assertEquals(0, run("paper").status());
    assertEquals("false\ntrue\n", printed("1-one", 0));
    // A damaged one must hold nobody up.
    Files.delete(archive);
    Files.writeString(archive, "not an archive");
    End end = run("paper");
    assertEquals(0, end.status(), end.said());
    assertEquals("false\ntrue\n", printed("1-one", 0));
  }

  /** A java that counts its starts in a file, and goes on only if a shell's condition holds. */
  private Path startsCounted(String condition) throws IOException {
    Path starts = folder.resolve("starts");
    Path script = folder.resolve("java");
    Files.writeString(
        script,
        "#!/bin/sh\nstarts='%s'\necho start >> \"$starts\"\n%s\nexec '%s' \"$@\"\n"
            .formatted(starts, condition, java()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    spec(System.getProperty("java.class.path"), script.toString());
    return starts;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of these tests with a jar in the place of each folder. */
  private String jarsOnly() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path place = Path.of(entry);
      if (entry.endsWith(".jar")) {
        jars.add(entry);
      }
      if (!Files.isDirectory(place)) {
        continue;
      }
      Path jar = folder.resolve("classes-" + jars.size() + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new ZipEntry(place.relativize(file).toString()));
          Files.copy(file, out);
        }
      }
      jars.add(jar.toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  private String write(String file) {
    return "new FileWriter(\"" + folder.resolve(file) + "\").close();";
  }

  private String ask(String file) {
    return "System.out.println(new File(\"" + folder.resolve(file) + "\").exists());";
  }

  private String waitFor(String file) {
    return "while (!new File(\"%s\").exists()) Thread.sleep(20);".formatted(folder.resolve(file));
  }

  private void notebook(String name, String... cells) throws IOException {
    notebook(name, null, cells);
  }

  /**
   * Writes a notebook.
   *
   * @param after the notebooks that it needs; null if it does not say
   */
  private void notebook(String name, List<String> after, String... cells) throws IOException {
    ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
    ObjectNode metadata = notebook.putObject("metadata");
    metadata.putObject("kernelspec").put("name", "java").put("display_name", "Java");
    if (after != null) {
      after.forEach(metadata.putObject("helixbook").putArray("after")::add);
    }
    ArrayNode list = notebook.putArray("cells");
    list.addObject()
        .put("cell_type", "markdown")
        .put("id", "title")
        .put("source", "# " + name)
        .putObject("metadata");
    for (int i = 0; i < cells.length; i++) {
      ObjectNode cell = list.addObject().put("cell_type", "code").put("id", "cell-" + i);
      cell.put("source", cells[i]).putNull("execution_count").putArray("outputs");
      cell.putObject("metadata");
    }
    JSON.writeValue(kit.resolve("notebooks/" + name + ".ipynb").toFile(), notebook);
  }

  /** What a code cell printed in the executed copy. */
  private String printed(String name, int codeCell) throws IOException {
    JsonNode copy = JSON.readTree(report.resolve("notebooks/" + name + ".ipynb").toFile());
    StringBuilder text = new StringBuilder();
    for (JsonNode output : copy.get("cells").get(codeCell + 1).get("outputs")) {
      output.path("text").forEach(line -> text.append(line.asText()));
    }
    return text.toString();
  }

  private End run(String profile, String... notebooks) throws Exception {
    Process process = start(profile, notebooks);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said.strip());
  }

  private Process start(String profile, String... notebooks) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python);
    command.add(kit.resolve("environment/run/run_notebooks.py").toString());
    Stream.of(notebooks)
        .map(name -> kit.resolve("notebooks/" + name + ".ipynb").toString())
        .forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    Path jupyter = folder.resolve("jupyter");
    builder
        .environment()
        .putAll(
            Map.of(
                "HELIXBOOK_PROFILE", profile,
                "HELIXBOOK_REPORT", report.toString(),
                "JUPYTER_PATH", jupyter.toString(),
                "JUPYTER_CONFIG_DIR", jupyter.resolve("config").toString(),
                "JUPYTER_DATA_DIR", jupyter.resolve("data").toString(),
                "JUPYTER_RUNTIME_DIR", jupyter.resolve("runtime").toString(),
                "IPYTHONDIR", jupyter.resolve("ipython").toString(),
                "PYTHONDONTWRITEBYTECODE", "1"));
    return builder.redirectErrorStream(true).start();
  }

  /** Any python3 of the path may be the one: the first can lack what the system's own has. */
  private static String pythonWithNbclient() throws Exception {
    Stream<String> candidates =
        Stream.concat(
            Stream.ofNullable(System.getenv("HELIXBOOK_PYTHON")),
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "python3").toString()));
    for (String candidate : candidates.filter(p -> Files.isExecutable(Path.of(p))).toList()) {
      Process asked =
          new ProcessBuilder(candidate, "-c", "import nbclient, nbconvert")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (asked.waitFor() == 0) {
        return candidate;
      }
    }
    return null;
  }
}
