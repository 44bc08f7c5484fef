package org.helixbook.engine;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NumericBackendTest {

  @Test
  void threadsComeFromTheVariableOrTheMachine() {
    assertEquals(Runtime.getRuntime().availableProcessors(), NumericBackend.threadsFrom(null));
    assertEquals(3, NumericBackend.threadsFrom(" 3 "));
    for (String bad : List.of("two", "0", "-1", "1.5", "99999")) {
      InputProblem problem =
          assertThrows(InputProblem.class, () -> NumericBackend.threadsFrom(bad));
      assertEquals(
          "HELIXBOOK_THREADS: '"
              + bad
              + "' is no number of threads; set it to a whole number from 1 to 1024",
          problem.getMessage());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theTestsRunOnTheFastPath() {
    BackendReport report = NumericBackend.check();
    assertTrue(report.good(), report.toString());
    assertTrue(report.toString().startsWith("fast and right path: yes"), report.toString());
    assertTrue(report.toString().contains("convolutions and pooling run on oneDNN"));
  }

  @Test
  void aMissingAllocatorVariableIsNamed() {
    BackendReport report =
        new BackendReport(
            NumericBackend.allocator(
                Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_MMAP_THRESHOLD_", "17179869184",
                    "MALLOC_TOP_PAD_", "67108864",
                    "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
                true));
    assertFalse(report.good());
    assertTrue(report.toString().startsWith("fast and right path: NO"), report.toString());
    assertTrue(
        report.toString().endsWith("do): MALLOC_TRIM_THRESHOLD_=34359738368"), report.toString());
    assertTrue(NumericBackend.allocator(Map.of(), false).isEmpty());
  }

  @Test
  void aVariableMustHoldItsValueAndNotOnlyItsDigits() {
    Map<String, String> environment = new HashMap<>(NumericBackend.ALLOCATOR);
    environment.put("GLIBC_TUNABLES", "glibc.malloc.check=0:glibc.malloc.hugetlb=1");
    assertTrue(NumericBackend.allocator(environment, true).get(0).good());
    environment.put("MALLOC_ARENA_MAX", "16");
    assertTrue(
        NumericBackend.allocator(environment, true).get(0).mend().endsWith(": MALLOC_ARENA_MAX=1"));
  }

  @Test
  void threadsThatSpinAreTold() {
    Map<String, String> sleeping =
        Map.of(
            "OMP_WAIT_POLICY", "passive",
            "GOMP_SPINCOUNT", "1000",
            "OPENBLAS_THREAD_TIMEOUT", "14");
    assertTrue(NumericBackend.waiting(sleeping).good());
    assertFalse(NumericBackend.waiting(Map.of()).good());
    assertTrue(
        NumericBackend.waiting(Map.of())
            .mend()
            .endsWith(": GOMP_SPINCOUNT=1000 OMP_WAIT_POLICY=PASSIVE OPENBLAS_THREAD_TIMEOUT=14"));
    assertTrue(
        NumericBackend.waiting(
                Map.of(
                    "OMP_WAIT_POLICY",
                    "ACTIVE",
                    "GOMP_SPINCOUNT",
                    "1000",
                    "OPENBLAS_THREAD_TIMEOUT",
                    "14"))
            .mend()
            .endsWith(": OMP_WAIT_POLICY=PASSIVE"));
  }

  /** The kit's figures do not hang on it, so it makes nothing slow or wrong. */
  @Test
  void whatOpenBlasSolvesWronglyIsToldToWhoeverUsesIt() {
    assertTrue(NumericBackend.linearAlgebra(true).text().endsWith("rightly"));
    assertTrue(NumericBackend.linearAlgebra(false).good());
    assertTrue(NumericBackend.linearAlgebra(false).text().contains("OPENBLAS_CORETYPE=Haswell"));
    assertEquals(
        NumericBackend.linearAlgebra(NumericBackend.solvesTriangles()),
        NumericBackend.check().findings().stream()
            .filter(finding -> finding.topic().equals("linear algebra"))
            .findFirst()
            .orElseThrow());
  }

  /** ND4J would tell it as missing dependencies, and Java the second time as a missing class. */
  @Test
  void aPlaceWhereNativeLibrariesCannotBeUnpackedIsToldEachTime(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // JavaCPP tries them in turn.
                "-Dorg.bytedeco.javacpp.cachedir=" + file,
                "-Duser.home=" + file,
                "-Djava.io.tmpdir=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                AskedTwice.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(2, said.size(), said.toString());
    for (String sentence : said) {
      assertTold(sentence, file.toString(), "native", "written", "JAVA_TOOL_OPTIONS", "cachedir");
    }
  }

  /** What the process does. */
  static final class AskedTwice {
    private AskedTwice() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          NumericBackend.check();
        } catch (InputProblem e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  void aFolderWithoutRoomOrWithNothingWrong(@TempDir Path folder) {
    Throwable failure = new UnsatisfiedLinkError();
    assertEquals(Optional.empty(), new NativeFolder(folder, 1).trouble(failure));
    assertTold(
        new NativeFolder(folder, Long.MAX_VALUE).trouble(failure).orElseThrow().getMessage(),
        folder.toString(),
        "MB are free",
        "cachedir");
  }
}
