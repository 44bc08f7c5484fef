package org.helixbook.data.chromatin;

import static org.helixbook.data.chromatin.WindowSamples.bases;
import static org.helixbook.data.chromatin.WindowSamples.tasks;
import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

class WindowsFileTest {
  private static WindowsFile.Content content() {
    MultiLabelWindows windows =
        MultiLabelWindows.builder(5, List.of("a", "b"))
            .add(bases("AGCTN"), tasks(1), new GenomicInterval("chr2", 40, 45, Strand.REVERSE))
            .add(bases("NNACG"), tasks(0, 1), new GenomicInterval("chr1", 10, 15, Strand.FORWARD))
            .add(bases("TTTTT"), tasks())
            .build();
    Side[] sides = {Side.TEST, Side.TRAIN, Side.VALIDATION};
    return new WindowsFile.Content(windows, Map.of("chromosome", sides));
  }

  @Test
  void everythingComesBack() {
    WindowsFile.Content read = WindowsFile.read("x", WindowsFile.write(content()));
    MultiLabelWindows windows = read.windows();
    assertEquals(content().windows().digest(), windows.digest());
    for (int row = 0; row < 3; row++) {
      assertEquals(content().windows().place(row), windows.place(row));
    }
    assertTrue(windows.sequence(1).bases().contains("N"));
    assertArrayEquals(content().splits().get("chromosome"), read.splits().get("chromosome"));
    assertEquals("NNACG", read.side("chromosome", Side.TRAIN).sequence(0).bases());
    assertThrows(IllegalArgumentException.class, () -> read.side("other", Side.TRAIN));
  }

  @Test
  void theSameWindowsGiveTheSameBytes() {
    assertArrayEquals(WindowsFile.write(content()), WindowsFile.write(content()));
  }

  @Test
  void aFileThatIsCutOrOfAnotherKindIsRefused() {
    byte[] whole = WindowsFile.write(content());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    String message =
        assertThrows(InputProblem.class, () -> WindowsFile.read("x.xz", half)).getMessage();
    assertTrue(message.startsWith("x.xz: it is not a whole file of windows ("), message);
    assertThrows(InputProblem.class, () -> WindowsFile.read("x.xz", new byte[] {1, 2, 3}));
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    assertThrows(InputProblem.class, () -> WindowsFile.read("x.xz", damaged));
  }

  /** The damage shows in the checksum at the end; what is damaged stands before it. */
  @Test
  void aDamagedSizeIsNotBelieved() throws IOException {
    byte[] content;
    try (XZInputStream in =
        new XZInputStream(new ByteArrayInputStream(WindowsFile.write(content())))) {
      content = in.readAllBytes();
    }
    // The number of windows, after the mark and the length of a window.
    assertEquals(3, ByteBuffer.wrap(content).getInt(8));
    ByteBuffer.wrap(content).putInt(8, Integer.MAX_VALUE);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(file, new LZMA2Options())) {
      out.write(content);
    }
    byte[] damaged = file.toByteArray();
    // Before the footer of 12 bytes and the index of 8 stands the checksum.
    damaged[damaged.length - 21] ^= 1;
    assertTold(
        assertThrows(InputProblem.class, () -> WindowsFile.read("x.xz", damaged)).getMessage(),
        "x.xz",
        "CRC64");
  }

  @Test
  void aSplitWithoutASideForEachWindowIsRefused() {
    WindowsFile.Content wrong =
        new WindowsFile.Content(content().windows(), Map.of("s", new Side[] {Side.TEST}));
    assertThrows(IllegalArgumentException.class, () -> WindowsFile.write(wrong));
  }
}
