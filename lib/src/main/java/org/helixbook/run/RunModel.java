package org.helixbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * A run as something to predict with: its configuration, the state of its newest checkpoint, and
 * what it kept for this. Reading it changes nothing in its folder, and nothing of a zip file is
 * unpacked.
 *
 * @param name for messages, such as {@code run 0123456789abcdef}
 * @param configuration what was trained, and how
 * @param epochs finished ones
 * @param state of the learner, see {@link Learner#state}
 * @param kept what {@link RunKind#model} gave; empty if the kind needs nothing
 */
public record RunModel(
    String name,
    RunConfiguration configuration,
    int epochs,
    Map<String, byte[]> state,
    Optional<JsonNode> kept) {

  /** Deeplearning4j's JSON names the classes of layers, losses and the like. */
  private static final String KNOWN_CLASSES = "org\\.(deeplearning4j|nd4j|helixbook)\\.[\\w.$]+";

  /**
   * Reads a run.
   *
   * @param store where it is looked for
   * @param run its id or the beginning of it; or the path of an exported run, a zip file or its
   *     unpacked folder
   * @param progress is told if the data of an older or unfinished run of the store are made again
   * @throws InputProblem if there is no such run, it is damaged, diverged, or holds links
   */
  public static RunModel of(RunStore store, String run, Progress progress) {
    Optional<Path> exported = existing(run);
    try {
      return exported.isPresent() ? at(exported.get()) : inStore(store.find(run), progress);
    } catch (IOException e) {
      throw new InputProblem(
          exported.map(Path::toString).orElse("run " + run),
          "it cannot be read as a run (" + e.getMessage() + ")",
          "export it again with 'helixbook runs export', or train it again",
          e);
    }
  }

  private static Optional<Path> existing(String run) {
    try {
      return run.isBlank()
          ? Optional.empty()
          : Optional.of(Path.of(run.strip())).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static RunModel inStore(StoredRun stored, Progress progress) throws IOException {
    RunFiles files = new RunFiles(stored.folder(), RunFiles.Writing.ATOMIC);
    RunModel run = read(files, stored.readConfiguration());
    if (run.kept.isPresent()) {
      return run;
    }
    RunKind kind = RunKind.of(run.configuration);
    return new RunModel(
        run.name,
        run.configuration,
        run.epochs,
        run.state,
        kind.model(kind.task(run.configuration, progress), stored::file));
  }

  private static RunModel at(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      requireNoLinks(place);
      return exported(place, place);
    }
    try (FileSystem zip = FileSystems.newFileSystem(place, Map.of())) {
      return exported(place, zip.getPath("/"));
    } catch (ProviderNotFoundException e) {
      throw new IOException("it is no zip file and no folder", e);
    }
  }

  private static RunModel exported(Path place, Path root) throws IOException {
    RunFiles files = new RunFiles(folderOfRun(root), RunFiles.Writing.ATOMIC);
    return read(
        files,
        files
            .configuration()
            .orElseThrow(() -> new IOException("its " + RunFiles.CONFIG + " is damaged")));
  }

  /** The folder itself, or the only one in it: a zip file holds one named after the run. */
  private static Path folderOfRun(Path root) throws IOException {
    if (Files.isRegularFile(root.resolve(RunFiles.CONFIG))) {
      return root;
    }
    try (Stream<Path> list = Files.list(root)) {
      List<Path> inside =
          list.filter(folder -> Files.isRegularFile(folder.resolve(RunFiles.CONFIG))).toList();
      if (inside.size() != 1) {
        throw new IOException(
            inside.isEmpty() ? "it holds no " + RunFiles.CONFIG : "it holds more than one run");
      }
      return inside.get(0);
    }
  }

  /** A link may lead out of the folder, to a file that is not the stranger's to name. */
  private static void requireNoLinks(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      Optional<Path> link = walk.filter(Files::isSymbolicLink).findFirst();
      if (link.isPresent()) {
        throw new InputProblem(
            link.get().toString(),
            "it is a symbolic link, and an exported run has none",
            "export the run again, or put the file itself there");
      }
    }
  }

  private static RunModel read(RunFiles files, RunConfiguration configuration) throws IOException {
    String name = "run " + configuration.id();
    if (files.has(RunFiles.DIVERGED)) {
      throw new InputProblem(
          name,
          "its training diverged, and its network says nothing",
          "train it with other settings");
    }
    Checkpoint.Content newest = files.checkpoint(configuration.seed());
    return new RunModel(
        name,
        configuration,
        newest.position().history().epochs().size(),
        newest.state(),
        kept(files));
  }

  private static Optional<JsonNode> kept(RunFiles files) throws IOException {
    Optional<byte[]> json = files.left(RunFiles.MODEL);
    return json.isPresent()
        ? Optional.of(CanonicalJson.parse(new String(json.get(), StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /**
   * What it kept, as a record.
   *
   * @throws InputProblem if it kept nothing or something else
   */
  public <T> T keptAs(Class<T> type) {
    JsonNode json =
        kept.orElseThrow(
            () ->
                new InputProblem(
                    name,
                    "it was exported before its end or by an older version of the kit, without "
                        + RunFiles.MODEL
                        + ", which says what it reads",
                    "finish it ('helixbook runs resume') and export it again"));
    return value(json, type);
  }

  /**
   * The description of its network as a record.
   *
   * @throws InputProblem if it is something else
   */
  public <T> T networkAs(Class<T> type) {
    return value(configuration.network(), type);
  }

  private <T> T value(JsonNode json, Class<T> type) {
    try {
      T value = CanonicalJson.value(json, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // told below
    }
    throw new InputProblem(
        name,
        "its " + type.getSimpleName() + " cannot be read",
        "export the run again from where it was trained");
  }

  /**
   * Refuses the description of a network in Deeplearning4j's JSON that names a class of another
   * library: reading it would load that class.
   *
   * @param json any part of a description
   * @throws InputProblem naming the class
   */
  public void requireKnownClasses(JsonNode json) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equals("@class")) {
        requireKnown(field.getValue().asText());
      } else if (field.getKey().contains(".")) {
        requireKnown(field.getKey());
      }
    }
    json.forEach(this::requireKnownClasses);
  }

  private void requireKnown(String className) {
    if (!className.matches(KNOWN_CLASSES)) {
      throw new InputProblem(
          name,
          "its network names the class '" + className + "', which is not one of Deeplearning4j",
          "predict in the notebook that trained it: a run is data, and its code is not loaded");
    }
  }
}
