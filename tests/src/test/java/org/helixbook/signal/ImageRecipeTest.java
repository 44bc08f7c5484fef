package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRecipeTest {
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(24).withHop(12))
          .withImage(ImageSettings.defaults().withSize(8, 8));

  @TempDir Path folder;

  private static CodingSource from(String source, int perClass) {
    return CodingSource.of(source, SplitName.RANDOM, new Seeds(1)).spread(perClass).fasta(60, 60);
  }

  private static ImageSplit images(CodingSource data, boolean standardise) {
    return ImageRecipe.of(data, PIPELINE, standardise).make(2, Progress.silent());
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
    ImageSplit again = ImageRecipe.read(text).make(1, Progress.silent());
    assertEquals(split.train(), again.train());
    assertEquals(split.test(), again.test());
  }

  private static void write(SpectrogramImage picture, Path file) throws IOException {
    ImageIO.write(picture.toBufferedImage(), "png", file.toFile());
  }

  @Test
  void theEmbeddedSetIsTheDefaultAndIsSpreadOverTheGenome() throws IOException {
    CodingSource data = from("embedded", 5);
    assertEquals(CodingSet.HUMAN, data.name());
    List<String> names =
        data.windows().train().sequences().stream().map(DnaSequence::name).toList();
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    assertEquals(set.train(SplitName.RANDOM).get(0).id(), names.get(0));
    assertEquals(set.train(SplitName.RANDOM).get(160).id(), names.get(1));
    assertEquals(set.train(SplitName.RANDOM).get(800).id(), names.get(5));
    assertCanBeMadeAgain(images(data, true));
  }

  @Test
  void allWindowsAreThoseOfTheSet() {
    CodingSource data = from("embedded", 800);
    assertEquals(1600, data.windows().train().size());
    assertEquals(400, data.windows().test().size());
  }

  @Test
  void twoFastaFilesAreNamedWithoutTheirFolder() throws IOException {
    CodingSource data = from(fasta("genes.fa", 1) + ", " + fasta("rest.fa", 2), 100);
    assertEquals("FASTA genes.fa and rest.fa", data.name());
    ImageSplit split = images(data, true);
    assertEquals(10, split.counts().get("CDN: windows cut"));
    assertEquals(16, split.train().size());
    assertEquals(List.of(8, 8), data.sizes().intColumn("train").asList());
    assertEquals(List.of(2, 2), data.sizes().intColumn("test").asList());
    assertCanBeMadeAgain(split);

    SequenceSplit part = data.holdingOut(1, 5).windows();
    assertEquals(List.of(6, 6), data.holdingOut(1, 5).sizes().intColumn("train").asList());
    assertEquals(
        bases(data.windows().train()),
        Stream.concat(bases(part.train()).stream(), bases(part.test()).stream())
            .collect(Collectors.toSet()));
    assertCanBeMadeAgain(images(data.holdingOut(1, 5), true));
  }

  private static Set<String> bases(LabelledSequences windows) {
    return windows.sequences().stream().map(DnaSequence::bases).collect(Collectors.toSet());
  }

  @Test
  void aFolderOfPicturesIsReadAndHasNoWindows() throws IOException {
    CodingSource windows = from(fasta("genes.fa", 1) + "," + fasta("rest.fa", 2), 100);
    Path pictures = folder.resolve("pictures");
    SequenceSplit all = windows.windows();
    for (int i = 0; i < all.train().size(); i++) {
      Path classFolder = pictures.resolve(all.train().labels()[i] == 0 ? "CDN" : "LNSD");
      Files.createDirectories(classFolder);
      write(PIPELINE.picture(all.train().sequences().get(i)), classFolder.resolve(i + ".png"));
    }
    CodingSource data = from(pictures.toString(), 100);
    assertEquals("pictures of pictures", data.name());
    assertTrue(data.isPictures());
    assertThrows(InputProblem.class, data::windows);
    assertEquals(List.of(6, 6), data.sizes().intColumn("train").asList());
    assertEquals(List.of(2, 2), data.sizes().intColumn("test").asList());
    assertEquals(5, from(pictures.toString(), 5).sizes().intColumn("train").getInt(0));
    ImageSplit split = images(data, true);
    assertEquals(12, split.train().size());
    assertEquals(4, split.test().size());
    assertTrue(split.counts().get("pictures of 8 x 8 pixels") == 16);
    double mean = Standardisation.fit(split.train()).means().get(0);
    assertEquals(0, mean, 1e-5, "standardised on the training pictures");
    assertCanBeMadeAgain(split);

    LabelledImages plain = images(data, false).train();
    ImageSplit fold = images(data.holdingOut(1, 5), false);
    assertEquals(10, fold.train().size());
    assertEquals(List.of(0, 1), Arrays.stream(fold.test().labels()).boxed().toList());
    Set<String> pictures12 = contents(plain);
    assertEquals(12, pictures12.size());
    assertTrue(pictures12.removeAll(contents(fold.test())), "of the training pictures");
    assertEquals(pictures12, contents(fold.train()));
    ImageSplit standardised = images(data.holdingOut(1, 5), true);
    assertEquals(0, Standardisation.fit(standardised.train()).means().get(0), 1e-5);
    assertCanBeMadeAgain(standardised);
  }

  private static Set<String> contents(LabelledImages images) {
    return IntStream.range(0, images.size())
        .mapToObj(i -> Arrays.toString(images.image(i)))
        .collect(Collectors.toSet());
  }

  @Test
  void picturesOfAFolderAreThoseThatWereDrawn() throws IOException {
    DnaSequence window = DnaSequence.of("w", "ACGGTCA".repeat(10));
    for (String name : List.of("CDN", "LNSD")) {
      Files.createDirectories(folder.resolve(name));
      write(PIPELINE.picture(window), folder.resolve(name).resolve("a.png"));
      write(PIPELINE.picture(window), folder.resolve(name).resolve("b.png"));
    }
    float[] drawn = PIPELINE.input(window);
    float[] read = images(from(folder.toString(), 9), false).train().image(0);
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(drawn[i], read[i], 0.5f / 255 + 1e-6f, "8 bits a value");
    }
  }

  @Test
  void otherSourcesAreRefusedAtOnce() throws IOException {
    assertTrue(problem("nowhere").startsWith("data 'nowhere': there is no such folder"));
    assertTrue(problem("nowhere").contains("ustilago-coding-600"), "what there is");
    Path one = fasta("genes.fa", 1);
    assertTrue(problem(one.toString()).contains("it is one file, and two are needed"));
    assertTrue(problem(" ").startsWith("data ''"));
    problem(one + ",");
    problem(folder.toString());
    assertThrows(InputProblem.class, () -> from("embedded", 0));
    assertThrows(InputProblem.class, () -> ImageRecipe.read(new ObjectMapper().createObjectNode()));
  }

  private static String problem(String source) {
    return assertThrows(InputProblem.class, () -> from(source, 5).sizes()).getMessage();
  }

  @Test
  void anySetThatTheKitCarriesIsASource() throws IOException {
    CodingSource fungus = from("ustilago-coding-600", 5);
    assertEquals("ustilago-coding-600", fungus.name());
    assertEquals(
        CodingSet.load("ustilago-coding-600").train(SplitName.RANDOM).get(60).sequence(),
        fungus.windows().train().sequences().get(1));
    assertCanBeMadeAgain(images(fungus, true));
  }

  @Test
  void foldsShorterWindowsRandomDrawsAndEditsCanBeMadeAgain() throws IOException {
    CodingSet set = CodingSet.load(CodingSet.HUMAN);
    CodingSource source = CodingSource.of(CodingSet.HUMAN, SplitName.GENE_DISJOINT, new Seeds(3));
    List<DnaSequence> held =
        set.folds(set.train(SplitName.GENE_DISJOINT), 4).get(1).test().sequences();
    assertEquals(held, source.holdingOut(2, 4).windows().test().sequences());
    assertEquals(
        set.labelled(set.test(SplitName.GENE_DISJOINT)).someOfEachClass(4, new Seeds(3)),
        source.drawn(9, 4).windows().test());
    CodingSource all = source.holdingOut(2, 4).drawn(9, 4).cutTo(60);
    assertEquals(60, all.windows().train().sequences().get(0).length());
    assertCanBeMadeAgain(
        new ImageRecipe(all, PIPELINE, true, PictureEdit.ROW_CHANNEL).make(1, Progress.silent()));
    assertThrows(InputProblem.class, () -> source.holdingOut(5, 4));
  }

  @Test
  void theAuthorsPicturesAreKnownByTheNameOfTheirFolder() throws IOException {
    DnaSequence window = DnaSequence.of("w", "ACGGTCA".repeat(10));
    for (String name : List.of("authors-images", "mine")) {
      for (String file : List.of("CDN/a", "CDN/b", "LNSD/a", "LNSD/b")) {
        Path picture = folder.resolve(name).resolve(file + ".png");
        Files.createDirectories(picture.getParent());
        write(PIPELINE.picture(window), picture);
      }
    }
    CodingSource authors = from(folder.resolve("authors-images") + "/", 9);
    assertEquals("authors-images", authors.name());
    assertEquals("pictures of mine", from(folder.resolve("mine").toString(), 9).name());
  }
}
