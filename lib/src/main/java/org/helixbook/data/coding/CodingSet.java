package org.helixbook.data.coding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
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
        .filter(entry -> embedded(entry, table(entry)).isPresent())
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
    DataSet entry = DataManifest.bundled().dataSet(name);
    return of(
        entry,
        resource(required(entry, table(entry)).resource()),
        resource(required(entry, report(entry)).resource()));
  }

  /**
   * Reads a set from its two files.
   *
   * @throws InputProblem if a file is not the one that the entry names
   */
  static CodingSet of(DataSet entry, byte[] table, byte[] report) {
    String tableName = table(entry);
    String reportName = report(entry);
    verify(tableName, table, required(entry, tableName));
    verify(reportName, report, required(entry, reportName));
    BuildReport built = BuildReport.fromJson(reportName, report);
    byte[] content = CodingWindowTable.decompress(tableName, new ByteArrayInputStream(table));
    String digest = Digest.sha256(content);
    if (!digest.equals(built.contentSha256())) {
      throw damaged(tableName, "content", digest, built.contentSha256(), reportName);
    }
    return new CodingSet(CodingWindowTable.read(tableName, content), built);
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

  private static String table(DataSet entry) {
    return entry.name() + ".tsv.bz2";
  }

  private static String report(DataSet entry) {
    return entry.name() + ".report.json";
  }

  private static Optional<Source.Embedded> embedded(DataSet entry, String file) {
    return entry.files().stream()
        .filter(one -> one.name().equals(file))
        .flatMap(one -> one.source(Source.Embedded.class).stream())
        .findFirst();
  }

  private static Source.Embedded required(DataSet entry, String file) {
    return embedded(entry, file)
        .orElseThrow(
            () ->
                new InputProblem(
                    "data set " + entry.name(),
                    "data-manifest.json names no embedded file " + file + " of it",
                    "use one of " + String.join(", ", names())));
  }

  private static byte[] resource(String path) {
    try (InputStream in = CodingSet.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new InputProblem(
            path, "it is not in the kit's jar", "restore it from the repository and build again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  private static void verify(String name, byte[] file, Source.Embedded named) {
    String digest = Digest.sha256(file);
    String expected = named.sha256().orElse("unknown");
    if (!digest.equals(expected)) {
      throw damaged(name, "file", digest, expected, "data-manifest.json");
    }
  }

  private static InputProblem damaged(
      String name, String what, String found, String expected, String register) {
    return new InputProblem(
        name,
        "the SHA-256 of its " + what + " is " + found + ", but " + register + " says " + expected,
        "restore it from the repository or rebuild it with"
            + " environment/databuilder/rebuild-data.sh");
  }
}
