package org.helixbook.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.Function;
import org.helixbook.experiment.sweep.WorkerProcess;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/**
 * Computes a run on an executor, in the process that computes the runs of one machine side by side,
 * too: an executor has many threads, and a run its own number of them. If the executor dies the
 * process keeps its run and ends.
 */
final class RunOnExecutor implements Function<String, Computed> {
  private static final long serialVersionUID = 1;

  private final String mark;
  private final String notebook;
  private final List<String> jars;

  /**
   * A task.
   *
   * @param mark a file in the folder of who asks: an executor that sees it shares the folder
   * @param notebook that asks for the runs
   * @param jars the names of the kit's jars among the files that Spark brought; none if the classes
   *     are those of this process
   */
  RunOnExecutor(String mark, String notebook, List<String> jars) {
    this.mark = mark;
    this.notebook = notebook;
    this.jars = jars;
  }

  /**
   * Computes a run.
   *
   * @param json its configuration
   * @throws IOException if its process died: Spark then tries again
   */
  @Override
  public Computed call(String json) throws IOException, InterruptedException {
    RunConfiguration run = RunConfiguration.fromJson(json);
    if (Files.exists(Path.of(mark))) {
      return new Computed(new byte[0], failure(run, RunStore.in(Path.of(mark).getParent())));
    }
    Path own = Files.createTempDirectory("helixbook-run");
    try {
      RunStore store = RunStore.in(own.resolve("runs"));
      String failure = failure(run, store);
      Optional<StoredRun> kept = store.run(run.id()).filter(one -> failure.isEmpty());
      if (kept.isEmpty()) {
        return new Computed(new byte[0], failure);
      }
      Path packed = own.resolve("run.zip");
      kept.get().export(packed);
      return new Computed(Files.readAllBytes(packed), failure);
    } finally {
      delete(own);
    }
  }

  private String failure(RunConfiguration run, RunStore store)
      throws IOException, InterruptedException {
    String classPath =
        jars.isEmpty()
            ? System.getProperty("java.class.path")
            : jars.stream().map(SparkFiles::get).collect(Collectors.joining(File.pathSeparator));
    WorkerProcess worker = WorkerProcess.of(store, notebook, classPath, run.threads());
    try {
      return worker.compute(run, (share, detail) -> {}).orElse("");
    } finally {
      worker.end();
      worker.awaitEnd();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
