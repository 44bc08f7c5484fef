package org.helixbook.paper1;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.cnn.layer.Linear;
import org.helixbook.model.cnn.layer.SoftmaxTwice;
import org.helixbook.paper1.MultiverseReport.World;
import org.helixbook.plot.Figure;
import org.helixbook.run.RunStore;
import org.helixbook.signal.Brightness;
import org.helixbook.signal.ColourMap;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.NumericMapping;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.Standardisation;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class MultiverseTest {
  private static final Multiverse TINY =
      new Multiverse(
          46, 4, 3, TrainingSettings.builder().epochs(1).batchSize(4).build(), new Seeds(1), 1);

  @TempDir Path folder;

  private static Point world(String... changes) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mapping", "tetrahedron");
    settings.put("brightness", "power");
    settings.put("full brightness", "each picture's");
    settings.put("colour", "in colour");
    settings.put("window, hop", "120 bp, 10");
    settings.put("softmax", "once");
    settings.put("start", "PyTorch's");
    settings.put("other class", "introns, intergenic");
    settings.put("blur", "none");
    settings.put("standardised", "0.485, 0.229");
    for (int i = 0; i < changes.length; i += 2) {
      assertTrue(settings.containsKey(changes[i]), changes[i]);
      settings.put(changes[i], changes[i + 1]);
    }
    return new Point(settings);
  }

  @Test
  void eachAnswerComesEquallyOften() {
    List<Point> all = Multiverse.worlds().points();
    assertEquals(48, all.size());
    Map<String, Integer> answers = new LinkedHashMap<>();
    all.forEach(
        at -> at.settings().forEach((name, value) -> answers.merge(name + value, 1, Integer::sum)));
    assertEquals(24, answers.size());
    assertEquals(12, answers.get("mappingEIIP"));
    assertEquals(16, answers.get("other classlncRNA"));
    assertEquals(24, answers.get("startHe's"));
    assertEquals(world().settings().keySet(), all.get(0).settings().keySet());
  }

  @Test
  void theFirstWorldsAreTheSameForEveryReader() {
    assertEquals(
        "mapping tetrahedron, brightness power, full brightness one for all, colour in colour,"
            + " window, hop 240 bp, 8, softmax once, start He's, other class lncRNA, blur 1 pixel,"
            + " standardised 0.485, 0.229",
        Multiverse.worlds(1).get(0).label());
    for (int count : new int[] {0, 49}) {
      assertTold(
          assertThrows(InputProblem.class, () -> Multiverse.worlds(count)).getMessage(),
          "worlds of the multiverse",
          "ask for 1 to 48");
    }
  }

  @Test
  void everyAnswerChangesWhatItNames() {
    SpectrogramPipeline plain = TINY.pipeline(world());
    assertEquals(NumericMapping.TETRAHEDRON, plain.mapping());
    assertEquals(ImageScale.perImage(), plain.scale());
    assertEquals(120, plain.stft().windowLength());
    assertEquals(10, plain.stft().hop());
    assertEquals(0, plain.preprocessing().blurSigma());
    SpectrogramPipeline other =
        TINY.pipeline(
            world(
                "mapping",
                "Voss",
                "brightness",
                "decibels",
                "colour",
                "grey",
                "window, hop",
                "480 bp, 2",
                "blur",
                "1 pixel"));
    assertEquals(NumericMapping.VOSS, other.mapping());
    assertEquals(Brightness.LOG_POWER, other.image().brightness());
    assertEquals(ColourMap.GREY, other.image().colourMap());
    assertEquals(480, other.stft().windowLength());
    assertEquals(2, other.stft().hop());
    assertEquals(1, other.preprocessing().blurSigma());

    assertEquals("human-coding-600", TINY.source(world()).name());
    assertEquals("human-lnsd", TINY.source(world("other class", "lncRNA, pseudogenes")).name());
    assertEquals("human-lnsd:cds-lnc", TINY.source(world("other class", "lncRNA")).name());
    assertEquals(new Linear(2), last(world()));
    assertEquals(new SoftmaxTwice(2), last(world("softmax", "twice")));
  }

  private static Object last(Point world) {
    var layers = TINY.network(world).layers();
    assertEquals(569_746, TINY.network(world).parameters(3, 46, 46));
    return layers.get(layers.size() - 1);
  }

  @Test
  void picturesAreFittedOnTheTrainingWindows() {
    CnnVariant plain = TINY.variant(world());
    assertEquals(Initialisation.PYTORCH_DEFAULT, plain.recipe().initialisation());
    assertEquals(PictureEdit.NONE, plain.recipe().edit());
    assertEquals(
        Standardisation.paper(0.229), plain.images().pipeline().preprocessing().standardisation());
    assertEquals(8, plain.images().train().size());
    assertEquals(6, plain.images().test().size());
    CnnVariant other =
        TINY.variant(
            world(
                "full brightness",
                "one for all",
                "colour",
                "grey",
                "start",
                "He's",
                "standardised",
                "training set"));
    assertEquals(Initialisation.HE_NORMAL, other.recipe().initialisation());
    assertEquals(ImageScale.Kind.FIXED_CEILING, other.images().pipeline().scale().kind());
    assertNotEquals(
        Standardisation.paper(0.229), other.images().pipeline().preprocessing().standardisation());
    float[] grey = other.images().train().image(0);
    assertEquals(grey[100], grey[46 * 46 + 100], "red and green of one pixel");
    float[] colours = plain.images().train().image(0);
    assertFalse(colours[100] == colours[46 * 46 + 100]);
  }

  @Test
  void worldsAreTrainedAndScored() {
    Experiment experiment =
        new Experiment(RunStore.in(folder.resolve("runs")), List.of(1L, 2L), Progress.silent());
    Bootstrap bootstrap = Bootstrap.of(new Seeds(1));
    List<Point> worlds = List.of(world("softmax", "twice"), world("start", "He's"));
    MultiverseReport report = TINY.run(experiment, worlds, bootstrap);
    assertEquals(worlds, report.worlds().stream().map(World::choices).toList());
    assertEquals(4, report.runs().size());
    World first = report.worlds().get(0);
    assertEquals(List.of(1L, 2L), first.seeds());
    assertEquals(2, first.accuracies().size());
    assertEquals(6, first.windows());
    assertEquals(List.of(0, 0), first.leftIn());
    report.write(folder.resolve("results/worlds.tsv"));
    MultiverseReport read = MultiverseReport.read(folder.resolve("results/worlds.tsv"));
    assertEquals(report.runs(), read.runs());
    assertEquals(first.accuracies(), read.worlds().get(0).accuracies());
    assertEquals(first.auc().low(), read.worlds().get(0).auc().low(), 1e-6);
    assertEquals(report.sentence(), read.sentence());
  }

  private static ConfidenceInterval around(double value, double half) {
    return new ConfidenceInterval(value, value - half, value + half, 0.95);
  }

  private static World world(
      Point choices, double accuracy, List<Integer> leftIn, double minusRatio) {
    return new World(
        choices,
        400,
        List.of(1L, 2L, 3L),
        List.of(accuracy, accuracy, accuracy),
        leftIn,
        around(accuracy, 0.02),
        around(accuracy, 0.02),
        around(minusRatio - 0.1, 0.01),
        around(minusRatio, 0.02),
        List.of("a", "b", "c"));
  }

  private static MultiverseReport report() {
    ConfidenceInterval none = new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, 0.95);
    World diverged =
        new World(
            world("mapping", "real"),
            400,
            List.of(1L, 2L, 3L),
            List.of(),
            List.of(-1, -1, -1),
            none,
            none,
            none,
            none,
            List.of("d", "e", "f"));
    return new MultiverseReport(
        List.of(
            world(world(), 0.97, List.of(1, 2, 1), 0.05),
            world(world("start", "He's"), 0.5, List.of(0, 0, 0), -0.4),
            world(world("mapping", "EIIP"), 0.8, List.of(0, 4, 0), 0.01),
            diverged));
  }

  @Test
  void theRulesOfTheLedgerAreReadOnEachWorld() {
    Table verdicts = report().verdicts();
    assertEquals("Of 4 worlds", verdicts.name());
    List<String> counts =
        verdicts.stream()
            .map(row -> row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3))
            .toList();
    // P1.7, left, better than chance, than the ratio, than the open frame.
    assertEquals(List.of("1 3 0", "1 3 0", "2 1 1", "1 2 1", "0 4 0"), counts);
    assertTrue(
        report()
            .sentence()
            .contains(
                "every training leaves the loss of guessing: in 1, not" + " in 3, undecided in 0"),
        report().sentence());
    assertTrue(report().sentence().endsWith("these are findings and no verdicts."));
  }

  @Test
  void answersShareOutTheWorlds() {
    Table answers = report().answers();
    Table mapping = answers.where(answers.stringColumn("question").isEqualTo("mapping"));
    assertEquals(List.of("tetrahedron", "EIIP", "real"), mapping.stringColumn("answer").asList());
    assertEquals(List.of(2, 1, 1), mapping.intColumn("worlds").asList());
    assertEquals(0.735, mapping.doubleColumn("mean test accuracy").get(0), 1e-12);
    assertEquals(
        List.of("3 of 6", "1 of 3", "0 of 3"),
        mapping.stringColumn("trainings that left 0.693").asList());
  }

  @Test
  void worldsComputedHereStandBesideTheSameOnesOfTheReferenceRun() {
    MultiverseReport here =
        new MultiverseReport(
            List.of(
                world(world("mapping", "EIIP"), 0.81, List.of(3), 0),
                world(world("blur", "1 pixel"), 0.6, List.of(3), 0)));
    Table beside = here.beside(report());
    assertEquals(1, beside.rowCount());
    assertEquals(0.81, beside.doubleColumn("accuracy here").get(0));
    assertEquals(0.8, beside.doubleColumn("reference run").get(0));
    assertEquals("1 of 3", beside.stringColumn("left 0.693").get(0));
  }

  @Test
  void withoutItsTableNoReferenceRunIsShippedAndWithItThereIs() throws IOException {
    assertEquals(Optional.empty(), MultiverseReport.in(folder));
    report().write(folder.resolve("worlds.tsv"));
    MultiverseReport shipped = MultiverseReport.in(folder).orElseThrow();
    assertEquals(report().sentence(), shipped.sentence());
    assertEquals(report().worlds().get(3), shipped.worlds().get(3));
    String cut = Files.readString(folder.resolve("worlds.tsv"));
    Files.writeString(folder.resolve("worlds.tsv"), cut.substring(0, cut.length() - 40));
    assertTold(
        assertThrows(InputProblem.class, () -> MultiverseReport.in(folder)).getMessage(),
        folder.resolve("worlds.tsv").toString(),
        "helixbook reference paper1-multiverse");
  }

  @Test
  void theCurveIsDrawnInRisingOrderAndTakesAWorldWithoutAValue() {
    var chart = report().curve().chart();
    assertEquals(
        3,
        chart.getSeriesMap().keySet().stream()
            .filter(name -> name.startsWith("intervals"))
            .count());
    assertTrue(chart.getSeriesMap().containsKey("printed: .98"));
    assertTrue(Figure.of(report().curve()).png().length > 1000);
  }
}
