package org.helixbook.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.FolderLock;

/** What is kept of a run, for looking at. It is read anew at each call. */
public final class StoredRun {

  /** How far a run has come. */
  public enum State {
    /** All is there. */
    COMPLETE,
    /** Begun and not finished: asking for it goes on. */
    PARTIAL,
    /** The loss was no longer a number. */
    DIVERGED,
    /** Its configuration is damaged, or a newer version of the kit wrote it. */
    UNREADABLE
  }

  private final RunId id;
  private final RunFiles files;

  StoredRun(RunId id, RunFiles files) {
    this.id = id;
    this.files = files;
  }

  /**
   * A run that is kept elsewhere than in a store, such as a reference result; for looking at only.
   *
   * @param folder with {@code config.json} and {@code history.csv}
   * @return the run; empty if its configuration cannot be read
   */
  public static Optional<StoredRun> at(Path folder) {
    RunFiles files = new RunFiles(folder, FileWriting.ATOMIC);
    return files
        .json(RunFiles.CONFIG)
        .map(json -> json.path("id").asText())
        .filter(text -> text.matches("[0-9a-f]{16}"))
        .map(text -> new StoredRun(new RunId(text), files));
  }

  /**
   * What its classifier said of the test images.
   *
   * @param classNames the names of the classes in label order
   * @return the predictions; empty if the run is not complete, or was kept without them
   */
  public Optional<Predictions> predictions(List<String> classNames) {
    Path file = files.file(RunFiles.PREDICTIONS);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Predictions.ofCsv(Files.readString(file), classNames))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Its name. */
  public RunId id() {
    return id;
  }

  /** Its folder. */
  public Path folder() {
    return files.folder();
  }

  /** How far it has come. */
  public State state() {
    if (configuration().isEmpty()) {
      return State.UNREADABLE;
    }
    if (files.has(RunFiles.DIVERGED)) {
      return State.DIVERGED;
    }
    return files.has(RunFiles.METRICS) && files.damagedResults().isEmpty()
        ? State.COMPLETE
        : State.PARTIAL;
  }

  /** What it computes; empty if that is damaged or of a newer version of the kit. */
  public Optional<RunConfiguration> configuration() {
    try {
      return files.configuration();
    } catch (InputProblem e) {
      return Optional.empty();
    }
  }

  /**
   * What it computes, or why that cannot be known.
   *
   * @throws InputProblem if it is damaged or of a newer version of the kit
   */
  RunConfiguration readConfiguration() {
    return files
        .configuration()
        .orElseThrow(
            () ->
                new InputProblem(
                    files.file(RunFiles.CONFIG).toString(),
                    "it is damaged",
                    "run the notebook or program that began the run: it writes it again"));
  }

  /** Its finished epochs, as far as they can be read. */
  public History history() {
    return files.history();
  }

  /** Where and when it was computed, {@code environment.json}; empty if damaged. */
  public Optional<JsonNode> environment() {
    return files.json(RunFiles.ENVIRONMENT);
  }

  /** Processor seconds of all its stretches; NaN if it is not known. */
  public double cpuSeconds() {
    return environment()
        .map(tree -> tree.path("cpuSeconds").asDouble(Double.NaN))
        .orElse(Double.NaN);
  }

  /**
   * Every value of configuration and environment by its path: what a comparison goes by.
   *
   * @return paths such as {@code training.seed} or {@code environment.cpu}, and values as text
   */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    configuration().ifPresent(c -> values.putAll(c.values()));
    environment().ifPresent(tree -> RunConfiguration.flatten("environment", tree, values));
    return values;
  }

  /**
   * Packs the folder, weights included, into a zip file.
   *
   * @param file its place; replaced in one step
   * @throws IOException if it cannot be written; the place is then as it was
   */
  public void export(Path file) throws IOException {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder())) {
      content =
          walk.filter(Files::isRegularFile)
              // The lock, and what is only being written.
              .filter(member -> !member.toFile().getName().startsWith("."))
              .sorted()
              .toList();
    }
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Path member : content) {
            String name = folder().relativize(member).toString().replace(File.separatorChar, '/');
            zip.putNextEntry(new ZipEntry(id + "/" + name));
            Files.copy(member, zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  /** The size of its folder in bytes. */
  public long bytes() {
    try (Stream<Path> walk = Files.walk(folder())) {
      return walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(folder() + " cannot be read", e);
    }
  }

  /** True if a newer version of the kit wrote it. */
  public boolean isOfANewerVersion() {
    try {
      files.configuration();
      return false;
    } catch (InputProblem e) {
      return true;
    }
  }

  /** True if a process is computing it at this moment. */
  @SuppressWarnings("try") // the lock only has to be had
  public boolean isBeingComputed() {
    try (FolderLock lock = lock()) {
      return false;
    } catch (InputProblem e) {
      return true;
    } catch (IOException e) {
      return false; // such as on a disk that can only be read
    }
  }

  private FolderLock lock() throws IOException {
    return FolderLock.acquire(
        folder(),
        Duration.ZERO,
        "another process is computing this run",
        "wait until it has finished, or stop it");
  }

  /** Deletes all there is. What a kill in between leaves is a partial run, to be deleted again. */
  @SuppressWarnings("try") // the lock only has to be had
  void remove() throws IOException {
    Path lockFile = folder().resolve(FolderLock.FILE);
    try (FolderLock lock = lock()) {
      files.delete(RunFiles.METRICS);
      List<Path> content;
      try (Stream<Path> walk = Files.walk(folder())) {
        // The configuration last; a folder after its content.
        content =
            walk.filter(file -> !file.equals(lockFile) && !file.equals(folder()))
                .sorted(
                    Comparator.comparing((Path file) -> file.equals(files.file(RunFiles.CONFIG)))
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
      }
      for (Path file : content) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(lockFile);
    Files.deleteIfExists(folder());
  }

  FileTime touched() {
    try {
      return Files.getLastModifiedTime(folder());
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
