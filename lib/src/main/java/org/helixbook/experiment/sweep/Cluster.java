package org.helixbook.experiment.sweep;

import java.util.ServiceLoader;
import java.util.function.IntFunction;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunStore;
import org.helixbook.storage.KitFolder;

/**
 * Many machines that compute runs, reached through an engine that the kit's notebooks do without: a
 * module that is built on demand brings it. Its places may be used by as many threads as there are
 * runs; the engine decides which run waits.
 */
public interface Cluster extends IntFunction<RunPlace>, AutoCloseable {

  /** Reaches clusters; named in {@code META-INF/services}. */
  interface Engine {
    /**
     * Reaches one.
     *
     * @throws InputProblem if it cannot be reached, or is too small for a run
     */
    Cluster connect(String master, RunStore store, String notebook, int threads);
  }

  /**
   * The installed engine.
   *
   * @param master what it is asked for, for a reader
   * @throws InputProblem if none is installed
   */
  static Engine engine(String master) {
    return ServiceLoader.load(Engine.class)
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "sweep on '" + master + "'",
                    "the kit's module for Apache Spark has not been built",
                    "build it, which fetches 220 MB: (cd '"
                        + KitFolder.root()
                        + "' && mvn -q package -DskipTests -Pcluster)"));
  }

  /** Leaves the cluster; runs that are computed there end. */
  @Override
  void close();
}
