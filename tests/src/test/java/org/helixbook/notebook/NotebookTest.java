package org.helixbook.notebook;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.text.TextSource;
import org.helixbook.engine.BackendReport;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.experiment.sweep.Sweep;
import org.helixbook.experiment.sweep.SweepReport;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.Undisturbed;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.Sketch;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.TinyRun;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class NotebookTest {
  private static final String NAME = "paper1-spectrogram-cnn/04-model-2";
  private static final List<String> FAKE = List.of("no.such.Display", FakeDisplay.class.getName());

  private static final String RUN = "0ab7eb1b20f3e13e";

  @TempDir Path folder;

  @BeforeEach
  void forgetCalls() {
    FakeDisplay.CALLS.clear();
  }

  private Notebook open(List<String> classes, String... environment) {
    Map<String, String> variables = new HashMap<>();
    variables.put("HELIXBOOK_REPORT", folder.toString());
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return Notebook.open(NAME, variables, classes, folder);
  }

  /** What a piece of work prints. */
  private static String printed(Runnable work) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void opensWithAHeaderThroughTheKernel() {
    open(FAKE, "HELIXBOOK_PROFILE", "smoke", "HELIXBOOK_SEED", "7", "HELIXBOOK_THREADS", "2");
    assertEquals(1, FakeDisplay.CALLS.size());
    String header = FakeDisplay.CALLS.get(0);
    assertTrue(header.startsWith("display text/html <div"), header);
    assertTrue(header.contains(NAME + ": profile smoke, seed 7, 2 threads, Java "), header);
    assertTrue(header.contains("Results go to " + folder), header);
  }

  /** Of the paper's profile alone, from the notebook's own metadata; without any it still opens. */
  @Test
  void theEstimateStandsInTheHeaderOfThePublishedProtocol() throws IOException {
    Files.writeString(folder.resolve("data-manifest.json"), "{}");
    Path notebook = folder.resolve("notebooks").resolve(NAME + ".ipynb");
    Files.createDirectories(notebook.getParent());
    Files.writeString(
        notebook, "{\"metadata\":{\"helixbook\":{\"seconds\":{\"quick\":60,\"paper\":36000}}}}");
    open(FAKE, "HELIXBOOK_PROFILE", "paper");
    open(FAKE, "HELIXBOOK_PROFILE", "quick");
    Files.writeString(notebook, "{\"metadata\":");
    open(FAKE, "HELIXBOOK_PROFILE", "paper");
    String estimate = "An estimate before it begins: about 10 h 00 min on two quiet cores";
    assertEquals(
        List.of(true, false, false),
        FakeDisplay.CALLS.stream().map(call -> call.contains(estimate)).toList(),
        "" + FakeDisplay.CALLS);
  }

  @Test
  void aSweepIsShownAndSavedAndAPlanOfItComputesNothing() throws IOException {
    TextSource source = new TextSource(TextSource.RANDOM, 600, 100, 3);
    var text = source.load(null, Progress.silent());
    var model =
        CharacterModel.builder().layers(1).hidden(4).batchSize(4).length(30).epochs(1).build();
    Function<Point, LanguageVariant> variant =
        at ->
            new LanguageVariant(
                model.toBuilder().learningRate(at.real("rate")).build(), source, text);
    Path runs = folder.resolve("runs");
    Path question = folder.resolve("plan.json");
    SweepPlan.ask(question, Map.of("rate", "0.5"), 2);
    Notebook planned =
        open(FAKE, "HELIXBOOK_PLAN", question.toString(), "HELIXBOOK_RUNS", runs.toString());
    Sweep sweep = Sweep.over("rate", 0.01, 0.02);
    assertThrows(SweepPlan.Answered.class, () -> planned.sweep(sweep, 1, variant));
    SweepPlan.Answer answer = SweepPlan.answer(question).orElseThrow();
    assertEquals(List.of(1L, 2L), answer.configurations().stream().map(run -> run.seed()).toList());
    assertEquals(0.5, answer.configurations().get(0).training().path("learningRate").asDouble());
    assertEquals(Map.of("HELIXBOOK_RATE", "rate"), answer.names());
    assertFalse(Files.exists(runs));

    Notebook notebook =
        open(FAKE, "HELIXBOOK_RUNS", runs.toString(), "HELIXBOOK_PROGRESS", "silent");
    FakeDisplay.CALLS.clear();
    SweepReport swept = notebook.sweep(sweep, 2, variant);
    notebook.show(swept);
    assertTrue(FakeDisplay.CALLS.get(0).contains("2 settings tried in 4 runs."));
    assertTrue(FakeDisplay.CALLS.get(1).contains("mean validation perplexity"));
    assertTrue(FakeDisplay.CALLS.get(2).contains("<img "));
    assertEquals(3, FakeDisplay.CALLS.size(), "one epoch has no curves");
    assertEquals(NAME, notebook.runs().find(swept.runs().get(0)).notebook());
    notebook.save(swept, "rates");
    assertEquals(5, Files.readAllLines(folder.resolve("sweeps/rates/runs.csv")).size());
  }

  @Test
  void liveCurvesAreRedrawnInTheSamePlace() {
    LiveCurves curves = open(FAKE).liveCurves("Training");
    curves.add(1, TinyRun.epoch(1, 0.7, 0.5, 0.7, 0.5, 1));
    curves.add(1, TinyRun.epoch(2, 0.6, 0.6, 0.6, 0.7, 1));
    curves.add(2, TinyRun.epoch(1, 0.7, 0.5, 0.7, 0.5, 1));
    assertEquals(4, FakeDisplay.CALLS.size());
    assertTrue(FakeDisplay.CALLS.get(1).startsWith("display text/html"));
    assertTrue(FakeDisplay.CALLS.get(2).startsWith("update id2 text/html"));
    assertTrue(FakeDisplay.CALLS.get(3).startsWith("update id2 text/html"));
    assertEquals(List.of(2, 1), curves.histories().stream().map(h -> h.epochs().size()).toList());
    EpochRecord second = TinyRun.epoch(2, 0.6, 0.6, 0.6, 0.7, 1);
    curves.epochsRestored(2, List.of(second, TinyRun.epoch(3, 0.5, 0.6, 0.5, 0.7, 1)));
    assertEquals(5, FakeDisplay.CALLS.size(), "redrawn once");
    assertEquals(List.of(2, 3), curves.histories().stream().map(h -> h.epochs().size()).toList());
  }

  @Test
  void withoutAKernelEverythingIsText() {
    String text =
        printed(
            () -> {
              Notebook notebook = open(List.of());
              notebook.show(new HtmlFragment("<b>1</b>", "one"));
              notebook.show("plain");
              notebook.say("A < B, and so on.");
              notebook.show(
                  Table.create(
                      "Sizes",
                      StringColumn.create("model", "1", "2a"),
                      DoubleColumn.create("parameters", 744620, Double.NaN)));
            });
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(0).startsWith("HelixBook " + NAME + ": profile quick, seed 1, "), text);
    assertEquals(
        List.of(
            "one",
            "plain",
            "A < B, and so on.",
            "Sizes",
            "model  parameters",
            "1         744,620",
            "2a             NA"),
        lines.subList(1, lines.size()));
  }

  @Test
  void aSentenceIsRunningText() {
    open(FAKE).say("1 < 2: the second is better.");
    assertTrue(
        FakeDisplay.CALLS.get(1).contains(">1 &lt; 2: the second is better.</p>"),
        FakeDisplay.CALLS.get(1));
  }

  @Test
  void aKernelThatIsNotRunningIsPassedOver() {
    String text =
        printed(
            () -> open(List.of(DeadDisplay.class.getName())).show(new HtmlFragment("<i>", "x")));
    assertEquals(2, text.lines().count());
    assertTrue(text.endsWith("x" + System.lineSeparator()));
  }

  /** So it is under IJava, where the kit's own kernel is on the class path and does not run. */
  @Test
  void theNextKernelIsTriedAfterOneThatIsNotRunning() {
    open(List.of(DeadDisplay.class.getName(), FakeDisplay.class.getName()))
        .show(new HtmlFragment("<i>", "x"));
    assertEquals(2, FakeDisplay.CALLS.size());
    assertEquals("display text/html <i>", FakeDisplay.CALLS.get(1));
  }

  @Test
  void aPictureGoesOutAsAPictureAndAllWithATextOfItsOwn() {
    StandInDisplay.SENT.clear();
    Notebook notebook = open(List.of(StandInDisplay.class.getName()));
    notebook.show(Sketch.figure("A line", 100, 50));
    notebook.show(new HtmlFragment("<i>", "x"));
    DisplayData figure = StandInDisplay.SENT.get(1);
    assertEquals("[figure] A line. Profile: quick.", figure.getData(MIMEType.TEXT_PLAIN));
    assertTrue(figure.getData(MIMEType.IMAGE_PNG).toString().startsWith("iVBOR"));
    assertFalse(figure.hasDataForType(MIMEType.TEXT_HTML));
    String whole = new Gson().toJson(figure);
    assertTrue(whole.contains("\"width\":100"), whole);
    assertTrue(whole.contains("\"alt\":\"A line. Profile: quick.\""), whole);
    DisplayData fragment = StandInDisplay.SENT.get(2);
    assertEquals("x", fragment.getData(MIMEType.TEXT_PLAIN));
    assertEquals("<i>", fragment.getData(MIMEType.TEXT_HTML));
  }

  /** Each interrupt comes at another moment of drawing, saving and showing; none is lost. */
  @Test
  void anInterruptIsKeptWhileFiguresAreDrawnAndShown() throws Exception {
    StandInDisplay.SENT.clear();
    Notebook notebook = open(List.of(StandInDisplay.class.getName()));
    LiveFigure live = notebook.liveFigure();
    SplittableRandom random = new SplittableRandom(20);
    Thread cell = Thread.currentThread();
    for (int i = 0; i < 100; i++) {
      long moment = random.nextLong(20_000_000);
      Thread stop =
          new Thread(
              () -> {
                LockSupport.parkNanos(moment);
                cell.interrupt();
              });
      stop.start();
      live.update(Sketch.figure("number " + i, 60, 20));
      notebook.figure("number", Sketch.figure("number " + i, 60, 20));
      Undisturbed.call(
          () -> {
            try {
              stop.join();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return null;
          });
      assertTrue(Thread.interrupted(), "interrupt " + i + " was lost");
    }
    assertEquals(201, StandInDisplay.SENT.size(), "and all was shown");
  }

  @Test
  void libraryLogsAreOfWarningsUnlessSomebodyWantsMore() {
    String level = "org.slf4j.simpleLogger.defaultLogLevel";
    String before = System.getProperty(level);
    try {
      System.clearProperty(level);
      open(FAKE);
      assertEquals("warn", System.getProperty(level));
      System.setProperty(level, "info");
      open(FAKE);
      assertEquals("info", System.getProperty(level));
    } finally {
      System.setProperty(level, before);
    }
  }

  @Test
  void aHeapThatNobodySetIsTold() {
    assertTrue(JavaHeap.finding(true, 1_000_000_000).good());
    BackendReport.Finding small = JavaHeap.finding(false, 2_000_000_000);
    assertFalse(small.good());
    assertTrue(small.text().contains("2.0 GB"), small.text());
    assertTrue(small.mend().contains("-Xmx4g"), small.mend());
    BackendReport.Finding large = JavaHeap.finding(false, 16_000_000_000L);
    assertTrue(large.good() && large.text().contains("not set"), large.text());
    assertTrue(JavaHeap.finding().text().startsWith("set to"), "these tests set it");
    assertEquals(
        List.of("heap", "fonts"),
        open(FAKE).machine().findings().stream()
            .map(BackendReport.Finding::topic)
            .filter(Set.of("heap", "fonts")::contains)
            .toList());
  }

  @Test
  void anErrorByWhichTheKernelStopsACellGoesThrough() {
    assertThrows(LinkageError.class, () -> open(List.of(StoppedDisplay.class.getName())));
  }

  @Test
  void aParameterTakesItsProfilesValue() {
    assertEquals(1, open(FAKE, "HELIXBOOK_PROFILE", "smoke").parameter("epochs", 1, 8, 125));
    assertEquals(8, open(FAKE).parameter("epochs", 1, 8, 125));
    assertEquals(125, open(FAKE, "HELIXBOOK_PROFILE", "Paper").parameter("epochs", 1, 8, 125));
  }

  @Test
  void theEnvironmentOverridesAParameter() {
    Notebook notebook =
        open(
            FAKE,
            "HELIXBOOK_EPOCHS",
            " 12 ",
            "HELIXBOOK_LEARNING_RATE",
            "1e-4",
            "HELIXBOOK_BLUR",
            "TRUE",
            "HELIXBOOK_MAPPING",
            "eiip",
            "HELIXBOOK_BATCH",
            "");
    assertEquals(12, notebook.parameter("epochs", 1, 8, 125));
    assertEquals(1e-4, notebook.parameter("learning rate", 3e-3, 3e-3, 3e-3));
    assertTrue(notebook.parameter("blur", false, false, true));
    assertEquals("eiip", notebook.parameter("mapping", "voss", "voss", "voss"));
    assertEquals(50, notebook.parameter("batch", 10, 50, 50));
    notebook.showParameters();
    String table = FakeDisplay.CALLS.get(1);
    assertTrue(
        table.matches(
            "(?s).*>learning rate</td>.*>1e-4 \\(from outside\\)</td>.*>0.003</td>"
                + ".*>HELIXBOOK_LEARNING_RATE</td>.*"),
        table);
    assertTrue(
        table.matches("(?s).*>batch</td>[^/]*>50</td>[^/]*>10</td>[^/]*>50</td>[^/]*>50</td>.*"),
        table);
  }

  @Test
  void fiveParametersAndThoseThatWereChangedStandOpen() {
    Notebook notebook = open(FAKE, "HELIXBOOK_P7", "70");
    for (int i = 1; i <= 5; i++) {
      notebook.parameter("p" + i, i);
    }
    notebook.showParameters();
    assertFalse(FakeDisplay.CALLS.get(1).contains("<details"), "nothing to fold");
    for (int i = 6; i <= 8; i++) {
      notebook.parameter("p" + i, i);
    }
    notebook.showParameters();
    String[] shown = FakeDisplay.CALLS.get(2).split("<details");
    assertEquals(2, shown.length);
    assertEquals(List.of("p1", "p2", "p3", "p4", "p5", "p7"), firstCells(shown[0]));
    assertEquals(List.of("p6", "p8"), firstCells(shown[1]));
    assertTrue(shown[1].contains("<b>More parameters</b> (2 rows)</summary>"), shown[1]);
  }

  /** Of each row of a table. */
  private static List<String> firstCells(String html) {
    return Pattern.compile("<tr><td[^>]*>([^<]*)<")
        .matcher(html)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void aVariableThatNoParameterReadsIsTold() {
    Notebook notebook =
        open(
            FAKE,
            "HELIXBOOK_EPOCH",
            "12",
            "HELIXBOOK_EPOCHS",
            "3",
            "HELIXBOOK_RUNS",
            "elsewhere",
            "HELIXBOOK_NOTEBOOKS_AT_ONCE",
            "2",
            "HELIXBOOK_DATASET",
            "mine",
            "HELIXBOOK_BLANK",
            "");
    notebook.set("batch sise", 3);
    notebook.set("learning rate", 0.1);
    notebook.parameter("epochs", 1, 8, 125);
    notebook.parameter("batch size", 50);
    notebook.parameter("learning rate", 0.5);
    String text = printed(notebook::showParameters);
    assertEquals(
        "Set, and no parameter of this notebook: HELIXBOOK_BATCH_SISE (HELIXBOOK_BATCH_SIZE?),"
            + " HELIXBOOK_DATASET, HELIXBOOK_EPOCH (HELIXBOOK_EPOCHS?)",
        text.strip());
  }

  @Test
  void aChoiceIsNamedInLowerCaseWithHyphens() {
    Notebook notebook = open(FAKE, "HELIXBOOK_SPLIT", "random", "HELIXBOOK_OTHER", "by-chromosome");
    assertEquals(SplitName.RANDOM, notebook.parameter("split", SplitName.GENE_DISJOINT));
    assertEquals(SplitName.GENE_DISJOINT, notebook.parameter("third", SplitName.GENE_DISJOINT));
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("other", SplitName.GENE_DISJOINT))
            .getMessage(),
        "HELIXBOOK_OTHER",
        "'by-chromosome'",
        "gene-disjoint, random");
    assertTold(
        assertThrows(
                InputProblem.class,
                () ->
                    open(FAKE, "HELIXBOOK_SPLIT", "Randm")
                        .parameter("split", SplitName.GENE_DISJOINT))
            .getMessage(),
        "HELIXBOOK_SPLIT",
        "'Randm'",
        "did you mean random?");
  }

  @Test
  void aConstantMayBeSpelledAsJavaSpellsIt() {
    assertEquals(
        SplitName.GENE_DISJOINT,
        open(FAKE, "HELIXBOOK_SPLIT", "GENE_DISJOINT").parameter("split", SplitName.RANDOM));
  }

  @Test
  void profilePaperComputesInSinglePrecisionAlone() {
    String bfloat16 = "bfloat16";
    assertEquals(
        Precision.BFLOAT16,
        open(FAKE, "HELIXBOOK_PRECISION", bfloat16).parameter("precision", Precision.FLOAT32));
    Notebook paper = open(FAKE, "HELIXBOOK_PROFILE", "paper", "HELIXBOOK_PRECISION", bfloat16);
    assertTold(
        assertThrows(InputProblem.class, () -> paper.parameter("precision", Precision.FLOAT32))
            .getMessage(),
        "HELIXBOOK_PRECISION",
        "profile paper has float32");
    Notebook same = open(FAKE, "HELIXBOOK_PROFILE", "paper", "HELIXBOOK_PRECISION", "float32");
    assertEquals(Precision.FLOAT32, same.parameter("precision", Precision.FLOAT32));
  }

  @Test
  void aTextMayBeOneOfAFew() {
    Notebook notebook =
        open(FAKE, "HELIXBOOK_READING", " 2B ", "HELIXBOOK_OTHER", "2c", "HELIXBOOK_THIRD", "");
    List<String> choices = List.of("2a", "2b");
    assertEquals("2b", notebook.parameter("reading", "2a", choices));
    assertEquals("2a", notebook.parameter("third", "2a", choices));
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("other", "2a", choices))
            .getMessage(),
        "HELIXBOOK_OTHER",
        "'2c'",
        "2a, 2b");
    assertThrows(IllegalArgumentException.class, () -> notebook.parameter("fourth", "2d", choices));
  }

  @Test
  void aWholeNumberOutsideItsRangeIsRefusedWhereItIsTaken() {
    Notebook notebook = open(FAKE, "HELIXBOOK_LONGEST_K", "8", "HELIXBOOK_SHORTEST_K", "0");
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("longest k", 3, 5, 5, 1, 7))
            .getMessage(),
        "HELIXBOOK_LONGEST_K",
        "'8'",
        "from 1 to 7");
    assertThrows(InputProblem.class, () -> notebook.parameter("shortest k", 3, 5, 5, 1, 7));
    assertEquals(8, notebook.parameter("longest k", 3, 5, 5, 1, 8));
    Notebook large = open(FAKE, "HELIXBOOK_EPOCHS", "3000000000");
    assertTold(
        assertThrows(InputProblem.class, () -> large.parameter("epochs", 1, 8, 125)).getMessage(),
        "HELIXBOOK_EPOCHS",
        "'3000000000'",
        "2147483647");
    assertEquals(0, notebook.parameter("shortest k", 3, 5, 5, 0, 8));
  }

  @Test
  void badValuesAreRefusedInOneSentence() {
    Notebook notebook =
        open(FAKE, "HELIXBOOK_EPOCHS", "ten", "HELIXBOOK_RATE", "NaN", "HELIXBOOK_BLUR", "yes");
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("epochs", 1, 8, 125))
            .getMessage(),
        "HELIXBOOK_EPOCHS",
        "'ten'",
        "whole number");
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("rate", 0.5, 0.5, 0.5))
            .getMessage(),
        "HELIXBOOK_RATE",
        "'NaN'");
    assertTold(
        assertThrows(InputProblem.class, () -> notebook.parameter("blur", true, true, true))
            .getMessage(),
        "HELIXBOOK_BLUR",
        "'yes'",
        "true or false");
    assertTold(
        assertThrows(InputProblem.class, () -> open(FAKE, "HELIXBOOK_PROFILE", "fast"))
            .getMessage(),
        "HELIXBOOK_PROFILE",
        "'fast'",
        "smoke, quick or paper");
    assertTold(
        assertThrows(InputProblem.class, () -> open(FAKE, "HELIXBOOK_SEED", "1.5")).getMessage(),
        "HELIXBOOK_SEED",
        "'1.5'",
        "whole number");
  }

  @Test
  void twoParametersCannotShareAVariable() {
    Notebook notebook = open(FAKE);
    notebook.parameter("window length", 1, 2, 3);
    assertEquals(2, notebook.parameter("window length", 1, 2, 3), "a cell may be run again");
    assertThrows(
        IllegalArgumentException.class, () -> notebook.parameter("window-length", 1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> notebook.parameter("?", 1, 2, 3));
    assertEquals(
        "a parameter cannot be called 'data', for the kit reads HELIXBOOK_DATA itself: choose"
            + " another name",
        assertThrows(IllegalArgumentException.class, () -> notebook.parameter("data", "embedded"))
            .getMessage());
  }

  @Test
  void aResultIsRecordedWithTheWordsOfItsEntryAndAnAnchor() throws IOException {
    Path file = folder.resolve("results/paper1-spectrogram-cnn/04-model-2.json");
    Notebook notebook = open(FAKE);
    assertEquals("[ ]", Files.readString(file).strip());
    Provenance behind =
        Provenance.on("human-coding-600")
            .withVariant("2a")
            .withSeeds(List.of(1L, 2L, 3L))
            .withRuns(List.of("ab12"))
            .withN(400);
    notebook.record("P1.7-accuracy", new ConfidenceInterval(0.8325, 0.79, 0.865, 0.95), behind);
    String shown = FakeDisplay.CALLS.get(1);
    assertTrue(shown.contains("id=\"result-1\""), shown);
    assertTrue(shown.contains(">0.833 (0.790 to 0.865)<"), shown);
    assertTrue(shown.contains(">paper .98<"), shown);
    assertFalse(shown.contains("P1.7"), shown);
    notebook.record(
        List.of(
            Result.of("P1.7-auc", Double.NaN, behind),
            Result.of("P1.7-seconds", 61, behind).withP(0.0004)));
    assertEquals(3, FakeDisplay.CALLS.size(), "one table");
    assertTrue(FakeDisplay.CALLS.get(2).contains("id=\"result-3\""), FakeDisplay.CALLS.get(2));
    notebook.record("P1.6-parameters", 569746);
    notebook.record("P1.6-parameters", 5);
    JsonNode results = new ObjectMapper().readTree(file.toFile());
    assertEquals(4, results.size());
    JsonNode first = results.get(0);
    assertEquals(0.8325, first.get("value").asDouble());
    assertEquals(0.79, first.get("low").asDouble());
    assertEquals(".98", first.get("published").asText());
    assertEquals("human-coding-600", first.get("dataset").asText());
    assertEquals("2a", first.get("variant").asText());
    assertEquals(400, first.get("n").asInt());
    assertEquals("quick", first.get("profile").asText());
    assertEquals(NAME, first.get("notebook").asText());
    assertEquals("[1,2,3]", first.get("seeds").toString());
    assertEquals("[\"ab12\"]", first.get("runs").toString());
    assertEquals("0.833 (0.790 to 0.865)", first.get("shown").asText());
    assertTrue(results.get(1).get("value").isNull());
    assertEquals("s", results.get(2).get("unit").asText());
    assertEquals(Provenance.NO_DATA, results.get(3).get("dataset").asText());
    assertEquals("result-5", results.get(3).get("anchor").asText(), "the later one counts");
    assertEquals(4, ResultLog.read(file).size(), "and is read back");
    open(FAKE);
    assertEquals("[ ]", Files.readString(file).strip(), "an earlier execution's results are gone");
  }

  private String departure(String... environment) {
    Notebook notebook = open(FAKE, environment);
    notebook.parameter("source", "embedded");
    notebook.parameter("number of seeds", 1, 3, 3);
    notebook.parameter("epochs", 2, 5, 125);
    notebook.parameter("learning rate", 3e-3);
    Provenance behind = Provenance.on("human-coding-600").withRuns(List.of(RUN));
    notebook.record("P1.7-accuracy", 0.8, behind);
    notebook.record(Result.of("P1.7-auc", 0.9, behind).ofReference());
    List<Result> written = notebook.recorded();
    assertEquals("", written.get(1).departure(), "of a reference run the reader changes nothing");
    return written.get(0).departure();
  }

  @Test
  void whatIsChangedOfTheProtocolStandsBesideItsResults() {
    assertEquals("", departure("HELIXBOOK_EPOCHS", "3"), "quick runs no protocol");
    String[] paper = {"HELIXBOOK_PROFILE", "paper"};
    assertEquals("", departure(paper));
    assertEquals("", departure("HELIXBOOK_PROFILE", "paper", "HELIXBOOK_EPOCHS", "125"));
    assertEquals(
        "",
        departure(
            "HELIXBOOK_PROFILE",
            "paper",
            "HELIXBOOK_SOURCE",
            "a.fa,b.fa",
            "HELIXBOOK_NUMBER_OF_SEEDS",
            "1"),
        "the protocol leaves data and seeds open");
    assertEquals(
        "epochs 3, not 125; learning rate 0.01, not 0.003",
        departure(
            "HELIXBOOK_PROFILE",
            "paper",
            "HELIXBOOK_EPOCHS",
            "3",
            "HELIXBOOK_LEARNING_RATE",
            "0.01"));
  }

  @Test
  void aStoppedRunIsNoProtocolEither() throws IOException {
    Path kept = KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper1-published");
    Path run = Files.createDirectories(folder.resolve("runs").resolve(RUN));
    for (String file : List.of("config.json", "environment.json", "history.csv")) {
      Files.copy(kept.resolve("model-3-seed-1").resolve(file), run.resolve(file));
    }
    assertEquals(
        "125 of 125 epochs of run " + RUN,
        departure("HELIXBOOK_PROFILE", "paper", "HELIXBOOK_RUNS", run.getParent().toString()));
    Files.copy(kept.resolve("model-3-seed-1/metrics.json"), run.resolve("metrics.json"));
    assertEquals(
        "", departure("HELIXBOOK_PROFILE", "paper", "HELIXBOOK_RUNS", run.getParent().toString()));
  }

  @Test
  void aResultThatNoClaimExpectsIsRefusedAndNamesTheOnesThatAreExpected() {
    Notebook notebook = open(FAKE);
    String message =
        assertThrows(InputProblem.class, () -> notebook.record("P1.6-weights", 5)).getMessage();
    assertTrue(message.contains("P1.6-weights") && message.contains("P1.6-parameters"), message);
  }

  @Test
  void anXchartChartIsShownAndSavedWithTheProfileUnderIt() throws IOException {
    Notebook notebook = open(FAKE);
    XYChart chart = new XYChartBuilder().title("Loss").width(300).height(200).build();
    chart.addSeries("test", new double[] {1, 2}, new double[] {0.7, 0.4});
    notebook.figure("loss", chart, "One seed.");
    assertTrue(FakeDisplay.CALLS.get(1).contains("alt=\"Loss. Profile: quick. One seed.\""));
    assertTrue(Files.readString(folder.resolve("figures/loss.svg")).contains("Profile: quick."));
    assertTrue(Files.size(folder.resolve("figures/loss.png")) > 1000);
    assertTrue(chart.getStyler().isChartTitleVisible(), "the cell's chart stays as it was");
    notebook.show(chart);
    assertTrue(FakeDisplay.CALLS.get(2).contains("alt=\"Loss. Profile: quick.\""));
  }

  @Test
  void aFigureIsShownAndSaved() throws IOException {
    Notebook notebook = open(FAKE);
    notebook.figure("fig-7", Sketch.figure("A <line>", 100, 50));
    assertTrue(Files.size(folder.resolve("figures/fig-7.png")) > 100);
    assertTrue(Files.readString(folder.resolve("figures/fig-7.svg")).contains("<svg"));
    String shown = FakeDisplay.CALLS.get(1);
    assertTrue(shown.startsWith("display text/html <img"), shown);
    assertTrue(shown.contains("alt=\"A &lt;line&gt;. Profile: quick.\""), shown);
    assertTrue(shown.contains("width=\"100\""), shown);
    assertThrows(InputProblem.class, () -> notebook.figure("../x", Sketch.figure("", 9, 9)));
  }

  @Test
  void aLiveFigureIsUpdatedInPlace() {
    Notebook notebook = open(FAKE);
    LiveFigure live = notebook.liveFigure();
    live.update(Sketch.figure("one", 60, 20));
    live.update(Sketch.figure("two", 60, 20));
    assertTrue(FakeDisplay.CALLS.get(1).startsWith("display text/html <img"));
    assertTrue(FakeDisplay.CALLS.get(2).startsWith("update id2 text/html <img"));
    assertTrue(FakeDisplay.CALLS.get(2).contains("two"));
  }

  @Test
  void aPictureIsShownAsPng() {
    Notebook notebook = open(FAKE);
    notebook.show(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    assertTrue(
        FakeDisplay.CALLS
            .get(1)
            .startsWith(
                "display text/html <img style=\"max-width:100%;background:#fff\" width=\"3\""
                    + " alt=\"picture of 3 x 2 pixels\" src=\"data:image/png;base64,iVBOR"));
  }

  @Test
  void progressFollowsTheSurroundings() {
    Notebook rich = open(FAKE);
    Progress bar = rich.progress();
    bar.begin("Model 2, seed 1", 4, "batches");
    bar.end("loss 0.5");
    assertTrue(FakeDisplay.CALLS.get(1).contains("Model 2, seed 1: 0 of 4 batches, 0.0 s gone"));
    assertTrue(FakeDisplay.CALLS.get(2).startsWith("update id2 text/html"));
    int calls = FakeDisplay.CALLS.size();
    Progress silent = open(FAKE, "HELIXBOOK_PROGRESS", "silent").progress();
    silent.begin("x", 1, "y");
    silent.end("");
    assertEquals(calls + 1, FakeDisplay.CALLS.size(), "only the header");
    String text =
        printed(
            () -> {
              Progress lines = open(List.of()).progress();
              lines.begin("Model 2, seed 1", 4, "batches");
              lines.advance(4, "");
              lines.end("loss 0.5");
            });
    assertFalse(text.contains("<"), text);
    assertTrue(text.contains("Model 2, seed 1"), text);
    assertTrue(text.contains("loss 0.5"), text);
  }

  @Test
  void theReportFolderIsFoundFromTheKitsRoot() throws IOException {
    Path root = Files.createDirectories(folder.resolve("kit"));
    Files.writeString(root.resolve("data-manifest.json"), "{}");
    Path inside = Files.createDirectories(root.resolve("notebooks/paper1"));
    assertEquals(root.resolve("target/report"), ReportFolder.of(Map.of(), inside));
    assertEquals(root.resolve("out"), ReportFolder.of(Map.of("HELIXBOOK_REPORT", "out"), inside));
    assertEquals(
        Path.of(System.getProperty("user.home"), "out"),
        ReportFolder.of(Map.of("HELIXBOOK_REPORT", " ~/out "), inside));
    assertEquals(root, KitFolder.root(inside));
  }

  @Test
  void anUnwritableReportFolderIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    InputProblem problem =
        assertThrows(InputProblem.class, () -> open(FAKE, "HELIXBOOK_REPORT", file.toString()));
    assertTrue(problem.getMessage().contains("set HELIXBOOK_REPORT to another folder"));
  }

  @Test
  void aNotebooksNameIsChecked() {
    assertThrows(InputProblem.class, () -> Notebook.open("../x", Map.of(), List.of(), folder));
  }

  @Test
  void aParameterMayHaveOneValueForAllProfiles() {
    Notebook notebook =
        open(
            List.of(),
            "HELIXBOOK_EPOCHS",
            "9",
            "HELIXBOOK_RATE",
            "0.5",
            "HELIXBOOK_TITLE",
            "other",
            "HELIXBOOK_FAST",
            "false",
            "HELIXBOOK_SPLIT",
            "random");
    assertEquals(9, notebook.parameter("epochs", 2));
    assertEquals(0.5, notebook.parameter("rate", 0.25));
    assertEquals("other", notebook.parameter("title", "mine"));
    assertFalse(notebook.parameter("fast", true));
    assertEquals(SplitName.RANDOM, notebook.parameter("split", SplitName.GENE_DISJOINT));

    Notebook untouched = open(List.of(), "HELIXBOOK_PROFILE", "paper");
    assertEquals(2, untouched.parameter("epochs", 2));
    assertEquals(0.25, untouched.parameter("rate", 0.25));
    assertEquals("mine", untouched.parameter("title", "mine"));
    assertTrue(untouched.parameter("fast", true));
    assertEquals(SplitName.GENE_DISJOINT, untouched.parameter("split", SplitName.GENE_DISJOINT));
  }

  @Test
  void aFigureOnShowIsSavedWithoutBeingShownAgain() {
    Notebook notebook = open(FAKE);
    FakeDisplay.CALLS.clear();
    notebook.save("fig-1", Sketch.figure("Title", 40, 20));
    assertEquals(List.of(), FakeDisplay.CALLS);
    assertTrue(Files.exists(folder.resolve("figures/fig-1.png")));
    assertTrue(Files.exists(folder.resolve("figures/fig-1.svg")));
  }

  @Test
  void threadsAreThoseThatTheLibraryComputesWith() {
    assertEquals(NumericBackend.prepare(), open(List.of()).threads());
    assertThrows(InputProblem.class, () -> open(List.of(), "HELIXBOOK_THREADS", "many"));
  }
}
