package org.helixbook.paper1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.helixbook.data.coding.CodingClass;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.FastaPair;
import org.helixbook.data.coding.HumanCodingSet;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.RandomSplit;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.threshold.Baseline;
import org.helixbook.signal.ImageCache;
import org.helixbook.signal.ImageFolder;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.Standardisation;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;

/**
 * What the networks of Paper 1 learn from, wherever it comes from: the embedded windows of human
 * DNA, two FASTA files, or a folder of pictures.
 *
 * <pre>{@code
 * var data = PaperOneData.from("embedded", SplitName.GENE_DISJOINT, 800, book.seeds());
 * var images = data.images(pipeline, true, book.threads(), book.progress());
 * }</pre>
 */
public final class PaperOneData {
  /** The source that the kit carries inside, {@link HumanCodingSet}. */
  public static final String EMBEDDED = "embedded";

  /**
   * A folder of pictures of this name holds the paper's own, by the word of who named it. Verdicts
   * on it are no replications.
   */
  public static final String AUTHORS_IMAGES = "authors-images";

  /** As the paper split its pictures: 200 of 1,000 of each class for the test. */
  private static final double TEST_SHARE = 0.2;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that decides the sets, as it is written into the configuration of a run. */
  private record Choice(
      String source, SplitName split, int perClass, int window, int step, long seed) {}

  private final Choice choice;
  private final Optional<SequenceSplit> sequences;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private PaperOneData(Choice choice) {
    this.choice = choice;
    if (choice.perClass() < 1) {
      throw new InputProblem(
          "windows a class and set", "there are " + choice.perClass(), "use at least 1");
    }
    this.sequences = readSequences(choice);
    sequences.ifPresent(read -> counts.putAll(read.counts()));
    if (sequences.isEmpty()) {
      // Nothing is read yet, but a wrong folder is told at once.
      folder(choice).files();
    }
  }

  /**
   * Takes data by name; FASTA files are cut into windows of 600 bp that touch.
   *
   * @param source {@code embedded}; two FASTA files, coding and non-coding, with a comma between;
   *     or a folder as {@link ImageFolder} describes. A relative path is looked for in the working
   *     folder and then in the kit's root
   * @param split of the embedded set; of FASTA files, gene-disjoint stands for a split by record; a
   *     folder of pictures is split at random or as it is
   * @param perClass how many windows or pictures to keep of each class in each set at most
   * @param seeds draws the split of what is not split already
   * @return the data
   * @throws InputProblem naming what cannot be read, with the reason
   */
  public static PaperOneData from(String source, SplitName split, int perClass, Seeds seeds) {
    return from(source, split, perClass, HumanCodingWindow.LENGTH, HumanCodingWindow.LENGTH, seeds);
  }

  /**
   * The same with other windows.
   *
   * @param source as above
   * @param split as above
   * @param perClass as above
   * @param window length of a window of FASTA files, in bp
   * @param step from one window of FASTA files to the next, in bp
   * @param seeds as above
   * @return the data
   * @throws InputProblem as above
   */
  public static PaperOneData from(
      String source, SplitName split, int perClass, int window, int step, Seeds seeds) {
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(source, "source");
    return new PaperOneData(
        new Choice(source.strip(), split, perClass, window, step, seeds.base()));
  }

  /** The embedded windows are 600 nt long, and so are those of FASTA files without another wish. */
  private static final class HumanCodingWindow {
    static final int LENGTH = 600;
  }

  private static Optional<SequenceSplit> readSequences(Choice choice) {
    if (choice.source().equals(EMBEDDED)) {
      HumanCodingSet set = HumanCodingSet.load();
      LabelledSequences train =
          LabelledSequences.of(spread(set.train(choice.split()), choice.perClass()));
      LabelledSequences test =
          LabelledSequences.of(spread(set.test(choice.split()), choice.perClass()));
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("training windows", (long) train.size());
      counts.put("test windows", (long) test.size());
      return Optional.of(new SequenceSplit(train, test, counts));
    }
    Optional<List<Path>> pair = fastaFiles(choice);
    return pair.map(
        files ->
            new FastaPair(
                    files.get(0),
                    files.get(1),
                    choice.window(),
                    choice.step(),
                    choice.split(),
                    TEST_SHARE,
                    new Seeds(choice.seed()))
                .read(choice.perClass()));
  }

  /**
   * Some windows of each class at equal distances: the set is sorted by place in the genome, and
   * its first windows would be of one chromosome.
   */
  private static List<CodingWindow> spread(List<CodingWindow> windows, int perClass) {
    List<CodingWindow> spread = new ArrayList<>();
    for (CodingClass codingClass : CodingClass.values()) {
      List<CodingWindow> own =
          windows.stream().filter(window -> window.codingClass() == codingClass).toList();
      int kept = Math.min(perClass, own.size());
      for (int i = 0; i < kept; i++) {
        spread.add(own.get((int) ((long) i * own.size() / kept)));
      }
    }
    return spread;
  }

  private static Optional<List<Path>> fastaFiles(Choice choice) {
    if (!choice.source().isEmpty() && Files.isDirectory(KitFolder.place(choice.source()))) {
      return Optional.empty();
    }
    String[] names = choice.source().split(",", -1);
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw new InputProblem(
          "data '" + choice.source() + "'",
          !choice.source().isEmpty() && Files.exists(KitFolder.place(choice.source()))
              ? "it is one file, and two are needed"
              : "there is no such folder, and it is not two files",
          "write embedded, coding.fa,non-coding.fa (two FASTA files with a comma between), or a"
              + " folder that holds CDN and LNSD");
    }
    return Optional.of(
        List.of(KitFolder.place(names[0].strip()), KitFolder.place(names[1].strip())));
  }

  private static ImageFolder folder(Choice choice) {
    return new ImageFolder(KitFolder.place(choice.source()), TEST_SHARE, new Seeds(choice.seed()));
  }

  /**
   * The data set as results name it: without the place of a file on this machine. A folder {@value
   * #AUTHORS_IMAGES} keeps its name.
   */
  public String name() {
    if (choice.source().equals(EMBEDDED)) {
      return HumanCodingSet.NAME;
    }
    if (sequences.isEmpty()) {
      String folder = lastName(choice.source());
      return folder.equals(AUTHORS_IMAGES) ? folder : "pictures of " + folder;
    }
    String[] names = choice.source().split(",", -1);
    return "FASTA " + lastName(names[0]) + " and " + lastName(names[1]);
  }

  /** What a result on these data is worth beside a printed one: half a sentence for a notebook. */
  public String standing() {
    return sequences.isEmpty() && name().equals(AUTHORS_IMAGES)
        ? "the paper's own pictures, if the folder is rightly named"
        : "a replication on other data, which can neither confirm nor refute that number";
  }

  private static String lastName(String path) {
    return KitFolder.place(path.strip()).toAbsolutePath().normalize().toFile().getName();
  }

  /** The windows; empty if the data are pictures. */
  public Optional<SequenceSplit> sequences() {
    return sequences;
  }

  /**
   * How many windows or pictures there are, without reading any picture.
   *
   * @param side of the split
   * @param codingClass which of them
   * @return how many are kept
   * @throws InputProblem if a folder of pictures is no longer as it was
   */
  public int size(SplitSide side, CodingClass codingClass) {
    if (sequences.isPresent()) {
      LabelledSequences set =
          side == SplitSide.TRAIN ? sequences.get().train() : sequences.get().test();
      return (int)
          Arrays.stream(set.labels()).filter(label -> label == codingClass.label()).count();
    }
    RandomSplit<Path> kept =
        folder(choice).files().get(codingClass.label()).atMost(choice.perClass());
    return (side == SplitSide.TRAIN ? kept.train() : kept.test()).size();
  }

  /** The period-3 ratio and the GC content on the same windows; none if the data are pictures. */
  public List<Baseline> baselines() {
    return sequences.map(split -> Baseline.both(split.train(), split.test())).orElse(List.of());
  }

  /**
   * What was counted, what was left out included: rows for a table. Of a folder of pictures after
   * {@link #images} alone.
   *
   * @return {@code [what, number]}
   */
  public List<List<String>> counts() {
    return counts.entrySet().stream().map(e -> List.of(e.getKey(), "" + e.getValue())).toList();
  }

  /**
   * The pictures of both sets. Of a folder of pictures only the preprocessing of the pipeline is
   * used, and the size of what comes out.
   *
   * @param pipeline how pictures are made
   * @param standardise whether each channel is standardised by mean and deviation of the training
   *     pictures
   * @param threads how many windows to work on at a time
   * @param progress is told of each window or file
   * @return the pictures, with a preparation from which {@link #again} makes them once more
   * @throws InputProblem naming each window or file that cannot be used, with the reason
   */
  public ImageSplit images(
      SpectrogramPipeline pipeline, boolean standardise, int threads, Progress progress) {
    Map<String, Object> preparation = new LinkedHashMap<>();
    preparation.put("data", choice);
    preparation.put("pipeline", pipeline);
    preparation.put("standardise", standardise);
    ImageSplit split =
        sequences.isPresent()
            ? ImageSplit.prepare(
                ImageCache.fromEnvironment(),
                pipeline,
                standardise,
                sequences.get().train(),
                sequences.get().test(),
                threads,
                progress)
            : pictures(pipeline, standardise, progress);
    return split.preparedAs(JSON.valueToTree(preparation));
  }

  private ImageSplit pictures(
      SpectrogramPipeline pipeline, boolean standardise, Progress progress) {
    int side = pipeline.outputHeight();
    if (side != pipeline.outputWidth()) {
      throw new InputProblem(
          "size of the pictures",
          "it is " + side + " x " + pipeline.outputWidth(),
          "use equal sides for a folder of pictures");
    }
    Preprocessing preprocessing = pipeline.preprocessing().withSide(side);
    ImageFolder.Content content =
        folder(choice).read(choice.perClass(), preprocessing, side, side, progress);
    counts.clear();
    counts.putAll(content.counts());
    LabelledImages train = content.train();
    LabelledImages test = content.test();
    if (standardise) {
      Standardisation fitted = Standardisation.fit(train);
      train = fitted.apply(train);
      test = fitted.apply(test);
    }
    return new ImageSplit(pipeline.withPreprocessing(preprocessing), train, test);
  }

  /**
   * Makes the pictures of a run once more, from what its configuration says.
   *
   * @param preparation the run's
   * @param threads how many windows to work on at a time
   * @param progress is told of each window or file
   * @return the pictures
   * @throws InputProblem if the preparation is of another kind, or the data are no longer there
   */
  public static ImageSplit again(JsonNode preparation, int threads, Progress progress) {
    try {
      Choice choice = JSON.treeToValue(preparation.required("data"), Choice.class);
      SpectrogramPipeline pipeline =
          JSON.treeToValue(preparation.required("pipeline"), SpectrogramPipeline.class);
      return new PaperOneData(choice)
          .images(pipeline, preparation.path("standardise").asBoolean(), threads, progress);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputProblem(
          "preparation of a run",
          "it does not say how pictures of Paper 1 are made",
          "run the notebook that began the run",
          e);
    }
  }
}
