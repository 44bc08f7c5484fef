package org.helixbook.spectrogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.randomness.Seeds;
import org.helixbook.training.LabelledImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void tenPicturesAClass() throws IOException {
    for (String name : List.of("CDN", "LNSD")) {
      for (int i = 0; i < 10; i++) {
        picture(folder.resolve(name).resolve(i + ".png"), 6, 4, 0x100000 * i + 0x00ff33);
      }
    }
  }

  private static Path picture(Path file, int width, int height, int rgb) throws IOException {
    return picture(file, width, height, rgb, BufferedImage.TYPE_INT_RGB, "png");
  }

  private static Path picture(Path file, int width, int height, int rgb, int type, String format)
      throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, rgb | 0xff000000);
      }
    }
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  private ImageFolder.Content read(int perClass) {
    return new ImageFolder(folder, 0.2, new Seeds(3))
        .read(perClass, Preprocessing.none().withSide(2), 2, 2, Progress.silent());
  }

  private String problem() {
    return assertThrows(InputProblem.class, () -> read(100)).getMessage();
  }

  @Test
  void picturesOfAClassAreDrawnIntoBothSets() {
    ImageFolder.Content content = read(100);
    assertEquals(16, content.train().size());
    assertEquals(4, content.test().size());
    assertArrayEquals(new int[] {0, 0, 1, 1}, content.test().labels());
    assertEquals(List.of("CDN", "LNSD"), content.test().classNames());
    assertEquals(20L, content.counts().get("pictures of 4 x 6 pixels"));
    assertEquals(read(100).train(), content.train(), "the seed decides");
    assertEquals(6, read(3).train().size());
  }

  @Test
  void theValuesAreThoseOfTheFile() {
    float[] image = read(100).train().image(0);
    for (int i = 0; i < 4; i++) {
      assertEquals(1f, image[4 + i], 1e-6f, "green is ff");
      assertEquals(0x33 / 255f, image[8 + i], 1e-6f, "blue is 33");
    }
  }

  @Test
  void trainAndTestFoldersAreTakenAsTheyAre() throws IOException {
    Path split = folder.resolve("split");
    for (String side : List.of("train", "test")) {
      for (String name : List.of("CDN", "LNSD")) {
        int red = side.equals("train") ? 0 : 0xff0000;
        picture(split.resolve(side).resolve(name).resolve("a.png"), 3, 3, red);
      }
    }
    ImageFolder.Content content =
        new ImageFolder(split, 0.2, new Seeds(3))
            .read(9, Preprocessing.none().withSide(2), 2, 2, Progress.silent());
    assertEquals(2, content.train().size());
    assertEquals(0f, content.train().image(0)[0]);
    assertEquals(1f, content.test().image(0)[0]);
    assertEquals(
        0L, content.counts().get("test pictures whose very file is a training picture too"));
  }

  @Test
  void greyPaletteJpegAndOpaqueAlphaAreRead() throws Exception {
    Path grey = folder.resolve("grey.png");
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {51, 51, 51, 51});
    ImageIO.write(image, "png", grey.toFile());
    assertEquals(0.2f, PictureFile.read(grey).pixels()[0], 1e-6f);
    Path alpha =
        picture(folder.resolve("alpha.png"), 2, 2, 0x33ff00, BufferedImage.TYPE_INT_ARGB, "png");
    assertEquals(0.2f, PictureFile.read(alpha).pixels()[0], 1e-6f);
    Path palette =
        picture(folder.resolve("p.png"), 2, 2, 0xffffff, BufferedImage.TYPE_BYTE_INDEXED, "png");
    assertEquals(1f, PictureFile.read(palette).pixels()[0], 1e-6f);
    Path jpeg = picture(folder.resolve("j.jpg"), 8, 8, 0x808080, BufferedImage.TYPE_INT_RGB, "jpg");
    assertEquals(0x80 / 255f, PictureFile.read(jpeg).pixels()[0], 0.02f);
  }

  @Test
  void badFilesAreNamedWithTheReason() throws IOException {
    Path cut = folder.resolve("CDN/cut.png");
    picture(cut, 40, 40, 0x123456);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 20));
    Files.writeString(folder.resolve("CDN/text.png"), "no picture at all");
    Files.write(folder.resolve("LNSD/empty.jpg"), new byte[0]);
    byte[] flipped = whole.clone();
    flipped[45] ^= 1;
    Files.write(folder.resolve("LNSD/flipped.png"), flipped);
    Path jpeg =
        picture(
            folder.resolve("LNSD/cut.jpg"), 40, 40, 0x808080, BufferedImage.TYPE_INT_RGB, "jpg");
    byte[] bytes = Files.readAllBytes(jpeg);
    Files.write(jpeg, Arrays.copyOf(bytes, bytes.length / 2));
    String message = problem();
    assertTrue(message.contains("5 of 25 files cannot be used"), message);
    assertTrue(message.contains("cut.png (it is cut short)"), message);
    assertTrue(message.contains("text.png (its content is neither PNG nor JPEG)"), message);
    assertTrue(message.contains("empty.jpg (it is empty)"), message);
    assertTrue(message.contains("flipped.png (it is damaged"), message);
    assertTrue(message.contains("cut.jpg (it is cut short)"), message);
  }

  @Test
  void transparentPicturesAreRefused() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    ImageIO.write(image, "png", folder.resolve("CDN/clear.png").toFile());
    assertTrue(problem().contains("clear.png (some of its pixels are transparent)"), problem());
  }

  @Test
  void foldersThatAreNoClassesAreNamed() throws IOException {
    Path third = Files.createDirectory(folder.resolve("PSD"));
    assertTrue(problem().contains("its folders are CDN, LNSD, PSD"), problem());
    Files.delete(third);
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertTrue(problem().contains("notes.txt: it lies beside the folders"), problem());
    Files.delete(folder.resolve("notes.txt"));
    Files.writeString(folder.resolve("CDN/notes.txt"), "x");
    assertTrue(problem().contains("notes.txt: it is not named .png, .jpg or .jpeg"), problem());
    Files.delete(folder.resolve("CDN/notes.txt"));
    Files.createDirectory(folder.resolve("CDN/more"));
    assertTrue(problem().contains("there is a folder in it: more"), problem());
    Files.delete(folder.resolve("CDN/more"));
    Files.writeString(folder.resolve("CDN/.hidden"), "x");
    assertEquals(20, read(100).train().size() + read(100).test().size());
  }

  @Test
  void oneClassAloneOrAnEmptyOneIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("x/CDN"));
    Files.createDirectories(folder.resolve("x/LNSD"));
    ImageFolder both = new ImageFolder(folder.resolve("x"), 0.2, new Seeds(3));
    String message = assertThrows(InputProblem.class, () -> both.files(9)).getMessage();
    assertTrue(message.startsWith(empty + ": it is empty"), message);
    Files.delete(folder.resolve("x/LNSD"));
    message = assertThrows(InputProblem.class, () -> both.files(9)).getMessage();
    assertTrue(message.contains("its folders are CDN; "), message);
    Files.delete(empty);
    message = assertThrows(InputProblem.class, () -> both.files(9)).getMessage();
    assertTrue(message.contains("it holds no folder"), message);
    picture(folder.resolve("x/CDN/a.png"), 2, 2, 0);
    picture(folder.resolve("x/LNSD/a.png"), 2, 2, 0);
    message = assertThrows(InputProblem.class, () -> both.files(9)).getMessage();
    assertTrue(message.contains("it holds one picture"), message);
  }

  @Test
  void anInterruptStopsTheReading() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> read(100));
    assertTrue(Thread.interrupted());
  }

  @Test
  void theSameFileInBothSetsIsCounted() throws IOException {
    for (int i = 0; i < 10; i++) {
      picture(folder.resolve("CDN").resolve(i + ".png"), 6, 4, 0x777777);
    }
    LabelledImages test = read(100).test();
    assertEquals(4, test.size());
    assertTrue(
        read(100).counts().get("test pictures whose very file is a training picture too") >= 2);
  }
}
