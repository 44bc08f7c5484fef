package org.helixbook.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The epochs of a run, in order.
 *
 * @param epochs one record an epoch, numbered from 1 without gaps
 */
public record History(List<EpochRecord> epochs) {

  /**
   * Checks the numbering and that each epoch measured the same.
   *
   * @throws IllegalArgumentException if an epoch is missing or out of order, or if its metrics are
   *     not those of the first one in the same order
   */
  public History {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "epoch " + (i + 1) + " is missing: its place holds epoch " + epochs.get(i).epoch());
      }
      if (!metrics(epochs.get(i)).equals(metrics(epochs.get(0)))) {
        throw new IllegalArgumentException(
            "epoch "
                + (i + 1)
                + " measured "
                + metrics(epochs.get(i))
                + ", and the first one "
                + metrics(epochs.get(0)));
      }
    }
  }

  private static List<String> metrics(EpochRecord epoch) {
    return List.copyOf(epoch.metrics().keySet());
  }

  /** The names of what was measured, in the order of their columns; none without an epoch. */
  public List<String> metrics() {
    return epochs.isEmpty() ? List.of() : metrics(epochs.get(0));
  }

  /**
   * One figure of all epochs.
   *
   * @param name such as {@code validationPerplexity}
   * @return {@code [epochs]}
   * @throws IllegalArgumentException if no such figure is measured
   */
  public double[] values(String name) {
    return epochs.stream().mapToDouble(epoch -> epoch.metric(name)).toArray();
  }

  /** A history without epochs. */
  public static History empty() {
    return new History(List.of());
  }

  /** This history and one more epoch. */
  public History plus(EpochRecord next) {
    List<EpochRecord> longer = new ArrayList<>(epochs);
    longer.add(next);
    return new History(longer);
  }

  /**
   * The last epoch.
   *
   * @throws IllegalStateException if there is none
   */
  public EpochRecord last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch has been finished yet");
    }
    return epochs.get(epochs.size() - 1);
  }

  /** Mean wall time of an epoch in seconds, evaluation included; NaN without an epoch. */
  public double meanSeconds() {
    return epochs.stream().mapToDouble(EpochRecord::seconds).average().orElse(Double.NaN);
  }

  /**
   * As comma-separated text: {@code epoch}, the metrics under their own names, {@code seconds}; a
   * row an epoch. Numbers are printed so that reading gives the same bits.
   */
  String toCsv() {
    StringBuilder text = new StringBuilder(EpochRecord.EPOCH);
    metrics().forEach(name -> text.append(',').append(name));
    text.append(',').append(EpochRecord.SECONDS).append('\n');
    for (EpochRecord epoch : epochs) {
      text.append(epoch.epoch());
      epoch.metrics().values().forEach(value -> text.append(',').append(value));
      text.append(',').append(epoch.seconds()).append('\n');
    }
    return text.toString();
  }

  /** The epochs that can be read: a last line without its end, or a damaged one, ends them. */
  static History ofCsv(String text) {
    History history = History.empty();
    try {
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      List<String> head = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        history = history.plus(epoch(head, line.split(",", -1)));
      }
      return history;
    } catch (RuntimeException e) {
      return history;
    }
  }

  private static EpochRecord epoch(List<String> head, String[] cells) {
    int last = head.size() - 1;
    if (cells.length != head.size()
        || !head.get(0).equals(EpochRecord.EPOCH)
        || !head.get(last).equals(EpochRecord.SECONDS)) {
      throw new IllegalArgumentException("this is no line of a history");
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 1; i < last; i++) {
      metrics.put(head.get(i), Double.parseDouble(cells[i]));
    }
    return new EpochRecord(Integer.parseInt(cells[0]), metrics, Double.parseDouble(cells[last]));
  }
}
