package org.helixbook.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A history as comma-separated text: {@code epoch}, the metrics under their own names, {@code
 * seconds}; a row an epoch. Numbers are printed so that reading gives the same bits.
 */
final class HistoryCsv {
  private HistoryCsv() {}

  static String write(History history) {
    StringBuilder text = new StringBuilder(EpochRecord.EPOCH);
    history.metrics().forEach(name -> text.append(',').append(name));
    text.append(',').append(EpochRecord.SECONDS).append('\n');
    for (EpochRecord epoch : history.epochs()) {
      text.append(epoch.epoch());
      epoch.metrics().values().forEach(value -> text.append(',').append(value));
      text.append(',').append(epoch.seconds()).append('\n');
    }
    return text.toString();
  }

  /** The epochs that can be read: a last line without its end, or a damaged one, ends them. */
  static History read(String text) {
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
