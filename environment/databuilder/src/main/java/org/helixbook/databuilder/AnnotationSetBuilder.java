package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.MultiLabelWindowsBuilder;
import org.helixbook.data.chromatin.Side;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.data.chromatin.WindowsFile;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;

/**
 * Labels the bins of a genome, draws windows from them and splits them. As in {@link
 * HumanCodingSetBuilder}, a draw takes its candidates in the order of a SHA-256 digest of their
 * places, so nothing depends on the system or the Java version.
 */
final class AnnotationSetBuilder {
  private static final String BINS = "1 bins";
  private static final String LABELLED = "2 candidates that are positive";
  private static final String SIDES = "3 sides of the chromosome split";
  private static final String DRAW = "4 draw";

  private final AnnotationInputs inputs;
  private final AnnotationRules rules;
  private final DrawOrder draw;
  private final Tally tally = new Tally();

  /**
   * A bin that may become a window.
   *
   * @param place where it is
   * @param labels its positive tasks
   * @param landmark whether one of them is a landmark
   */
  private record Bin(GenomicInterval place, BitSet labels, boolean landmark) {
    String key() {
      return place.chromosome() + ":" + place.start();
    }
  }

  /** Counts the positive bins of some blocks, those with and without a landmark apart. */
  private static final class BlockTally {
    private final long[][] positives;
    private final long[] bins = new long[2];

    BlockTally(int tasks) {
      positives = new long[2][tasks];
    }

    int taskCount() {
      return positives[0].length;
    }

    long landmarks() {
      return bins[1];
    }

    void add(Bin bin) {
      int kind = bin.landmark() ? 1 : 0;
      bins[kind]++;
      bin.labels().stream().forEach(task -> positives[kind][task]++);
    }

    void add(BlockTally other) {
      for (int kind = 0; kind < 2; kind++) {
        bins[kind] += other.bins[kind];
        for (int task = 0; task < taskCount(); task++) {
          positives[kind][task] += other.positives[kind][task];
        }
      }
    }

    /** Squared differences of the rates, in standard deviations of one bin, over all tasks. */
    double difference(BlockTally whole) {
      double sum = 0;
      for (int task = 0; task < taskCount(); task++) {
        double rate = whole.rate(task);
        sum += (rate(task) - rate) * (rate(task) - rate) / (rate * (1 - rate) + 1e-9);
      }
      return sum;
    }

    /** The rate among windows, half of which have a landmark. */
    private double rate(int task) {
      return 0.5 * positives[0][task] / Math.max(1, bins[0])
          + 0.5 * positives[1][task] / Math.max(1, bins[1]);
    }
  }

  private record Taken(Bin bin, DnaSequence sequence, Side side) {}

  /**
   * A finished set.
   *
   * @param content windows and splits
   * @param file the same as a file
   * @param report how it came about
   */
  record Result(WindowsFile.Content content, byte[] file, BuildReport report) {}

  private AnnotationSetBuilder(AnnotationInputs inputs, AnnotationRules rules) {
    this.inputs = inputs;
    this.rules = rules;
    this.draw = new DrawOrder(rules.seed());
  }

  /**
   * Builds a set.
   *
   * @param name its name, for the report
   * @param inputs the genome and the features
   * @return the set, the same for the same arguments
   * @throws InputProblem if there are not enough bins
   */
  static Result build(String name, AnnotationInputs inputs, AnnotationRules rules) {
    AnnotationSetBuilder builder = new AnnotationSetBuilder(inputs, rules);
    WindowsFile.Content content = builder.build();
    byte[] file = WindowsFile.write(content);
    builder.countLabels(content);
    BuildReport report =
        new BuildReport(
            name,
            inputs.described(),
            rules.inWords(inputs.tasks()),
            builder.tally.counts(),
            Digest.sha256(file));
    return new Result(content, file, report);
  }

  private WindowsFile.Content build() {
    inputs.tasks().forEach(task -> tally.add(LABELLED, task.name(), 0));
    List<Bin> bins = new ArrayList<>();
    for (String chromosome : inputs.genome().names()) {
      addBins(chromosome, bins);
    }
    Map<Side, List<Bin>> bySide = assignBlocks(bins);
    List<Taken> taken = draw(bySide);
    taken.sort(
        Comparator.comparingInt(
                (Taken one) ->
                    List.copyOf(inputs.genome().names()).indexOf(one.bin().place().chromosome()))
            .thenComparingInt(one -> one.bin().place().start()));
    List<String> names = inputs.tasks().stream().map(AnnotationTask::name).toList();
    MultiLabelWindowsBuilder windows =
        MultiLabelWindows.builder(rules.labelling().binLength(), names);
    for (Taken one : taken) {
      windows.add(BaseIds.of(one.sequence().bases()), one.bin().labels(), one.bin().place());
    }
    Map<String, Side[]> splits = new LinkedHashMap<>();
    splits.put(
        WindowSplit.CHROMOSOME.label(), taken.stream().map(Taken::side).toArray(Side[]::new));
    splits.put(WindowSplit.RANDOM.label(), randomSides(taken));
    return new WindowsFile.Content(windows.build(), splits);
  }

  private void addBins(String chromosome, List<Bin> bins) {
    int length = inputs.genome().length(chromosome);
    int binLength = rules.labelling().binLength();
    List<BitSet> positive = new ArrayList<>();
    for (AnnotationTask task : inputs.tasks()) {
      positive.add(
          rules
              .labelling()
              .positiveBins(
                  task.intervals().stream()
                      .filter(one -> one.chromosome().equals(chromosome))
                      .toList(),
                  length));
    }
    for (int bin = 0; bin < rules.labelling().bins(length); bin++) {
      GenomicInterval place =
          new GenomicInterval(chromosome, bin * binLength, (bin + 1) * binLength, Strand.FORWARD);
      int inBlock = place.start() % rules.blockLength();
      tally.add(BINS, chromosome + ": all", 1);
      if (inBlock < rules.guard() || inBlock + binLength > rules.blockLength() - rules.guard()) {
        tally.add(BINS, chromosome + ": left out, in a guard between blocks", 1);
      } else if (!inputs.genome().read(place).isUnambiguous()) {
        tally.add(BINS, chromosome + ": left out, with N", 1);
      } else {
        bins.add(bin(place, bin, positive));
      }
    }
  }

  private Bin bin(GenomicInterval place, int bin, List<BitSet> positive) {
    BitSet labels = new BitSet();
    boolean landmark = false;
    for (int task = 0; task < positive.size(); task++) {
      if (positive.get(task).get(bin)) {
        labels.set(task);
        landmark |= inputs.tasks().get(task).local();
        tally.add(LABELLED, inputs.tasks().get(task).name(), 1);
      }
    }
    tally.add(LABELLED, landmark ? "for a landmark" : "for no landmark", 1);
    return new Bin(place, labels, landmark);
  }

  private String block(Bin bin) {
    return bin.place().chromosome() + ":" + bin.place().start() / rules.blockLength();
  }

  /**
   * Puts whole blocks on the sides: of many random ways the one in which the rates of the tasks on
   * the small sides are most like those of the whole.
   */
  private Map<Side, List<Bin>> assignBlocks(List<Bin> bins) {
    Map<String, BlockTally> blocks = new TreeMap<>();
    BlockTally whole = new BlockTally(inputs.tasks().size());
    for (Bin bin : bins) {
      blocks.computeIfAbsent(block(bin), name -> new BlockTally(whole.taskCount())).add(bin);
      whole.add(bin);
    }
    Map<String, Side> best = Map.of();
    double smallest = Double.POSITIVE_INFINITY;
    for (int order = 0; order < rules.blockOrders(); order++) {
      Map<String, Side> sideOf = assignBlocks(blocks, whole.landmarks(), order);
      double difference = 0;
      for (Side side : List.of(Side.VALIDATION, Side.TEST)) {
        BlockTally here = new BlockTally(whole.taskCount());
        blocks.forEach(
            (name, block) -> {
              if (sideOf.get(name) == side) {
                here.add(block);
              }
            });
        difference += here.difference(whole);
      }
      if (difference < smallest) {
        smallest = difference;
        best = sideOf;
      }
    }
    Map<Side, List<Bin>> bySide = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      bySide.put(side, new ArrayList<>());
      long count = best.values().stream().filter(one -> one == side).count();
      tally.add(SIDES, "blocks for " + side.label(), count);
    }
    for (Bin bin : bins) {
      Side side = best.get(block(bin));
      bySide.get(side).add(bin);
      tally.add(
          SIDES,
          "candidates with" + (bin.landmark() ? "" : "out") + " a landmark, " + side.label(),
          1);
    }
    return bySide;
  }

  /** Draws whole blocks for test, then validation, until each holds its share of landmarks. */
  private Map<String, Side> assignBlocks(
      Map<String, BlockTally> blocks, long landmarks, int order) {
    Map<String, Side> sideOf = new HashMap<>();
    Side[] sides = {Side.TEST, Side.VALIDATION, Side.TRAIN};
    int next = 0;
    long held = 0;
    for (String block : draw.of(List.copyOf(blocks.keySet()), "blocks " + order + " ")) {
      if (next < 2 && held * rules.windows() >= landmarks * wanted(sides[next])) {
        next++;
        held = 0;
      }
      sideOf.put(block, sides[next]);
      held += blocks.get(block).landmarks();
    }
    return sideOf;
  }

  private int wanted(Side side) {
    return switch (side) {
      case TRAIN -> rules.train();
      case VALIDATION -> rules.validation();
      case TEST -> rules.test();
    };
  }

  private List<Taken> draw(Map<Side, List<Bin>> bySide) {
    // The share of landmarks that the poorest side can give is the share of all sides.
    double share = 1;
    for (Side side : Side.values()) {
      long here = bySide.get(side).stream().filter(Bin::landmark).count();
      share = Math.min(share, (double) here / wanted(side));
    }
    Set<String> drawn = new HashSet<>();
    List<Taken> taken = new ArrayList<>();
    for (Side side : Side.values()) {
      int landmarks = (int) Math.floor(share * wanted(side));
      for (boolean landmark : new boolean[] {true, false}) {
        int count = landmark ? landmarks : wanted(side) - taken(taken, side);
        List<Bin> candidates =
            bySide.get(side).stream().filter(bin -> bin.landmark() == landmark).toList();
        take(candidates, count, side, drawn, taken);
      }
      if (taken(taken, side) < wanted(side)) {
        throw new InputProblem(
            "the " + side.label() + " side",
            wanted(side) - taken(taken, side) + " windows are missing",
            "give more sequence, or ask for fewer windows");
      }
    }
    return taken;
  }

  private static int taken(List<Taken> taken, Side side) {
    return (int) taken.stream().filter(one -> one.side() == side).count();
  }

  private void take(
      List<Bin> candidates, int count, Side side, Set<String> drawn, List<Taken> taken) {
    Map<String, Bin> byKey = new HashMap<>();
    candidates.forEach(bin -> byKey.put(bin.key(), bin));
    int left = count;
    for (String key : draw.of(List.copyOf(byKey.keySet()), "draw ")) {
      if (left == 0) {
        return;
      }
      Bin bin = byKey.get(key);
      DnaSequence sequence = inputs.genome().read(bin.place());
      String forward = sequence.bases();
      String reverse = sequence.reverseComplement().bases();
      if (drawn.add(forward.compareTo(reverse) < 0 ? forward : reverse)) {
        taken.add(new Taken(bin, sequence, side));
        left--;
        String which = bin.landmark() ? "with" : "without";
        tally.add(DRAW, side.label() + " windows " + which + " a landmark", 1);
      } else {
        tally.add(DRAW, "passed over: the same bases are in the set", 1);
      }
    }
  }

  private Side[] randomSides(List<Taken> taken) {
    Map<String, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < taken.size(); row++) {
      rowOf.put(taken.get(row).bin().key(), row);
    }
    Side[] sides = new Side[taken.size()];
    int number = 0;
    for (String key : draw.of(List.copyOf(rowOf.keySet()), "random split ")) {
      sides[rowOf.get(key)] =
          number < rules.train()
              ? Side.TRAIN
              : number < rules.train() + rules.validation() ? Side.VALIDATION : Side.TEST;
      number++;
    }
    return sides;
  }

  private void countLabels(WindowsFile.Content content) {
    for (String split : content.splits().keySet()) {
      for (Side side : Side.values()) {
        MultiLabelWindows windows = content.side(split, side);
        int[] positives = windows.positives();
        for (int task = 0; task < positives.length; task++) {
          String step = "5 " + split + " split, " + side.label() + ": ";
          String name = windows.tasks().get(task);
          tally.add(step + "positive windows", name, positives[task]);
          tally.add(
              step + "positive in 10,000 windows",
              name,
              Math.round(10_000.0 * positives[task] / windows.size()));
        }
      }
    }
  }
}
