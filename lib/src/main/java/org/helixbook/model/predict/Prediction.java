package org.helixbook.model.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunPredictor;
import tech.tablesaw.api.Table;

/**
 * What a run says of some places: a row each, a number for each class or task.
 *
 * @param run which says it, for a reader
 * @param outputs what the numbers are of: classes, tasks, or a unit
 * @param thresholds by which a class or task is called, a sentence each
 * @param rows in the order of the input
 * @param leftOut what of the input has no row, a sentence each; empty if all has
 */
public record Prediction(
    String run,
    List<String> outputs,
    List<String> thresholds,
    List<Row> rows,
    List<String> leftOut) {

  /**
   * One place.
   *
   * @param place the window's; of a track, the bin that it stands for
   * @param name of its region; empty without one
   * @param scores {@code [outputs]}
   * @param calls the class, or the tasks above their thresholds
   */
  public record Row(
      GenomicInterval place, String name, double[] scores, List<RunPredictor.Call> calls) {
    private String called() {
      return calls.stream().map(RunPredictor.Call::name).collect(Collectors.joining(","));
    }
  }

  /** Copies the lists. */
  public Prediction {
    outputs = List.copyOf(outputs);
    thresholds = List.copyOf(thresholds);
    rows = List.copyOf(rows);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A row a place: {@code sequence}, {@code start} (from 0), {@code end} (exclusive), {@code
   * strand}, a column for each output, and what is {@code called}.
   */
  public Table table() {
    Columns<Row> columns =
        Columns.of(rows)
            .text("sequence", row -> row.place().chromosome())
            .count("start", row -> row.place().start())
            .count("end", row -> row.place().end())
            .text("strand", row -> String.valueOf(row.place().strand().symbol()))
            .text("region", Row::name);
    for (int i = 0; i < outputs.size(); i++) {
      int output = i;
      columns.number(outputs.get(i), row -> row.scores()[output]);
    }
    return columns.text("called", Row::called).table(run);
  }

  /**
   * The same as text, columns separated by tabs; which run and thresholds stands above, in lines
   * that begin with #. Numbers are printed so that reading them gives the same bits.
   */
  public String toTsv() {
    StringBuilder text = new StringBuilder("# " + run + "\n");
    thresholds.forEach(sentence -> text.append("# ").append(sentence).append('\n'));
    String names = String.join("\t", outputs);
    text.append("sequence\tstart\tend\tstrand\tregion\t" + names + "\tcalled\n");
    for (Row row : rows) {
      String scores =
          Arrays.stream(row.scores()).mapToObj(String::valueOf).collect(Collectors.joining("\t"));
      append(text, row, row.place().strand().symbol(), row.name(), scores, row.called());
    }
    return text.toString();
  }

  /**
   * BED of six columns: a line for each class or task that is called, its name, 1,000 times its
   * probability (0 where there is none), and the strand.
   */
  public String toBed() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      for (RunPredictor.Call call : row.calls()) {
        long score = Math.round(1000 * call.probability());
        append(text, row, call.name(), score, row.place().strand().symbol());
      }
    }
    return text.toString();
  }

  /** BedGraph for a genome browser: a track for each output. */
  public String toBedGraph() {
    StringBuilder text = new StringBuilder();
    for (int output = 0; output < outputs.size(); output++) {
      String of = run.replace('"', '\'');
      text.append("track type=bedGraph name=\"" + outputs.get(output));
      text.append("\" description=\"" + of + "\"\n");
      for (Row row : rows) {
        append(text, row, String.format(Locale.ROOT, "%.6f", row.scores()[output]));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Row row, Object... cells) {
    GenomicInterval place = row.place();
    text.append(place.chromosome() + "\t" + place.start() + "\t" + place.end());
    for (Object cell : cells) {
      text.append('\t').append(cell);
    }
    text.append('\n');
  }

  /**
   * The same with some of the outputs alone; what is called stays.
   *
   * @param some their names, at least one, in the order wanted
   * @throws InputProblem if there is no such output
   */
  public Prediction only(List<String> some) {
    int[] chosen = some.stream().mapToInt(this::output).toArray();
    List<Row> fewer = new ArrayList<>(rows.size());
    for (Row row : rows) {
      double[] scores = new double[chosen.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = row.scores()[chosen[i]];
      }
      fewer.add(new Row(row.place(), row.name(), scores, row.calls()));
    }
    return new Prediction(run, some, thresholds, fewer, leftOut);
  }

  private int output(String name) {
    int at = outputs.indexOf(name);
    if (at < 0) {
      throw new InputProblem(
          "output '" + name + "'",
          "the run says nothing of it",
          "write one of " + String.join(", ", outputs));
    }
    return at;
  }
}
