package org.helixbook.training;

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
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.FolderLock;
import org.helixbook.training.TrainingOutcome.Position;
import org.helixbook.training.TrainingOutcome.Status;

/**
 * Keeps one run in its folder. It holds the folder's lock from open to close; both happen on the
 * compute thread, so that two stretches of one process can never want the same lock.
 */
final class RunRecorder implements Stretch {
  private final RunConfiguration configuration;
  private final ImageTask task;
  private final RunFiles files;
  private final CheckpointFolder checkpoints;
  private final RunStore.Settings settings;
  private final Consumer<String> notices;

  private final CountDownLatch closed = new CountDownLatch(1);

  private FolderLock lock;
  private RunEnvironment environment;
  private ImageClassifier classifier;
  private Position kept;
  private Predictions predictions;
  private boolean complete;
  private long begun;
  private long lastKept;

  RunRecorder(
      RunConfiguration configuration,
      ImageTask task,
      RunFiles files,
      RunStore.Settings settings,
      Consumer<String> notices) {
    this.configuration = configuration;
    this.task = task;
    this.files = files;
    this.settings = settings;
    this.checkpoints = new CheckpointFolder(files.file(RunFiles.CHECKPOINT), settings.writing());
    String name = "run " + configuration.id() + ": ";
    this.notices = notice -> notices.accept(name + notice);
  }

  /** The test set's predictions of a complete run; null of another. */
  Predictions predictions() {
    return predictions;
  }

  /** True if there was nothing to compute. */
  boolean wasComplete() {
    return complete;
  }

  @Override
  public Standing open() throws IOException {
    try {
      return openFolder();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private Standing openFolder() throws IOException {
    begun = System.nanoTime();
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
    long seed = configuration.training().seed();
    Optional<Standing> earlier = checkpoints.newest(seed, notices);
    boolean finished =
        earlier.isPresent()
            && earlier.get().position().history().epochs().size()
                >= configuration.training().epochs();
    complete = finished && resultsAreWhole();
    if (complete) {
      predictions = files.predictions(task.test().classNames());
      classifier = earlier.get().classifier();
      return earlier.get();
    }
    files.delete(RunFiles.METRICS);
    if (earlier.isPresent() && files.json(RunFiles.DIVERGED).isPresent()) {
      String message = files.json(RunFiles.DIVERGED).get().path("message").asText();
      classifier = earlier.get().classifier();
      return lastGood(earlier.get(), message);
    }
    files.delete(RunFiles.DIVERGED);
    return begin(earlier);
  }

  private boolean resultsAreWhole() {
    List<String> damaged = files.damagedResults();
    if (files.has(RunFiles.METRICS) && !damaged.isEmpty()) {
      notices.accept(String.join(" and ", damaged) + " is damaged and is made again");
    }
    return damaged.isEmpty();
  }

  private Standing begin(Optional<Standing> earlier) throws IOException {
    Standing start =
        earlier.isPresent()
            ? earlier.get()
            : new Standing(task.network().apply(configuration), Position.START);
    classifier = start.classifier();
    Position position = start.position();
    Optional<JsonNode> before = files.json(RunFiles.ENVIRONMENT);
    environment =
        RunEnvironment.begin(before, configuration, settings.clock().instant(), state(position));
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
  public boolean keeps() {
    return true;
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
    checkpoints.add(
        Checkpoint.write(new Standing(classifier, position), configuration.training().seed()));
  }

  @Override
  public Standing ended(Standing end) throws IOException {
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
          predictions = classifier.predict(task.test(), configuration.training().batchSize());
          files.writePredictions(predictions);
          note(position);
          files.writeMetrics(predictions, position.history().epochs().size());
          return withMessage(end, position.message() + "; run " + configuration.id());
        }
        case DIVERGED -> {
          note(position);
          ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
          files.write(RunFiles.DIVERGED, json.put("message", position.message()));
          Optional<Standing> good = checkpoints.newest(configuration.training().seed(), notices);
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

  @Override
  public String howToGoOn() {
    return "ask for the run again, and it goes on from here";
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
    return position.history().epochs().size()
        + " epochs and "
        + position.nextBatch()
        + " batches done";
  }

  private static Standing lastGood(Standing good, String message) {
    Position at = good.position();
    return new Standing(
        good.classifier(),
        new Position(
            Status.DIVERGED,
            at.history(),
            at.nextBatch(),
            at.lossSum(),
            at.correct(),
            at.seconds(),
            at.steps(),
            message + "; the last good state is kept, with " + state(at)));
  }

  private static Standing withMessage(Standing standing, String message) {
    Position at = standing.position();
    return new Standing(
        standing.classifier(),
        new Position(
            at.status(),
            at.history(),
            at.nextBatch(),
            at.lossSum(),
            at.correct(),
            at.seconds(),
            at.steps(),
            message));
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
