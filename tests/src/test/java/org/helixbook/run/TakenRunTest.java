package org.helixbook.run;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.ImageLearner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was computed on another machine and comes back as one file. */
class TakenRunTest {
  private static final RunId ID = TinyRun.configuration(TinyRun.SETTINGS).id();

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private RunStore here;
  private RunStore there;

  @BeforeEach
  void twoStores() {
    here = TinyRun.store(folder.resolve("here"), told);
    there = TinyRun.store(folder.resolve("there"), told);
  }

  private static byte[] exported(RunStore store, Path file) throws IOException {
    store.run(ID).orElseThrow().export(file);
    return Files.readAllBytes(file);
  }

  /** More checkpoints than the other has: none of them may be taken for the newest. */
  @Test
  void itReplacesWhatWasBegunHere() throws IOException {
    RunOutcome<ImageLearner> whole = TinyRun.run(there, TinyRun.SETTINGS);
    TinyRun.stopped(here, TinyRun.SETTINGS, 7);
    Path begun = here.folder().resolve(ID + "/checkpoint");
    Files.write(begun.resolve("generation-00009999-00000000.zip"), new byte[1]);
    here.take(ID, exported(there, folder.resolve("run.zip")));
    assertEquals(StoredRun.State.COMPLETE, here.run(ID).orElseThrow().state());
    RunOutcome<ImageLearner> taken = TinyRun.run(here, TinyRun.SETTINGS);
    assertTrue(taken.wasComplete());
    assertArrayEquals(TinyRun.weights(whole), TinyRun.weights(taken));
    assertArrayEquals(TinyRun.velocity(whole), TinyRun.velocity(taken));
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsNotThisRunIsRefusedAndChangesNothing() throws IOException {
    TinyRun.stopped(here, TinyRun.SETTINGS, 7);
    History before = here.run(ID).orElseThrow().history();
    TinyRun.run(there, TinyRun.SETTINGS.toBuilder().seed(8).build());
    StoredRun other = there.runs().get(0);
    Path file = folder.resolve("other.zip");
    other.export(file);
    refused(Files.readAllBytes(file), "it holds '" + other.id() + "/");
    refused(zip(ID + "/config.json", Files.readString(other.folder().resolve("config.json"))), "");
    refused(zip(ID + "/../out", ""), "it holds '" + ID + "/../out'");
    refused(zip("/out", ""), "it holds '/out'");
    refused(zip(ID + "/checkpoint/../../out", ""), "it holds '");
    refused(zip(ID + "/.lock", ""), "it holds '");
    refused(zip(ID + "/history.csv", ""), "it is not run " + ID);
    refused(new byte[0], "it is not run " + ID);
    assertEquals(before, here.run(ID).orElseThrow().history());
    assertEquals(1, here.runs().size());
  }

  private void refused(byte[] exported, String why) {
    String message = assertThrows(InputProblem.class, () -> here.take(ID, exported)).getMessage();
    assertTold(message, here.folder().resolve(ID.text()).toString(), "cannot be kept", why);
  }

  private static byte[] zip(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
