package org.helixbook.plot;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.model.bigru.InSilicoMutagenesis;
import org.helixbook.model.motif.KnownMotifSearch;
import org.helixbook.model.motif.PositionWeightMatrix;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.signal.MeanSpectrum;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The charts of results. What XChart can draw is an XChart chart, styled by {@link ChartStyle}, and
 * a cell may go on with it; the rest is a {@link Drawing}. All are readable in grey and at column
 * width.
 */
public final class Charts {
  private static final double NONE = Double.NaN;
  private static final int COLUMN = 480;
  private static final int WIDE = 560;
  private static final int HEIGHT = 300;
  private static final int SQUARE = 430;

  /** So many tasks of a ranking have a row each, with their names. */
  private static final int NAMED_TASKS = 30;

  /** Labels and scale of a heat map. */
  private static final int BESIDE = 190;

  private static final Color[] SHADES = {Color.WHITE, new Color(0x08, 0x30, 0x6b)};
  private static final Color[] DIVERGING = {
    new Color(0x08, 0x30, 0x6b), new Color(0xb4, 0xb4, 0xb4), new Color(0xff, 0xe7, 0x86)
  };

  /** In the order of their ids. */
  private static final List<String> BASES = List.of("A", "G", "C", "T");

  private Charts() {}

  /**
   * Axes for lines, each with or without a band.
   *
   * @param title such as {@code Validation perplexity}
   * @param x the horizontal axis and its unit
   * @param y the vertical axis and its unit
   * @return an empty chart; see {@link LineChart#line}
   */
  public static LineChart lines(String title, String x, String y) {
    return new LineChart(title, x, y, WIDE, HEIGHT);
  }

  /**
   * Axes for clouds of points.
   *
   * @param title such as {@code AUROC of each task}
   * @param x the horizontal axis and its unit
   * @param y the vertical axis and its unit
   * @return an empty chart; see {@link LineChart#points}
   */
  public static LineChart scatter(String title, String x, String y) {
    return new LineChart(title, x, y, COLUMN, SQUARE);
  }

  /**
   * Axes for dots with horizontal intervals, in groups from the top.
   *
   * @param title such as {@code Test accuracy by sequence length}
   * @param axis the value and its unit
   * @return an empty chart; see {@link DotChart#series}
   */
  public static DotChart dots(String title, String axis) {
    return new DotChart(title, axis);
  }

  /**
   * Many ways to do one thing, by what each came to, and what was chosen in each.
   *
   * @param axis the value and its unit
   * @param settings what was chosen, from the top
   * @return an empty curve, to be filled world by world
   */
  public static SpecificationCurve specifications(
      String title, String axis, List<String> settings) {
    return new SpecificationCurve(title, axis, settings);
  }

  /**
   * Axes for ROC curves on the same examples, with the diagonal of chance.
   *
   * @param title such as {@code Model 2: ROC on 400 test windows}
   * @return a chart without a curve; see {@link LineChart#line(String, org.helixbook.eval.RocCurve,
   *     org.helixbook.eval.ConfidenceInterval)}
   */
  public static LineChart roc(String title) {
    return unitSquare(title, "false-positive rate", "true-positive rate", "chance");
  }

  /**
   * Axes for reliability diagrams: predicted probabilities against what came true.
   *
   * @param title such as {@code Model 2: calibration}
   * @return a chart without a curve; see {@link LineChart#line(String,
   *     org.helixbook.eval.CalibrationCurve)}
   */
  public static LineChart calibration(String title) {
    return unitSquare(
        title, "predicted probability", "share that came true", "perfectly calibrated");
  }

  private static LineChart unitSquare(String title, String x, String y, String diagonal) {
    return scatter(title, x, y).xRange(0, 1).yRange(0, 1).diagonal(diagonal);
  }

  /**
   * Accuracy against epochs on the training and the test set: the mean over the seeds as a line,
   * the range from the lowest to the highest seed as a band.
   *
   * @param title such as {@code Model 2: accuracy}
   * @param seeds one history for each seed
   * @return the chart
   */
  public static LineChart accuracy(String title, List<History> seeds) {
    return accuracy(title, "epoch", List.of(new Runs("", seeds, 1)));
  }

  /**
   * Cross-entropy loss against epochs, as {@link #accuracy}.
   *
   * @param title such as {@code Model 2: loss}
   * @param seeds one history for each seed
   * @return the chart
   */
  public static LineChart loss(String title, List<History> seeds) {
    return loss(title, "epoch", List.of(new Runs("", seeds, 1)));
  }

  /**
   * Accuracy and loss side by side.
   *
   * @param title such as {@code Model 2: training}
   * @param seeds one history for each seed
   * @return the figure; its note says what lines and bands are
   */
  public static Figure training(String title, List<History> seeds) {
    return Figure.beside(title, List.of(accuracy("", seeds), loss("", seeds)))
        .note(
            seeds.size() == 1
                ? "One seed."
                : "Lines: mean of " + seeds.size() + " seeds; bands: lowest to highest seed.");
  }

  /**
   * Histories of the same network, trained in one place.
   *
   * @param name for the legend, such as {@code here}; may be empty
   * @param seeds one history for each seed
   * @param stepsAnEpoch batches of an epoch
   */
  public record Runs(String name, List<History> seeds, int stepsAnEpoch) {
    /** Copies the list. */
    public Runs {
      seeds = List.copyOf(seeds);
    }

    private int epochs() {
      return seeds.stream().mapToInt(history -> history.epochs().size()).max().orElse(0);
    }
  }

  /**
   * Accuracy and loss of several runs side by side, against epochs, or against steps where an epoch
   * has more steps in one than in another: as many changes of the weights stand above each other.
   *
   * @param title such as {@code Model 2a: here and published protocol}
   * @param runs at least one
   * @return the figure; its note says what it is drawn against
   */
  public static Figure training(String title, Runs... runs) {
    boolean samePace = Arrays.stream(runs).mapToInt(Runs::stepsAnEpoch).distinct().count() == 1;
    List<Runs> drawn =
        Arrays.stream(runs)
            .map(run -> samePace ? new Runs(run.name(), run.seeds(), 1) : run)
            .toList();
    String axis = samePace ? "epoch" : "step (a batch learned from)";
    String steps =
        String.join(
            ", ", Arrays.stream(runs).map(run -> run.stepsAnEpoch() + " " + run.name()).toList());
    return Figure.beside(title, List.of(accuracy("", axis, drawn), loss("", axis, drawn)))
        .note(
            samePace
                ? "Drawn against epochs."
                : "Drawn against steps; steps of an epoch: " + steps + ".");
  }

  private static LineChart accuracy(String title, String axis, List<Runs> runs) {
    double least = Math.min(0.4, Math.floor(10 * least(runs, EpochRecord::trainAccuracy)) / 10);
    least = Math.min(least, Math.floor(10 * least(runs, EpochRecord::testAccuracy)) / 10);
    return curves(title, axis, "accuracy", runs, EpochRecord::trainAccuracy, e -> e.testAccuracy())
        .horizontal("chance (0.5)", 0.5)
        .yRange(least, 1);
  }

  private static LineChart loss(String title, String axis, List<Runs> runs) {
    double most = -Math.min(least(runs, e -> -e.trainLoss()), least(runs, e -> -e.testLoss()));
    return curves(
            title,
            axis,
            "cross-entropy loss (nats)",
            runs,
            EpochRecord::trainLoss,
            EpochRecord::testLoss)
        .horizontal("chance (ln 2)", Math.log(2))
        .yRange(0, Math.max(0.8, Math.ceil(10 * most) / 10));
  }

  private static double least(List<Runs> runs, ToDoubleFunction<EpochRecord> value) {
    return runs.stream()
        .flatMap(run -> run.seeds().stream())
        .flatMap(history -> history.epochs().stream())
        .mapToDouble(value)
        .filter(number -> !Double.isNaN(number))
        .min()
        .orElse(0.5);
  }

  private static LineChart curves(
      String title,
      String axis,
      String value,
      List<Runs> runs,
      ToDoubleFunction<EpochRecord> training,
      ToDoubleFunction<EpochRecord> test) {
    LineChart chart = new LineChart(title, axis, value, 450, 290);
    double begin = Double.POSITIVE_INFINITY;
    double end = 2;
    boolean counted = true;
    for (Runs run : runs) {
      String prefix = run.name().isEmpty() ? "" : run.name() + ", ";
      curve(chart, prefix + "test", run, test);
      curve(chart, prefix + "training", run, training);
      begin = Math.min(begin, run.stepsAnEpoch());
      end = Math.max(end, run.epochs() * run.stepsAnEpoch());
      counted &= run.stepsAnEpoch() == 1;
    }
    if (counted) {
      chart.getStyler().setXAxisDecimalPattern("#,##0");
    }
    // The first epoch's end is the first thing that was measured.
    return chart.xRange(begin, Math.max(end, begin + 1));
  }

  private static void curve(
      LineChart chart, String name, Runs run, ToDoubleFunction<EpochRecord> value) {
    chart.seeds(
        name,
        run.stepsAnEpoch(),
        run.epochs(),
        run.seeds().stream()
            .map(history -> history.epochs().stream().mapToDouble(value).toArray())
            .toList());
  }

  /**
   * A confusion matrix: shade and percentage are shares of the row, of one actual class.
   *
   * @param title such as {@code Model 2: confusion matrix}
   * @return the chart
   */
  public static HeatMapChart confusion(String title, ConfusionMatrix matrix) {
    int classes = matrix.classes().size();
    double[][] percent = new double[classes][classes];
    String[][] texts = new String[classes][classes];
    for (int actual = 0; actual < classes; actual++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        double share = 100.0 * matrix.count(actual, predicted) / matrix.actual(actual);
        percent[actual][predicted] = share;
        texts[actual][predicted] =
            NumberText.count(matrix.count(actual, predicted))
                + "\n"
                + (Double.isNaN(share) ? "NA" : NumberText.fixed(share, 1) + " %");
      }
    }
    List<String> names = matrix.classes();
    HeatMapChart chart =
        cells(title, "predicted class", names, "actual class (% of the row)", names, percent);
    chart.addAnnotation(new CellTexts(percent, texts));
    scale(chart, percent).getStyler().setMin(0).setMax(100).setRangeColors(SHADES);
    return chart;
  }

  /**
   * A matrix in shades: from white to dark, or, if it has values below and above 0, from dark blue
   * over grey-blue at 0 to pale orange, darker throughout for less, so that it reads in grey.
   * Values stand in the cells where there is room, NaN is crossed out.
   *
   * @param title such as {@code Change of probability by each substitution}
   * @param columnTitle what the columns are
   * @param columns a label a column
   * @param rowTitle what the rows are
   * @param rows a label a row, from the top
   * @param values {@code [rows][columns]}
   * @return the chart; {@code getStyler().setMin(..).setMax(..)} sets another scale
   * @throws IllegalArgumentException if it is empty, ragged, or has other counts of labels
   */
  public static HeatMapChart heatMap(
      String title,
      String columnTitle,
      List<String> columns,
      String rowTitle,
      List<String> rows,
      double[][] values) {
    HeatMapChart chart = cells(title, columnTitle, columns, rowTitle, rows, values);
    boolean written = chart.getWidth() - BESIDE >= 40 * columns.size();
    chart.addAnnotation(new CellTexts(values, written ? texts(values) : null));
    return scale(chart, values);
  }

  private static HeatMapChart cells(
      String title,
      String columnTitle,
      List<String> columns,
      String rowTitle,
      List<String> rows,
      double[][] values) {
    if (values.length == 0
        || values.length != rows.size()
        || Arrays.stream(values).anyMatch(row -> row.length != columns.size())) {
      throw new IllegalArgumentException(
          values.length + " rows for " + rows.size() + " x " + columns.size() + " labels");
    }
    boolean many = columns.size() > 12;
    int cellWidth = Math.max(8, Math.min(96, (many ? 640 : 480) / columns.size()));
    int cellHeight = Math.max(8, Math.min(many ? 34 : 96, 300 / rows.size()));
    HeatMapChart chart =
        ChartStyle.of(
            new HeatMapChartBuilder()
                .title(title)
                .xAxisTitle(columnTitle)
                .yAxisTitle(rowTitle)
                .width(BESIDE + cellWidth * columns.size())
                .height(90 + cellHeight * rows.size())
                .build());
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        if (!Double.isNaN(values[row][column])) {
          // XChart counts rows from below.
          cells.add(new Number[] {column, rows.size() - 1 - row, values[row][column]});
        }
      }
    }
    List<String> upwards = new ArrayList<>(sparse(rows, 14.0 / cellHeight));
    Collections.reverse(upwards);
    chart.addSeries(
        "values", sparse(columns, (3.0 + 8 * longest(columns)) / cellWidth), upwards, cells);
    return chart;
  }

  private static int longest(List<String> labels) {
    return labels.stream().mapToInt(String::length).max().orElse(1);
  }

  /** Blanks labels that would have too little room, given how many places one needs. */
  private static List<String> sparse(List<String> labels, double places) {
    int step = (int) Math.max(1, Math.ceil(places));
    return IntStream.range(0, labels.size())
        .mapToObj(i -> i % step == 0 ? labels.get(i) : " ")
        .toList();
  }

  private static String[][] texts(double[][] values) {
    double most =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    int decimals = most < 10 ? 2 : most < 100 ? 1 : 0;
    return Arrays.stream(values)
        .map(
            row ->
                Arrays.stream(row)
                    .mapToObj(value -> NumberText.fixed(value, decimals))
                    .toArray(String[]::new))
        .toArray(String[][]::new);
  }

  private static HeatMapChart scale(HeatMapChart chart, double[][] values) {
    double[] sorted =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double low = sorted.length == 0 ? 0 : sorted[0];
    double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1];
    var style = chart.getStyler();
    if (low < 0 && high > 0) {
      double end = Math.max(-low, high);
      BigDecimal whole = new BigDecimal(end).round(new MathContext(2, RoundingMode.CEILING));
      style.setMin(-whole.doubleValue()).setMax(whole.doubleValue()).setRangeColors(DIVERGING);
    } else {
      // The scale's ends are written as they are: two digits of the range must do.
      double range = high > low ? high - low : 1;
      int decimals = 1 - (int) Math.floor(Math.log10(range));
      style.setMin(new BigDecimal(low).setScale(decimals, RoundingMode.FLOOR).doubleValue());
      style.setMax(
          new BigDecimal(low + range).setScale(decimals, RoundingMode.CEILING).doubleValue());
      style.setRangeColors(SHADES);
    }
    style.setShowValue(false);
    style.setDrawBorder(true);
    style.setGradientColorColumnWeight(14);
    style.setGradientColorColumnHeight(Math.min(240, chart.getHeight() - 120));
    style.setPlotContentSize(1);
    style.setPlotGridLinesVisible(false);
    style.setPlotBorderVisible(true);
    style.setLegendPosition(LegendPosition.OutsideE);
    return chart;
  }

  /**
   * Mean spectra, one line a class, with the codons' frequency 1/3 marked.
   *
   * @param title such as {@code Mean spectrum of 400 windows a class}
   * @param classes the names of classes 0, 1, ...
   * @param spectrum their spectra, in units of each window's mean power
   * @return the chart
   */
  public static LineChart spectrum(String title, List<String> classes, MeanSpectrum spectrum) {
    LineChart chart = lines(title, "frequency, cycles per base", "power, relative to the mean");
    for (int label = 0; label < classes.size(); label++) {
      chart.line(
          classes.get(label), spectrum.frequencies(), spectrum.powerOfEachClass().get(label));
    }
    return chart.vertical("1/3, the codons' frequency", 1.0 / 3).xRange(0, 0.5).yRange(0, NONE);
  }

  /**
   * The distribution of a score in each class, as outlines over common bins.
   *
   * @param title such as {@code Period-3 ratio of the test windows}
   * @param axis the score and its unit
   * @param classes the names of classes 0, 1, ...
   * @param scores one for each example
   * @param labels the class of each example
   * @param bins how many bins between the lowest and the highest score
   * @return the chart; {@link LineChart#vertical} marks a threshold
   * @throws IllegalArgumentException if there are no scores, or not as many labels
   */
  public static LineChart histogram(
      String title, String axis, List<String> classes, double[] scores, int[] labels, int bins) {
    if (scores.length != labels.length || scores.length == 0 || bins < 1) {
      throw new IllegalArgumentException(
          scores.length + " scores, " + labels.length + " labels, " + bins + " bins");
    }
    double least = Arrays.stream(scores).min().orElseThrow();
    double most = Arrays.stream(scores).max().orElseThrow();
    double low = least == most ? least - 0.5 : least;
    double step = (least == most ? 1 : most - least) / bins;
    LineChart chart = new LineChart(title, axis, "windows in a bin", COLUMN, HEIGHT);
    for (int label = 0; label < classes.size(); label++) {
      // Edges of the bins; the outline begins and ends at 0.
      double[] x = new double[bins + 2];
      double[] y = new double[bins + 2];
      for (int edge = 0; edge <= bins; edge++) {
        x[edge + 1] = low + edge * step;
      }
      x[0] = low;
      for (int i = 0; i < scores.length; i++) {
        if (labels[i] == label) {
          // The highest score belongs to the last bin, not to one after it.
          y[1 + Math.min(bins - 1, (int) Math.floor((scores[i] - low) / step))]++;
        }
      }
      Color color = ChartStyle.look(label).color();
      chart.line(classes.get(label), x, y);
      XYSeries outline = chart.getSeriesMap().get(classes.get(label));
      outline.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
      outline.setFillColor(ChartStyle.pale(color, 60));
      outline.setMarker(SeriesMarkers.NONE);
    }
    return chart.yRange(0, NONE);
  }

  /**
   * The scores of two models, task by task in a stated order: few tasks with their names and
   * numbers of positives, many as curves over their ranks, or over their numbers of positives.
   *
   * @param title such as {@code F1 of each task, sorted by logistic regression}
   * @param metric the score and its unit, such as {@code F1}
   * @param first the first model's name
   * @param second the second model's name
   * @param tasks in any order; a task without one of the scores is left out, and the axis says how
   *     many
   * @param order how they are sorted
   * @return the figure; the legend says on how many tasks each model is the better one
   */
  public static Figure rankedTasks(
      String title,
      String metric,
      String first,
      String second,
      List<TaskScore> tasks,
      TaskScore.Order order) {
    Ranking ranking = new Ranking(metric, first, second, tasks, order);
    int shown = ranking.ranked().size();
    return shown > 0 && shown <= NAMED_TASKS
        ? Figure.of(ranking.dots(title))
        : Figure.of(ranking.lines(title));
  }

  /** Two models' scores of tasks in an order. */
  record Ranking(
      String metric, String first, String second, List<TaskScore> tasks, TaskScore.Order order) {
    private List<TaskScore> ranked() {
      return order.sorted(tasks);
    }

    private double[] one() {
      return ranked().stream().mapToDouble(TaskScore::first).toArray();
    }

    private double[] other() {
      return ranked().stream().mapToDouble(TaskScore::second).toArray();
    }

    private String ofFirst() {
      return first + better(one(), other());
    }

    private String ofSecond() {
      return second + better(other(), one());
    }

    private String leftOut() {
      int left = tasks.size() - ranked().size();
      return left == 0 ? "" : "; " + left + " without a score left out";
    }

    /** A row a task, the last of the order on top. */
    DotChart dots(String title) {
      List<TaskScore> downwards = new ArrayList<>(ranked());
      Collections.reverse(downwards);
      DotChart chart =
          Charts.dots(title, metric + "; in brackets: positives of the task" + leftOut()).dense();
      for (TaskScore task : downwards) {
        String row = task.task() + " (" + NumberText.count(task.positives()) + ")";
        chart.dot(row, ofFirst(), task.first()).dot(row, ofSecond(), task.second());
      }
      return chart;
    }

    /** Against the number of positives if that is the order, else against the rank. */
    LineChart lines(String title) {
      List<TaskScore> ranked = ranked();
      boolean counted = order == TaskScore.Order.POSITIVES;
      String axis =
          counted
              ? "positives of the task"
              : "rank of the task by " + (order == TaskScore.Order.FIRST ? first : second);
      double[] x =
          counted
              ? ranked.stream().mapToDouble(task -> Math.max(1, task.positives())).toArray()
              : IntStream.rangeClosed(1, ranked.size()).asDoubleStream().toArray();
      LineChart chart = new LineChart(title, axis + leftOut(), metric, 640, HEIGHT);
      // The sorted one reads as a line, the other as the cloud around it.
      switch (order) {
        case FIRST -> chart.line(ofFirst(), x, one()).points(ofSecond(), x, other());
        case SECOND -> chart.line(ofSecond(), x, other()).points(ofFirst(), x, one());
        case POSITIVES -> chart.points(ofFirst(), x, one()).points(ofSecond(), x, other());
      }
      double low =
          DoubleStream.concat(Arrays.stream(one()), Arrays.stream(other())).min().orElse(0);
      chart.getStyler().setXAxisDecimalPattern("#,##0");
      if (counted) {
        chart.getStyler().setXAxisLogarithmic(true);
      } else {
        chart.xRange(1, Math.max(2, ranked.size()));
      }
      return chart.yRange(Math.min(0, low), NONE);
    }
  }

  private static String better(double[] scores, double[] than) {
    long count = IntStream.range(0, scores.length).filter(i -> scores[i] > than[i]).count();
    return " (better on " + count + " of " + scores.length + ")";
  }

  /**
   * Spectrogram pictures side by side, with axes and the frequency 1/3 marked.
   *
   * @param title such as {@code One window of each class}
   * @param panels at least one picture
   * @return the drawing
   */
  public static Drawing spectrograms(String title, List<SpectrogramPanel> panels) {
    return new SpectrogramChart(title, panels);
  }

  /**
   * Sequence logos, one above the other: letters as high as their share of each position's bits.
   *
   * @param title such as {@code Motif of a task}
   * @param panels at least one
   * @return the drawing
   */
  public static Drawing logos(String title, List<LogoPanel> panels) {
    return new LogoChart(title, panels);
  }

  /**
   * A known motif and what came back from a network: three logos, of the known motif, of the one
   * from mutagenesis, and of the control.
   *
   * @param title such as {@code CTCF, and what the network gives back}
   * @param search what was found
   * @return the drawing
   */
  public static Drawing logos(String title, KnownMotifSearch search) {
    return logos(
        title,
        List.of(
            new LogoPanel(
                "known: " + search.known(), PositionWeightMatrix.ofConsensus(search.known())),
            new LogoPanel("from mutagenesis: " + search.found().consensus(), search.found()),
            new LogoPanel(
                "control, random places: " + search.control().consensus(), search.control())));
  }

  /**
   * What each single change of a base does to a score: columns are the window's bases, rows what
   * they are changed to; the base that is there is crossed out.
   *
   * @param title such as {@code What each change does to the probability}
   * @param changes of a window, or the part of it that is to be seen
   * @return the chart
   */
  public static HeatMapChart mutagenesis(String title, InSilicoMutagenesis changes) {
    return heatMap(
        title,
        "the window's bases",
        changes.letters(),
        "changed to",
        BASES,
        changes.changeWithoutReference());
  }
}
