package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.PictureFolder;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
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
    return read(folder, perClass);
  }

  private static ImageFolder.Content read(Path from, int perClass) {
    return new ImageFolder(new PictureFolder(from, 0.2, new Seeds(3)))
        .read(
            new CodingSource.Keep(false, perClass, perClass),
            Preprocessing.none().withSide(2),
            2,
            2,
            Progress.silent());
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
    ImageFolder.Content content = read(split, 9);
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
  void eachOfManyBadFilesIsNamed() throws IOException {
    for (int i = 0; i < 22; i++) {
      Files.writeString(folder.resolve("CDN/bad " + i + ".png"), "x");
    }
    String message = problem();
    assertTrue(message.contains("22 of 42 files cannot be used"), message);
    assertEquals(
        20, message.split("\\(its content is neither PNG nor JPEG\\)", -1).length - 1, message);
    assertTrue(message.contains(" and 2 more; "), message);
  }

  /** Java only warns of bytes lost inside a JPEG, and paints grey in their place. */
  @Test
  void aJpegDamagedInsideIsRefused() throws IOException {
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 3600; i++) {
      image.setRGB(i % 60, i / 60, 0x9e3779b1 * i);
    }
    Path file = folder.resolve("CDN/hole.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 500, (byte) 0);
    Files.write(file, bytes);
    assertTrue(problem().contains("hole.jpg (it is damaged: Corrupt JPEG data"), problem());
  }

  @Test
  void coloursOfPrintAreRefused() throws IOException {
    WritableRaster fourInks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    File file = folder.resolve("LNSD/print.jpg").toFile();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(fourInks, null, null), null);
    }
    assertTrue(
        problem().contains("print.jpg (its colours are those of print (CMYK): save it in RGB)"),
        problem());
  }

  @Test
  void picturesBeyondTheLimitAreCounted() {
    // 8 and 2 of each class; 3 and 2 kept.
    assertEquals(10L, read(3).counts().get("pictures beyond the limit, not read"));
    assertEquals(0L, read(8).counts().get("pictures beyond the limit, not read"));
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
    assertTrue(
        problem()
            .endsWith(
                "among the pictures is a file not named .png, .jpg or .jpeg: CDN/notes.txt; take"
                    + " out what is no picture, and save other pictures as PNG"),
        problem());
    for (int i = 10; i < 32; i++) {
      Files.writeString(folder.resolve("LNSD/" + i + ".tif"), "x");
    }
    assertTrue(
        problem()
            .contains("are 23 files not named .png, .jpg or .jpeg: CDN/notes.txt, LNSD/10.tif, "),
        problem());
    assertTrue(problem().contains(", LNSD/28.tif and 3 more; "), problem());
    for (int i = 10; i < 32; i++) {
      Files.delete(folder.resolve("LNSD/" + i + ".tif"));
    }
    Files.delete(folder.resolve("CDN/notes.txt"));
    Files.createDirectory(folder.resolve("CDN/more"));
    assertTrue(problem().contains("there is a folder in it: more"), problem());
    Files.delete(folder.resolve("CDN/more"));
    Files.writeString(folder.resolve("CDN/.hidden"), "x");
    assertEquals(20, read(100).train().size() + read(100).test().size());
  }

  @Test
  void aLinkToNothingIsNamedAsOneWhateverItStandsFor() throws IOException {
    Path other = folder.resolve("x");
    picture(other.resolve("CDN/a.png"), 2, 2, 0);
    Path link = Files.createSymbolicLink(other.resolve("LNSD"), Path.of("../gone"));
    PictureFolder broken = new PictureFolder(other, 0.2, new Seeds(3));
    assertTold(
        assertThrows(InputProblem.class, broken::files).getMessage(),
        link.toString(),
        "link to ../gone");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("LNSD"));
    picture(other.resolve("CDN/b.png"), 2, 2, 0);
    assertEquals(8, broken.files().get(1).train().size(), "a sound link stands for its folder");
    Path file = Files.createSymbolicLink(other.resolve("CDN/c.png"), Path.of("gone.png"));
    assertTold(
        assertThrows(InputProblem.class, broken::files).getMessage(),
        file.toString(),
        "link to gone.png");
  }

  @Test
  void oneClassAloneOrAnEmptyOneIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("x/CDN"));
    Files.createDirectories(folder.resolve("x/LNSD"));
    PictureFolder both = new PictureFolder(folder.resolve("x"), 0.2, new Seeds(3));
    String message = assertThrows(InputProblem.class, () -> both.files()).getMessage();
    assertTrue(message.startsWith(empty + ": it is empty"), message);
    Files.delete(folder.resolve("x/LNSD"));
    message = assertThrows(InputProblem.class, () -> both.files()).getMessage();
    assertTrue(message.contains("its only folder is CDN; "), message);
    Files.delete(empty);
    message = assertThrows(InputProblem.class, () -> both.files()).getMessage();
    assertTrue(message.contains("it holds no folder"), message);
    picture(folder.resolve("x/CDN/a.png"), 2, 2, 0);
    picture(folder.resolve("x/LNSD/a.png"), 2, 2, 0);
    message = assertThrows(InputProblem.class, () -> both.files()).getMessage();
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
