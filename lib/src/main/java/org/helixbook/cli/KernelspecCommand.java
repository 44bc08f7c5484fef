package org.helixbook.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.helixbook.engine.KitProcess;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.KitFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the notebooks run on another Java kernel: IJava, or JJava, which descends from it. */
@Command(
    name = "kernelspec",
    description =
        "Writes a kernelspec by which Jupyter starts an IJava or JJava that is there, with the kit"
            + " on the class path of its cells.")
final class KernelspecCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JAR",
      description =
          "The kernel's jar, such as ~/.local/share/jupyter/kernels/java/ijava-1.3.0.jar.")
  private Path jar;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "What JUPYTER_PATH will name. Without it, target/other-kernel of the kit.")
  private Path folder;

  @Override
  public Integer call() {
    Path kernel = jar.toAbsolutePath().normalize();
    checkIsKernel(kernel);
    Path place =
        (folder == null ? KitFolder.root().resolve("target/other-kernel") : folder)
            .toAbsolutePath()
            .normalize();
    // The notebooks ask for the kernel named java.
    Path file = place.resolve("kernels/java/kernel.json");
    InputProblem.ifRefused(
        file,
        "the kernelspec cannot be written",
        "name a folder that can be written after the jar",
        () ->
            AtomicFile.writeText(
                file,
                new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(of(kernel))));
    spec.commandLine().getOut().println(file + "\nJUPYTER_PATH=" + place + " jupyter notebook");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static void checkIsKernel(Path kernel) {
    String wrong;
    try (JarFile file = new JarFile(kernel.toFile())) {
      String main =
          file.getManifest() == null
              ? null
              : file.getManifest().getMainAttributes().getValue("Main-Class");
      if (main != null && main.matches("(?i).*[.][ij]java")) {
        return;
      }
      wrong = "its main class is " + main + ", which is neither IJava nor JJava";
    } catch (IOException e) {
      wrong = "it cannot be read as a jar (" + e.getMessage() + ")";
    }
    throw new InputProblem(
        kernel.toString(), wrong, "name the jar of an installed kernel, such as ijava-1.3.0.jar");
  }

  private static Map<String, Object> of(Path kernel) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(
                entry ->
                    Path.of(entry).toAbsolutePath().toString().replace(File.separatorChar, '/'))
            .collect(Collectors.joining(File.pathSeparator));
    Map<String, String> environment = new TreeMap<>(NumericBackend.ALLOCATOR);
    environment.putAll(NumericBackend.WAITING);
    environment.put("IJAVA_CLASSPATH", classPath);
    environment.put("JJAVA_CLASSPATH", classPath);
    Map<String, Object> kernelspec = new LinkedHashMap<>();
    kernelspec.put(
        "argv",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx4g",
            KitProcess.COLLECTOR,
            "-Djava.awt.headless=true",
            "-Dorg.eclipse.deeplearning4j.helpers.disable=false",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dhelixbook.root=" + KitFolder.root(),
            // JJava reaches into JShell, and says so only to a launcher of its own.
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-jar",
            kernel.toString(),
            "{connection_file}"));
    kernelspec.put("display_name", "Java (" + kernel.getFileName() + ")");
    kernelspec.put("language", "java");
    kernelspec.put("interrupt_mode", "message");
    kernelspec.put("env", environment);
    return kernelspec;
  }
}
