package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferingSettingsTest {
  private static Map<String, List<String>> columns(List<Map<String, String>> runs) {
    return new DifferingSettings(
            runs.stream().<java.util.SortedMap<String, String>>map(TreeMap::new).toList())
        .columns();
  }

  private static Map<String, String> run(
      String seed, String rate, String side, String train, String code) {
    return Map.of(
        "training.seed", seed,
        "training.learningRate", rate,
        "training.epochs", "10",
        "network.height", side,
        "network.width", side,
        "preparation.pipeline.image.height", side,
        "preparation.pipeline.standardisation.means[0]", "0." + train.hashCode(),
        "data.train", train + "0123456789",
        "codeVersion", "classes " + code + "0123456789, deeplearning4j 1");
  }

  @Test
  void whatSaysTheSameTwiceIsSaidOnce() {
    Map<String, List<String>> columns =
        columns(
            List.of(
                run("1", "0.1", "46", "aa", "cc"),
                run("2", "0.1", "46", "aa", "cc"),
                run("1", "0.2", "224", "bb", "cc")));
    assertEquals(List.of("learning rate", "seed", "picture height"), List.copyOf(columns.keySet()));
    assertEquals(List.of("1", "2", "1"), columns.get("seed"));
    assertEquals(List.of("46", "46", "224"), columns.get("picture height"));
  }

  @Test
  void digestsAreShownShortWhereNothingElseTellsRunsApart() {
    Map<String, List<String>> columns =
        columns(
            List.of(
                run("1", "0.1", "46", "aa", "cc"),
                run("1", "0.1", "46", "bb", "cc"),
                run("1", "0.1", "46", "bb", "dd")));
    assertEquals(
        Map.of(
            "train", List.of("aa012345", "bb012345", "bb012345"),
            "code version", List.of("cc012345", "cc012345", "dd012345")),
        columns);
  }

  @Test
  void namesAreAsLongAsTheyMustBe() {
    assertEquals(
        Map.of("stft window", List.of("8", "9"), "gc window", List.of("3", "4")),
        columns(
            List.of(
                Map.of("preparation.stft.window", "8", "preparation.gc.window", "3"),
                Map.of("preparation.stft.window", "9", "preparation.gc.window", "4"))));
    assertEquals(Map.of(), columns(List.of(Map.of("training.seed", "1"))));
  }

  @Test
  void choicesAndSwitchesReadAsWords() {
    assertEquals(
        Map.of(
            "initialisation", List.of("he-normal", "pytorch-default"),
            "resizing", List.of("none", "224"),
            "blur sigma", List.of("none", "1.0"),
            "brightness ceiling", List.of("12.0", "none")),
        columns(
            List.of(
                Map.of(
                    "network.initialisation", "HE_NORMAL",
                    "preparation.pipeline.preprocessing.side", "0",
                    "preparation.pipeline.preprocessing.blurSigma", "0.0",
                    "preparation.pipeline.scale.ceiling", "12.0"),
                Map.of(
                    "network.initialisation", "PYTORCH_DEFAULT",
                    "preparation.pipeline.preprocessing.side", "224",
                    "preparation.pipeline.preprocessing.blurSigma", "1.0",
                    "preparation.pipeline.scale.ceiling", "0.0"))));
  }

  @Test
  void aSettingThatOnlySomeRunsHaveIsShownAsAbsentInTheOthers() {
    assertEquals(
        Map.of("kind", List.of("-", "paper1-cnn")),
        columns(List.of(Map.of(), Map.of("kind", "paper1-cnn"))));
  }
}
