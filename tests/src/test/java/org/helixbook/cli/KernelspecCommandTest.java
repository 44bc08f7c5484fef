package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelspecCommandTest {
  @TempDir Path folder;
  private String err;

  private Path jar(String name, String main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    Path jar = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private int run(String... arguments) {
    Said said = Said.by(HelixBook.program(() -> null, () -> null, () -> null), arguments);
    err = said.err();
    return said.status();
  }

  @Test
  void theKernelIsStartedWithTheKitOnTheClassPathOfItsCells() throws IOException {
    Path jar = jar("ijava-1.3.0.jar", "io.github.spencerpark.ijava.IJava");
    assertEquals(0, run("kernelspec", jar.toString(), folder.resolve("there").toString()), err);
    JsonNode spec =
        new ObjectMapper().readTree(folder.resolve("there/kernels/java/kernel.json").toFile());
    String command = spec.get("argv").toString();
    assertTrue(command.endsWith("\"-jar\",\"" + jar + "\",\"{connection_file}\"]"), command);
    assertTrue(command.contains("\"-Xmx4g\""), command);
    assertTrue(command.contains("\"--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED\""), command);
    assertEquals("java", spec.get("language").asText());
    assertEquals("message", spec.get("interrupt_mode").asText());
    String classPath = spec.at("/env/IJAVA_CLASSPATH").asText();
    assertTrue(classPath.contains("nd4j-api-"), classPath);
    assertEquals(classPath, spec.at("/env/JJAVA_CLASSPATH").asText());
    NumericBackend.ALLOCATOR.forEach(
        (name, value) -> assertEquals(value, spec.get("env").get(name).asText(), name));
    NumericBackend.WAITING.forEach(
        (name, value) -> assertEquals(value, spec.get("env").get(name).asText(), name));
    assertEquals(
        0, run("kernelspec", jar("j.jar", "org.dflib.jjava.JJava").toString(), "" + folder));
  }

  @Test
  void whatIsNoKernelIsRefused() throws IOException {
    Path other = jar("other.jar", "org.example.Main");
    assertEquals(2, run("kernelspec", other.toString()));
    assertTold(err, other.toString(), "org.example.Main");
    Path missing = folder.resolve("missing.jar");
    assertEquals(2, run("kernelspec", missing.toString()));
    assertTold(err, missing.toString());
  }
}
