package org.helixbook.data.chromatin;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.SmallSample;
import org.helixbook.storage.Digest;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A data set of many tasks, split: windows for training, validation and test, all of one length and
 * with the same tasks. Every method that gives other windows gives a view, and writes itself down
 * in the recipe.
 *
 * @param name its name, such as {@code hg19-annotation}
 * @param split how it was split, in a word or two: {@code chromosome}, {@code random}
 * @param train the training windows
 * @param validation the windows by which epochs and thresholds are chosen
 * @param test the windows that are scored once
 * @param notes what a reader must know of where it came from and what was left out, a sentence each
 * @param recipe how it was made; empty if code of one's own made it, which nobody else can repeat
 */
public record ChromatinData(
    String name,
    String split,
    MultiLabelWindows train,
    MultiLabelWindows validation,
    MultiLabelWindows test,
    List<String> notes,
    Optional<ChromatinRecipe> recipe) {

  /** The share of positives in training below which a task is usually left out: 1 %. */
  public static final double PAPER_RATE = 0.01;

  /**
   * Checks that the sides fit.
   *
   * @throws IllegalArgumentException if window lengths or tasks differ
   */
  public ChromatinData {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(recipe, "recipe");
    notes = List.copyOf(notes);
    for (MultiLabelWindows side : List.of(validation, test)) {
      if (side.windowLength() != train.windowLength() || !side.tasks().equals(train.tasks())) {
        throw new IllegalArgumentException(
            "training, validation and test windows of "
                + name
                + " differ in their length or tasks");
      }
    }
  }

  /** Windows that code of one's own made: without a recipe. */
  public ChromatinData(
      String name,
      String split,
      MultiLabelWindows train,
      MultiLabelWindows validation,
      MultiLabelWindows test,
      List<String> notes) {
    this(name, split, train, validation, test, notes, Optional.empty());
  }

  /**
   * Reads a data set, whole.
   *
   * @param dataset its name or folder, see {@link ChromatinRecipe.Named}
   * @param split how it is split
   * @param store where data sets come from that the kit does not carry
   * @param seeds for the draws
   * @param progress told of long work
   * @return all its tasks and whole windows
   * @throws InputProblem if there are no such data, or something is wrong with them
   */
  public static ChromatinData from(
      String dataset, WindowSplit split, DatasetStore store, Seeds seeds, Progress progress) {
    return new ChromatinRecipe(new ChromatinRecipe.Named(dataset, split, seeds.base()), List.of())
        .load(store, progress);
  }

  /** The tasks' names, in the order of the labels. */
  public List<String> tasks() {
    return train.tasks();
  }

  /** Bases a window. */
  public int windowLength() {
    return train.windowLength();
  }

  /**
   * The same with only the tasks that are not too rare in training.
   *
   * @param rate the smallest share of positive training windows, in [0, 1]; the paper's rule is
   *     {@link #PAPER_RATE}
   * @return a view
   * @throws InputProblem if no task is left
   */
  public ChromatinData frequentTasks(double rate) {
    int[] kept = train.tasksWithRate(rate);
    if (kept.length == 0) {
      throw new InputProblem(
          name,
          "none of its tasks ("
              + train.taskCount()
              + ") is positive in "
              + 100 * rate
              + " % of the "
              + train.size()
              + " training windows",
          "ask for a smaller rate, or give more windows");
    }
    return withTasks(new ChromatinRecipe.FrequentTasks(rate), kept);
  }

  /**
   * The same with only the tasks that have most positives in training.
   *
   * @param count how many to keep, at least 1; all if there are fewer
   * @return a view, the most frequent task first
   */
  public ChromatinData mostFrequentTasks(int count) {
    int[] positives = train.positives();
    return withTasks(
        new ChromatinRecipe.MostFrequentTasks(count),
        IntStream.range(0, positives.length)
            .boxed()
            .sorted(Comparator.comparingInt(task -> -positives[task]))
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /**
   * The same with only these tasks.
   *
   * @param names their names, in the order wanted
   * @return a view
   * @throws InputProblem if there is no such task
   */
  public ChromatinData withTasks(List<String> names) {
    return withTasks(
        new ChromatinRecipe.Tasks(names), names.stream().mapToInt(train::task).toArray());
  }

  private ChromatinData withTasks(ChromatinRecipe.Step step, int[] chosen) {
    return with(step, train.tasks(chosen), validation.tasks(chosen), test.tasks(chosen));
  }

  /**
   * The same with only the middle of each window: the paper reads the central 100 bp.
   *
   * @param bases how many bases
   * @return a view
   * @throws InputProblem if windows are shorter
   */
  public ChromatinData centre(int bases) {
    return with(
        new ChromatinRecipe.Centre(bases),
        train.centre(bases),
        validation.centre(bases),
        test.centre(bases));
  }

  /**
   * The same with only some of the windows, chosen on each side of the split by the bases and
   * labels that are here: take the middle of the windows before.
   *
   * @param which see {@link WindowRows}
   * @param seeds the seeds of the experiment
   * @return a view; unless it is all, under a name that says so, such as {@code hg19-annotation, GC
   *     matched}
   * @throws InputProblem if a side has no such window
   */
  public ChromatinData rows(WindowRows which, Seeds seeds) {
    return which == WindowRows.ALL
        ? this
        : with(
                new ChromatinRecipe.Rows(which, seeds.base()),
                rows("training", train, which, seeds),
                rows("validation", validation, which, seeds),
                rows("test", test, which, seeds))
            .named(name + ", " + which.label());
  }

  private ChromatinData named(String other) {
    return new ChromatinData(other, split, train, validation, test, notes, recipe);
  }

  private MultiLabelWindows rows(
      String side, MultiLabelWindows windows, WindowRows which, Seeds seeds) {
    int[] landmarks =
        IntStream.range(0, tasks().size())
            .filter(task -> !Hg19Annotation.DOMAINS.contains(tasks().get(task)))
            .toArray();
    MultiLabelWindows chosen =
        which == WindowRows.GC_MATCHED
            ? windows.gcMatched(landmarks, seeds, "GC-matched " + side + " windows")
            : windows.without(landmarks);
    if (chosen.size() == 0) {
      throw new InputProblem(
          name,
          "none of its " + windows.size() + " " + side + " windows is " + which.label(),
          "ask for other rows, or give more windows");
    }
    return chosen;
  }

  /**
   * Fewer windows, drawn without replacement; a side that has fewer is taken whole. A larger draw
   * holds the smaller one.
   *
   * @param trainSize training windows, at least 1
   * @param validationSize validation windows, at least 1
   * @param testSize test windows, at least 1
   * @param seeds the seeds of the experiment
   * @return a view
   */
  public ChromatinData sample(int trainSize, int validationSize, int testSize, Seeds seeds) {
    return with(
        new ChromatinRecipe.Sample(trainSize, validationSize, testSize, seeds.base()),
        train.sample(trainSize, seeds, "sample of the training windows"),
        validation.sample(validationSize, seeds, "sample of the validation windows"),
        test.sample(testSize, seeds, "sample of the test windows"));
  }

  /**
   * Fewer training windows, and the same validation and test windows; a larger draw holds the
   * smaller one.
   *
   * @param windows training windows, at least 1; all, in another order, if there are fewer
   * @param seeds the seeds of the experiment
   * @param purpose what the draw is for
   */
  public ChromatinData trainingSample(int windows, Seeds seeds, String purpose) {
    return with(
        new ChromatinRecipe.TrainingSample(windows, purpose, seeds.base()),
        train.sample(windows, seeds, purpose),
        validation,
        test);
  }

  /**
   * The training windows and after them their reverse complements, with the labels of that strand:
   * DeepSEA's bundle has both. Validation and test windows stay as they are.
   */
  public ChromatinData bothStrands() {
    MultiLabelWindows both =
        MultiLabelWindows.builder(windowLength(), tasks())
            .addAll(train)
            .addAll(train.reverseComplement())
            .build();
    return with(new ChromatinRecipe.BothStrands(), both, validation, test);
  }

  /** A row a side: {@code side}, {@code windows}, {@code bases} a window. */
  public Table sides() {
    return Table.create(
        name + ", split " + split,
        StringColumn.create("side", "training", "validation", "test"),
        IntColumn.create("windows", new int[] {train.size(), validation.size(), test.size()}),
        IntColumn.create("bases", new int[] {windowLength(), windowLength(), windowLength()}));
  }

  /**
   * A row a task: {@code task}, its positive windows in {@code training}, {@code validation} and
   * {@code test}, and their share of the training and the test windows, {@code training rate} and
   * {@code test rate}.
   */
  public Table positives() {
    return Table.create(
        "Positive windows of " + name,
        StringColumn.create("task", tasks()),
        IntColumn.create("training", train.positives()),
        IntColumn.create("validation", validation.positives()),
        IntColumn.create("test", test.positives()),
        DoubleColumn.create("training rate", train.positiveRates()),
        DoubleColumn.create("test rate", test.positiveRates()));
  }

  /** What so few windows, or positives of a task, do not allow to conclude; a sentence each. */
  public List<String> cautions() {
    return new SmallSample(
            "windows", train.size(), test.size(), tasks(), train.positives(), test.positives())
        .cautions();
  }

  /**
   * The tasks without a positive in the test windows: they have no F1, no ROC and no PR curve.
   *
   * @return their indices, ascending
   */
  public int[] tasksWithoutTestPositive() {
    int[] positives = test.positives();
    return IntStream.range(0, positives.length).filter(task -> positives[task] == 0).toArray();
  }

  /** SHA-256 over the digests of the three sides: the data digest of a run's configuration. */
  public String digest() {
    String sides = train.digest() + "\n" + validation.digest() + "\n" + test.digest();
    return Digest.sha256(sides.getBytes(StandardCharsets.US_ASCII));
  }

  private ChromatinData with(
      ChromatinRecipe.Step step,
      MultiLabelWindows newTrain,
      MultiLabelWindows newValidation,
      MultiLabelWindows newTest) {
    return new ChromatinData(
        name,
        split,
        newTrain,
        newValidation,
        newTest,
        notes,
        recipe.map(before -> before.and(step)));
  }

  /** The same, made by a recipe. */
  ChromatinData madeBy(ChromatinRecipe how) {
    return new ChromatinData(name, split, train, validation, test, notes, Optional.of(how));
  }

  @Override
  public String toString() {
    return name
        + ", split "
        + split
        + ": "
        + train.size()
        + " training, "
        + validation.size()
        + " validation and "
        + test.size()
        + " test windows of "
        + windowLength()
        + " bp, "
        + tasks().size()
        + " tasks";
  }
}
