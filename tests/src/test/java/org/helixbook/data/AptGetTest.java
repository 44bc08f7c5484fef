package org.helixbook.data;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.RecordedProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of apt-get. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is of a Unix shell")
class AptGetTest {
  private static final Source.Debian SOURCE =
      new Source.Debian(
          "tiny",
          "1:2-3",
          "amd64",
          7,
          "0".repeat(64),
          "/x",
          OptionalLong.empty(),
          Optional.empty());
  private static final String PLACE = "Debian package tiny:amd64=1:2-3";

  @TempDir Path folder;
  private Path programs;
  private Path work;
  private final RecordedProgress progress = new RecordedProgress();
  private final List<String> told = progress.lines();

  @BeforeEach
  void makeFolders() throws IOException {
    programs = Files.createDirectory(folder.resolve("programs"));
    work = Files.createDirectories(folder.resolve("cache/work"));
  }

  private PackageFetcher aptGet(String script) throws IOException {
    Path program = Files.writeString(programs.resolve("apt-get"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return AptGet.on(folder + ":" + programs).orElseThrow();
  }

  private String failure(String script) throws IOException {
    PackageFetcher fetcher = aptGet(script);
    return assertThrows(SourceFailure.class, () -> fetcher.fetch(SOURCE, work, progress))
        .getMessage();
  }

  @Test
  void thePackageIsFetchedByNameAndVersionIntoTheFolder() throws Exception {
    Path deb =
        aptGet("echo \"$@\" > asked; printf 'content' > tiny_1%3a2-3_amd64.deb")
            .fetch(SOURCE, work, progress);
    assertEquals(work.resolve("tiny_1%3a2-3_amd64.deb"), deb);
    assertEquals("content", Files.readString(deb));
    assertEquals("download tiny:amd64=1:2-3\n", Files.readString(work.resolve("asked")));
    assertEquals("Debian package tiny:amd64=1:2-3 | 7 bytes", told.get(0));
    assertEquals(List.of("7 | ", "fetched"), told.subList(told.size() - 2, told.size()));
  }

  @Test
  void itsLastComplaintIsPassedOn() throws IOException {
    assertTold(
        failure("echo 'E: first'; echo 'E: Unable to locate package tiny' >&2; exit 100"),
        PLACE,
        "Unable to locate package tiny",
        "apt-get update");
    assertEquals("stopped", told.get(told.size() - 1));
  }

  @Test
  void silenceAndAMissingFileAreFailuresToo() throws IOException {
    assertTold(failure("exit 1"), PLACE, "nothing", "apt-get update");
    assertTold(failure("exit 0"), PLACE, "nothing", "apt-get update");
  }

  @Test
  void aFullDiskIsToldAsSuch() throws IOException {
    PackageFetcher fetcher =
        aptGet("echo 'E: Write error - write (28: No space left on device)'; exit 100");
    assertTold(
        assertThrows(InputProblem.class, () -> fetcher.fetch(SOURCE, work, progress)).getMessage(),
        folder.resolve("cache").toString(),
        "no room left",
        "HELIXBOOK_DATA");
  }

  @Test
  void aProgramThatCannotBeStartedIsTold() throws IOException {
    Path program = Files.writeString(programs.resolve("apt-get"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    PackageFetcher fetcher = AptGet.on(programs.toString()).orElseThrow();
    String message =
        assertThrows(SourceFailure.class, () -> fetcher.fetch(SOURCE, work, progress)).getMessage();
    assertTrue(
        message.startsWith("Debian package tiny:amd64=1:2-3: apt-get cannot be run ("), message);
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    PackageFetcher fetcher = aptGet("echo $$ > pid.tmp; mv pid.tmp pid; exec sleep 6000");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                fetcher.fetch(SOURCE, work, progress);
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    caller.start();
    Path pid = work.resolve("pid");
    while (!Files.exists(pid) && caller.isAlive()) {
      Thread.sleep(5);
    }
    caller.interrupt();
    caller.join();
    assertTold(thrown.get().getMessage(), "Debian package tiny:amd64=1:2-3", "interrupted");
    long id = Long.parseLong(Files.readString(pid).strip());
    // Its end is asked for and comes soon.
    ProcessHandle.of(id).ifPresent(process -> process.onExit().join());
  }

  @Test
  void whereThereIsNoAptGetThereIsNoFetcher() throws IOException {
    assertEquals(Optional.empty(), AptGet.on(programs.toString()));
    assertEquals(Optional.empty(), AptGet.on(""));
    Files.createDirectory(programs.resolve("apt-get"));
    assertEquals(Optional.empty(), AptGet.on(programs.toString()));
  }
}
