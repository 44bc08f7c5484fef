package org.helixbook.data.coding;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.data.EmbeddedFile;
import org.helixbook.data.Source;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;
import org.helixbook.storage.Seeds;

/**
 * A set of labelled DNA windows that the kit's jar carries, such as {@code human-coding-600}: a
 * table of windows and a report of how it was built, both checked against the data manifest. Its
 * entry in the manifest says what it holds.
 *
 * @param windows by class, chromosome and place: shuffle them before training
 * @param report how the set was built, with what was counted and dropped; holds the set's name
 */
public record CodingSet(List<CodingWindow> windows, BuildReport report) {
  /** 1,000 ORF-derived coding windows of 600 nt and 1,000 of intron and intergenic sequence. */
  public static final String HUMAN = "human-coding-600";

  /**
   * Spliced windows of 600 nt in equal numbers: coding, anywhere in an ORF at any phase, and what
   * {@code LNSD} most likely pools, long non-coding RNA and pseudogenes.
   */
  public static final String HUMAN_LNSD = "human-lnsd";

  /**
   * Whole windows of 600 bp of the genome, unspliced, where no training window of {@link #HUMAN} is
   * near: round inner coding exons, from start codons on, introns and intergenic sequence. All are
   * for testing.
   */
  public static final String HUMAN_GENOMIC = "human-genomic-600";

  private static final String OF_KINDS = ":";

  /** Copies the list. */
  public CodingSet {
    windows = List.copyOf(windows);
  }

  /** The names of all embedded sets, in the order of the manifest. */
  public static List<String> names() {
    return DataManifest.bundled().dataSets().stream()
        .filter(
            entry ->
                entry.files().stream()
                    .filter(file -> file.name().equals(table(entry.name())))
                    .anyMatch(file -> file.source(Source.Embedded.class).isPresent()))
        .map(DataSet::name)
        .toList();
  }

  /**
   * Whether it is the name of an embedded set, or of two kinds of its windows, see {@link #load}.
   */
  static boolean isName(String name) {
    return names().contains(name.split(OF_KINDS, 2)[0]);
  }

  /**
   * Reads a set from the kit's jar.
   *
   * @param name its name in the manifest; or that and two kinds, such as {@code
   *     human-lnsd:cds-psd}, for {@link #between} them
   * @throws InputProblem if there is no such set or kind, or a file is not the one that the
   *     manifest names
   */
  public static CodingSet load(String name) {
    String[] parts = name.split(OF_KINDS, 2);
    String whole = parts[0];
    CodingSet set =
        of(whole, EmbeddedFile.read(whole, table(whole)), EmbeddedFile.read(whole, report(whole)));
    if (parts.length == 1) {
      return set;
    }
    String[] kinds = parts[1].split("-", -1);
    if (kinds.length != 2) {
      throw new InputProblem(
          "data '" + name + "'",
          "after the colon there are not two kinds",
          "write them with a hyphen between, such as " + CodingSet.HUMAN_LNSD + ":cds-psd");
    }
    return set.between(kinds[0], kinds[1]);
  }

  /**
   * The set that a source names, for what needs the places of windows in a genome and both splits.
   *
   * @param source see {@link CodingSource}
   * @return the set of that name; {@link #HUMAN} if it is {@code embedded}, or data of one's own,
   *     which have no such places
   */
  public static CodingSet ofSource(String source) {
    return load(isName(source.strip()) ? source.strip() : HUMAN);
  }

  /**
   * Two kinds of windows against each other, in equal numbers: of the more frequent kind some are
   * kept in each part of each split, at equal distances.
   *
   * @param first the kind of class 0, such as {@code cds}
   * @param second the kind of class 1, such as {@code psd}
   * @return windows with their classes in this set if these differ, else with a class a kind, such
   *     as {@code LNC} and {@code PSD}
   * @throws InputProblem if there are no windows of a kind, or both are one
   */
  public CodingSet between(String first, String second) {
    List<String> kinds = windows.stream().map(CodingWindow::kind).distinct().toList();
    if (first.equals(second) || !kinds.contains(first) || !kinds.contains(second)) {
      throw new InputProblem(
          "kinds " + first + " and " + second + " of " + name(),
          "these are not two of its kinds of windows",
          "use two of " + String.join(", ", kinds));
    }
    List<List<CodingWindow>> both = List.of(ofKind(first), ofKind(second));
    boolean oneClass = both.get(0).get(0).className().equals(both.get(1).get(0).className());
    Set<String> disjoint = balanced(both, SplitName.GENE_DISJOINT);
    Set<String> random = balanced(both, SplitName.RANDOM);
    List<CodingWindow> chosen = new ArrayList<>();
    for (CodingWindow window : both.stream().flatMap(List::stream).toList()) {
      if (disjoint.contains(window.id()) || random.contains(window.id())) {
        chosen.add(
            window.as(
                oneClass ? window.kind().toUpperCase(Locale.ROOT) : window.className(),
                disjoint.contains(window.id()) ? window.geneDisjoint() : SplitSide.NONE,
                random.contains(window.id()) ? window.random() : SplitSide.NONE));
      }
    }
    return new CodingSet(chosen, report.named(name() + OF_KINDS + first + "-" + second));
  }

  private List<CodingWindow> ofKind(String kind) {
    return windows.stream().filter(window -> window.kind().equals(kind)).toList();
  }

  /** The ids of as many windows of each class as the rarer has, in either set of a split. */
  private static Set<String> balanced(List<List<CodingWindow>> classes, SplitName split) {
    Set<String> kept = new HashSet<>();
    for (SplitSide set : SplitSide.sets()) {
      List<List<CodingWindow>> here =
          classes.stream()
              .map(own -> own.stream().filter(window -> window.side(split) == set).toList())
              .toList();
      int rarer = here.stream().mapToInt(List::size).min().orElseThrow();
      for (List<CodingWindow> own : here) {
        for (int i = 0; i < rarer; i++) {
          kept.add(own.get((int) ((long) i * own.size() / rarer)).id());
        }
      }
    }
    return kept;
  }

  /**
   * Reads a set from its two files.
   *
   * @throws InputProblem if the table is not the one that the report is about
   */
  static CodingSet of(String name, byte[] table, byte[] report) {
    BuildReport built = BuildReport.fromJson(report(name), report);
    byte[] content = CodingWindowTable.decompress(table(name), new ByteArrayInputStream(table));
    String digest = Digest.sha256(content);
    if (!digest.equals(built.contentSha256())) {
      throw new InputProblem(
          table(name),
          "the SHA-256 of its content is "
              + digest
              + ", but "
              + report(name)
              + " says "
              + built.contentSha256(),
          "restore both from the repository");
    }
    return new CodingSet(CodingWindowTable.read(table(name), content), built);
  }

  /** Its name in the data manifest. */
  public String name() {
    return report.name();
  }

  /** The classes in the order of the table, which is that of their label numbers. */
  public List<String> classNames() {
    return windows.stream().map(CodingWindow::className).distinct().toList();
  }

  /**
   * The training windows of a split, class by class.
   *
   * @throws InputProblem if there are none
   */
  public List<CodingWindow> train(SplitName split) {
    return some(split, SplitSide.TRAIN);
  }

  /**
   * The test windows of a split, class by class.
   *
   * @throws InputProblem if there are none
   */
  public List<CodingWindow> test(SplitName split) {
    return some(split, SplitSide.TEST);
  }

  private List<CodingWindow> some(SplitName split, SplitSide side) {
    List<CodingWindow> windows = on(split, side);
    if (windows.isEmpty()) {
      throw new InputProblem(
          "data '" + name() + "'",
          "it has no "
              + (side == SplitSide.TRAIN ? "training" : "test")
              + " windows in the "
              + split.label()
              + " split",
          "use another set, such as " + HUMAN);
    }
    return windows;
  }

  /**
   * Its windows that have neither a gene nor a 1-Mb block of a chromosome in common with others.
   *
   * @param others such as the training windows of another set
   * @return in the order of the set
   */
  public List<CodingWindow> awayFrom(List<CodingWindow> others) {
    Set<String> loci = new HashSet<>();
    others.forEach(window -> loci.addAll(SplitOverlap.lociOf(window)));
    return windows.stream()
        .filter(window -> SplitOverlap.lociOf(window).stream().noneMatch(loci::contains))
        .toList();
  }

  private List<CodingWindow> on(SplitName split, SplitSide side) {
    return windows.stream().filter(window -> window.side(split) == side).toList();
  }

  /** Some of its windows with their labels: indices into {@link #classNames()}. */
  public LabelledSequences labelled(List<CodingWindow> some) {
    List<String> names = classNames();
    return new LabelledSequences(
        some.stream().map(CodingWindow::sequence).toList(),
        some.stream().mapToInt(window -> names.indexOf(window.className())).toArray(),
        names,
        origin(some));
  }

  /** The side of a split that some windows are, if they are one. */
  private Optional<CodingSource.Part> origin(List<CodingWindow> some) {
    for (SplitName split : SplitName.values()) {
      for (SplitSide side : SplitSide.sets()) {
        if (on(split, side).equals(some)) {
          CodingSource source = CodingSource.of(name(), split, new Seeds(1));
          return Optional.of(new CodingSource.Part(source, side));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Cuts training windows into folds to choose recipes on, so that the test windows are scored
   * once, at the end. Windows that share a gene or a 1-Mb block of a chromosome stay together.
   *
   * @param some such as {@link #train}
   * @param folds how many, at least 2
   * @return a split a fold: its windows held out as {@code test}, all others as {@code train}
   * @throws IllegalArgumentException if there are fewer loci than folds
   */
  public List<SequenceSplit> folds(List<CodingWindow> some, int folds) {
    return TrainingFolds.of(this, some, folds);
  }

  /**
   * One window.
   *
   * @param id such as {@code CDN-0001}
   * @throws InputProblem if there is no such window
   */
  public CodingWindow window(String id) {
    return windows.stream()
        .filter(window -> window.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "window '" + id + "'",
                    "there is none of this name in " + name(),
                    "use one from "
                        + windows.get(0).id()
                        + " to "
                        + windows.get(windows.size() - 1).id()));
  }

  /** The sequences of one class, training and test together, in the order of the set. */
  public List<DnaSequence> sequences(String className) {
    return windows.stream()
        .filter(window -> window.className().equals(className))
        .map(CodingWindow::sequence)
        .toList();
  }

  private static String table(String name) {
    return name + ".tsv.bz2";
  }

  private static String report(String name) {
    return name + ".report.json";
  }
}
