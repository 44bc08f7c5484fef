package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helixbook.claims.Criterion;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Rule;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.plot.Charts;
import org.helixbook.plot.DotChart;
import org.helixbook.plot.Figure;

/**
 * Printed figures beside measured ones, an entry of the ledger a row: the printed figure with the
 * interval that the rule puts around it, and below it what was measured, in the colour of the
 * verdict. Of an entry it shows the first number that decides and whose figure is printed, else the
 * first whose figure is printed.
 */
final class ForestPlot {
  private static final String PRINTED = "printed in the paper";

  /** Such as {@code .98}, {@code 81.9 %}, {@code +0.091}, or {@code .98 - .95}. */
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?[\\d,]*\\.?\\d+)( %)?(?: - ([\\d,]*\\.?\\d+))?");

  private record Row(
      LedgerEntry entry, LedgerEntry.Figure figure, Criterion criterion, double printed) {
    boolean isShare() {
      return Math.abs(printed) <= 1 && Math.abs(figure.value()) <= 1;
    }

    private String plainName() {
      return entry.id()
          + " "
          + figure.text()
          + (entry.variant().isEmpty() ? "" : " [" + entry.variant() + "]");
    }

    /**
     * Its name among others: with its part, data set and profile only where these tell it apart.
     */
    String name(List<Row> all) {
      List<Row> same = all.stream().filter(row -> row.plainName().equals(plainName())).toList();
      List<Row> ofPart =
          same.stream().filter(row -> row.entry().part().equals(entry.part())).toList();
      return plainName()
          + (ofPart.size() < same.size() ? " [" + entry.part() + "]" : "")
          + (ofPart.size() > 1 ? " [" + entry.dataset() + ", " + entry.profile() + "]" : "");
    }
  }

  private final List<Row> rows;

  ForestPlot(Ledger ledger) {
    Map<String, Criterion> criteria = new LinkedHashMap<>();
    ledger.papers().stream()
        .flatMap(paper -> paper.claims().stream())
        .flatMap(claim -> claim.measurements().stream())
        .forEach(criterion -> criteria.put(criterion.id(), criterion));
    rows = ledger.entries().stream().flatMap(entry -> row(entry, criteria).stream()).toList();
  }

  private static Optional<Row> row(LedgerEntry entry, Map<String, Criterion> criteria) {
    List<Row> printed = new ArrayList<>();
    for (LedgerEntry.Figure figure : entry.measurements()) {
      Criterion criterion = criteria.get(figure.id());
      OptionalDouble number = number(figure.published());
      if (number.isPresent() && figure.value() != null) {
        printed.add(new Row(entry, figure, criterion, number.getAsDouble()));
      }
    }
    return Stream.concat(
            printed.stream().filter(row -> row.criterion().rule().decides()), printed.stream())
        .findFirst();
  }

  /** A printed figure as a number; empty if it is more than one number, or its difference. */
  static OptionalDouble number(String printed) {
    Matcher found = NUMBER.matcher(printed.replace(",", ""));
    if (!found.matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(found.group(1));
    double less = found.group(3) == null ? 0 : Double.parseDouble(found.group(3));
    return OptionalDouble.of(found.group(2) == null ? value - less : value / 100);
  }

  /** What lies between -1 and 1: accuracies, areas, shares and their differences. */
  Optional<Figure> shares() {
    return figure(
        "Printed and measured, claim by claim",
        "accuracy, area, F1, share, or a difference of two (95 % interval)",
        rows.stream().filter(Row::isShare).toList(),
        row -> value -> value);
  }

  /** All else, such as counts and perplexities, as a multiple of what is printed. */
  Optional<Figure> multiples() {
    return figure(
        "Counts and other numbers, as a multiple of what is printed",
        "measured, divided by the printed figure",
        rows.stream().filter(row -> !row.isShare() && row.printed() != 0).toList(),
        row -> value -> value / row.printed());
  }

  private static Optional<Figure> figure(
      String title, String axis, List<Row> shown, Function<Row, DoubleUnaryOperator> scale) {
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    DotChart chart = Charts.dots(title, axis).dense().color(PRINTED, VerdictLook.PRINTED);
    for (Row row : shown) {
      DoubleUnaryOperator scaled = scale.apply(row);
      String name = row.name(shown);
      double[] around = around(row.criterion().rule());
      chart.dot(name, PRINTED, interval(row.printed(), around[0], around[1], scaled));
      String verdict = row.entry().verdict().label();
      List<Double> ends = row.figure().interval();
      chart.color(verdict, VerdictLook.of(row.entry().verdict()).dot());
      chart.dot(
          name,
          verdict,
          interval(
              row.figure().value(),
              ends == null ? Double.NaN : ends.get(0),
              ends == null ? Double.NaN : ends.get(1),
              scaled));
    }
    List<String> profiles =
        shown.stream().map(row -> row.entry().profile()).distinct().sorted().toList();
    return Optional.of(
        Figure.of(chart)
            .source("Profile: " + String.join(", ", profiles) + ".")
            .note(
                "Above: the printed figure, with the interval of its rule where it has one. Below:"
                    + " what was measured here, in the colour of the verdict."));
  }

  private static double[] around(Rule rule) {
    if (rule instanceof Rule.Overlap overlap) {
      return new double[] {overlap.low(), overlap.high()};
    }
    return rule instanceof Rule.Within within
        ? new double[] {within.low(), within.high()}
        : new double[] {Double.NaN, Double.NaN};
  }

  private static ConfidenceInterval interval(
      double value, double low, double high, DoubleUnaryOperator scaled) {
    double a = scaled.applyAsDouble(low);
    double b = scaled.applyAsDouble(high);
    return new ConfidenceInterval(
        scaled.applyAsDouble(value), Math.min(a, b), Math.max(a, b), 0.95);
  }
}
