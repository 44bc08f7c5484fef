package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.helixbook.data.coding.CodingClass;
import org.helixbook.data.coding.HumanCodingSet;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.threshold.Baseline;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.PixelStatistics;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperOneDataTest {
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(24).withHop(12))
          .withImage(ImageSettings.defaults().withSize(8, 8));

  @TempDir Path folder;

  private static PaperOneData from(String source, int perClass) {
    return PaperOneData.from(source, SplitName.RANDOM, perClass, 60, 60, new Seeds(1));
  }

  private static ImageSplit images(PaperOneData data, boolean standardise) {
    return data.images(PIPELINE, standardise, 2, Progress.silent());
  }

  private Path fasta(String name, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(">r\n");
    for (int i = 0; i < 600; i++) {
      text.append("ACGT".charAt(random.nextInt(4)));
    }
    return Files.writeString(folder.resolve(name), text.append('\n'));
  }

  private void assertCanBeMadeAgain(ImageSplit split) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode text = mapper.readTree(mapper.writeValueAsString(split.preparation()));
    ImageSplit again = PaperOneData.again(text, 1, Progress.silent());
    assertEquals(split.train(), again.train());
    assertEquals(split.test(), again.test());
  }

  @Test
  void theEmbeddedSetIsTheDefaultAndIsSpreadOverTheGenome() throws IOException {
    PaperOneData data = from("embedded", 5);
    assertEquals(HumanCodingSet.NAME, data.name());
    List<String> names =
        data.sequences().orElseThrow().train().sequences().stream().map(DnaSequence::name).toList();
    HumanCodingSet set = HumanCodingSet.load();
    assertEquals(set.train(SplitName.RANDOM).get(0).id(), names.get(0));
    assertEquals(set.train(SplitName.RANDOM).get(160).id(), names.get(1));
    assertEquals(set.train(SplitName.RANDOM).get(800).id(), names.get(5));
    assertEquals(
        List.of("Period-3 ratio", "GC content"),
        data.baselines().stream().map(Baseline::name).toList());
    assertEquals(10, data.baselines().get(0).scores().length);
    assertCanBeMadeAgain(images(data, true));
  }

  @Test
  void allWindowsAreThoseOfTheSet() {
    PaperOneData data = from("embedded", 800);
    assertEquals(1600, data.sequences().orElseThrow().train().size());
    assertEquals(400, data.sequences().orElseThrow().test().size());
  }

  @Test
  void twoFastaFilesAreNamedWithoutTheirFolder() throws IOException {
    PaperOneData data = from(fasta("genes.fa", 1) + ", " + fasta("rest.fa", 2), 100);
    assertEquals("FASTA genes.fa and rest.fa", data.name());
    assertTrue(data.counts().contains(List.of("CDN: windows cut", "10")), "" + data.counts());
    ImageSplit split = images(data, true);
    assertEquals(16, split.train().size());
    assertEquals(8, data.size(SplitSide.TRAIN, CodingClass.LNSD));
    assertEquals(2, data.size(SplitSide.TEST, CodingClass.CDN));
    assertCanBeMadeAgain(split);
  }

  @Test
  void aFolderOfPicturesIsReadAndHasNoBaselines() throws IOException {
    PaperOneData windows = from(fasta("genes.fa", 1) + "," + fasta("rest.fa", 2), 100);
    Path pictures = folder.resolve("pictures");
    SequenceSplit all = windows.sequences().orElseThrow();
    for (int i = 0; i < all.train().size(); i++) {
      Path classFolder = pictures.resolve(all.train().labels()[i] == 0 ? "CDN" : "LNSD");
      Files.createDirectories(classFolder);
      PIPELINE.picture(all.train().sequences().get(i)).writePng(classFolder.resolve(i + ".png"));
    }
    PaperOneData data = from(pictures.toString(), 100);
    assertEquals("pictures of pictures", data.name());
    assertTrue(data.baselines().isEmpty() && data.sequences().isEmpty());
    assertEquals(6, data.size(SplitSide.TRAIN, CodingClass.CDN));
    assertEquals(2, data.size(SplitSide.TEST, CodingClass.LNSD));
    assertEquals(5, from(pictures.toString(), 5).size(SplitSide.TRAIN, CodingClass.CDN));
    ImageSplit split = images(data, true);
    assertEquals(12, split.train().size());
    assertEquals(4, split.test().size());
    assertTrue(data.counts().contains(List.of("pictures of 8 x 8 pixels", "16")));
    PixelStatistics red = PixelStatistics.of(split.train().pixels());
    assertEquals(0, red.mean(), 1e-5, "standardised on the training pictures");
    assertCanBeMadeAgain(split);
  }

  @Test
  void picturesOfAFolderAreThoseThatWereDrawn() throws IOException {
    DnaSequence window = DnaSequence.of("w", "ACGGTCA".repeat(10));
    for (String name : List.of("CDN", "LNSD")) {
      Files.createDirectories(folder.resolve(name));
      PIPELINE.picture(window).writePng(folder.resolve(name).resolve("a.png"));
      PIPELINE.picture(window).writePng(folder.resolve(name).resolve("b.png"));
    }
    float[] drawn = PIPELINE.input(window);
    float[] read = images(from(folder.toString(), 9), false).train().image(0);
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(drawn[i], read[i], 0.5f / 255 + 1e-6f, "8 bits a value");
    }
  }

  @Test
  void otherSourcesAreRefusedAtOnce() throws IOException {
    String message = assertThrows(InputProblem.class, () -> from("nowhere", 5)).getMessage();
    assertTrue(message.startsWith("data 'nowhere': there is no such folder"), message);
    Path one = fasta("genes.fa", 1);
    assertTrue(
        assertThrows(InputProblem.class, () -> from(one.toString(), 5))
            .getMessage()
            .contains(
                "it is one file, and two are needed; write embedded, coding.fa,non-coding.fa"));
    assertTrue(
        assertThrows(InputProblem.class, () -> from(" ", 5)).getMessage().startsWith("data ''"));
    assertThrows(InputProblem.class, () -> from(one + ",", 5));
    assertThrows(InputProblem.class, () -> from(folder.toString(), 5), "no class folders");
    assertThrows(InputProblem.class, () -> from("embedded", 0));
    assertThrows(
        InputProblem.class,
        () -> PaperOneData.again(new ObjectMapper().createObjectNode(), 1, Progress.silent()));
  }

  @Test
  void theAuthorsPicturesAreKnownByTheNameOfTheirFolder() throws IOException {
    DnaSequence window = DnaSequence.of("w", "ACGGTCA".repeat(10));
    for (String name : List.of("authors-images", "mine")) {
      for (String file : List.of("CDN/a", "CDN/b", "LNSD/a", "LNSD/b")) {
        Path picture = folder.resolve(name).resolve(file + ".png");
        Files.createDirectories(picture.getParent());
        PIPELINE.picture(window).writePng(picture);
      }
    }
    PaperOneData authors = from(folder.resolve("authors-images") + "/", 9);
    assertEquals("authors-images", authors.name());
    assertEquals("the paper's own pictures, if the folder is rightly named", authors.standing());
    assertTrue(
        from(folder.resolve("mine").toString(), 9)
            .standing()
            .startsWith("a replication on other data"));
    assertTrue(from("embedded", 9).standing().startsWith("a replication on other data"));
  }
}
