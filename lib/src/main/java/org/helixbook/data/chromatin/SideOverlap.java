package org.helixbook.data.chromatin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * How many test windows of a split have a relative among the training windows: what a model may
 * remember instead of learn.
 *
 * @param split the split's name
 * @param twins test windows whose bases, on either strand, are those of a training window
 * @param neighbours test windows that touch or overlap a training window; 0 where places are not
 *     known
 * @param testWindows test windows in all
 */
public record SideOverlap(String split, int twins, int neighbours, int testWindows) {

  /**
   * Counts.
   *
   * @param data the windows
   * @return the counts
   */
  public static SideOverlap of(ChromatinData data) {
    Set<String> bases = new HashSet<>();
    Map<String, NavigableSet<Integer>> starts = new HashMap<>();
    MultiLabelWindows train = data.train();
    for (int row = 0; row < train.size(); row++) {
      bases.add(train.eitherStrandKey(row));
      train
          .place(row)
          .ifPresent(
              place ->
                  starts
                      .computeIfAbsent(place.chromosome(), name -> new TreeSet<>())
                      .add(place.start()));
    }
    int twins = 0;
    int neighbours = 0;
    MultiLabelWindows test = data.test();
    for (int row = 0; row < test.size(); row++) {
      if (bases.contains(test.eitherStrandKey(row))) {
        twins++;
      }
      Optional<GenomicInterval> place = test.place(row);
      if (place.isPresent() && touches(place.get(), starts, train.windowLength())) {
        neighbours++;
      }
    }
    return new SideOverlap(data.split(), twins, neighbours, test.size());
  }

  /**
   * Several splits, a row each: {@code split}, {@code same bases} on either strand, {@code
   * touching}, {@code test windows}.
   */
  public static Table table(List<SideOverlap> splits) {
    return Columns.of(splits)
        .text("split", SideOverlap::split)
        .count("same bases", SideOverlap::twins)
        .count("touching", SideOverlap::neighbours)
        .count("test windows", SideOverlap::testWindows)
        .table("Test windows with a relative in training");
  }

  private static boolean touches(
      GenomicInterval place, Map<String, NavigableSet<Integer>> starts, int length) {
    NavigableSet<Integer> here = starts.getOrDefault(place.chromosome(), new TreeSet<>());
    Integer next = here.ceiling(place.start() - length);
    return next != null && next <= place.end();
  }
}
