package org.helixbook.model.predict;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.text.TextSource;
import org.helixbook.data.text.TextSplit;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.experiment.BiGruVariant;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.experiment.LogisticVariant;
import org.helixbook.experiment.Trial;
import org.helixbook.experiment.Variant;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruRuns;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.language.CharacterCell;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.CharacterNetwork;
import org.helixbook.model.language.CharacterRnn;
import org.helixbook.model.language.CharacterTraining;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.model.language.TextLosses;
import org.helixbook.model.logistic.KmerRegression;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.run.MadeRun;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.Period3Ratio;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs say of other sequences: the bits of their own test set, and places by hand. */
class PredictorTest {
  private static final Seeds SEEDS = new Seeds(1);

  @TempDir Path folder;

  private RunStore store() {
    return RunStore.in(folder.resolve("runs"));
  }

  private <S> Trial<S> train(Variant<S> variant) {
    return new Experiment(store(), List.of(7L), Progress.silent()).run(variant).first();
  }

  private Path fasta(String name, List<DnaSequence> records) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < records.size(); i++) {
      text.append(">r").append(i).append('\n').append(records.get(i).bases()).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static double[][] scores(Prediction prediction) {
    return prediction.rows().stream().map(Prediction.Row::scores).toArray(double[][]::new);
  }

  private static CnnRecipe recipe(SpectrogramPipeline pipeline, PictureEdit edit) {
    return new CnnRecipe(
        "tiny",
        Cnn.named("tiny").convolution(3, 4).globalAverage().linear(2).build(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(2).batchSize(3).build(),
        pipeline,
        edit);
  }

  private static SpectrogramPipeline pipeline() {
    return SpectrogramPipeline.defaults()
        .withStft(StftSettings.defaults().withWindowLength(60).withHop(20))
        .withImage(ImageSettings.defaults().withSize(12, 12));
  }

  private static SequenceSplit windows() {
    return CodingSource.of("ustilago-coding-600", SplitName.RANDOM, SEEDS)
        .drawn(6, 8)
        .cutTo(300)
        .windows();
  }

  @Test
  void anImageClassifierSaysOfItsTestWindowsWhatItsRunRecordedAndSoDoesItsExport()
      throws IOException {
    SequenceSplit windows = windows();
    Trial<Predictions> trial =
        train(
            recipe(pipeline(), PictureEdit.ROW_CHANNEL)
                .on(windows.train(), windows.test(), "shorter windows", 1));
    double[][] recorded = trial.test().probabilities();
    assertEquals(16, recorded.length);
    Path fasta = fasta("test.fa", windows.test().sequences());
    String run = trial.runs().get(0);

    Predictor predictor = Predictor.of(store(), run.substring(0, 8));
    Prediction said = predictor.predict(fasta);
    assertArrayEquals(recorded, scores(said));
    assertEquals(windows.test().classNames(), said.outputs());
    assertTrue(said.run().contains(run) && said.run().contains("windows of 300 bases"), said.run());
    assertTrue(said.thresholds().get(0).contains("0.5"), said.thresholds().toString());
    int[] predicted = trial.test().predicted();
    for (int i = 0; i < predicted.length; i++) {
      assertEquals(
          windows.test().classNames().get(predicted[i]), said.rows().get(i).calls().get(0).name());
    }
    // Two windows in one record, and 7 bases left over.
    String two =
        windows.test().sequences().get(0).bases() + windows.test().sequences().get(1).bases();
    Prediction cut = predictor.predict(List.of(DnaSequence.of("both", two + "ACGTACG")));
    assertEquals("both", cut.rows().get(1).place().chromosome());
    assertEquals(300, cut.rows().get(1).place().start());
    assertEquals(600, cut.rows().get(1).place().end());
    assertEquals(2, cut.rows().size());
    assertTrue(cut.leftOut().get(0).endsWith(": 7"), cut.leftOut().toString());

    // The period-3 ratio beside it, with the threshold of the same training windows.
    Threshold ratio = Threshold.period3(windows.train());
    Prediction simple = predictor.baseline().predict(fasta);
    assertEquals(List.of("period-3 ratio"), simple.outputs());
    int[] given = ratio.on(windows.test()).predicted();
    for (int i = 0; i < given.length; i++) {
      assertEquals(
          Period3Ratio.of(windows.test().sequences().get(i)), simple.rows().get(i).scores()[0]);
      assertEquals(
          windows.test().classNames().get(given[i]), simple.rows().get(i).calls().get(0).name());
    }
    String threshold = String.format(Locale.ROOT, "above %.6f", ratio.threshold());
    assertTrue(simple.thresholds().get(0).contains(threshold), simple.thresholds().toString());

    // On another machine there is no such store, and the data are not asked for.
    StoredRun stored = store().find(run);
    Path zip = folder.resolve("other.zip");
    stored.export(zip);
    RunStore other = RunStore.in(folder.resolve("elsewhere"));
    assertArrayEquals(recorded, scores(Predictor.of(other, zip.toString()).predict(fasta)));
    assertArrayEquals(
        recorded, scores(Predictor.of(other, stored.folder().toString()).predict(fasta)));
    assertFalse(Files.exists(other.folder()), "nothing is unpacked or written");
  }

  @Test
  void aRunThatKeptNothingForItOrWasStoppedAsksItsDataAgain() throws IOException {
    SequenceSplit windows = windows();
    Variant<Predictions> variant =
        recipe(pipeline(), PictureEdit.NONE).on(windows.train(), windows.test(), "some", 1);
    Trial<Predictions> trial = train(variant);
    StoredRun run = store().find(trial.runs().get(0));
    Files.delete(run.folder().resolve("model.json")); // as older versions of the kit
    Path fasta = fasta("test.fa", windows.test().sequences());
    assertArrayEquals(
        trial.test().probabilities(),
        scores(Predictor.of(store(), run.id().text()).predict(fasta)));
    Path zip = folder.resolve("old.zip");
    run.export(zip);
    assertTold(
        assertThrows(InputProblem.class, () -> Predictor.of(store(), zip.toString())).getMessage(),
        "run " + run.id(),
        "model.json");

    RunStore stopped = StopAfter.in(folder.resolve("stopped"), 3);
    new Experiment(stopped, List.of(7L), Progress.silent()).run(variant).histories();
    assertFalse(Thread.interrupted());
    Predictor early = Predictor.of(stopped, run.id().text());
    assertTrue(early.title().contains("0 of 2 epochs"), early.title());
    assertEquals(16, early.predict(fasta).rows().size());
  }

  @Test
  void aNetworkOfManyTasksSaysWhatItsRunRecordedWithThresholdsOfItsValidationWindows()
      throws IOException {
    ChromatinData data =
        new PlantedMotifs(40, List.of("AGATAAGG", "CCGCGNGG"), 0.4, true, SEEDS).data(80, 60, 30);
    BiGruVariant variant =
        new BiGruVariant(
            "tasks",
            BiGruDescription.builder(data.tasks().size())
                .hidden(6)
                .layers(1)
                .weightRange(0)
                .build(),
            data,
            new BiGruTraining(3, 20, 0.02, 0, false, 1));
    Trial<MultiTaskReport> trial = train(variant);
    ScoredTasks recorded = variant.scores(trial).test();
    List<DnaSequence> test = new ArrayList<>();
    for (int i = 0; i < data.test().size(); i++) {
      test.add(data.test().sequence(i));
    }
    Prediction said = Predictor.of(store(), trial.runs().get(0)).predict(fasta("test.fa", test));
    assertEquals(data.tasks(), said.outputs());
    for (int task = 0; task < recorded.tasks(); task++) {
      double[] column = new double[test.size()];
      double threshold = trial.test().tasks().get(task).threshold().orElseThrow();
      String name = data.tasks().get(task);
      for (int i = 0; i < column.length; i++) {
        column[i] = said.rows().get(i).scores()[task];
        assertEquals(
            column[i] > threshold,
            said.rows().get(i).calls().stream().anyMatch(call -> call.name().equals(name)));
      }
      assertArrayEquals(recorded.probabilities(task), column, name);
      String printed = String.format(Locale.ROOT, "%s: %.6f", name, threshold);
      assertTrue(
          said.thresholds().stream().anyMatch(sentence -> sentence.contains(printed)),
          said.thresholds().toString());
    }
    assertTrue(said.thresholds().get(0).contains("60 validation windows"));
  }

  @Test
  void logisticRegressionsSayWhatTheirRunRecorded() throws IOException {
    ChromatinData data =
        new PlantedMotifs(40, List.of("AGATAAGG", "CCGCGNGG"), 0.4, true, SEEDS).data(80, 60, 30);
    Trial<MultiTaskReport> trial =
        train(new LogisticVariant("words", KmerRegression.of(3, 0.01), data));
    List<DnaSequence> test = new ArrayList<>();
    for (int i = 0; i < data.test().size(); i++) {
      test.add(data.test().sequence(i));
    }
    Prediction said = Predictor.of(store(), trial.runs().get(0)).predict(fasta("test.fa", test));
    ScoredTasks recorded = trial.test().said().orElseThrow();
    for (int task = 0; task < recorded.tasks(); task++) {
      int column = task;
      assertArrayEquals(
          recorded.probabilities(task),
          said.rows().stream().mapToDouble(row -> row.scores()[column]).toArray());
      String threshold =
          String.format(
              Locale.ROOT,
              "%s: %.6f",
              data.tasks().get(task),
              trial.test().tasks().get(task).threshold().orElseThrow());
      assertTrue(said.thresholds().get(task + 1).contains(threshold));
    }
  }

  @Test
  void aLanguageModelSaysWhatItsRunPaidForItsHeldOutText() throws IOException {
    TextSource source = new TextSource(TextSource.RANDOM, 600, 2000, 3);
    TextSplit text = source.load(null, Progress.silent());
    CharacterModel model =
        CharacterModel.builder().layers(1).hidden(8).batchSize(4).length(15).epochs(2).build();
    Trial<TextLosses> trial = train(new LanguageVariant(model, source, text));
    String letters = text.heldOut().letters(0, 2000);
    Prediction said =
        Predictor.of(store(), trial.runs().get(0))
            .predict(List.of(DnaSequence.of("heldOut", letters)));
    assertEquals(trial.test().bits(), said.rows().get(0).scores()[0]);
    assertEquals(List.of("bits a base"), said.outputs());
  }

  /** A model of zeros: each letter is a quarter, so each base costs two bits. */
  private Path guessingModel() throws IOException {
    CharacterModel model =
        new CharacterModel(
            new CharacterNetwork(CharacterCell.GRU, 1, 3, 2),
            new CharacterTraining(1, 1, 10, 0.01, 1));
    CharacterRnn rnn = CharacterRnn.create(model);
    int bytes = (int) rnn.parameters() * Float.BYTES;
    return MadeRun.write(
        folder.resolve("guess"),
        RunConfiguration.here(
            LanguageRuns.NAME, "by hand", model.network(), model.training(), Map.of(), Map.of()),
        Map.of(
            "parameters", new byte[bytes],
            "updater", new byte[2 * bytes],
            "steps", new byte[Long.BYTES]),
        "");
  }

  @Test
  void aModelThatGuessesPaysTwoBitsForEachBaseInEachForm() throws IOException {
    Predictor predictor = Predictor.of(store(), guessingModel().toString());
    Path genome = file("genome.fa", ">one\nACGTACGT\n>two\nACNNNNNGTA\n>none\nNNNN\n");
    Path regions = file("r.bed", "two\t5\t10\tright\t0\t-\none\t2\t6\n");
    assertEquals(
        "sequence\tstart\tend\tstrand\tregion\tbits a base\tcalled\n"
            + "two\t5\t10\t-\tright\t2.0\t\none\t2\t6\t+\t\t2.0\t\n",
        predictor
            .predict(genome, regions)
            .toTsv()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n", "", "\n")));
    Prediction track = predictor.predict(genome, 3);
    assertEquals(
        List.of(
            "one\t0\t3\t2.000000",
            "one\t3\t6\t2.000000",
            "one\t6\t8\t2.000000",
            "two\t0\t3\t2.000000",
            "two\t6\t9\t2.000000",
            "two\t9\t10\t2.000000"),
        track.toBedGraph().lines().skip(1).toList());
    assertTrue(track.toBedGraph().startsWith("track type=bedGraph name=\"bits a base\""));
    assertEquals(
        List.of("records of unknown bases: 1", "stretches of unknown bases: 1"), track.leftOut());
    assertTold(
        assertThrows(InputProblem.class, () -> predictor.predict(genome)).getMessage(),
        genome + ", record none",
        "0 known bases");
  }

  /** Three tasks of a network of zeros, which gives each a half. */
  private Path undecidedNetwork(boolean unknownBases) throws IOException {
    BiGruDescription description = BiGruDescription.builder(3).hidden(2).layers(1).build();
    int bytes = (int) BiGru.create(description, 0.01, 1).parameters() * Float.BYTES;
    return MadeRun.write(
        folder.resolve("undecided-" + unknownBases),
        RunConfiguration.here(
            BiGruRuns.NAME,
            "by hand",
            description,
            new BiGruTraining(1, 1, 0.01, 0, false, 1),
            Map.of(),
            Map.of()),
        Map.of("best-parameters", new byte[bytes]),
        "{\"tasks\":[\"A\",\"B\",\"C\"],\"windowLength\":4,\"unknownBases\":"
            + unknownBases
            + ",\"thresholds\":[0.4,0.5,null],\"validationWindows\":9}");
  }

  @Test
  void tasksAreCalledAboveTheirThresholdsAndPlacesAreThoseOfTheWindows() throws IOException {
    Predictor predictor = Predictor.of(store(), undecidedNetwork(false).toString());
    Path genome = file("genome.fa", ">chr1\nACGTACGTACGTAC\n>chr2\nACGT\n>chr3\nAC\n");
    Prediction whole = predictor.predict(file("two.fa", ">chr1\nACGTACGTAC\n>chr2\nACGT\n"));
    assertEquals(
        "chr1\t0\t4\tA\t500\t+\nchr1\t4\t8\tA\t500\t+\nchr2\t0\t4\tA\t500\t+\n", whole.toBed());
    assertEquals(
        "sequence\tstart\tend\tstrand\tregion\tC\tA\tcalled\nchr1\t0\t4\t+\t\t0.5\t0.5\tA",
        whole
            .only(List.of("C", "A"))
            .toTsv()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .limit(2)
            .collect(Collectors.joining("\n")));
    assertEquals(
        List.of("sequence", "start", "end", "strand", "region", "A", "B", "C", "called"),
        whole.table().columnNames());
    assertEquals(3, whole.table().rowCount());
    // The middle of 4 bases: of 7 from 2 on it begins at 3, as the centre of training windows does.
    Prediction middle =
        predictor.predict(genome, file("r.bed", "chr1\t2\t9\tx\t0\t-\nchr2\t0\t4\n"));
    assertEquals("chr1\t3\t7\tA\t500\t-\nchr2\t0\t4\tA\t500\t+\n", middle.toBed());
    // A window every 2 bases stands for 2 bases, which begin 1 after it does.
    assertEquals(
        List.of(
            "chr1\t1\t3\t0.500000",
            "chr1\t3\t5\t0.500000",
            "chr1\t5\t7\t0.500000",
            "chr1\t7\t9\t0.500000",
            "chr1\t9\t11\t0.500000",
            "chr1\t11\t13\t0.500000",
            "chr2\t1\t3\t0.500000"),
        predictor.predict(genome, 2).only(List.of("B")).toBedGraph().lines().skip(1).toList());
    assertEquals(
        List.of("records shorter than a window: 1"), predictor.predict(genome, 2).leftOut());
    assertThrows(InputProblem.class, () -> predictor.predict(genome, 0));
    assertTold(
        assertThrows(InputProblem.class, predictor::baseline).getMessage(), "run ", "baseline");
    assertTold(
        assertThrows(InputProblem.class, () -> whole.only(List.of("D"))).getMessage(),
        "output 'D'",
        "A, B, C");
  }

  @Test
  void whatARunWasNotTrainedForIsRefusedWithFileRecordAndBase() throws IOException {
    Predictor predictor = Predictor.of(store(), undecidedNetwork(false).toString());
    Path shorter = file("short.fa", ">good\nACGT\n>bad one\nACG\n");
    assertTold(
        assertThrows(InputProblem.class, () -> predictor.predict(shorter)).getMessage(),
        shorter + ", record bad",
        "3 bases",
        "windows of 4");
    Path unknown = file("n.fa", ">r\nACGTAACGNT\n>s\nACGTACNT\n");
    assertTold(
        assertThrows(InputProblem.class, () -> predictor.predict(unknown)).getMessage(),
        unknown + ", record s, base 7",
        "N",
        "--step");
    assertEquals(
        List.of("windows with an unknown base: 2"), predictor.predict(unknown, 2).leftOut());
    Path protein = file("p.fa", ">p\nMKV\n");
    assertTold(
        assertThrows(InputProblem.class, () -> predictor.predict(protein)).getMessage(),
        protein + ", line 2",
        "'M' at column 1");
    Path genome = file("g.fa", ">chr1\nACGTNCGT\n");
    String[][] refused = {
      {"chr2\t0\t4\n", "chr2:0-4", "no sequence 'chr2'"},
      {"chr1\t6\t12\n", "chr1:6-12", "8 bases"},
      {"chr1\t0\t3\n", "chr1:0-3", "3 bases"},
      {"chr1\t2\t6\n", "chr1:2-6, base 5", "N"},
    };
    for (String[] one : refused) {
      Path bed = file("r.bed", one[0]);
      assertTold(
          assertThrows(InputProblem.class, () -> predictor.predict(genome, bed)).getMessage(),
          bed + ", region " + one[1],
          one[2]);
    }
    // A run whose training windows have an N takes one.
    assertEquals(
        2, Predictor.of(store(), undecidedNetwork(true).toString()).predict(genome).rows().size());
    assertTold(
        assertThrows(InputProblem.class, () -> Predictor.of(store(), "0123")).getMessage(),
        "run '0123'",
        "no such run");
  }

  @Test
  void aNetworkOnPicturesAloneIsRefused() throws IOException {
    String kept =
        new String(
            Files.readAllBytes(
                store()
                    .find(
                        train(
                                recipe(pipeline(), PictureEdit.NONE)
                                    .on(windows().train(), windows().test(), "some", 1))
                            .runs()
                            .get(0))
                    .folder()
                    .resolve("model.json")),
            StandardCharsets.UTF_8);
    StoredRun run = store().runs().get(0);
    Path other =
        MadeRun.write(
            folder.resolve("pictures"),
            run.configuration().orElseThrow(),
            MadeRun.state(run.folder(), 7),
            kept.replaceFirst("\"windowLength\" : 300", "\"windowLength\" : 0"));
    assertTold(
        assertThrows(InputProblem.class, () -> Predictor.of(store(), other.toString()))
            .getMessage(),
        "run " + run.id(),
        "pictures");
  }
}
