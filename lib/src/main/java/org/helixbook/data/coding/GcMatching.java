package org.helixbook.data.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;

/**
 * Takes from both classes windows of the same GC content, so that GC content tells nothing about
 * the class.
 *
 * @param binWidth windows count as equal if their GC contents lie in the same bin of this width, in
 *     (0, 1]
 * @param seeds draws which windows are left out
 */
public record GcMatching(double binWidth, Seeds seeds) {
  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public GcMatching {
    if (!(binWidth > 0 && binWidth <= 1)) {
      throw new IllegalArgumentException("a bin of GC content of width " + binWidth);
    }
  }

  /**
   * Chooses windows: in each bin as many of either class, as many as there are of the rarer.
   *
   * @param windows of two classes
   * @return the places of the chosen windows, ascending; may be empty
   */
  public int[] choose(LabelledSequences windows) {
    int[] labels = windows.labels();
    Map<Integer, Map<Integer, List<Integer>>> bins = new TreeMap<>();
    for (int place : seeds.permutation(windows.size(), "GC matching")) {
      int bin = (int) Math.floor(windows.sequences().get(place).gcContent() / binWidth + 1e-9);
      bins.computeIfAbsent(bin, key -> new HashMap<>())
          .computeIfAbsent(labels[place], key -> new ArrayList<>())
          .add(place);
    }
    return bins.values().stream()
        .flatMapToInt(
            bin -> {
              List<Integer> first = bin.getOrDefault(0, List.of());
              List<Integer> second = bin.getOrDefault(1, List.of());
              int both = Math.min(first.size(), second.size());
              return IntStream.concat(
                  first.subList(0, both).stream().mapToInt(i -> i),
                  second.subList(0, both).stream().mapToInt(i -> i));
            })
        .sorted()
        .toArray();
  }

  /**
   * The chosen windows.
   *
   * @param windows the windows
   * @param places those of {@link #choose}
   * @return them alone
   */
  public static LabelledSequences select(LabelledSequences windows, int... places) {
    int[] labels = windows.labels();
    return new LabelledSequences(
        Arrays.stream(places).mapToObj(windows.sequences()::get).toList(),
        Arrays.stream(places).map(place -> labels[place]).toArray(),
        windows.classNames());
  }
}
