package org.helixbook.data.chromatin;

import java.util.List;
import org.helixbook.data.EmbeddedFile;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.feedback.InputProblem;

/**
 * The data set {@code hg19-annotation}, which the kit carries inside: 90,000 windows of 200 bp of
 * human chr20 and chrX (first 69,999,930 bases), GRCh37, labelled from public annotation by
 * DeepSEA's rule. It stands in for DeepSEA's bundle, with the paper's 80,000 training, 2,000
 * validation and 8,000 test windows, but with eleven tasks where DeepSEA has 919.
 *
 * @param content all windows, ordered by place, and both splits
 * @param report how the set came about, with what was counted and left out
 */
public record Hg19Annotation(WindowsFile.Content content, BuildReport report) {

  /** Its name in the data manifest. */
  public static final String NAME = "hg19-annotation";

  /**
   * The tasks that cover long stretches, which windows were not chosen by. All others are
   * landmarks.
   */
  public static final List<String> DOMAINS = List.of("gene-body+", "gene-body-", "lamin-domain");

  /** What follows the name in the windows' file. */
  public static final String WINDOWS_SUFFIX = ".windows.xz";

  /** What follows the name in the report's file. */
  public static final String REPORT_SUFFIX = ".report.json";

  /**
   * Reads the set from the kit's jar.
   *
   * @return the set
   * @throws InputProblem if a file is not the one that the data manifest names
   */
  public static Hg19Annotation load() {
    String windows = NAME + WINDOWS_SUFFIX;
    return new Hg19Annotation(
        WindowsFile.read(windows, EmbeddedFile.read(NAME, windows)), loadReport());
  }

  /**
   * Reads the report alone from the kit's jar.
   *
   * @return how the set came about
   * @throws InputProblem if the file is not the one that the data manifest names
   */
  public static BuildReport loadReport() {
    String report = NAME + REPORT_SUFFIX;
    return BuildReport.fromJson(report, EmbeddedFile.read(NAME, report));
  }

  /**
   * The set, split.
   *
   * @param split how
   * @return training, validation and test windows, each ordered by place: shuffle before training
   */
  public ChromatinData data(WindowSplit split) {
    String name = split.label();
    return new ChromatinData(
        NAME,
        name,
        content.side(name, Side.TRAIN),
        content.side(name, Side.VALIDATION),
        content.side(name, Side.TEST),
        List.of(
            "Its labels are annotation, not ChIP-seq: what a gene catalogue and a regulatory"
                + " catalogue say, not what one cell type binds.",
            "The CTCF and promoter-flanking catalogues are samples, so a missing label there is no"
                + " sure negative.",
            "Nearly half of the windows were drawn because they hold a landmark, so rates are higher"
                + " than in the genome."));
  }
}
