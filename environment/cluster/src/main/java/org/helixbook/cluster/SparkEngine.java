package org.helixbook.cluster;

import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.helixbook.experiment.sweep.Cluster;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunStore;
import org.helixbook.storage.KitFolder;

/** Apache Spark in client mode: this process is the driver. */
public final class SparkEngine implements Cluster.Engine {
  /** Spark's own settings, in the folder that {@code SPARK_CONF_DIR} names. */
  private static final String SETTINGS = "spark-defaults.conf";

  @Override
  public Cluster connect(String master, RunStore store, String notebook, int threads) {
    SparkConf settings =
        settings()
            .setMaster(master)
            .setAppName("helixbook sweep of " + notebook)
            // A run has cores for all of its threads.
            .set("spark.task.cpus", "" + threads)
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.ui.showConsoleProgress", "false");
    List<Path> jars = master.startsWith("local") ? List.of() : kit();
    JavaSparkContext context = null;
    try {
      context = new JavaSparkContext(settings);
      return new SparkCluster(context, store, notebook, jars);
    } catch (Exception e) { // Spark declares none of those that it throws
      if (context != null) {
        context.close();
      }
      if (e instanceof InputProblem problem) {
        throw problem;
      }
      throw new InputProblem(
          "sweep on '" + master + "'",
          "Spark cannot begin (" + SparkCluster.firstLine(e) + ")",
          "see whether this master runs and what its log says; a run takes "
              + CountText.of(threads, "core"),
          e);
    }
  }

  private static SparkConf settings() {
    SparkConf settings = new SparkConf();
    String folder = System.getenv("SPARK_CONF_DIR");
    if (folder == null) {
      return settings;
    }
    Path file = Path.of(folder).resolve(SETTINGS);
    Properties given = new Properties();
    InputProblem.ifRefused(
        file,
        "Spark's settings cannot be read",
        "mend the file, or unset SPARK_CONF_DIR",
        () -> {
          try (Reader text = Files.newBufferedReader(file)) {
            given.load(text);
          }
        });
    given.stringPropertyNames().stream()
        .filter(name -> name.startsWith("spark."))
        .forEach(name -> settings.setIfMissing(name, given.getProperty(name).strip()));
    return settings;
  }

  /** The jars of the notebooks and of this module: they travel to the machines. */
  private static List<Path> kit() {
    Path built = KitFolder.root().resolve("environment/kernel/target/classpath.txt");
    String text =
        InputProblem.ifRefused(
            built,
            "the list of the kit's jars cannot be read",
            "build the kit: mvn -q package -DskipTests -Pcluster",
            () -> Files.readString(built, StandardCharsets.UTF_8));
    Path module;
    try {
      module =
          Path.of(SparkEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return Stream.concat(Stream.of(text.strip().split(":")).map(Path::of), Stream.of(module))
        .toList();
  }
}
