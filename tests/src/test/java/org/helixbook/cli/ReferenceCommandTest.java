package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.run.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A kit whose reproduce.sh only says how it was called, and leaves a run and a report. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands for the notebooks")
class ReferenceCommandTest {
  private static final Path REFERENCES =
      Path.of(System.getProperty("helixbook.root"), "notebooks", "reference-results");
  private static final Path RECORDS = REFERENCES.resolve("paper1-published/model-3-seed-1");
  private static final String RUN = "0ab7eb1b20f3e13e";

  @TempDir Path kit;
  private Path reference;
  private String out;
  private String err;

  @BeforeEach
  void aKit() throws IOException {
    reference = Files.createDirectories(kit.resolve("notebooks/reference-results/mine"));
    Files.writeString(
        reference.resolve("reference.json"),
        """
        {"cost": "an hour", "notebooks": ["paper/01", "paper/02"],
         "settings": {"HELIXBOOK_EPOCHS": "125"},
         "runs": {"third": {"experiment": "Model 3", "training.seed": "1"},
                  "other": {"experiment": "Model 3", "training.seed": "2"}},
         "files": {"results/paper/02.json": "results.json", "results/table.tsv": "mine.tsv"}}
        """);
    script(
        """
        echo "$HELIXBOOK_EPOCHS $*" > called
        mkdir -p "$HELIXBOOK_RUNS" "$HELIXBOOK_REPORT/results/paper"
        cp -r '%s' "$HELIXBOOK_RUNS/%s"
        echo '[{"id": "P1.1-old", "profile": "reference"}, {"id": "P1.1-x", "profile": "paper"}, \
              {"id": "P1.1-y", "profile": "quick"}]' \
            > "$HELIXBOOK_REPORT/results/paper/02.json"
        echo 'a\tb' > "$HELIXBOOK_REPORT/results/table.tsv"
        """
            .formatted(RECORDS.toAbsolutePath().normalize(), RUN));
  }

  private void script(String body) throws IOException {
    Path script = Files.createDirectories(kit.resolve("environment")).resolve("reproduce.sh");
    Files.writeString(script, "#!/bin/sh\nset -e\ncd '" + kit + "'\n" + body);
    assertTrue(script.toFile().setExecutable(true));
  }

  private int reference(String... arguments) {
    CommandLine program =
        new CommandLine(new ReferenceCommand(kit))
            .setExecutionExceptionHandler(
                (problem, command, parsed) -> {
                  command.getErr().println(problem.getMessage());
                  return 2;
                });
    Said said = Said.by(program, arguments);
    out = said.out();
    err = said.err();
    return said.status();
  }

  @Test
  void everyFolderIsListedWithItsCost() {
    assertEquals(0, reference("--list"));
    assertEquals(List.of("mine", "an hour"), List.of(out.strip().split(" {2,}")));
    String once = out;
    assertEquals(0, reference());
    assertEquals(once, out);
  }

  @Test
  void theNotebooksRunWithTheSettingsAndLeaveRecordsAndResults() throws IOException {
    assertEquals(0, reference("mine"), err);
    String called = Files.readString(kit.resolve("called")).strip();
    assertEquals(
        "125 "
            + kit.resolve("notebooks/paper/01.ipynb")
            + " "
            + kit.resolve("notebooks/paper/02.ipynb"),
        called);
    assertEquals(RUN, StoredRun.at(reference.resolve("third")).orElseThrow().id().toString());
    assertFalse(Files.exists(reference.resolve("other")), "there is no such run");
    JsonNode results = new ObjectMapper().readTree(reference.resolve("results.json").toFile());
    assertEquals(2, results.size(), "not what an older reference run gave");
    assertEquals("reference", results.get(0).get("profile").asText());
    assertEquals("P1.1-x", results.get(0).get("id").asText());
    assertEquals("quick", results.get(1).get("profile").asText(), "no protocol");
    assertEquals("a\tb\n", Files.readString(reference.resolve("mine.tsv")));
    assertTrue(out.contains("third: 125 of 125 epochs"), out);
    assertTrue(out.contains("other: no run yet"), out);
  }

  @Test
  void recordsReplaceThoseOfAnOlderRun() throws IOException {
    copy(REFERENCES.resolve("paper1-published/model-1-seed-1"), reference.resolve("third"));
    assertEquals(0, reference("mine"), err);
    assertEquals(RUN, StoredRun.at(reference.resolve("third")).orElseThrow().id().toString());
  }

  @Test
  void recordsAloneComputeNothing() throws IOException {
    Path runs = kit.resolve(".helixbook/reference/mine/runs");
    copy(RECORDS, Files.createDirectories(runs.resolve(RUN)));
    assertEquals(0, reference("mine", "--records"), err);
    assertFalse(Files.exists(kit.resolve("called")));
    assertTrue(Files.exists(reference.resolve("third/history.csv")));
    assertFalse(Files.exists(reference.resolve("results.json")));
  }

  @Test
  void everyRunCanBeRecordedUnderItsSettings() throws IOException {
    Files.writeString(
        reference.resolve("reference.json"),
        """
        {"cost": "an hour", "notebooks": ["paper/01"],
         "everyRunBy": ["experiment", "training.learningRate", "training.seed"]}
        """);
    Path old = reference.resolve("model-1-0-003-1");
    copy(REFERENCES.resolve("paper1-published/model-1-seed-1"), old);
    Files.createFile(Files.createDirectory(reference.resolve("drawn")).resolve("curve.png"));
    assertEquals(0, reference("mine"), err);
    assertEquals("model-3-0-003-1: 125 of 125 epochs", out.substring(0, 34));
    assertEquals(
        RUN, StoredRun.at(reference.resolve("model-3-0-003-1")).orElseThrow().id().toString());
    assertFalse(Files.exists(old), "nothing leaves such a run any more");
    assertTrue(Files.exists(reference.resolve("drawn/curve.png")), "it is no run");
  }

  @Test
  void notebooksThatFailWriteNothing() throws IOException {
    script("exit 3");
    assertEquals(1, reference("mine"));
    assertTrue(err.startsWith("reference folder 'mine'"), err);
    try (Stream<Path> content = Files.list(reference)) {
      assertEquals(
          List.of("reference.json"), content.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThatThereAre() {
    assertEquals(2, reference("yours"));
    assertTrue(err.startsWith("reference folder 'yours'"), err);
    assertTrue(err.contains("mine"), err);
  }

  @Test
  void theKitsOwnRecipesNameNotebooksThatThereAreAndFoldersOfRecords() throws IOException {
    Path notebooks = REFERENCES.getParent();
    var recipes = ReferenceRecipe.allIn(REFERENCES);
    assertTrue(recipes.size() >= 4, recipes.keySet().toString());
    for (var recipe : recipes.entrySet()) {
      for (String notebook : recipe.getValue().notebooks()) {
        assertTrue(Files.isRegularFile(notebooks.resolve(notebook + ".ipynb")), notebook);
      }
      List<StoredRun> kept = StoredRun.allIn(REFERENCES.resolve(recipe.getKey()));
      var names = recipe.getValue().records(kept).keySet();
      for (StoredRun run : kept) {
        assertTrue(names.contains(run.folder().getFileName().toString()), run.folder().toString());
      }
    }
    // Of an older kit's configurations the others' are.
    for (String name :
        List.of(
            "paper1-published", "paper1-model-2-quick", "paper2-hg19-80000", "paper2-factornet")) {
      List<StoredRun> kept = StoredRun.allIn(REFERENCES.resolve(name));
      for (StoredRun run : kept) {
        String folder = run.folder().getFileName().toString();
        List<String> wanting =
            recipes.get(name).runs().keySet().stream()
                .filter(each -> recipes.get(name).wants(each, run))
                .toList();
        assertEquals(List.of(folder), wanting, name);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
