package org.helixbook.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.helixbook.experiment.sweep.Cluster;
import org.helixbook.experiment.sweep.RunPlace;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;

/**
 * A cluster that is reached. Each run is a job of one task, so that one that fails ends no other,
 * and Spark repeats it elsewhere when its machine is lost.
 */
final class SparkCluster implements Cluster {
  private final JavaSparkContext context;
  private final RunStore store;
  private final Path mark;
  private final RunOnExecutor task;

  /**
   * A cluster.
   *
   * @param jars of the kit, which travel to the machines; none if all is computed on this one
   */
  SparkCluster(JavaSparkContext context, RunStore store, String notebook, List<Path> jars) {
    this.context = context;
    this.store = store;
    this.mark = store.folder().resolve(".cluster-" + UUID.randomUUID());
    this.task =
        new RunOnExecutor(
            mark.toString(), notebook, jars.stream().map(jar -> "" + jar.getFileName()).toList());
    jars.forEach(jar -> context.addJar(jar.toString()));
    InputProblem.ifRefused(
        store.folder(),
        "runs cannot be kept there",
        "make room or give write permission, or set " + RunStore.VARIABLE,
        () -> {
          Files.createDirectories(store.folder());
          Files.createFile(mark);
        });
  }

  @Override
  public RunPlace apply(int number) {
    return new Place();
  }

  @Override
  public void close() {
    context.close();
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      // An empty file more; no store looks at it.
    }
  }

  static String firstLine(Exception e) {
    return e.toString().lines().findFirst().orElseThrow().replaceFirst("^[\\w.]+: ", "");
  }

  private final class Place implements RunPlace {
    @Override
    public Optional<String> compute(RunConfiguration run, BiConsumer<Double, String> at)
        throws IOException, InterruptedException {
      Computed computed;
      try {
        computed = context.parallelize(List.of(run.toJson()), 1).map(task).collect().get(0);
      } catch (Exception e) { // Spark declares none of those that it throws
        if (context.sc().isStopped()) {
          throw new InterruptedException("the cluster was left");
        }
        throw new IOException("Spark gave up (" + firstLine(e) + ")", e);
      }
      if (computed.exported().length > 0) {
        store.take(run.id(), computed.exported());
      }
      return Optional.of(computed.failure()).filter(why -> !why.isEmpty());
    }

    @Override
    public void end() {
      // Leaving the cluster ends what is computed there.
    }

    @Override
    public void awaitEnd() {
      // Its machines keep what they can.
    }
  }
}
