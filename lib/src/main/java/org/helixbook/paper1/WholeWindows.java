package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.Units;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * Whole windows of the genome, neither spliced nor in frame, and how many of them detectors call
 * coding (claim P1.22).
 *
 * @param set what the windows are from
 * @param windows kind by kind
 * @param bootstrap how intervals are drawn: over genes, since windows of one resemble each other,
 *     and seeds
 */
public record WholeWindows(CodingSet set, List<CodingWindow> windows, Bootstrap bootstrap) {
  private static final int CODING = 0;

  /** Copies the list. */
  public WholeWindows {
    windows = List.copyOf(windows);
  }

  /**
   * The windows of {@link CodingSet#HUMAN_GENOMIC} that no training window is near.
   *
   * @param training what the detectors learned from
   * @param perKind how many of each kind at most, at equal distances in the set
   * @param bootstrap how intervals are drawn
   */
  public static WholeWindows of(List<CodingWindow> training, int perKind, Bootstrap bootstrap) {
    CodingSet set = CodingSet.load(CodingSet.HUMAN_GENOMIC);
    List<CodingWindow> away = set.awayFrom(training);
    List<CodingWindow> chosen = new ArrayList<>();
    for (String kind : away.stream().map(CodingWindow::kind).distinct().toList()) {
      List<CodingWindow> own = away.stream().filter(one -> one.kind().equals(kind)).toList();
      int kept = Math.min(perKind, own.size());
      for (int i = 0; i < kept; i++) {
        chosen.add(own.get((int) ((long) i * own.size() / kept)));
      }
    }
    return new WholeWindows(set, chosen, bootstrap);
  }

  /** The name of the set. */
  public String name() {
    return set.name();
  }

  /** The windows with their classes, for detectors to judge. */
  public LabelledSequences labelled() {
    return set.labelled(windows);
  }

  /** The kinds that there are, such as {@code exon}, in the order of the windows. */
  public List<String> kinds() {
    return windows.stream().map(CodingWindow::kind).distinct().toList();
  }

  /**
   * The share of the windows of some kinds that a detector calls coding.
   *
   * @param detector what it says of {@link #labelled}
   * @param some kinds, counted together
   * @return the mean over seeds with its interval over genes and seeds; Wilson's where all or none
   *     are called coding and no resample would differ
   */
  public ConfidenceInterval called(Trials<? extends Decisions> detector, List<String> some) {
    int[] rows = rows(some);
    List<double[]> each =
        detector.decisions().predicted().stream()
            .map(said -> Arrays.stream(rows).mapToDouble(i -> said[i] == CODING ? 1 : 0).toArray())
            .toList();
    double[] shares =
        each.stream().mapToDouble(one -> Arrays.stream(one).average().orElse(0)).toArray();
    if (Arrays.stream(shares).allMatch(share -> share == shares[0]) && shares[0] % 1 == 0) {
      return ProportionInterval.wilson((int) shares[0] * rows.length, rows.length);
    }
    return bootstrap.interval(
        genes(rows), each.size(), Bootstrap.meansOf(each), "windows called coding");
  }

  private int[] rows(List<String> kinds) {
    return IntStream.range(0, windows.size())
        .filter(i -> kinds.contains(windows.get(i).kind()))
        .toArray();
  }

  /** The windows of one gene as one unit; one of no gene is its own. */
  private Units genes(int[] rows) {
    List<String> names =
        Arrays.stream(rows)
            .mapToObj(windows::get)
            .map(one -> one.gene().equals(CodingWindow.NO_GENE) ? one.id() : one.gene())
            .toList();
    return Units.blocks(names.stream().mapToInt(names::indexOf).toArray(), "genes");
  }

  /**
   * A row a detector and kind.
   *
   * @param title the table's name
   * @param detectors what they say of {@link #labelled}
   * @return {@code detector}, {@code windows} (their kind), how many, the share {@code called
   *     coding}, with the ends of its 95 % interval
   */
  public Table table(String title, List<? extends Trials<? extends Decisions>> detectors) {
    record Row(String detector, String kind, ConfidenceInterval share) {}
    List<Row> all =
        detectors.stream()
            .flatMap(
                one ->
                    kinds().stream()
                        .map(kind -> new Row(one.name(), kind, called(one, List.of(kind)))))
            .toList();
    return Columns.of(all)
        .text("detector", Row::detector)
        .text("windows", Row::kind)
        .count("number", row -> rows(List.of(row.kind())).length)
        .number("called coding", row -> row.share().value())
        .number("from", row -> row.share().low())
        .number("to", row -> row.share().high())
        .table(title);
  }

  /**
   * What is recorded: of each detector the share called coding of windows round exons, and of those
   * without coding sequence.
   *
   * @param detectors what they say of {@link #labelled}
   * @return {@code P1.22-*}, a variant a detector
   */
  public List<Result> results(List<? extends Trials<? extends Decisions>> detectors) {
    List<Result> results = new ArrayList<>();
    for (Trials<? extends Decisions> one : detectors) {
      results.add(result("P1.22-exons-called-coding", one, List.of("exon")));
      results.add(result("P1.22-others-called-coding", one, List.of("intron", "intergenic")));
    }
    return results;
  }

  private Result result(String id, Trials<? extends Decisions> detector, List<String> kinds) {
    return Result.of(
        id,
        called(detector, kinds),
        detector.provenance().withVariant(detector.name()).withN(rows(kinds).length));
  }
}
