package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSpecTest {

  private static JsonObject template() throws Exception {
    Path file =
        Path.of(
            System.getProperty("helixbook.root"),
            "environment/kernel/src/main/kernelspec/jupyter/kernels/java/kernel.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  @Test
  void theSpecNamesTheKernelAndItsLauncher() throws Exception {
    JsonObject spec = template();
    assertEquals("Java (HelixBook)", spec.get("display_name").getAsString());
    assertEquals("java", spec.get("language").getAsString());
    assertEquals("message", spec.get("interrupt_mode").getAsString());
    List<String> command =
        spec.getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
    assertEquals("{connection_file}", command.get(command.size() - 1));
    assertEquals(Launcher.class.getName(), command.get(command.size() - 2));
    assertTrue(command.contains("-Dorg.eclipse.deeplearning4j.helpers.disable=false"));
    assertTrue(command.contains("-Djava.awt.headless=true"));
    assertTrue(command.contains("-Dhelixbook.root=${kernel.root}"));
    // For Javadoc in tooltips: JShell keeps its list of sources to itself.
    assertTrue(command.contains("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"));
    // Without a locale of UTF-8 Java cannot open a file whose name has letters beyond ASCII.
    assertEquals("C.UTF-8", spec.getAsJsonObject("env").get("LC_ALL").getAsString());
  }

  @Test
  void theSpecSetsTheAllocatorAsTheTestsDo() throws Exception {
    JsonObject environment = template().getAsJsonObject("env");
    for (String name :
        List.of(
            "OMP_WAIT_POLICY",
            "GOMP_SPINCOUNT",
            "OPENBLAS_THREAD_TIMEOUT",
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "GLIBC_TUNABLES")) {
      assertEquals(System.getenv(name), environment.get(name).getAsString(), name);
    }
  }
}
