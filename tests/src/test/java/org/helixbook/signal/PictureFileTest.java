package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.helixbook.storage.CompressedSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that Pillow wrote and read ({@code tests/peers/picture_values.py}). */
class PictureFileTest {
  private static final int SIDE = 8;

  @TempDir Path folder;

  private static JsonNode picture(String name) throws IOException {
    try (InputStream in = PictureFileTest.class.getResourceAsStream("pictures-pillow.json")) {
      return new ObjectMapper().readTree(in).path("pictures").path(name);
    }
  }

  private PictureFile read(byte[] bytes) throws IOException, UnreadablePicture {
    return PictureFile.read(Files.write(folder.resolve("picture"), bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jpeg",
        "jpeg profile",
        "jpeg progressive profile",
        "jpeg plain",
        "jpeg grey",
        "jpeg trailing",
        "png profile",
        "png palette profile",
        "png grey"
      })
  void theValuesAreThoseThatPillowReads(String name) throws Exception {
    JsonNode picture = picture(name);
    PictureFile read = read(picture.path("file").binaryValue());
    assertEquals(SIDE, read.height());
    assertEquals(SIDE, read.width());
    // Decoders may round the last bit of a JPEG each in its own way; PNG is exact.
    float tolerance = name.startsWith("png") ? 1e-6f : 1.01f / 255;
    for (int at = 0; at < SIDE * SIDE; at++) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(
            picture.path("rgb").path(at).path(channel).asInt() / 255f,
            read.pixels()[channel * SIDE * SIDE + at],
            tolerance,
            "pixel " + at + ", channel " + channel);
      }
    }
  }

  @Test
  void aProfileChangesNoValue() throws Exception {
    assertArrayEquals(
        read(picture("jpeg").path("file").binaryValue()).pixels(),
        read(picture("jpeg profile").path("file").binaryValue()).pixels());
  }

  @Test
  void whatFollowsTheEndIsNotRead() throws Exception {
    for (String name : new String[] {"jpeg", "png profile"}) {
      byte[] whole = picture(name).path("file").binaryValue();
      float[] pixels = read(whole).pixels();
      for (byte[] more : new byte[][] {{'\n'}, {0, 0, 0}, whole, "film".getBytes()}) {
        byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
        System.arraycopy(more, 0, longer, whole.length, more.length);
        assertArrayEquals(pixels, read(longer).pixels());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg profile", "jpeg progressive profile", "png palette profile"})
  void noDamageGivesAnythingButValuesOrAReason(String name) throws Exception {
    byte[] whole = picture(name).path("file").binaryValue();
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      try {
        for (float value : read(CompressedSamples.damaged(whole, random)).pixels()) {
          assertTrue(value >= 0 && value <= 1);
        }
      } catch (UnreadablePicture e) {
        refused++;
      }
    }
    // PNG has checksums over every chunk.
    assertTrue(name.startsWith("jpeg") ? refused > 0 : refused == 300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg profile", "jpeg progressive profile", "png profile"})
  void aPictureCutAtAnyByteIsRefused(String name) throws Exception {
    byte[] whole = picture(name).path("file").binaryValue();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String message = assertThrows(UnreadablePicture.class, () -> read(cut)).getMessage();
      assertTrue(
          message.matches("it is (cut short|empty)|its content is neither PNG nor JPEG"), message);
    }
  }
}
