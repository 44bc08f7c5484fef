package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.TrainingSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file of a run's folder, damaged at every part: nothing wrong comes of it, nor a crash. */
class RunDamageTest {
  private static final TrainingSettings FEW =
      TinyRun.SETTINGS.toBuilder().epochs(2).batchSize(20).build();

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private RunOutcome<ImageLearner> whole;

  @BeforeEach
  void aWholeRun() {
    whole = TinyRun.run(TinyRun.store(folder.resolve("whole"), told), FEW);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** A bit flipped at five places, an end cut off at three, and bytes that nobody wrote. */
  private static List<byte[]> damaged(byte[] content) {
    List<byte[]> all = new ArrayList<>();
    int last = content.length - 1;
    for (int at : new int[] {0, last / 4, last / 2, last / 4 * 3, last}) {
      byte[] flipped = content.clone();
      flipped[at] ^= 1;
      all.add(flipped);
    }
    for (int length : new int[] {0, content.length / 2, last}) {
      all.add(Arrays.copyOf(content, length));
    }
    all.add(new byte[] {(byte) 0xff, 0, '{'});
    return all;
  }

  private Path copied(Path from, Path file, int number) throws IOException {
    Path to = folder.resolve(from.getFileName() + "-" + file.getFileName() + "-" + number);
    for (Path each : files(from)) {
      Path copy = to.resolve(from.relativize(each).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(each, copy);
    }
    return to.resolve(from.relativize(file).toString());
  }

  /** All that the command line shows of it. */
  private static void show(RunStore store) throws IOException {
    for (StoredRun run : store.runs()) {
      run.state();
      run.standing().text();
      run.configuration();
      run.history();
      run.environment();
      run.notebook();
      run.begun();
      run.score();
      run.cpuSeconds();
      run.values();
      if (run.configuration().isPresent()) {
        run.readableName();
      }
      run.bytes();
    }
  }

  private void assertHarmless(Path store, Set<String> refused, String what) throws IOException {
    RunStore damaged = TinyRun.store(store, told);
    try {
      show(damaged);
      RunStoreTest.assertSame(whole, TinyRun.run(damaged, FEW));
    } catch (InputProblem e) {
      assertTrue(e.getMessage().contains(store.toString()), what + ": " + e.getMessage());
      refused.add(what);
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void aRunEndsTheSameWhicheverOfItsFilesIsDamagedWherever() throws IOException {
    Path partial = folder.resolve("partial");
    TinyRun.stopped(TinyRun.store(partial, told), FEW, 3);
    Set<String> hit = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (Path run : List.of(folder.resolve("whole"), partial)) {
      for (Path file : files(run)) {
        String name = file.getFileName().toString().replaceFirst("-.*", "");
        hit.add(name);
        List<byte[]> damages = damaged(Files.readAllBytes(file));
        for (int i = 0; i < damages.size(); i++) {
          Path copy = copied(run, file, i);
          Files.write(copy, damages.get(i));
          assertHarmless(storeOf(copy), refused, file + ", damage " + i);
        }
        Path gone = copied(run, file, damages.size());
        Files.delete(gone);
        assertHarmless(storeOf(gone), refused, file + ", deleted");
        Path inItsPlace = copied(run, file, damages.size() + 1);
        Files.delete(inItsPlace);
        Files.createDirectories(inItsPlace.resolve("a-folder"));
        assertHarmless(storeOf(inItsPlace), new TreeSet<>(), file + ", a folder in its place");
      }
    }
    assertEquals(TinyRun.FILES, hit);
    assertEquals(Set.of(), refused, "only what cannot be written in its place is refused");
  }

  /** The folder right in the test's own. */
  private Path storeOf(Path file) {
    return folder.resolve(folder.relativize(file).getName(0));
  }
}
