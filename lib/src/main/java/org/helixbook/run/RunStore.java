package org.helixbook.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.SettingText;
import org.helixbook.storage.KitFolder;

/**
 * The folder of all runs. Asking for a run that is complete gives it at once; one that is partial
 * resumes from its checkpoint and ends with the same bits as one that was never stopped, also after
 * a kill or a power cut. Two processes that ask for the same run do not collide.
 *
 * <p>A run's folder is named by its {@link RunId} and holds {@code config.json}, {@code
 * environment.json}, {@code history.csv} (a row an epoch), {@code checkpoint/} (two generations),
 * and, once complete, what its learner leaves, such as {@code predictions.csv}, and {@code
 * metrics.json}. Every file is written under a temporary name and moved, so each of them is whole
 * or absent.
 */
public final class RunStore {
  /** The environment variable that chooses another folder. */
  public static final String VARIABLE = "HELIXBOOK_RUNS";

  /** How long Ctrl-C or SIGTERM waits for the running batch, to keep what was learned. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  /** How runs are kept. */
  record Settings(Duration interval, Duration patience, Clock clock, RunFiles.Writing writing) {
    static Settings usual() {
      return new Settings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Clock.systemUTC(),
          RunFiles.Writing.ATOMIC);
    }
  }

  private final Path folder;
  private final Settings settings;
  private final Consumer<String> notices;
  private final String notebook;

  RunStore(Path folder, Settings settings, Consumer<String> notices) {
    this(folder, settings, notices, "");
  }

  private RunStore(Path folder, Settings settings, Consumer<String> notices, String notebook) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.notices = Objects.requireNonNull(notices, "notices");
    this.notebook = Objects.requireNonNull(notebook, "notebook");
  }

  /** A store in a folder, which is made when the first run is. Notices go to the error stream. */
  public static RunStore in(Path folder) {
    return new RunStore(folder, Settings.usual(), System.err::println);
  }

  /**
   * The store that the environment asks for: {@value #VARIABLE}, else {@code .helixbook/runs} of
   * the kit, which {@code mvn clean} leaves alone.
   */
  public static RunStore fromEnvironment() {
    return from(System.getenv(), KitFolder.root());
  }

  /**
   * The same in other surroundings.
   *
   * @param start the folder from which the kit's root is looked for
   */
  public static RunStore from(Map<String, String> environment, Path start) {
    return in(
        KitFolder.folder(
            KitFolder.root(start),
            VARIABLE,
            SettingText.given(environment, VARIABLE).orElse(".helixbook/runs")));
  }

  /**
   * The same store with another listener.
   *
   * @param listener is told of damage and of what was done about it, in a sentence each; on the
   *     compute thread
   */
  public RunStore telling(Consumer<String> listener) {
    return new RunStore(folder, settings, listener, notebook);
  }

  /**
   * The same store that also keeps the state inside an epoch, at most so much work being lost by a
   * kill.
   *
   * @param interval the least time between two checkpoints; each epoch has one in any case
   */
  public RunStore keepingEvery(Duration interval) {
    return new RunStore(
        folder,
        new Settings(interval, settings.patience(), settings.clock(), settings.writing()),
        notices,
        notebook);
  }

  /**
   * The same store, which waits longer for a run that another process holds.
   *
   * @param patience before the run is refused
   */
  public RunStore waiting(Duration patience) {
    return new RunStore(
        folder,
        new Settings(settings.interval(), patience, settings.clock(), settings.writing()),
        notices,
        notebook);
  }

  /**
   * The same store, which notes in the environment of the runs that it begins who asked for them.
   *
   * @param name such as {@code paper1-spectrogram-cnn/04-model-2}; no run's id depends on it
   */
  public RunStore calledFrom(String name) {
    return new RunStore(folder, settings, notices, name);
  }

  /** Where the runs are. */
  public Path folder() {
    return folder;
  }

  /**
   * Asks for a run. Ctrl-C and SIGTERM keep it as an interrupt does, and end the process within two
   * seconds.
   *
   * @param task the data, and the learner that the configuration describes
   * @param progress is told of batches, if any are to be computed
   * @param epochs gets the history after each epoch; first, at once, all that were computed before
   * @return how it ended; after an interrupt at once
   * @throws InputProblem if data, code or threads are not those of the configuration, another
   *     process computes the run, its folder is of a newer version of the kit or cannot be written,
   *     or memory runs out; and as {@link RunTask#create} says, and then nothing is left of the run
   */
  public <L extends Learner> RunOutcome<L> run(
      RunConfiguration configuration,
      RunTask<L> task,
      Progress progress,
      Consumer<History> epochs) {
    requireSame(configuration, task);
    RunId id = configuration.id();
    RunRecorder<L> recorder =
        new RunRecorder<>(configuration, task, files(id), settings, notices, notebook);
    TrainingSession session = new TrainingSession(progress, epochs);
    Thread ending =
        new Thread(
            () -> {
              session.stop();
              recorder.awaitClosed(ENDING);
            },
            "helixbook-keep-run");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return new RunOutcome<>(
          id, session.run(recorder, configuration.seed(), configuration.epochs()), recorder);
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(ending);
      } catch (IllegalStateException e) {
        // The process is ending, and the hook does its work now.
      }
    }
  }

  /**
   * Resumes a run from its configuration alone; a complete one is given at once, with its trained
   * learner, ready to predict. Its data are made again, compared by their digests, and the run is
   * asked for.
   *
   * @param progress is told while the data are made and of batches
   * @param epochs as {@link #run} says
   * @return how it ended; after an interrupt at once
   * @throws InputProblem as {@link #run} says, and if the configuration cannot be read or its data
   *     cannot be made again
   */
  public RunOutcome<?> resume(StoredRun run, Progress progress, Consumer<History> epochs) {
    RunConfiguration configuration = run.readConfiguration();
    // Before any work: these cannot be mended by it.
    RunKind kind = requireHere(configuration);
    return run(configuration, kind.task(configuration, progress), progress, epochs);
  }

  private static void requireSame(RunConfiguration configuration, RunTask<?> task) {
    requireHere(configuration);
    String where = "run " + configuration.id();
    Map<String, String> given = task.digests();
    for (String name : union(given.keySet(), configuration.data().keySet())) {
      if (!Objects.equals(given.get(name), configuration.data().get(name))) {
        throw new InputProblem(
            where,
            "the " + name + " set is not the one that its configuration names",
            "prepare the data as the configuration says, or make a configuration for this data");
      }
    }
  }

  private static RunKind requireHere(RunConfiguration configuration) {
    String where = "run " + configuration.id();
    RunKind kind = RunKind.of(configuration);
    String code = kind.code();
    if (!configuration.codeVersion().equals(code)) {
      throw new InputProblem(
          where,
          "it belongs to other code ("
              + configuration.codeVersion()
              + ") than this one ("
              + code
              + ")",
          "resume it with the version of the kit that began it, or begin a new run");
    }
    if (configuration.threads() != NumericBackend.prepare()) {
      throw new InputProblem(
          where,
          "it computes with "
              + configuration.threads()
              + " threads, and this process with "
              + NumericBackend.prepare(),
          "set " + NumericBackend.THREADS + "=" + configuration.threads() + " before it starts");
    }
    return kind;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  /**
   * All runs, the most recently changed first; those of one moment by their ids.
   *
   * @return what is kept of each; also of those that cannot be read
   */
  public List<StoredRun> runs() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    // The times are read once: a run that is being computed changes its own while this sorts.
    record Touched(StoredRun run, FileTime at) {}
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(file -> file.toFile().getName().matches("[0-9a-f]{16}"))
          .map(file -> new StoredRun(new RunId(file.toFile().getName()), files(file)))
          .map(run -> new Touched(run, run.touched()))
          .sorted(
              Comparator.comparing(Touched::at)
                  .reversed()
                  .thenComparing(touched -> touched.run().id().text()))
          .map(Touched::run)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /**
   * One run.
   *
   * @return what is kept of it; empty if it was never begun here
   */
  public Optional<StoredRun> run(RunId id) {
    return Optional.of(new StoredRun(id, files(id))).filter(run -> Files.isDirectory(run.folder()));
  }

  /**
   * One run by its id or the beginning of it.
   *
   * @param beginning at least one digit
   * @throws InputProblem if there is none, or more than one
   */
  public StoredRun find(String beginning) {
    List<StoredRun> found =
        runs().stream().filter(run -> run.id().text().startsWith(beginning.strip())).toList();
    if (beginning.isBlank() || found.size() != 1) {
      throw new InputProblem(
          "run '" + beginning + "'",
          found.isEmpty() || beginning.isBlank()
              ? "there is no such run in " + folder
              : found.size() + " runs in " + folder + " begin so",
          "give the id, or enough of its beginning, as 'helixbook runs list' prints it");
    }
    return found.get(0);
  }

  /**
   * Deletes a run.
   *
   * @throws InputProblem if a process computes it, or it cannot be deleted
   */
  public void remove(StoredRun run) {
    InputProblem.ifRefused(
        run.folder(),
        "the run cannot be deleted",
        "give write permission and try again",
        () -> run.remove());
  }

  /**
   * Takes a run that was computed elsewhere, instead of what is here of it. It may come from
   * anybody: nothing is written outside its folder, and what is damaged is not complete.
   *
   * @param exported what {@link StoredRun#export} wrote
   * @throws InputProblem if it is something else, a process here computes the run, or it cannot be
   *     written
   */
  public void take(RunId id, byte[] exported) {
    InputProblem.ifRefused(
        folder.resolve(id.text()),
        "the run that was computed elsewhere cannot be kept",
        "make room or give write permission, and ask for the run again",
        () -> {
          Files.createDirectories(folder.resolve(id.text()));
          new StoredRun(id, files(id)).replace(exported);
        });
  }

  private RunFiles files(RunId id) {
    return files(folder.resolve(id.text()));
  }

  private RunFiles files(Path runFolder) {
    return new RunFiles(runFolder, settings.writing());
  }
}
