package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.helixbook.storage.KitFolder;

/**
 * Where and when a run was computed: {@code environment.json}. None of it is part of the run's id.
 * A run that was stopped and resumed has several stretches, each with its own start and wall time.
 * Times are measured with a clock that never goes back; only the starts are by the calendar. {@code
 * cpuSeconds} is the processor time of the whole process while the run was computed. A stretch that
 * may have had another notebook beside it says so in {@code notebooksAtOnce}: its wall time is
 * longer than alone.
 */
final class RunEnvironment {
  /** The environment variable in which what runs several notebooks at once says how many. */
  static final String NOTEBOOKS_AT_ONCE = "HELIXBOOK_NOTEBOOKS_AT_ONCE";

  static final String NOTEBOOK = "notebook";
  static final String STRETCHES = "stretches";
  static final String STARTED = "started";

  private static final List<String> DECIDES_BITS = List.of("cpu", "java", "os", "libraries");

  private final ObjectNode json;
  private final ObjectNode stretch;
  private final double earlierSeconds;
  private final double earlierCpuSeconds;
  private final double cpuSecondsAtStart;

  private RunEnvironment(ObjectNode json, ObjectNode stretch, JsonNode earlier) {
    this.json = json;
    this.stretch = stretch;
    this.earlierSeconds = earlier.path("wallSeconds").asDouble();
    this.earlierCpuSeconds = earlier.path("cpuSeconds").asDouble();
    this.cpuSecondsAtStart = cpuSeconds();
  }

  /**
   * A stretch begins.
   *
   * @param earlier what earlier stretches left, if anything
   * @param now by the calendar
   * @param notebook which asks for it; empty if none does, and then the one before is kept
   * @param from where it resumes, for a reader
   */
  static RunEnvironment begin(
      Optional<JsonNode> earlier,
      RunConfiguration configuration,
      Instant now,
      String notebook,
      String from) {
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    String asked =
        notebook.isEmpty()
            ? earlier.map(before -> before.path(NOTEBOOK).asText()).orElse("")
            : notebook;
    if (!asked.isEmpty()) {
      json.put(NOTEBOOK, asked);
    }
    json.put("cpu", cpu());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("threads", configuration.threads());
    json.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.set("libraries", CanonicalJson.tree(LibraryCode.libraries()));
    ObjectNode code = json.putObject("code");
    code.put("version", configuration.codeVersion());
    Optional<String> commit = WorkingCopy.commit(KitFolder.root());
    commit.ifPresent(
        name -> {
          code.put("gitCommit", name.replace("-dirty", ""));
          code.put("gitTreeClean", !name.endsWith("-dirty"));
        });
    json.set("data", CanonicalJson.tree(configuration.data()));
    json.put("seed", configuration.seed());
    ArrayNode stretches = json.putArray(STRETCHES);
    if (earlier.isPresent()) {
      earlier.get().path(STRETCHES).forEach(stretches::add);
      json.put("peakMemoryBytes", earlier.get().path("peakMemoryBytes").asLong());
    }
    ObjectNode stretch = stretches.addObject();
    stretch.put(STARTED, now.toString());
    stretch.put("from", from);
    notebooksAtOnce(System.getenv(NOTEBOOKS_AT_ONCE))
        .ifPresent(number -> stretch.put("notebooksAtOnce", number));
    return new RunEnvironment(json, stretch, earlier.orElse(MissingNode.getInstance()));
  }

  /**
   * Notes how far the stretch has come.
   *
   * @param seconds since it began
   * @param state where it stands, for a reader
   */
  ObjectNode noted(double seconds, String state) {
    stretch.put("wallSeconds", seconds);
    stretch.put("to", state);
    json.put("wallSeconds", earlierSeconds + seconds);
    json.put("cpuSeconds", earlierCpuSeconds + cpuSeconds() - cpuSecondsAtStart);
    peakMemory()
        .ifPresent(
            bytes ->
                json.put(
                    "peakMemoryBytes", Math.max(bytes, json.path("peakMemoryBytes").asLong())));
    return json.deepCopy();
  }

  /** What may change the bits and is not as in an earlier stretch, a sentence each. */
  List<String> changes(JsonNode earlier) {
    List<String> changes = new ArrayList<>();
    for (String what : DECIDES_BITS) {
      if (earlier.has(what) && !earlier.get(what).equals(json.get(what))) {
        changes.add(
            "the run was begun with another "
                + what
                + (json.get(what).isValueNode()
                    ? " (" + earlier.get(what).asText() + ", now " + json.get(what).asText() + ")"
                    : "")
                + ": its last bits may differ from those of a run that was never stopped");
      }
    }
    return changes;
  }

  /** The number of notebooks, if there is one and it is more than one. */
  static OptionalInt notebooksAtOnce(String variable) {
    return variable != null && variable.matches("[2-9]|[1-9]\\d{1,3}")
        ? OptionalInt.of(Integer.parseInt(variable))
        : OptionalInt.empty();
  }

  private static String cpu() {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** Processor time of this process so far, all threads added up. */
  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** The most memory this process has had so far, as Linux counts it. */
  private static OptionalLong peakMemory() {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
