package org.helixbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.helixbook.claims.Result;
import org.helixbook.engine.KitProcess;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.Profile;
import org.helixbook.run.RunStanding;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a folder of {@code notebooks/reference-results} again, by its own recipe. */
@Command(
    name = "reference",
    description =
        "Runs what a reference folder comes from, and writes its files. A second call goes on where"
            + " the first was stopped: its runs are kept below .helixbook/reference.")
final class ReferenceCommand implements Callable<Integer> {
  private final Path root;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The folder's name. Without it, all are listed, with what they cost.")
  private String name;

  @Option(names = "--list", description = "Lists the folders, with what they cost.")
  private boolean list;

  @Option(
      names = "--records",
      description = "Computes nothing: writes the records of the runs as far as they have come.")
  private boolean recordsOnly;

  @Option(
      names = "--write",
      hidden = true,
      description = "Computes nothing: writes what runs and notebooks have left.")
  private boolean writeOnly;

  /** For the kit in this folder. */
  ReferenceCommand(Path root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path references = root.resolve("notebooks").resolve("reference-results");
    SortedMap<String, ReferenceRecipe> recipes = ReferenceRecipe.allIn(references);
    PrintWriter out = spec.commandLine().getOut();
    if (list || name == null) {
      recipes.forEach((each, recipe) -> out.printf(Locale.ROOT, "%-24s %s%n", each, recipe.cost()));
      out.flush();
      return 0;
    }
    ReferenceRecipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new InputProblem(
          "reference folder '" + name + "'",
          "there is no such recipe",
          "choose one of " + String.join(", ", recipes.keySet()));
    }
    Path work = root.resolve(".helixbook").resolve("reference").resolve(name);
    if (!recordsOnly && !writeOnly) {
      return computed(recipe, work);
    }
    Path folder = references.resolve(name);
    var records = recipe.records(RunStore.in(work.resolve("runs")).runs());
    List<String> written = new ArrayList<>(export(records, folder));
    if (!recordsOnly) {
      if (recipe.recordsEveryRun()) {
        deleteAllBut(records.keySet(), folder);
      }
      written.addAll(results(recipe, work.resolve("report"), folder));
    }
    written.forEach(out::println);
    out.flush();
    return 0;
  }

  /**
   * What is written comes from a process of its own: the notebooks' runner may have built the kit
   * anew, and then this process can load no class of it any more.
   */
  private int computed(ReferenceRecipe recipe, Path work) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ProcessBuilder writing =
        KitProcess.of(HelixBook.class, List.of("reference", name, "--write"))
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (compute(recipe, work) != 0) {
      err.println(
          "reference folder '"
              + name
              + "': its notebooks did not end well, and nothing was written; give the same"
              + " command again: it goes on where it stopped");
      return 1;
    }
    Process writer = writing.start();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
      }
    }
    out.flush();
    return writer.waitFor();
  }

  private int compute(ReferenceRecipe recipe, Path work) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("environment").resolve("reproduce.sh").toString());
    for (String notebook : recipe.notebooks()) {
      command.add(root.resolve("notebooks").resolve(notebook + ".ipynb").toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    environment.putAll(recipe.settings());
    environment.put(RunStore.VARIABLE, work.resolve("runs").toString());
    environment.put("HELIXBOOK_REPORT", work.resolve("report").toString());
    return builder.start().waitFor();
  }

  private static List<String> export(Map<String, Optional<StoredRun>> records, Path folder)
      throws IOException {
    List<String> said = new ArrayList<>();
    for (var each : records.entrySet()) {
      Path place = folder.resolve(each.getKey());
      said.add(
          each.getKey()
              + ": "
              + (each.getValue().isEmpty()
                  ? "no run yet"
                  : exportInPlace(each.getValue().get(), place).text()));
    }
    return said;
  }

  /** Records of runs that the notebooks make no longer. */
  private static void deleteAllBut(Set<String> names, Path folder) throws IOException {
    for (StoredRun run : StoredRun.allIn(folder)) {
      if (!names.contains(run.folder().getFileName().toString())) {
        for (Path file : files(run.folder())) {
          Files.delete(file);
        }
        Files.delete(run.folder());
      }
    }
  }

  /** Takes the place of what is there, also of another run, once all is written. */
  private static RunStanding exportInPlace(StoredRun run, Path folder) throws IOException {
    Path fresh = Files.createTempDirectory(folder.getParent(), ".records-");
    try {
      RunStanding standing = run.exportRecords(fresh);
      for (Path old : Files.isDirectory(folder) ? files(folder) : List.<Path>of()) {
        Files.delete(old);
      }
      Files.createDirectories(folder);
      for (Path file : files(fresh)) {
        AtomicFile.moveIntoPlace(file, folder.resolve(file.getFileName()));
      }
      return standing;
    } finally {
      for (Path left : files(fresh)) {
        Files.delete(left);
      }
      Files.delete(fresh);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var content = Files.list(folder)) {
      return content.filter(Files::isRegularFile).toList();
    }
  }

  /** Copies files as they are; what was recorded in {@code paper} is a reference run's. */
  private static List<String> results(ReferenceRecipe recipe, Path from, Path folder)
      throws IOException {
    List<String> said = new ArrayList<>();
    for (Map.Entry<String, String> file : recipe.files().entrySet()) {
      Path source = from.resolve(file.getKey());
      Path target = folder.resolve(file.getValue());
      if (!Files.isRegularFile(source)) {
        throw new InputProblem(
            source.toString(),
            "the notebooks left no such file",
            "compare 'files' in the recipe with what they save");
      }
      byte[] content = Files.readAllBytes(source);
      boolean recorded = file.getKey().startsWith("results/") && file.getKey().endsWith(".json");
      byte[] written = recorded ? marked(content) : content;
      AtomicFile.write(target, out -> out.write(written));
      said.add(file.getValue());
    }
    return said;
  }

  private static byte[] marked(byte[] results) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode tree = mapper.readTree(results);
    ArrayNode own = mapper.createArrayNode();
    for (JsonNode result : tree) {
      String profile = result.path("profile").asText();
      if (!profile.equals(Result.REFERENCE)) { // else of the reference run that was here before
        // Of a shorter training than the protocol's nothing is judged: it keeps its profile.
        boolean protocol = profile.equals(Profile.PAPER.label());
        own.add(((ObjectNode) result).put("profile", protocol ? Result.REFERENCE : profile));
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(own);
  }
}
