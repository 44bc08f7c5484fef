package org.helixbook.data.coding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.dna.GenomicInterval;

/**
 * Parts of the training windows to choose recipes on, so that the test windows are scored once, at
 * the end. Windows that share a gene or a 1-Mb block of a chromosome stay together.
 */
final class TrainingFolds {
  private static final int BLOCK_BP = 1_000_000;

  private TrainingFolds() {}

  static List<SequenceSplit> of(CodingSet set, List<CodingWindow> windows, int folds) {
    List<String> classes = set.classNames();
    List<List<CodingWindow>> loci = new ArrayList<>(loci(windows));
    if (folds < 2 || loci.size() < folds) {
      throw new IllegalArgumentException(loci.size() + " loci cannot make " + folds + " folds");
    }
    // The largest first, each to the fold that has fewest windows of its commoner class.
    loci.sort(
        Comparator.comparingInt((List<CodingWindow> locus) -> -locus.size())
            .thenComparing(locus -> locus.get(0).id()));
    int[][] held = new int[folds][classes.size()];
    Map<String, Integer> foldOf = new HashMap<>();
    for (List<CodingWindow> locus : loci) {
      int[] counts = new int[classes.size()];
      locus.forEach(window -> counts[classes.indexOf(window.className())]++);
      int best = 0;
      for (int fold = 1; fold < folds; fold++) {
        if (cost(held[fold], counts) < cost(held[best], counts)) {
          best = fold;
        }
      }
      for (int c = 0; c < counts.length; c++) {
        held[best][c] += counts[c];
      }
      int chosen = best;
      locus.forEach(window -> foldOf.put(window.id(), chosen));
    }
    List<SequenceSplit> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int here = fold;
      LabelledSequences train =
          set.labelled(windows.stream().filter(window -> foldOf.get(window.id()) != here).toList());
      LabelledSequences test =
          set.labelled(windows.stream().filter(window -> foldOf.get(window.id()) == here).toList());
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("training windows", (long) train.size());
      counts.put("held-out windows", (long) test.size());
      Optional<CodingSource> source =
          set.labelled(windows)
              .origin()
              .filter(part -> part.side() == SplitSide.TRAIN)
              .map(part -> part.source().holdingOut(here + 1, folds));
      splits.add(
          new SequenceSplit(
              train.from(source.map(one -> new CodingSource.Part(one, SplitSide.TRAIN))),
              test.from(source.map(one -> new CodingSource.Part(one, SplitSide.TEST))),
              counts));
    }
    return List.copyOf(splits);
  }

  /** How much the squares of the class sizes would grow. */
  private static long cost(int[] held, int[] more) {
    long cost = 0;
    for (int c = 0; c < more.length; c++) {
      cost += 2L * held[c] * more[c] + (long) more[c] * more[c];
    }
    return cost;
  }

  private static List<List<CodingWindow>> loci(List<CodingWindow> windows) {
    Map<String, String> parents = new HashMap<>();
    for (CodingWindow window : windows) {
      String own = "window " + window.id();
      for (GenomicInterval piece : window.pieces()) {
        join(parents, own, piece.chromosome() + " " + piece.start() / BLOCK_BP);
        join(parents, own, piece.chromosome() + " " + (piece.end() - 1) / BLOCK_BP);
      }
      if (!window.gene().equals(CodingWindow.NO_GENE)) {
        join(parents, own, "gene " + window.gene());
      }
    }
    Map<String, List<CodingWindow>> loci = new LinkedHashMap<>();
    for (CodingWindow window : windows) {
      loci.computeIfAbsent(find(parents, "window " + window.id()), key -> new ArrayList<>())
          .add(window);
    }
    return List.copyOf(loci.values());
  }

  private static void join(Map<String, String> parents, String one, String other) {
    parents.put(find(parents, one), find(parents, other));
  }

  private static String find(Map<String, String> parents, String name) {
    String at = name;
    while (parents.containsKey(at) && !parents.get(at).equals(at)) {
      at = parents.get(at);
    }
    return at;
  }
}
