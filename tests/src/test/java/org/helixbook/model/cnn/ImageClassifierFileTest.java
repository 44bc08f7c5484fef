package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.helixbook.engine.HeavyBall;
import org.helixbook.run.TinyRun;
import org.helixbook.storage.ZipParts;
import org.junit.jupiter.api.Test;

class ImageClassifierFileTest {
  private static ImageClassifier loaded(byte[] zip) throws IOException {
    return ImageClassifier.of(ZipParts.unzip(zip));
  }

  @Test
  void aSavedClassifierGoesOnAsTheOneThatWasNeverSaved() throws IOException {
    TrainingSettings settings = TinyRun.SETTINGS;
    ImageClassifier classifier = TinyRun.network(TinyRun.configuration(settings));
    TinyRun.train(classifier, TinyRun.TRAIN, TinyRun.TEST, settings);
    ImageClassifier loaded = loaded(ZipParts.zip(classifier.parts()));
    assertEquals("tiny", loaded.name());
    assertEquals(classifier.parameters(), loaded.parameters());
    assertEquals(15, loaded.steps());
    assertArrayEquals(
        classifier.network().params().toFloatVector(), loaded.network().params().toFloatVector());
    float[] velocity = classifier.network().getUpdater().getStateViewArray().toFloatVector();
    assertArrayEquals(velocity, loaded.network().getUpdater().getStateViewArray().toFloatVector());
    assertTrue(velocity[0] != 0, "a velocity of 0 would show nothing");
    assertEquals(
        new HeavyBall(0.05, 0.9),
        loaded.network().getLayer(0).conf().getLayer().getUpdaterByParam("W"));

    TinyRun.train(classifier, TinyRun.TRAIN, TinyRun.TEST, settings);
    TinyRun.train(loaded, TinyRun.TRAIN, TinyRun.TEST, settings);
    assertArrayEquals(
        classifier.network().params().toFloatVector(), loaded.network().params().toFloatVector());
  }

  @Test
  void aPartWithADamagedNameIsNoClassifier() throws IOException {
    byte[] content = ZipParts.zip(TinyRun.network(TinyRun.configuration(TinyRun.SETTINGS)).parts());
    // A zip begins with 30 bytes of numbers; then comes the first part's name.
    assertEquals("classifier.json", new String(content, 30, 15, StandardCharsets.US_ASCII));
    content[35] ^= (byte) 0x80;
    assertEquals(
        "the name of a part is damaged",
        assertThrows(IOException.class, () -> loaded(content)).getMessage());
  }

  @Test
  void somethingElseIsNotTakenForAClassifier() {
    byte[] content = "no zip at all".getBytes(StandardCharsets.US_ASCII);
    assertThrows(IOException.class, () -> loaded(content));
  }
}
