package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;

class RunConfigurationTest {
  private static RunConfiguration configuration(String network) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return new RunConfiguration(
        "",
        "Model 0",
        json.readTree(network),
        json.valueToTree(TrainingSettings.builder().epochs(2).learningRate(0.1).seed(3).build()),
        new TreeMap<>(Map.of("train", "aa", "test", "bb")),
        json.readTree("{\"hop\":8,\"mapping\":\"TETRAHEDRON\"}"),
        "classes 0, deeplearning4j 1",
        2);
  }

  @Test
  void itsJsonIsCanonicalAndTheIdIsItsDigest() throws IOException {
    RunConfiguration configuration = configuration("{\"units\":[4,2],\"act\":\"relu\"}");
    assertEquals(
        "{\"codeVersion\":\"classes 0, deeplearning4j 1\","
            + "\"data\":{\"test\":\"bb\",\"train\":\"aa\"},"
            + "\"experiment\":\"Model 0\","
            + "\"network\":{\"act\":\"relu\",\"units\":[4,2]},"
            + "\"preparation\":{\"hop\":8,\"mapping\":\"TETRAHEDRON\"},"
            + "\"threads\":2,"
            + "\"training\":{\"batchSize\":50,\"epochs\":2,\"l2\":1.0E-4,\"learningRate\":0.1,"
            + "\"momentum\":0.9,\"seed\":3}}",
        configuration.toJson());
    // printf '%s' '...' | sha256sum
    assertEquals("c910777686b54aee", configuration.id().text());
    assertEquals(configuration.id(), configuration("{\"act\":\"relu\",\"units\":[4,2]}").id());
    assertNotEquals(configuration.id(), configuration("{\"act\":\"relu\",\"units\":[4,3]}").id());
  }

  @Test
  void itIsReadBackEqual() throws IOException {
    RunConfiguration configuration = configuration("{\"units\":[4,2],\"x\":1.5e-3}");
    RunConfiguration back = RunConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, back);
    assertEquals(configuration.id(), back.id());
    assertEquals("2", back.values().get("network.units[1]"));
    assertEquals("0.1", back.values().get("training.learningRate"));
    assertThrows(InputProblem.class, () -> RunConfiguration.fromJson("{}"));
    assertThrows(InputProblem.class, () -> RunConfiguration.fromJson("{"));
  }

  @Test
  void theKindIsPartOfIt() throws IOException {
    RunConfiguration none = configuration("{\"units\":[4,2]}");
    assertFalse(none.toJson().contains("kind"), "runs of older versions keep their ids");
    RunConfiguration cnn =
        RunConfiguration.fromJson("{\"kind\":\"cnn\"," + none.toJson().substring(1));
    assertEquals("cnn", cnn.values().get("kind"));
    assertNotEquals(none.id(), cnn.id());
    assertThrows(
        InputProblem.class,
        () ->
            RunConfiguration.here(
                "no-such-kind", "x", Map.of(), Map.of("epochs", 2, "seed", 1), Map.of(), Map.of()));
  }

  @Test
  void itCannotBeChangedFromOutside() throws IOException {
    RunConfiguration configuration = configuration("{\"units\":[4,2]}");
    RunId id = configuration.id();
    JsonNode network = configuration.network();
    ((ObjectNode) network).put("units", 9);
    assertEquals(id, configuration.id());
    assertThrows(
        UnsupportedOperationException.class, () -> configuration.data().put("train", "cc"));
  }

  @Test
  void theDigestOfImagesIsOfAllThatANetworkSees() {
    LabelledImages images = TinyRun.images(3, 5);
    assertEquals(images.digest(), TinyRun.images(3, 5).digest());
    assertNotEquals(images.digest(), TinyRun.images(3, 6).digest());
    assertNotEquals(images.digest(), images.subset(0, 1).digest());
    float[] pixels = images.pixels().clone();
    pixels[pixels.length - 1] = Math.nextUp(pixels[pixels.length - 1]);
    assertNotEquals(
        images.digest(),
        new LabelledImages(2, 10, 11, pixels, images.labels(), images.classNames()).digest());
    assertNotEquals(
        images.digest(),
        new LabelledImages(2, 11, 10, images.pixels(), images.labels(), images.classNames())
            .digest());
  }
}
