package org.helixbook.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.helixbook.feedback.InputProblem;
import org.helixbook.genome.DnaSequence;
import org.helixbook.storage.Digest;

/**
 * The data set {@code human-coding-600}, which the kit carries inside: 1,000 windows of 600 nt of
 * ORF-derived coding sequence and 1,000 of intron and intergenic sequence, human chr20 and chrX
 * (first 69,999,930 bases), GRCh37. It stands in for the private images of Paper 1.
 *
 * @param windows all windows by class, chromosome and place: shuffle them before training
 * @param report how the set came about, with what was counted and dropped
 */
public record HumanCodingSet(List<CodingWindow> windows, BuildReport report) {

  /** Its name in the data manifest. */
  public static final String NAME = "human-coding-600";

  private static final String TABLE = NAME + ".tsv.bz2";
  private static final String REPORT = NAME + ".report.json";

  /** Copies the list. */
  public HumanCodingSet {
    windows = List.copyOf(windows);
  }

  /**
   * Reads the set from the kit's jar.
   *
   * @return the set
   * @throws InputProblem if a file is not the one that the data manifest names
   */
  public static HumanCodingSet load() {
    DataSet entry = DataManifest.bundled().dataSet(NAME);
    return of(
        entry,
        resource(embedded(entry, TABLE).resource()),
        resource(embedded(entry, REPORT).resource()));
  }

  /**
   * Reads the set from its two files.
   *
   * @param entry its entry in the manifest
   * @param table the compressed table
   * @param report the report
   * @return the set
   * @throws InputProblem if a file is not the one that the entry names
   */
  static HumanCodingSet of(DataSet entry, byte[] table, byte[] report) {
    verify(TABLE, table, embedded(entry, TABLE));
    verify(REPORT, report, embedded(entry, REPORT));
    BuildReport built = BuildReport.fromJson(REPORT, report);
    byte[] content = CodingWindowTable.decompress(TABLE, new ByteArrayInputStream(table));
    String digest = Digest.sha256(content);
    if (!digest.equals(built.contentSha256())) {
      throw damaged(TABLE, "content", digest, built.contentSha256(), REPORT);
    }
    return new HumanCodingSet(CodingWindowTable.read(TABLE, content), built);
  }

  private static Source.Embedded embedded(DataSet entry, String file) {
    return entry.files().stream()
        .filter(one -> one.name().equals(file))
        .flatMap(one -> one.source(Source.Embedded.class).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "data-manifest.json, data set " + entry.name(),
                    "it names no embedded file " + file,
                    "restore the manifest from the repository"));
  }

  private static byte[] resource(String path) {
    try (InputStream in = HumanCodingSet.class.getResourceAsStream("/" + path)) {
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
        "restore it from the repository or rebuild it with environment/rebuild-data.sh");
  }

  /**
   * The training windows of a split.
   *
   * @param split which split
   * @return 800 windows of each class, coding ones first
   */
  public List<CodingWindow> train(SplitName split) {
    return on(split, SplitSide.TRAIN);
  }

  /**
   * The test windows of a split.
   *
   * @param split which split
   * @return 200 windows of each class, coding ones first
   */
  public List<CodingWindow> test(SplitName split) {
    return on(split, SplitSide.TEST);
  }

  /**
   * One window.
   *
   * @param id its name, such as {@code CDN-0001}
   * @return the window
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
                    "there is none of this name in " + NAME,
                    "use one from "
                        + windows.get(0).id()
                        + " to "
                        + windows.get(windows.size() - 1).id()));
  }

  /**
   * The sequences of one class, training and test together.
   *
   * @param codingClass the class
   * @return its sequences, in the order of the set
   */
  public List<DnaSequence> sequences(CodingClass codingClass) {
    return windows.stream()
        .filter(window -> window.codingClass() == codingClass)
        .map(CodingWindow::sequence)
        .toList();
  }

  private List<CodingWindow> on(SplitName split, SplitSide side) {
    return windows.stream().filter(window -> window.side(split) == side).toList();
  }

  /** The names of the classes in the order of their label numbers: CDN, LNSD. */
  public static List<String> classNames() {
    return List.of(CodingClass.CDN.name(), CodingClass.LNSD.name());
  }
}
