package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
    /** Begun and not finished: asking for it resumes it. */
    PARTIAL,
    /** The loss was no longer a number. */
    DIVERGED,
    /** Its configuration is damaged, or a newer version of the kit wrote it. */
    UNREADABLE
  }

  private static final String STEPS = "stepsAnEpoch";

  /** Bytes of predictions that still count as records: those of some thousand examples. */
  private static final int MOST_PREDICTIONS = 1 << 20;

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
    RunFiles files = new RunFiles(folder, RunFiles.Writing.ATOMIC);
    return files
        .json(RunFiles.CONFIG)
        .map(json -> json.path("id").asText())
        .filter(text -> text.matches("[0-9a-f]{16}"))
        .map(text -> new StoredRun(new RunId(text), files));
  }

  /**
   * The runs that are kept in the folders of a folder, such as reference results.
   *
   * @param folder with a folder a run
   * @return in the order of the folders' names; none if there is no such folder
   * @throws UncheckedIOException if it cannot be listed
   */
  public static List<StoredRun> allIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isDirectory)
          .sorted()
          .map(StoredRun::at)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /**
   * A file that it left at its end, such as {@code predictions.csv}.
   *
   * @return the content; empty if the run is not complete, was kept without this file, or the file
   *     is damaged
   */
  public Optional<byte[]> file(String name) {
    try {
      return files.left(name);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its name. */
  public RunId id() {
    return id;
  }

  /**
   * A name for its records.
   *
   * @return experiment and seed in lower-case letters, digits and hyphens, such as {@code
   *     model-2a-seed-1}
   * @throws InputProblem if its configuration cannot be read
   */
  public String readableName() {
    RunConfiguration configuration = readConfiguration();
    return (configuration.experiment() + " seed " + configuration.seed())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
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

  /** How far it has come, also of a run whose weights and predictions were not kept. */
  public RunStanding standing() {
    return standing(history());
  }

  private RunStanding standing(History history) {
    State state = state();
    return new RunStanding(
        state == State.PARTIAL && files.cameToItsEnd() ? State.COMPLETE : state,
        history.epochs().size(),
        configuration().map(RunConfiguration::epochs).orElse(0),
        stepsAnEpoch());
  }

  private OptionalInt stepsAnEpoch() {
    int kept = files.json(RunFiles.STANDING).map(json -> json.path(STEPS).asInt()).orElse(0);
    return kept > 0 ? OptionalInt.of(kept) : stepsOfCheckpoints();
  }

  private OptionalInt stepsOfCheckpoints() {
    try {
      for (Path file :
          new CheckpointFolder(files.file(RunFiles.CHECKPOINT), RunFiles.Writing.ATOMIC)
              .generations()) {
        OptionalInt steps = stepsOf(file);
        if (steps.isPresent()) {
          return steps;
        }
      }
    } catch (IOException e) {
      // Not known, then.
    }
    return OptionalInt.empty();
  }

  private OptionalInt stepsOf(Path checkpoint) {
    try {
      byte[] content = Files.readAllBytes(checkpoint);
      if (!CheckpointFolder.isAsWritten(checkpoint, content)) {
        return OptionalInt.empty();
      }
      TrainingOutcome.Position position =
          Checkpoint.read(content, readConfiguration().seed()).position();
      int epochs = position.history().epochs().size();
      return epochs == 0
          ? OptionalInt.empty()
          : OptionalInt.of((position.steps() - position.nextBatch()) / epochs);
    } catch (IOException | InputProblem e) {
      // Of another run, or replaced by the process that computes this one.
      return OptionalInt.empty();
    }
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

  /** The notebook that asked for it; empty if none did, or an earlier version began it. */
  public String notebook() {
    return environment().map(tree -> tree.path(RunEnvironment.NOTEBOOK).asText()).orElse("");
  }

  /** When it was begun; empty if that is not known. */
  public Optional<Instant> begun() {
    try {
      return environment()
          .map(tree -> tree.path(RunEnvironment.STRETCHES).path(0))
          .map(first -> first.path(RunEnvironment.STARTED).asText())
          .filter(text -> !text.isEmpty())
          .map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The figure by which runs of its kind are compared; empty of a kind that is not installed. */
  public Optional<RunScore> score() {
    return configuration()
        .flatMap(run -> RunKind.all().stream().filter(kind -> kind.holds(run)).findFirst())
        .map(RunKind::score);
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

  /**
   * Writes its small files into a folder: {@code config.json}, {@code environment.json}, {@code
   * history.csv}, {@code standing.json} with how far it has come, and, of a run that is complete,
   * {@code metrics.json} and each file of what it predicted that has at most a megabyte; no
   * weights. What {@link #at} reads. Of a run that is being computed, the epochs so far.
   *
   * @param folder made if it is missing; may hold earlier records of the same run
   * @return how far it has come, as written there
   * @throws IOException if it cannot be written
   * @throws InputProblem if the folder holds another run, or this one's configuration cannot be
   *     read
   */
  public RunStanding exportRecords(Path folder) throws IOException {
    readConfiguration();
    Optional<StoredRun> there = at(folder);
    if (there.isPresent() && !there.get().id().equals(id)) {
      throw new InputProblem(
          folder.toString(),
          "it holds the records of another run, " + there.get().id(),
          "name another folder, or delete this one first");
    }
    RunFiles copy = new RunFiles(folder, RunFiles.Writing.ATOMIC);
    // Read once: a run that is being computed may end an epoch at any moment.
    History history = files.history();
    RunStanding standing = standing(history);
    for (String name : List.of(RunFiles.CONFIG, RunFiles.ENVIRONMENT, RunFiles.DIVERGED)) {
      if (files.has(name)) {
        copy.copy(name, files);
      }
    }
    // As it is, where its digest stands in the metrics; else without a damaged end.
    if (standing.isComplete()) {
      copy.copy(RunFiles.HISTORY, files);
    } else {
      copy.writeHistory(history);
    }
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    json.put("state", standing.state().name().toLowerCase(Locale.ROOT));
    json.put("epochsDone", standing.epochsDone());
    json.put("epochsAsked", standing.epochsAsked());
    standing.stepsAnEpoch().ifPresent(steps -> json.put(STEPS, steps));
    json.put("text", standing.text());
    copy.write(RunFiles.STANDING, json);
    if (standing.isComplete()) {
      for (String name : files.results()) {
        boolean small = file(name).filter(all -> all.length <= MOST_PREDICTIONS).isPresent();
        if (small && !name.equals(RunFiles.MODEL)) {
          copy.copy(name, files);
        }
      }
      copy.copy(RunFiles.METRICS, files);
    } else {
      copy.delete(RunFiles.METRICS);
    }
    return standing;
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
    try (FolderLock lock = lock()) {
      empty();
    }
    Files.deleteIfExists(folder().resolve(FolderLock.FILE));
    Files.deleteIfExists(folder());
  }

  private void empty() throws IOException {
    Path lockFile = folder().resolve(FolderLock.FILE);
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

  /**
   * Takes what {@link #export} wrote elsewhere instead of all there is; the mark that it is
   * complete comes last.
   */
  @SuppressWarnings("try") // the lock only has to be had
  void replace(byte[] exported) throws IOException {
    SortedMap<String, byte[]> members = members(exported);
    byte[] metrics = members.remove(RunFiles.METRICS);
    try (FolderLock lock = lock()) {
      empty();
      Files.createDirectories(files.file(RunFiles.CHECKPOINT));
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        files.writing().write(files.file(member.getKey()), member.getValue());
      }
      if (metrics != null) {
        files.writing().write(files.file(RunFiles.METRICS), metrics);
      }
    }
  }

  private SortedMap<String, byte[]> members(byte[] exported) throws IOException {
    SortedMap<String, byte[]> members = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(exported))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.getName().matches(id + "/(" + RunFiles.CHECKPOINT + "/)?\\w[\\w.-]*")) {
          throw new IOException("it holds '" + entry.getName() + "'");
        }
        members.put(entry.getName().substring(id.text().length() + 1), zip.readAllBytes());
      }
    }
    if (!isThisRun(members.getOrDefault(RunFiles.CONFIG, new byte[0]))) {
      throw new IOException("it is not run " + id);
    }
    return members;
  }

  private boolean isThisRun(byte[] config) {
    try {
      JsonNode json = CanonicalJson.parse(new String(config, StandardCharsets.UTF_8));
      return RunConfiguration.of(json.path("configuration")).id().equals(id);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  FileTime touched() {
    try {
      return Files.getLastModifiedTime(folder());
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
