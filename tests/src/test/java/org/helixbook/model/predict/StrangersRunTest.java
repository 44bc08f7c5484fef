package org.helixbook.model.predict;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trial;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruRuns;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.MadeRun;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.helixbook.storage.ZipParts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a stranger made is data: it can be wrong, and do nothing. */
class StrangersRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOADED = "helixbook.test.loaded";

  @TempDir private static Path trained;
  private static StoredRun good;
  private static String kept;
  private static DnaSequence window;
  private static double[] recorded;

  @TempDir Path folder;

  /** Tells that it was loaded. */
  public static final class Loaded implements Serializable {
    private static final long serialVersionUID = 1;

    static {
      System.setProperty(LOADED, "its class");
    }

    private void readObject(ObjectInputStream in) {
      System.setProperty(LOADED, "an object");
    }
  }

  @BeforeAll
  static void trainOne() throws IOException {
    SequenceSplit windows =
        CodingSource.of("ustilago-coding-600", SplitName.RANDOM, new Seeds(1))
            .drawn(4, 1)
            .windows();
    Trial<Predictions> trial =
        new Experiment(RunStore.in(trained), List.of(7L), Progress.silent())
            .run(
                new CnnRecipe(
                        "tiny",
                        Cnn.named("tiny").convolution(3, 4).globalAverage().linear(2).build(),
                        Initialisation.HE_NORMAL,
                        TrainingSettings.builder().epochs(1).batchSize(2).build(),
                        SpectrogramPipeline.defaults()
                            .withStft(StftSettings.defaults().withWindowLength(60).withHop(60))
                            .withImage(ImageSettings.defaults().withSize(8, 8)),
                        PictureEdit.NONE)
                    .on(windows.train(), windows.test(), "windows", 1))
            .first();
    good = RunStore.in(trained).find(trial.runs().get(0));
    kept = new String(good.file("model.json").orElseThrow(), StandardCharsets.UTF_8);
    window = windows.test().sequences().get(0);
    recorded = trial.test().probabilities()[0];
  }

  private static RunConfiguration configuration() {
    return good.configuration().orElseThrow();
  }

  private static Map<String, byte[]> state() throws IOException {
    return new TreeMap<>(MadeRun.state(good.folder(), 7));
  }

  private Prediction predict(Path run) {
    return Predictor.of(RunStore.in(folder.resolve("none")), run.toString())
        .predict(List.of(window, window));
  }

  private void assertRefused(Path run, String place, String... facts) {
    assertTold(assertThrows(InputProblem.class, () -> predict(run)).getMessage(), place, facts);
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(good.folder())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = good.folder().relativize(file).toString();
        if (!name.startsWith(".")) {
          files.put("run/" + name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private Path zip(String name, Map<String, byte[]> files) throws IOException {
    return Files.write(folder.resolve(name), ZipParts.zip(files));
  }

  @Test
  void anArchiveWritesNothingWhateverItsNames() throws IOException {
    assertArrayEquals(recorded, predict(zip("good.zip", files())).rows().get(0).scores(), 1e-6);
    String outside = folder.resolve("absolute.txt").toString();
    for (String name : List.of("../up.txt", "run/../../up.txt", "..\\up.txt", outside)) {
      Map<String, byte[]> more = files();
      more.put(name, new byte[] {1});
      Path crafted = zip("crafted.zip", more);
      try {
        assertEquals(2, predict(crafted).rows().size());
      } catch (InputProblem e) {
        assertTold(e.getMessage(), crafted.toString());
      }
      try (Stream<Path> list = Files.list(folder)) {
        assertEquals(
            List.of("crafted.zip", "good.zip"),
            list.map(file -> file.getFileName().toString()).sorted().toList(),
            name);
      }
      assertFalse(Files.exists(folder.resolveSibling("up.txt")));
    }
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    assertRefused(text, text.toString());
    Path empty = zip("empty.zip", Map.of("other/config.txt", new byte[0]));
    assertRefused(empty, empty.toString(), "config.json");
    Map<String, byte[]> two = files();
    files().forEach((name, file) -> two.put(name.replace("run/", "second/"), file));
    Path both = zip("two.zip", two);
    assertRefused(both, both.toString(), "more than one run");
    Map<String, byte[]> cut = files();
    cut.keySet().removeIf(name -> name.contains("checkpoint"));
    Path without = zip("cut.zip", cut);
    assertRefused(without, without.toString());
    Map<String, byte[]> damaged = files();
    damaged.forEach(
        (name, file) -> {
          if (name.contains("checkpoint")) {
            file[file.length / 2] ^= 1;
          }
        });
    Path wrong = zip("damaged.zip", damaged);
    assertRefused(wrong, wrong.toString(), "checkpoint");
    Map<String, byte[]> renamed = files();
    renamed.put(
        "run/config.json",
        new String(renamed.get("run/config.json"), StandardCharsets.UTF_8)
            .replace("\"experiment\" : \"tiny\"", "\"experiment\" : \"other\"")
            .getBytes(StandardCharsets.UTF_8));
    Path other = zip("renamed.zip", renamed);
    assertRefused(other, other.toString(), "config.json");
  }

  @Test
  void aLinkInAFolderIsNotFollowed() throws IOException {
    Path run = MadeRun.write(folder.resolve("run"), configuration(), state(), kept);
    assertEquals(2, predict(run).rows().size());
    Path secret = Files.writeString(folder.resolve("secret.json"), kept);
    Files.delete(run.resolve("model.json"));
    Files.createSymbolicLink(run.resolve("model.json"), secret);
    assertRefused(run, run.resolve("model.json").toString(), "symbolic link");
  }

  @Test
  void aClassThatItNamesIsNotLoaded() throws IOException {
    System.clearProperty(LOADED);
    String loaded = StrangersRunTest.class.getName() + "$Loaded";
    ObjectNode network = configuration().network().deepCopy();
    ((ObjectNode) network.path("layers").get(0)).put("type", loaded);
    RunConfiguration changed = MadeRun.with(configuration(), network);
    Path layer = MadeRun.write(folder.resolve("layer"), changed, state(), kept);
    assertRefused(layer, "run " + changed.id(), loaded);

    JsonNode plain =
        JSON.readTree(
            "{\"confs\":[{\"layer\":{\"@class\":\"org.deeplearning4j.nn.conf.layers.OutputLayer\","
                + "\"activationFn\":{\"@class\":\"elsewhere.Loaded\"}}}]}");
    network.remove("layers");
    network.set("deeplearning4j", plain);
    network.put("initialisation", "AS_CONFIGURED");
    RunConfiguration own = MadeRun.with(configuration(), network);
    Path deeplearning4j = MadeRun.write(folder.resolve("plain"), own, state(), kept);
    assertRefused(deeplearning4j, "run " + own.id(), "elsewhere.Loaded");

    ObjectNode description = JSON.valueToTree(BiGruDescription.builder(1).build());
    description.put("layersInstead", plain.toString());
    RunConfiguration tasks =
        RunConfiguration.here(
            BiGruRuns.NAME,
            "crafted",
            description,
            new BiGruTraining(1, 1, 0.1, 0, false, 1),
            Map.of(),
            Map.of());
    Path instead =
        MadeRun.write(
            folder.resolve("instead"),
            tasks,
            Map.of("best-parameters", new byte[8]),
            "{\"tasks\":[\"A\"],\"windowLength\":4,\"unknownBases\":false,\"thresholds\":[0.5],"
                + "\"validationWindows\":1}");
    assertRefused(instead, "run " + tasks.id(), "elsewhere.Loaded");
    assertEquals(null, System.getProperty(LOADED));
  }

  @Test
  void anObjectInItIsNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Loaded());
    }
    System.clearProperty(LOADED);
    Map<String, byte[]> state = state();
    Map<String, byte[]> network = new TreeMap<>(ZipParts.unzip(state.get("network.zip")));
    for (String name : List.of("preprocessor.bin", "normalizer.bin", "updater.bin")) {
      network.put(name, bytes.toByteArray());
    }
    state.put("network.zip", ZipParts.zip(network));
    Path run = MadeRun.write(folder.resolve("run"), configuration(), state, kept);
    assertArrayEquals(recorded, predict(run).rows().get(0).scores(), 1e-6);
    assertEquals(null, System.getProperty(LOADED));
  }

  @Test
  void weightsThatDoNotFitAreRefusedBeforeRoomIsMadeForThem() throws IOException {
    Map<String, byte[]> network = new TreeMap<>(ZipParts.unzip(state().get("network.zip")));
    byte[] weights = network.get("coefficients.bin");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(many)) {
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(0);
      out.writeUTF("LONG");
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(1L << 60);
      out.writeUTF("FLOAT");
    }
    List<byte[]> wrong =
        List.of(many.toByteArray(), Arrays.copyOf(weights, weights.length - 4), new byte[9]);
    for (int i = 0; i < wrong.size(); i++) {
      network.put("coefficients.bin", wrong.get(i));
      Map<String, byte[]> state = state();
      state.put("network.zip", ZipParts.zip(network));
      Path run = MadeRun.write(folder.resolve("run-" + i), configuration(), state, kept);
      assertRefused(run, "run '" + run + "'");
    }
  }

  @Test
  void namesThatATerminalWouldObeyAreRefused() throws IOException {
    ObjectNode reads = (ObjectNode) JSON.readTree(kept);
    reads.putArray("classes").add("good").add("\u001b[2J");
    Path run = MadeRun.write(folder.resolve("run"), configuration(), state(), reads.toString());
    assertRefused(run, "run " + configuration().id(), "2");
    reads.putArray("classes").add("one");
    Path few = MadeRun.write(folder.resolve("few"), configuration(), state(), reads.toString());
    assertRefused(few, "run '" + few + "'");
  }
}
