package org.helixbook.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.TrainingOutcome.Position;
import org.helixbook.run.TrainingOutcome.Standing;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.FolderLock;

/**
 * Keeps one run in its folder. It holds the folder's lock from open to close; both happen on the
 * compute thread, so that two stretches of one process can never want the same lock.
 */
final class RunRecorder<L extends Learner> implements Stretch<L> {
  private final RunConfiguration configuration;
  private final RunTask<L> task;
  private final RunFiles files;
  private final CheckpointFolder checkpoints;
  private final RunStore.Settings settings;
  private final Consumer<String> notices;
  private final String notebook;

  private final CountDownLatch closed = new CountDownLatch(1);

  private FolderLock lock;
  private RunEnvironment environment;
  private L learner;
  private Position kept;
  private RunResult result;
  private boolean complete;
  private long begun;
  private long lastKept;

  RunRecorder(
      RunConfiguration configuration,
      RunTask<L> task,
      RunFiles files,
      RunStore.Settings settings,
      Consumer<String> notices,
      String notebook) {
    this.configuration = configuration;
    this.task = task;
    this.files = files;
    this.settings = settings;
    this.checkpoints = new CheckpointFolder(files.file(RunFiles.CHECKPOINT), settings.writing());
    String name = "run " + configuration.id() + ": ";
    this.notices = notice -> notices.accept(name + notice);
    this.notebook = notebook;
  }

  /** What a complete run left; null of another. */
  RunResult result() {
    return result;
  }

  /** True if there was nothing to compute. */
  boolean wasComplete() {
    return complete;
  }

  @Override
  public Standing<L> open() throws IOException {
    try {
      return openFolder();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private Standing<L> openFolder() throws IOException {
    begun = System.nanoTime();
    // Made before the folder is: what cannot be begun leaves no run behind.
    Optional<L> made =
        Files.exists(files.folder()) ? Optional.empty() : Optional.of(task.create(configuration));
    Files.createDirectories(files.file(RunFiles.CHECKPOINT));
    lock =
        FolderLock.acquire(
            files.folder(),
            settings.patience(),
            "another process is computing this run",
            "wait until it has finished, or stop it, and ask for the run again");
    files.sweep();
    if (!configuration.equals(files.configuration().orElse(null))) {
      if (files.has(RunFiles.CONFIG)) {
        notices.accept(RunFiles.CONFIG + " is damaged and is written again");
      }
      files.writeConfiguration(configuration);
    }
    Optional<Standing<L>> earlier = checkpoints.newest(this::restored, notices);
    complete = earlier.isPresent() && isFinished(earlier.get()) && resultsAreWhole();
    if (complete) {
      result = files.result();
      learner = earlier.get().learner();
      return earlier.get();
    }
    files.delete(RunFiles.METRICS);
    if (earlier.isPresent() && files.json(RunFiles.DIVERGED).isPresent()) {
      String message = files.json(RunFiles.DIVERGED).get().path("message").asText();
      learner = earlier.get().learner();
      return lastGood(earlier.get(), message);
    }
    files.delete(RunFiles.DIVERGED);
    return begin(earlier, made);
  }

  private Standing<L> restored(byte[] content) throws IOException {
    Checkpoint.Content kept = Checkpoint.read(content, configuration.seed());
    return new Standing<>(task.restore(configuration, kept.state()), kept.position());
  }

  private boolean isFinished(Standing<L> standing) {
    History history = standing.position().history();
    return history.epochs().size() >= configuration.epochs()
        || TrainingRun.endsEarly(standing.learner(), history);
  }

  private boolean resultsAreWhole() {
    List<String> damaged = files.damagedResults();
    if (files.has(RunFiles.METRICS) && !damaged.isEmpty()) {
      notices.accept(String.join(" and ", damaged) + " is damaged and is made again");
    }
    return damaged.isEmpty();
  }

  private Standing<L> begin(Optional<Standing<L>> earlier, Optional<L> made) throws IOException {
    Standing<L> start =
        earlier.isPresent()
            ? earlier.get()
            : new Standing<>(made.orElseGet(() -> task.create(configuration)), Position.START);
    learner = start.learner();
    Position position = start.position();
    Optional<JsonNode> before = files.json(RunFiles.ENVIRONMENT);
    environment =
        RunEnvironment.begin(
            before, configuration, settings.clock().instant(), notebook, state(position));
    if (earlier.isPresent() && before.isPresent()) {
      environment.changes(before.get()).forEach(notices);
    }
    note(position);
    // The checkpoint is what counts; a history that is ahead of it, or ends in half a line, is
    // brought back to it.
    files.writeHistory(position.history());
    if (earlier.isEmpty()) {
      keepNow(position);
    }
    kept = position;
    lastKept = System.nanoTime();
    return start;
  }

  @Override
  public boolean due() {
    return System.nanoTime() - lastKept >= settings.interval().toNanos();
  }

  @Override
  public void keep(Position position) throws IOException {
    if (kept != null
        && kept.steps() == position.steps()
        && kept.nextBatch() == position.nextBatch()
        && kept.history().epochs().size() == position.history().epochs().size()) {
      return;
    }
    try {
      keepNow(position);
      if (kept == null || kept.history().epochs().size() != position.history().epochs().size()) {
        files.writeHistory(position.history());
        note(position);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    kept = position;
    lastKept = System.nanoTime();
  }

  private void keepNow(Position position) throws IOException {
    checkpoints.add(Checkpoint.write(learner, position, configuration.seed()));
  }

  @Override
  public Standing<L> ended(Standing<L> end) throws IOException {
    Position position = end.position();
    if (complete) {
      return withMessage(end, position.message() + "; computed before, run " + configuration.id());
    }
    if (environment == null) {
      return end; // known to have diverged before it was opened
    }
    try {
      switch (position.status()) {
        case FINISHED -> {
          RunResult left = withModel(learner.result());
          note(position);
          files.writeResult(left, position.history().epochs().size());
          result = left;
          return withMessage(end, position.message() + "; run " + configuration.id());
        }
        case DIVERGED -> {
          note(position);
          ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
          files.write(RunFiles.DIVERGED, json.put("message", position.message()));
          Optional<Standing<L>> good = checkpoints.newest(this::restored, notices);
          return good.isPresent() ? lastGood(good.get(), position.message()) : end;
        }
        default -> {
          note(position);
          return end;
        }
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private RunResult withModel(RunResult left) {
    return RunKind.of(configuration)
        .model(task, name -> Optional.ofNullable(left.files().get(name)))
        .map(json -> left.with(RunFiles.MODEL, CanonicalJson.pretty(json).getBytes(UTF_8)))
        .orElse(left);
  }

  @Override
  public void close() throws IOException {
    try {
      if (lock != null) {
        lock.close();
      }
    } finally {
      closed.countDown();
    }
  }

  /** Waits until the run has been kept and its folder been given back, or the time is over. */
  void awaitClosed(Duration patience) {
    try {
      if (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        notices.accept("its running batch takes too long; it goes on from its last checkpoint");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(Position position) throws IOException {
    double seconds = (System.nanoTime() - begun) / 1e9;
    files.write(RunFiles.ENVIRONMENT, environment.noted(seconds, state(position)));
  }

  private static String state(Position position) {
    return CountText.of(position.history().epochs().size(), "epoch")
        + " and "
        + CountText.of(position.nextBatch(), "batch", "batches")
        + " done";
  }

  private Standing<L> lastGood(Standing<L> good, String message) {
    Position at = good.position();
    return new Standing<>(
        good.learner(),
        at.with(Status.DIVERGED, message + "; the last good state is kept, with " + state(at)));
  }

  private Standing<L> withMessage(Standing<L> standing, String message) {
    Position at = standing.position();
    return new Standing<>(standing.learner(), at.with(at.status(), message));
  }

  private InputProblem cannotWrite(IOException e) {
    return new InputProblem(
        files.folder().toString(),
        "the run cannot be kept there (" + e.getMessage() + ")",
        "make room or give write permission, or set "
            + RunStore.VARIABLE
            + " to another folder, and ask for the run again: it goes on from its last checkpoint",
        e);
  }
}
