package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment gives a kernel: IJava's variables, and a Maven on its path. */
class KernelStartUpTest {
  /** Writes the folder of its pom into the file that the goal is to write, and keeps the pom. */
  private static final String MAVEN =
      """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          *pom.xml) pom=$argument; cp "$argument" "$(dirname "$0")/seen.xml" ;;
          -Dmdep.outputFile=*) printf %s "$(dirname "$0")/found" >"${argument#*=}" ;;
        esac
      done
      ! grep -q nowhere "$pom" || { echo "[ERROR] not found: nowhere"; exit 1; }
      """;

  @TempDir Path folder;

  @Test
  void variablesOfIJavaAndArtifactsOfMaven() throws Exception {
    Path jar = Files.createDirectories(folder.resolve("on-class-path"));
    Files.writeString(jar.resolve("marker.txt"), "found");
    Files.createDirectories(folder.resolve("found"));
    Files.writeString(folder.resolve("found/of-maven.txt"), "of Maven");
    Path script = Files.writeString(folder.resolve("init.jshell"), "int fromScript = 5;");
    Path maven = Files.writeString(folder.resolve("mvn"), MAVEN);
    assertTrue(maven.toFile().setExecutable(true));
    Map<String, String> environment =
        Map.of(
            "IJAVA_CLASSPATH",
            jar.toString(),
            "IJAVA_STARTUP_SCRIPTS_PATH",
            script.resolveSibling("*.jshell").toString(),
            "IJAVA_STARTUP_SCRIPT",
            "int fromVariable = fromScript + 1;",
            "IJAVA_COMPILER_OPTS",
            "-parameters",
            "PATH",
            folder + ":" + System.getenv("PATH"));
    String read =
        "new String(Thread.currentThread().getContextClassLoader()"
            + ".getResourceAsStream(\"%s\").readAllBytes())";
    try (KernelProcess kernel = KernelProcess.start(environment)) {
      assertEquals("6", kernel.run("fromVariable").value());
      assertEquals("found", kernel.run(read.formatted("marker.txt")).value());
      kernel.run("record Pair(int left) { void named(int right) {} }");
      assertEquals(
          "right",
          kernel
              .run(
                  "Pair.class.getDeclaredMethod(\"named\", int.class).getParameters()[0].getName()")
              .value());

      assertEquals("ok", kernel.run("%mavenRepo mine https://example.org/maven").status());
      CellOutcome added =
          kernel.run("List<String> jars = %maven org.example:thing:1.0\njars.size()");
      assertEquals("1", added.value(), added::toString);
      assertEquals("of Maven", kernel.run(read.formatted("of-maven.txt")).value());
      String pom = Files.readString(folder.resolve("seen.xml"));
      assertTrue(
          pom.contains(
              "<groupId>org.example</groupId><artifactId>thing</artifactId><version>1.0</version>"),
          pom);
      assertTrue(pom.contains("<id>mine</id><url>https://example.org/maven</url>"), pom);

      String fragment = "<dependency><groupId>a</groupId></dependency>";
      assertEquals("ok", kernel.run("%%loadFromPOM\n" + fragment).status());
      String second = Files.readString(folder.resolve("seen.xml"));
      assertTrue(second.contains("<dependencies>" + fragment + "</dependencies>"), second);
      assertEquals("not found: nowhere", kernel.run("%maven org.example:nowhere:1").errorMessage());
      assertEquals("UsageError", kernel.run("%maven org.example").errorName());
    }
  }

  /** Without the limit the first cell of each would never end. */
  @ParameterizedTest
  @CsvSource({"3000, 3000", "3 seconds, 3000"})
  void aStatementThatTakesTooLongEndsItsCell(String limit, String millis) throws Exception {
    try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_TIMEOUT", limit))) {
      CellOutcome slept = kernel.run("int kept = 1;\nThread.sleep(Long.MAX_VALUE);\nkept = 2;");
      assertEquals("ExecutionTimeout", slept.errorName());
      assertEquals(
          List.of(
              "ExecutionTimeout: a statement took longer than " + millis + " ms (IJAVA_TIMEOUT)"),
          slept.traceback());
      assertEquals("1", kernel.run("kept").value());
      assertEquals("ExecutionTimeout", kernel.run("while (true) { kept++; }").errorName());
      assertEquals("ok", kernel.run("int after = 5;").status());
      kernel.awaitMessage(
          kernel.submit("System.out.print(\"started\"); while (true);"),
          outcome -> outcome.stdout().equals("started"));
      assertEquals(0, kernel.shutDown());
    }
  }

  @Test
  void aTimeThatIsNoneIsRefusedAndNoneIsNoLimit() throws Exception {
    try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_TIMEOUT", "3 fortnights"))) {
      for (int cell = 0; cell < 2; cell++) {
        assertEquals(
            "IJAVA_TIMEOUT: '3 fortnights' is no time; set it to milliseconds such as 30000, to a"
                + " number and a unit such as 30 SECONDS, or to -1 for no limit, and start the"
                + " kernel again",
            kernel.run("1").errorMessage());
      }
    }
    try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_TIMEOUT", "-1"))) {
      assertEquals("7", kernel.run("Thread.sleep(20); 7").value());
    }
  }
}
