package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingCopyTest {
  private static final String NOTEBOOK =
      """
      {"cells": [
        {"cell_type": "code", "execution_count": null, "metadata": {"tags": ["parameters"]},
         "outputs": [], "source": ["int epochs = 2;\\n", "show();"]},
        {"cell_type": "code", "execution_count": null, "metadata": {},
         "outputs": [], "source": ["train(epochs);\\n", "plot();"]}
      ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir Path folder;

  @BeforeEach
  void commit() throws Exception {
    write("one.ipynb", NOTEBOOK);
    write("Code.java", "class Code {}");
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-q", "-m", "first");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    assertEquals(0, new ProcessBuilder(command).directory(folder.toFile()).start().waitFor());
  }

  private boolean isDirty() {
    String name = WorkingCopy.commit(folder).orElseThrow();
    assertTrue(name.matches("[0-9a-f]{7,40}(-dirty)?"), name);
    return name.endsWith("-dirty");
  }

  @Test
  void aNotebookThatWasExecutedAndSavedIsStillTheCommittedOne() throws IOException {
    assertFalse(isDirty());
    write(
        "one.ipynb",
        NOTEBOOK
            .replace("null", "3")
            .replace("\"outputs\": []", "\"outputs\": [{\"output_type\": \"stream\"}]")
            .replace("[\"train(epochs);\\n\", \"plot();\"]", "\"train(epochs);\\nplot();\"")
            .replace("\"metadata\": {}", "\"metadata\": {\"collapsed\": true}"));
    assertFalse(isDirty());
    write("one.ipynb", NOTEBOOK.replace("epochs = 2", "epochs = 20"));
    assertFalse(isDirty());
  }

  @Test
  void otherCodeIsNot() throws IOException {
    write("one.ipynb", NOTEBOOK.replace("plot()", "print()"));
    assertTrue(isDirty());
    write("one.ipynb", "{");
    assertTrue(isDirty());
    Files.delete(folder.resolve("one.ipynb"));
    assertTrue(isDirty());
    write("one.ipynb", NOTEBOOK);
    assertFalse(isDirty());
    write("Code.java", "class Code { int more; }");
    assertTrue(isDirty());
  }

  @Test
  void withoutARepositoryThereIsNoCommit() throws Exception {
    Path bare = Files.createDirectories(folder.resolve("x"));
    Files.writeString(bare.resolve(".git"), "gitdir: /nowhere");
    assertEquals(Optional.empty(), WorkingCopy.commit(bare));
  }
}
