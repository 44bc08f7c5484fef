package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.helixbook.data.text.TextSource;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.Variant;
import org.helixbook.experiment.sweep.Sweep;
import org.helixbook.feedback.Progress;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.notebook.NotebookPlanner;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code helixbook sweep}: a notebook is asked which runs it would train, and these are computed.
 */
class SweepCommandTest {
  private static final String SETTINGS =
      "double rate = book.parameter(\"learning rate\", 2e-3);\n"
          + "int units = book.parameter(\"units\", 8);";
  private static final String VARIANT =
      "var source = new TextSource(TextSource.RANDOM, 600, 100, 3);\n"
          + "var text = source.load(null, book.progress());\n"
          + "var model = CharacterModel.builder().layers(1).hidden(units).batchSize(4).length(15)\n"
          + "    .epochs(2).learningRate(rate).build();\n"
          + "var variant = new LanguageVariant(model, source, text);";
  private static final String TRAINING =
      "var trials = book.experiment(1).run(variant);\nint gone = 1 / 0;";
  private static final String OWN_SWEEP =
      "var swept = book.sweep(Sweep.over(\"rate of the sweep\", 0.5, 0.7), 1, at -> new"
          + " LanguageVariant(model.toBuilder().learningRate(at.real(\"rate of the sweep\"))"
          + ".build(), source, text));";

  @TempDir Path folder;
  private String out;
  private String err;

  private Path notebook(String... cells) throws IOException {
    List<Map<String, Object>> all =
        Arrays.stream(cells)
            .map(cell -> Map.<String, Object>of("cell_type", "code", "source", List.of(cell)))
            .toList();
    Path file = folder.resolve("notebooks/tiny/01-letters.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(file, new ObjectMapper().writeValueAsString(Map.of("cells", all)));
    return file;
  }

  private Path letters(String... more) throws IOException {
    String[] cells =
        new String[] {
          "import org.helixbook.data.text.*;\nimport org.helixbook.experiment.*;\n"
              + "import org.helixbook.experiment.sweep.*;\nimport org.helixbook.model.language.*;\n"
              + "import org.helixbook.notebook.Notebook;\n"
              + "var book = Notebook.open(\"tiny/01-letters\");",
          SETTINGS,
          "book.showParameters();\nSystem.out.println(List.of(rate));",
          VARIANT
        };
    String[] all = Arrays.copyOf(cells, cells.length + more.length);
    System.arraycopy(more, 0, all, cells.length, more.length);
    return notebook(all);
  }

  private int sweep(Path notebook, String... arguments) {
    String[] all = Arrays.copyOf(new String[] {"sweep", notebook.toString()}, arguments.length + 5);
    System.arraycopy(
        new String[] {"--silent", "--out", folder.resolve("page").toString()}, 0, all, 2, 3);
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    Said said = Said.by(HelixBook.program(() -> null, () -> store(), Reader::nullReader), all);
    out = said.out();
    err = said.err();
    return said.status();
  }

  private RunStore store() {
    return RunStore.in(folder.resolve("runs"));
  }

  private static Variant<?> variant(double rate) {
    TextSource source = new TextSource(TextSource.RANDOM, 600, 100, 3);
    CharacterModel model =
        CharacterModel.builder()
            .layers(1)
            .hidden(8)
            .batchSize(4)
            .length(15)
            .epochs(2)
            .learningRate(rate)
            .build();
    return new LanguageVariant(model, source, source.load(null, Progress.silent())).forChoosing();
  }

  @Test
  void theRunsAreThoseOfACellAndWhatFailsIsNamedAndNothingIsComputedTwice() throws IOException {
    Path letters = letters(TRAINING);
    String[] settings = {"learning-rate=1e-2,none", "seeds=2", "--at-once=1"};
    assertEquals(1, sweep(letters, settings), err);
    List<String> lines = out.lines().toList();
    assertEquals("tiny/01-letters: LSTM 1 x 8, 2 settings, 2 runs, 1 at a time", lines.get(0), out);
    List<String> expected =
        List.of(
            variant(1e-2).configuration(1).id().text(), variant(1e-2).configuration(2).id().text());
    assertTrue(lines.get(2).startsWith("learning rate  seed  validation perplexity"), out);
    assertTrue(lines.get(3).startsWith("none "), lines.get(3));
    for (int i = 0; i < 2; i++) {
      assertTrue(lines.get(4 + i).endsWith("complete  " + expected.get(i)), lines.get(4 + i));
    }
    assertTrue(out.contains("2 settings tried in 3 runs, of which 2 are complete."), out);
    assertTrue(out.contains("\nlearning rate none: HELIXBOOK_LEARNING_RATE: 'none' is not"), out);
    StoredRun run = store().find(expected.get(0));
    assertEquals("tiny/01-letters", run.notebook());
    assertTrue(Files.exists(folder.resolve("page/index.html")));
    assertEquals(4, Files.readAllLines(folder.resolve("page/runs.csv")).size());
    String first = out;
    assertEquals(1, sweep(letters, settings), err);
    assertEquals(first, out, "seconds and all");
  }

  @Test
  void theSweepOfANotebookIsAskedForItsOwnSettings() throws IOException {
    NotebookPlanner.Plan plan =
        new NotebookPlanner(letters(OWN_SWEEP, TRAINING).toString(), folder.resolve("work"))
            .plan(Sweep.read(List.of("Rate-of-the-sweep=1e-2")).points(), 1, Progress.silent());
    assertEquals(variant(1e-2).configuration(1), plan.runs().get(0).configuration());
    assertEquals("rate of the sweep 1e-2", plan.runs().get(0).point().label());
  }

  @Test
  void whatANotebookDoesNotTakeIsRefusedAndNothingComputed() throws IOException {
    assertEquals(2, sweep(letters(TRAINING), "lerning-rate=1e-2"));
    assertTold(err, "sweep over 'lerning rate'", "tiny/01-letters", "learning rate, units");
    assertEquals(1, err.lines().count(), err);
    assertEquals(2, sweep(letters(), "units=8"));
    assertTold(err, folder.toString(), "trains nothing as a run");
    assertEquals(2, sweep(notebook("int x = y;"), "units=8"));
    assertTold(err, folder.toString(), "int x = y;");
    assertEquals(2, sweep(folder.resolve("none.ipynb"), "units=8"));
    assertTold(err, "notebook '", "none.ipynb");
    assertEquals(2, sweep(letters(TRAINING), "units=8", "seeds=x"));
    assertTold(err, "sweep", "'x'", "seeds=3");
    assertEquals(2, sweep(letters(TRAINING), "units=8", "--spark", "local[2]"));
    assertTold(err, "sweep on 'local[2]'", "has not been built", "-Pcluster");
    assertEquals(1, err.lines().count(), err);
    assertFalse(Files.exists(folder.resolve("runs")));
  }
}
