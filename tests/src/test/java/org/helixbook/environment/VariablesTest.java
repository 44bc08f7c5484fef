package org.helixbook.environment;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.notebook.KitVariable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** variables.py: a misspelt variable is found before a run begins. It needs Python alone. */
class VariablesTest {
  private static final Path ROOT = Path.of(System.getProperty("helixbook.root"));
  private static final String COMPLAIN =
      """
      import sys
      from pathlib import Path
      sys.path.insert(0, sys.argv[1])
      import variables
      taken = variables.takers([Path(sys.argv[2])], [Path(sys.argv[3])])
      print("\\n".join(variables.complaints(sys.argv[4:], variables.OF_THE_KIT | set(taken))))\
      """;
  private static final String UNREAD =
      """
      import sys
      from pathlib import Path
      sys.path.insert(0, sys.argv[1])
      import variables
      folder = Path(sys.argv[2])
      taken = variables.takers(folder.glob("*.ipynb"), folder.glob("*.java"))
      asked = dict(pair.split("=", 1) for pair in sys.argv[4:])
      print("\\n".join(variables.unread(asked, taken, [folder / sys.argv[3]])))\
      """;
  private static final String OF_THE_KIT =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      import variables
      print("\\n".join(sorted(variables.OF_THE_KIT)))\
      """;

  private static final String REFUSALS =
      """
      import sys
      from pathlib import Path
      sys.path.insert(0, sys.argv[1])
      import variables
      for pair in sys.argv[3:]:
          for sentence in variables.refusals(dict([pair.split("=", 1)]), Path(sys.argv[2])):
              print(sentence)\
      """;

  @TempDir Path folder;
  private String python;

  @BeforeEach
  void aPython() {
    python = SystemPython.orLeaveOut();
  }

  private List<String> run(String program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(python, "-B", "-c", program, ROOT.resolve("environment/run").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().filter(line -> !line.isEmpty()).toList();
  }

  private List<String> complaints(String... variables) throws Exception {
    Path notebook = folder.resolve("a.ipynb");
    Files.writeString(
        notebook,
        """
{"cells": [
  {"cell_type": "code", "source": ["var e = book.parameter(\\n", "    \\"epochs, long\\", 2);"]},
  {"cell_type": "markdown", "source": ["book.parameter(\\"in prose\\", 1)"]}]}
""");
    Path library = folder.resolve("Settings.java");
    Files.writeString(library, "book.parameter(\"learning rate\", 1e-3)");
    List<String> arguments = new ArrayList<>(List.of(notebook.toString(), library.toString()));
    arguments.addAll(List.of(variables));
    return run(COMPLAIN, arguments.toArray(String[]::new));
  }

  @Test
  void parametersOfNotebooksAndLibraryAndTheKitsOwnSettingsAreKnown() throws Exception {
    assertEquals(
        List.of(),
        complaints("HELIXBOOK_EPOCHS_LONG", "HELIXBOOK_LEARNING_RATE", "HELIXBOOK_SEED", "PATH"));
  }

  @Test
  void aMisspeltVariableIsToldWithTheNearestKnownName() throws Exception {
    List<String> said =
        complaints("HELIXBOOK_LEARNIG_RATE", "HELIXBOOK_IN_PROSE", "HELIXBOOK_PROFIL");
    assertEquals(
        List.of("HELIXBOOK_IN_PROSE", "HELIXBOOK_LEARNIG_RATE", "HELIXBOOK_PROFIL"),
        said.stream().map(line -> line.substring(0, line.indexOf(':'))).toList());
    assertEquals(
        List.of(false, true, true),
        said.stream().map(line -> line.contains("did you mean")).toList());
    assertEquals(true, said.get(1).contains("HELIXBOOK_LEARNING_RATE"), said.get(1));
    assertEquals(true, said.get(2).contains("HELIXBOOK_PROFILE"), said.get(2));
  }

  /** Another notebook's parameter would leave this one as it is, in silence. */
  @Test
  void aVariableOfOtherNotebooksIsRefused() throws Exception {
    String cells = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"%s\"]}]}";
    Files.writeString(
        folder.resolve("a.ipynb"),
        cells.formatted("book.parameter(\\\"source\\\", 1); new Settings(book)"));
    Files.writeString(
        folder.resolve("b.ipynb"), cells.formatted("book.parameter(\\\"dataset\\\", 1)"));
    Files.writeString(
        folder.resolve("Settings.java"),
        " * book.parameter(\"in a comment\", 1)\nbook.parameter(\"epochs\", 1)");
    String[] set = {
      "HELIXBOOK_SOURCE=x", "HELIXBOOK_DATASET=x", "HELIXBOOK_EPOCHS=3", "HELIXBOOK_SEED=1"
    };
    List<String> ofA = run(UNREAD, with("a.ipynb", set));
    assertEquals(1, ofA.size(), ofA.toString());
    assertTold(ofA.get(0), "HELIXBOOK_DATASET: ", "/b,", "unset it");
    List<String> ofB = run(UNREAD, with("b.ipynb", set));
    assertEquals(2, ofB.size(), ofB.toString());
    assertTold(ofB.get(0), "HELIXBOOK_EPOCHS: ", "/a,", "unset it");
    assertTold(ofB.get(1), "HELIXBOOK_SOURCE: ", "/a,", "unset it");
    assertEquals(List.of(), run(UNREAD, with("b.ipynb", "HELIXBOOK_EPOCHS= ")));
  }

  private String[] with(String notebook, String... set) {
    return Stream.concat(Stream.of(folder.toString(), notebook), Arrays.stream(set))
        .toArray(String[]::new);
  }

  @Test
  void aParameterCannotTakeTheNameOfASettingOfTheKit() throws Exception {
    assertEquals(
        Arrays.stream(KitVariable.values()).map(name -> "HELIXBOOK_" + name).sorted().toList(),
        run(OF_THE_KIT));
  }

  @Test
  void aBadValueIsRefusedAsTheNotebooksRefuseIt() throws Exception {
    List<VariableValues> rows = VariableValues.in(folder);
    List<String> asked = new ArrayList<>(List.of(folder.toString()));
    List<String> expected = new ArrayList<>();
    for (VariableValues row : rows) {
      boolean ours = VariableValues.SET_BY_THE_KIT.contains(row.variable());
      Stream.concat(row.bad().stream(), ours ? row.good().stream() : Stream.empty())
          .forEach(
              bad -> {
                asked.add(row.name() + "=" + bad);
                expected.add(row.name() + ": '" + bad.strip() + "' ");
              });
      for (String good : ours ? List.of("", " \t") : row.good()) {
        asked.add(row.name() + "=" + good);
      }
    }
    List<String> said = run(REFUSALS, asked.toArray(String[]::new));
    assertEquals(expected.size(), said.size(), String.join("\n", said));
    for (int i = 0; i < said.size(); i++) {
      assertTold(said.get(i), expected.get(i), "; ");
    }
  }
}
