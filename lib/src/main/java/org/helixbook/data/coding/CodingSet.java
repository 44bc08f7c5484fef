package org.helixbook.data.coding;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
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
   * Reads a set from the kit's jar.
   *
   * @param name its name in the manifest
   * @throws InputProblem if there is no such set, or a file is not the one that the manifest names
   */
  public static CodingSet load(String name) {
    return of(name, EmbeddedFile.read(name, table(name)), EmbeddedFile.read(name, report(name)));
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

  /** The training windows of a split, class by class. */
  public List<CodingWindow> train(SplitName split) {
    return on(split, SplitSide.TRAIN);
  }

  /** The test windows of a split, class by class. */
  public List<CodingWindow> test(SplitName split) {
    return on(split, SplitSide.TEST);
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
      for (SplitSide side : SplitSide.values()) {
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
