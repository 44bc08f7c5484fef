package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.Standardisation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedNetworkTest {
  private static final CnnDescription TINY =
      new CnnDescription(
          Cnn.named("tiny").convolution(3, 2).globalAverage().linear(2).build(),
          3,
          10,
          11,
          Initialisation.HE_NORMAL);
  private static final Standardisation STANDARDISATION =
      new Standardisation(List.of(1.0, 2.0, 3.0), List.of(0.5, 0.25, 0.125));

  @TempDir Path folder;
  private Path file;
  private PretrainedSet.Network network;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("tiny.network");
    network =
        new PretrainedSet.Network(
            TINY,
            STANDARDISATION,
            "0123456789abcdef",
            "a test, seed 1",
            TINY.create(TrainingSettings.builder().build()));
    network.write(file);
  }

  private static float[] weights(PretrainedSet.Network network) {
    return network.classifier().network().params().toFloatVector();
  }

  private String refusal(byte[] content) throws IOException {
    Files.write(file, content);
    String message =
        assertThrows(InputProblem.class, () -> PretrainedSet.Network.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": it is no whole file of a trained network ("), message);
    return message;
  }

  @Test
  void everythingComesBack() {
    PretrainedSet.Network read = PretrainedSet.Network.read(file);
    assertEquals(TINY, read.description());
    assertEquals(STANDARDISATION, read.standardisation());
    assertEquals("0123456789abcdef", read.run());
    assertEquals("a test, seed 1", read.provenance());
    // 3 x 3 x 3 weights and a bias for each of two channels, then two units of two and a bias.
    assertEquals(62, weights(read).length);
    assertArrayEquals(weights(network), weights(read));
  }

  /** Lengths, weights and standardisation may all be damaged; the checksum tells before any is. */
  @Test
  void noFlippedBitGivesAnotherNetwork() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      try {
        // A few bits say nothing, such as those that fill the last byte before the checksum.
        assertArrayEquals(
            weights(network), weights(PretrainedSet.Network.read(file)), "bit " + bit);
      } catch (InputProblem e) {
        refused++;
      }
    }
    assertTrue(refused > 8 * whole.length - 16, refused + " of " + 8 * whole.length);
  }

  @Test
  void aFileThatIsCutIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void whatFollowsTheEndIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int more : new int[] {1, 10_000}) {
      assertTrue(refusal(Arrays.copyOf(whole, whole.length + more)).contains("follows its end"));
    }
  }

  @Test
  void aLengthThatTheFileDoesNotHaveIsRefused() throws IOException {
    String header = "{\"network\": " + TINY.toJson() + "}";
    int length = header.length();
    assertTrue(refusal(deflated(Integer.MAX_VALUE, header, 62)).contains("it ends too early"));
    assertTrue(refusal(deflated(-1, header, 62)).contains("it ends too early"));
    assertTrue(refusal(deflated(length, header, Integer.MAX_VALUE)).contains("it ends too early"));
    assertTrue(refusal(deflated(length, header, -1)).contains("it ends too early"));
  }

  private static byte[] deflated(int length, String header, int weights) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(
          ByteBuffer.allocate(8 + text.length + 62 * 4)
              .putInt(length)
              .put(text)
              .putInt(weights)
              .array());
    }
    return bytes.toByteArray();
  }
}
