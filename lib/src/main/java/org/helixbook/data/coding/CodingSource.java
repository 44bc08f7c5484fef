package org.helixbook.data.coding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.helixbook.data.SequenceTable;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.Table;

/**
 * Which windows of coding and non-coding DNA a network learns from, and is tested on: a value that
 * Jackson writes into the configuration of a run and reads again. Nothing is read before {@link
 * #windows()}.
 *
 * <pre>{@code
 * var source = CodingSource.of("human-coding-600", SplitName.GENE_DISJOINT, book.seeds()).spread(400);
 * SequenceSplit windows = source.windows();
 * }</pre>
 *
 * @param source the name of an embedded set ({@link CodingSet#names()}; {@code embedded} stands for
 *     human-coding-600), or of two kinds of its windows ({@code human-lnsd:cds-psd}); two FASTA
 *     files, coding and non-coding, with a comma between; a {@link SequenceTable} with one label, 1
 *     for coding; or a {@link PictureFolder}. A relative path begins at the kit's root
 * @param split of an embedded set; of FASTA files, gene-disjoint stands for a split by record; a
 *     table is split as its column says, or at random, and a folder of pictures at random or as it
 *     is
 * @param keep how many windows or pictures of each class, and which
 * @param fold what is held out of the training windows instead of using the test windows
 * @param length 0: whole windows; else each is cut to its middle, in nt, a multiple of 3
 * @param fasta how FASTA files are cut
 * @param seed draws the split of what is not split already, and what is kept at random
 */
public record CodingSource(
    String source, SplitName split, Keep keep, Fold fold, int length, Fasta fasta, long seed) {
  /** Coding, label 0, and non-coding, label 1: the classes of FASTA files and of pictures. */
  public static final List<String> CLASSES = List.of("CDN", "LNSD");

  /**
   * A folder of pictures of this name holds the paper's own, by the word of who named it. Verdicts
   * on it are no replications.
   */
  public static final String AUTHORS_IMAGES = "authors-images";

  /** The share of 200 in 1,000 pictures, as the paper split its own. */
  private static final double TEST_SHARE = 0.2;

  /**
   * How many windows or pictures of each class are kept at most.
   *
   * @param atRandom whether windows of an embedded set are drawn at random, or lie at equal
   *     distances in the set; windows of FASTA files and pictures are always drawn
   * @param from what was kept before, of which these are drawn; null if they are drawn of all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Keep(boolean atRandom, int train, int test, Keep from) {
    private static final int ALL = Integer.MAX_VALUE;

    /** Refuses what keeps nothing. */
    public Keep {
      if (train < 1 || test < 1) {
        throw new InputProblem(
            "windows a class and set", "there are " + Math.min(train, test), "use at least 1");
      }
    }

    /** Drawn of all. */
    public Keep(boolean atRandom, int train, int test) {
      this(atRandom, train, test, null);
    }

    private static Keep all() {
      return new Keep(false, ALL, ALL);
    }

    private boolean keepsAll() {
      return train == ALL && test == ALL && from == null;
    }

    /** The draws one after the other; none if all are kept. */
    private List<Keep> draws() {
      List<Keep> draws = from == null ? new ArrayList<>() : from.draws();
      if (train != ALL || test != ALL) {
        draws.add(this);
      }
      return draws;
    }

    /** The training windows of one and the test windows of the other, if they are drawn alike. */
    private static Optional<Keep> joined(Keep ofTrain, Keep ofTest) {
      List<Keep> trainDraws = ofTrain.draws();
      List<Keep> testDraws = ofTest.draws();
      Keep joined = null;
      for (int i = 0; i < Math.max(trainDraws.size(), testDraws.size()); i++) {
        Keep train = i < trainDraws.size() ? trainDraws.get(i) : null;
        Keep test = i < testDraws.size() ? testDraws.get(i) : null;
        if (train != null && test != null && train.atRandom != test.atRandom) {
          return Optional.empty();
        }
        joined =
            new Keep(
                (train == null ? test : train).atRandom,
                train == null ? ALL : train.train,
                test == null ? ALL : test.test,
                joined);
      }
      return Optional.of(joined == null ? all() : joined);
    }
  }

  /**
   * The training windows or pictures alone, one fold of them as the test set. The folds of an
   * embedded set share no gene and together are the whole; those of FASTA files and of pictures are
   * drawn, each for itself.
   *
   * @param held counted from 1; 0 if nothing is held out
   * @param of how many folds
   */
  public record Fold(int held, int of) {
    /** Refuses a fold that there is not. */
    public Fold {
      if (held < 0 || held > of) {
        throw new InputProblem("fold", "it is " + held + " of " + of, "count from 1");
      }
    }

    /** Of items of one class: those that are held out in the place of the test items. */
    <T> RandomSplit<T> of(RandomSplit<T> whole, Seeds seeds, String purpose) {
      return held == 0
          ? whole
          : RandomSplit.of(whole.train(), 1.0 / of, seeds, purpose + ", fold " + held);
    }
  }

  /**
   * How FASTA files are cut, in bp.
   *
   * @param window length of a window
   * @param step from the start of one to that of the next
   */
  public record Fasta(int window, int step) {}

  /**
   * The windows of one side.
   *
   * @param side training or test windows
   */
  public record Part(CodingSource source, SplitSide side) {

    /**
     * At most so many of each class; empty if some were left out before by another seed, and of
     * FASTA files, whose windows are drawn while they are read.
     */
    Optional<Part> keeping(boolean atRandom, int perClass, long seed) {
      boolean first = source.keep.keepsAll();
      if (!source.isEmbedded() || !first && seed != source.seed) {
        return Optional.empty();
      }
      Keep keep =
          new Keep(
              atRandom,
              side == SplitSide.TRAIN ? perClass : Keep.ALL,
              side == SplitSide.TEST ? perClass : Keep.ALL,
              first ? null : source.keep);
      return Optional.of(new Part(source.keeping(keep, seed), side));
    }

    Part cutTo(int length) {
      return new Part(source.cutTo(length), side);
    }
  }

  /**
   * The source of a training and a test set.
   *
   * @return what gives both again; empty if there is no such source
   */
  public static Optional<CodingSource> of(LabelledSequences train, LabelledSequences test) {
    Part learned = train.origin().orElse(null);
    Part measured = test.origin().orElse(null);
    if (learned == null
        || measured == null
        || learned.side != SplitSide.TRAIN
        || measured.side != SplitSide.TEST) {
      return Optional.empty();
    }
    CodingSource first = learned.source;
    CodingSource second = measured.source;
    // Only what is drawn depends on the seed.
    boolean free = second.keep.keepsAll() && second.isEmbedded();
    long seed = free ? first.seed : second.seed;
    boolean alike =
        first.keeping(second.keep, second.seed).equals(second)
            && (first.seed == seed || first.keep.keepsAll() && first.isEmbedded());
    return alike
        ? Keep.joined(first.keep, second.keep).map(keep -> first.keeping(keep, seed))
        : Optional.empty();
  }

  private CodingSource keeping(Keep other, long otherSeed) {
    return new CodingSource(source, split, other, fold, length, fasta, otherSeed);
  }

  /** Takes {@code embedded} as the name of the human set. */
  public CodingSource {
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(keep, "keep");
    Objects.requireNonNull(fold, "fold");
    Objects.requireNonNull(fasta, "fasta");
    source = source.strip();
    source = source.equals("embedded") ? CodingSet.HUMAN : source;
  }

  /**
   * The classes of a data set as results name it.
   *
   * @param dataset see {@link #name}
   * @return in label order: {@link #CLASSES}, unless it is two kinds of one class
   */
  public static List<String> classesOf(String dataset) {
    return CodingSet.isName(dataset) ? CodingSet.load(dataset).classNames() : CLASSES;
  }

  /** All windows; FASTA files are cut into windows of 600 bp that touch. */
  public static CodingSource of(String source, SplitName split, Seeds seeds) {
    return new CodingSource(
        source, split, Keep.all(), new Fold(0, 0), 0, new Fasta(600, 600), seeds.base());
  }

  /** At most so many windows of each class in each set, at equal distances in an embedded set. */
  public CodingSource spread(int perClass) {
    Keep some = new Keep(false, perClass, perClass);
    return new CodingSource(source, split, some, fold, length, fasta, seed);
  }

  /** At most so many training and so many test windows of each class, drawn at random. */
  public CodingSource drawn(int train, int test) {
    Keep some = new Keep(true, train, test);
    return new CodingSource(source, split, some, fold, length, fasta, seed);
  }

  /** Training windows alone, with one fold, counted from 1, held out as the test windows. */
  public CodingSource holdingOut(int held, int of) {
    return new CodingSource(source, split, keep, new Fold(held, of), length, fasta, seed);
  }

  /** The middle of each window: whole codons, in nt. */
  public CodingSource cutTo(int newLength) {
    return new CodingSource(source, split, keep, fold, newLength, fasta, seed);
  }

  /** Other windows of FASTA files, in bp. */
  public CodingSource fasta(int window, int step) {
    return new CodingSource(source, split, keep, fold, length, new Fasta(window, step), seed);
  }

  /** Whether it is a folder of pictures, which has no windows. */
  @JsonIgnore
  public boolean isPictures() {
    return !isEmbedded() && !source.isEmpty() && Files.isDirectory(KitFolder.place(source));
  }

  private boolean isEmbedded() {
    return CodingSet.isName(source);
  }

  private boolean isTable() {
    return !isEmbedded()
        && SequenceTable.isOne(KitFolder.place(source))
        && Files.isRegularFile(KitFolder.place(source));
  }

  /** The pictures, if it is a folder of them. */
  public PictureFolder pictures() {
    return new PictureFolder(KitFolder.place(source), TEST_SHARE, new Seeds(seed));
  }

  /**
   * The data set as results name it: without the place of a file on this machine. A folder {@value
   * #AUTHORS_IMAGES} keeps its name.
   *
   * @throws InputProblem if there is no such source
   */
  public String name() {
    if (isEmbedded()) {
      return source;
    }
    if (isPictures()) {
      String folder = lastName(KitFolder.place(source));
      return folder.equals(AUTHORS_IMAGES) ? folder : "pictures of " + folder;
    }
    if (isTable()) {
      return lastName(KitFolder.place(source));
    }
    List<Path> files = fastaFiles();
    return "FASTA " + lastName(files.get(0)) + " and " + lastName(files.get(1));
  }

  private static String lastName(Path path) {
    return path.toAbsolutePath().normalize().toFile().getName();
  }

  /**
   * Reads the windows.
   *
   * @throws InputProblem naming what cannot be read, with the reason; or if it is a folder of
   *     pictures
   */
  public SequenceSplit windows() {
    SequenceSplit whole = isEmbedded() ? embedded() : isTable() ? table() : cut();
    return new SequenceSplit(
        part(whole.train(), SplitSide.TRAIN), part(whole.test(), SplitSide.TEST), whole.counts());
  }

  private LabelledSequences part(LabelledSequences side, SplitSide which) {
    LabelledSequences windows = length == 0 ? side : side.cutTo(length);
    return windows.from(Optional.of(new Part(this, which)));
  }

  private SequenceSplit embedded() {
    CodingSet set = CodingSet.load(source);
    SequenceSplit all =
        fold.held() == 0
            ? SequenceSplit.of(set.labelled(set.train(split)), set.labelled(set.test(split)))
            : set.folds(set.train(split), fold.of()).get(fold.held() - 1);
    SequenceSplit kept = all;
    for (Keep draw : keep.draws()) {
      kept =
          SequenceSplit.of(
              drawn(kept.train(), draw.train(), draw), drawn(kept.test(), draw.test(), draw));
    }
    return kept;
  }

  private LabelledSequences drawn(LabelledSequences set, int perClass, Keep draw) {
    return draw.atRandom()
        ? set.someOfEachClass(perClass, new Seeds(seed))
        : set.spreadOfEachClass(perClass);
  }

  private SequenceSplit table() {
    return new TableOfClasses(
            SequenceTable.read(KitFolder.place(source)), split, TEST_SHARE, fold, new Seeds(seed))
        .read(keep.train(), keep.test());
  }

  private SequenceSplit cut() {
    List<Path> files = fastaFiles();
    return new FastaPair(
            files.get(0),
            files.get(1),
            fasta.window(),
            fasta.step(),
            split,
            TEST_SHARE,
            fold,
            new Seeds(seed))
        .read(keep.train(), keep.test());
  }

  private List<Path> fastaFiles() {
    String[] names = source.split(",", -1);
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw new InputProblem(
          "data '" + source + "'",
          isPictures()
              ? "it is a folder of pictures and has no windows"
              : !source.isEmpty() && Files.exists(KitFolder.place(source))
                  ? "it is one file, and two are needed"
                  : "there is no such folder, and it is not two files",
          "write the name of an embedded set ("
              + String.join(", ", CodingSet.names())
              + "), coding.fa,non-coding.fa (two FASTA files with a comma between), a table of"
              + " sequences (.tsv or .csv), or a folder that holds CDN and LNSD");
    }
    return List.of(KitFolder.place(names[0].strip()), KitFolder.place(names[1].strip()));
  }

  /**
   * How many windows or pictures of each class are kept; no picture is read.
   *
   * @return {@code class}, {@code train} and {@code test}, a row a class
   * @throws InputProblem naming what cannot be read, with the reason
   */
  public Table sizes() {
    return isPictures() ? pictures().sizes(keep, name()) : windows().sizes(name());
  }
}
