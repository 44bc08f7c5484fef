package org.helixbook.environment;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.helixbook.kernel.Launcher;

/** A kit without notebooks, and run_notebooks.py in it with the real kernel. */
final class RunnerKit {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prints whether the kernel has the flags of the smoke profile. */
  static final String FLAGS =
      """
      var flags = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
      System.out.println(flags.contains("-XX:MetaspaceSize=192m"));\
      """;

  static final String AT_ONCE =
      "System.out.println(System.getenv(\"HELIXBOOK_NOTEBOOKS_AT_ONCE\"));";

  private final String python;
  private final Path folder;
  private final Path root;
  private Path report;

  /** How a run ended, and what it said. */
  record End(int status, String said) {}

  /**
   * A kit.
   *
   * @param python one that has what the runner needs
   * @param folder for the kit and all that belongs to its runs
   * @param classPath the kernel's
   */
  RunnerKit(String python, Path folder, String classPath) throws IOException {
    this.python = python;
    this.folder = folder.toRealPath();
    root = this.folder.resolve("kit");
    report = root.resolve("target/report");
    Path own = Path.of(System.getProperty("helixbook.root", ".."), "environment/run");
    Path environment = Files.createDirectories(root.resolve("environment/run"));
    Files.createDirectories(root.resolve("notebooks"));
    for (String script : List.of("run_notebooks.py", "report_page.py", "variables.py")) {
      Files.copy(own.resolve(script), environment.resolve(script));
    }
    spec(classPath, java());
  }

  Path root() {
    return root;
  }

  /** The folder of the kernel's spec. */
  Path kernel() {
    return folder.resolve("jupyter/kernels/java");
  }

  /** Where the runner keeps the classes of the kernels. */
  Path archive() {
    return kernel().resolve("classes.jsa");
  }

  /** Where the report is; below the kit's root unless it was put elsewhere. */
  Path report() {
    return root.resolve(report);
  }

  /** Asks for the report at another place, which may be relative. */
  void reportTo(Path place) {
    report = place;
  }

  /**
   * A Python that has what the runner needs; without one the tests are left out. Any python3 of the
   * path may be it: the first can lack what the system's own has.
   */
  static String pythonOrLeaveOut() throws Exception {
    Stream<String> candidates =
        Stream.concat(
            Stream.ofNullable(System.getenv("HELIXBOOK_PYTHON")),
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "python3").toString()));
    for (String candidate : candidates.filter(p -> Files.isExecutable(Path.of(p))).toList()) {
      Process asked =
          new ProcessBuilder(candidate, "-c", "import nbclient, nbconvert")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (asked.waitFor() == 0) {
        return candidate;
      }
    }
    return abort("no Python with nbclient and nbconvert");
  }

  /** The class path of these tests with a jar in the place of each folder. */
  static String jarsOnly(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path place = Path.of(entry);
      if (entry.endsWith(".jar")) {
        jars.add(entry);
      }
      if (!Files.isDirectory(place)) {
        continue;
      }
      Path jar = folder.resolve("classes-" + jars.size() + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.walk(place)) {
        out.setLevel(Deflater.NO_COMPRESSION);
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new ZipEntry(place.relativize(file).toString()));
          Files.copy(file, out);
        }
      }
      jars.add(jar.toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Writes the kernel's spec. */
  void spec(String classPath, String java) throws IOException {
    ObjectNode spec = JSON.createObjectNode().put("display_name", "Java").put("language", "java");
    ArrayNode command = spec.put("interrupt_mode", "message").putArray("argv");
    Stream.of(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            Launcher.class.getName(),
            "{connection_file}")
        .forEach(command::add);
    JSON.writeValue(Files.createDirectories(kernel()).resolve("kernel.json").toFile(), spec);
  }

  /** A cell that writes an empty file into the kit's folder. */
  String write(String file) {
    return "new FileWriter(\"" + folder.resolve(file) + "\").close();";
  }

  /** A cell that prints whether the file is there. */
  String ask(String file) {
    return "System.out.println(new File(\"" + folder.resolve(file) + "\").exists());";
  }

  /** A cell that ends when the file is there. */
  String waitFor(String file) {
    return "while (!new File(\"%s\").exists()) Thread.sleep(20);".formatted(folder.resolve(file));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  void notebook(String name, String... cells) throws IOException {
    notebook(name, null, cells);
  }

  /**
   * Writes a notebook.
   *
   * @param after the notebooks that it needs; null if it does not say
   */
  void notebook(String name, List<String> after, String... cells) throws IOException {
    ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
    ObjectNode metadata = notebook.putObject("metadata");
    metadata.putObject("kernelspec").put("name", "java").put("display_name", "Java");
    if (after != null) {
      after.forEach(metadata.putObject("helixbook").putArray("after")::add);
    }
    ArrayNode list = notebook.putArray("cells");
    list.addObject()
        .put("cell_type", "markdown")
        .put("id", "title")
        .put("source", "# " + name)
        .putObject("metadata");
    for (int i = 0; i < cells.length; i++) {
      ObjectNode cell = list.addObject().put("cell_type", "code").put("id", "cell-" + i);
      cell.put("source", cells[i]).putNull("execution_count").putArray("outputs");
      cell.putObject("metadata");
    }
    JSON.writeValue(root.resolve("notebooks/" + name + ".ipynb").toFile(), notebook);
  }

  /** What a code cell printed in the executed copy. */
  String printed(String name, int codeCell) throws IOException {
    JsonNode copy = JSON.readTree(report().resolve("notebooks/" + name + ".ipynb").toFile());
    StringBuilder text = new StringBuilder();
    for (JsonNode output : copy.get("cells").get(codeCell + 1).get("outputs")) {
      output.path("text").forEach(line -> text.append(line.asText()));
    }
    return text.toString();
  }

  End run(String profile, String... notebooks) throws Exception {
    Process process = start(profile, notebooks);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said.strip());
  }

  Process start(String profile, String... notebooks) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python);
    command.add(root.resolve("environment/run/run_notebooks.py").toString());
    Stream.of(notebooks)
        .map(name -> root.resolve("notebooks/" + name + ".ipynb").toString())
        .forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    Path jupyter = folder.resolve("jupyter");
    builder
        .environment()
        .putAll(
            Map.of(
                "HELIXBOOK_PROFILE", profile,
                "HELIXBOOK_REPORT", report.toString(),
                "JUPYTER_PATH", jupyter.toString(),
                "JUPYTER_CONFIG_DIR", jupyter.resolve("config").toString(),
                "JUPYTER_DATA_DIR", jupyter.resolve("data").toString(),
                "JUPYTER_RUNTIME_DIR", jupyter.resolve("runtime").toString(),
                "IPYTHONDIR", jupyter.resolve("ipython").toString(),
                "PYTHONDONTWRITEBYTECODE", "1"));
    return builder.redirectErrorStream(true).start();
  }
}
