package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helixbook.engine.HeavyBall;
import org.helixbook.run.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageClassifierFileTest {
  @TempDir Path folder;

  @Test
  void aSavedClassifierGoesOnAsTheOneThatWasNeverSaved() throws IOException {
    TrainingSettings settings = TinyRun.SETTINGS;
    ImageClassifier classifier = TinyRun.network(TinyRun.configuration(settings));
    TinyRun.train(classifier, TinyRun.TRAIN, TinyRun.TEST, settings);
    Path file = folder.resolve("tiny.zip");
    classifier.save(file);
    ImageClassifier loaded = ImageClassifier.load(file);
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
    Path file = folder.resolve("tiny.zip");
    TinyRun.network(TinyRun.configuration(TinyRun.SETTINGS)).save(file);
    byte[] content = Files.readAllBytes(file);
    // A zip begins with 30 bytes of numbers; then comes the first part's name.
    assertEquals("classifier.json", new String(content, 30, 15, StandardCharsets.US_ASCII));
    content[35] ^= (byte) 0x80;
    Files.write(file, content);
    assertEquals(
        "the name of a part is damaged",
        assertThrows(IOException.class, () -> ImageClassifier.load(file)).getMessage());
  }

  @Test
  void anotherFileIsNotTakenForAClassifier() throws IOException {
    Path file = Files.writeString(folder.resolve("other.zip"), "no zip at all");
    assertThrows(IOException.class, () -> ImageClassifier.load(file));
  }
}
