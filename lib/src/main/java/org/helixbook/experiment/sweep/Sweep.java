package org.helixbook.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.Variant;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * Which settings are tried: all that can be made of some values of each (a grid), or some that are
 * drawn.
 *
 * <pre>{@code
 * var sweep = Sweep.over("learning rate", 1e-3, 3e-3, 1e-2).and("batch size", 10, 25);
 * var swept = book.sweep(sweep, 2, at -> new CnnVariant(network, start, settings.toBuilder()
 *     .learningRate(at.real("learning rate")).batchSize(at.whole("batch size")).build(), images, name));
 * book.show(swept);
 * }</pre>
 */
public final class Sweep {
  /** A draw gives up when it finds nothing new so often. */
  private static final int VAIN = 1000;

  private final List<Axis> axes;
  private final int draws;
  private final boolean even;
  private final Seeds seeds;

  private Sweep(List<Axis> axes, int draws, boolean even, Seeds seeds) {
    this.axes = List.copyOf(axes);
    this.draws = draws;
    this.even = even;
    this.seeds = seeds;
    if (axes.stream().map(Axis::name).distinct().count() < axes.size()) {
      throw new InputProblem("sweep", "a setting is named twice", "give all its values at once");
    }
  }

  /** Varies one setting; values are numbers, choices, or anything that is written down. */
  public static Sweep over(String name, Object... values) {
    return new Sweep(List.of(Axis.of(name, values)), 0, false, new Seeds(1));
  }

  /**
   * A sweep as it is typed.
   *
   * @param settings such as {@code learning-rate=1e-3,3e-3} and {@code batch-size=8..64}
   * @throws InputProblem if one cannot be read
   */
  public static Sweep read(List<String> settings) {
    if (settings.isEmpty()) {
      throw new InputProblem(
          "sweep",
          "nothing is varied",
          "write at least one setting, such as learning-rate=1e-3,3e-3");
    }
    return new Sweep(settings.stream().map(Axis::read).toList(), 0, false, new Seeds(1));
  }

  /** Varies one setting more. */
  public Sweep and(String name, Object... values) {
    List<Axis> more = new ArrayList<>(axes);
    more.add(Axis.of(name, values));
    return new Sweep(more, draws, even, seeds);
  }

  /**
   * Tries some settings only.
   *
   * @param count how many, at least 1; fewer if there are no more
   * @param drawn the same base draws the same
   */
  public Sweep drawing(int count, Seeds drawn) {
    if (count < 1) {
      throw new InputProblem("sweep", count + " settings are drawn", "draw at least 1");
    }
    return new Sweep(axes, count, false, drawn);
  }

  /**
   * Tries some settings only, in which each value of an axis comes equally often, or once more or
   * less where the number is no multiple of the values: the values of each axis are dealt in an
   * order of their own (a Latin hypercube). So the mean of all settings with one value can be held
   * against the mean of those with another.
   *
   * @param count how many, at least 1; fewer if two come out alike
   * @param drawn the same base draws the same
   */
  public Sweep drawingEvenly(int count, Seeds drawn) {
    Sweep sweep = drawing(count, drawn);
    return new Sweep(sweep.axes, count, true, drawn);
  }

  /** The names of what is varied. */
  public List<String> names() {
    return axes.stream().map(Axis::name).toList();
  }

  /**
   * The settings to try, in the order of the values as given; of a draw, as drawn.
   *
   * @throws InputProblem if a range is given and nothing is drawn
   */
  public List<Point> points() {
    if (even) {
      return dealtPoints();
    }
    if (draws > 0 && axes.stream().anyMatch(Axis::isRange)) {
      return drawnPoints();
    }
    List<Map<String, String>> grid = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (Axis axis : axes) {
      if (axis.isRange()) {
        throw new InputProblem(
            "sweep over '" + axis.name() + "'",
            "a range has no end of values",
            "say how many settings to draw (--draw 8), or give values");
      }
      grid =
          grid.stream()
              .flatMap(begun -> axis.values().stream().map(v -> extended(begun, axis.name(), v)))
              .toList();
    }
    List<Map<String, String>> all = grid;
    IntStream chosen =
        draws == 0
            ? IntStream.range(0, all.size())
            : IntStream.of(seeds.permutation(all.size(), "settings of a sweep"))
                .limit(draws)
                .sorted();
    return chosen.mapToObj(all::get).map(Point::new).toList();
  }

  private List<Point> dealtPoints() {
    List<Map<String, String>> dealt =
        IntStream.range(0, draws)
            .<Map<String, String>>mapToObj(i -> new LinkedHashMap<>())
            .toList();
    for (Axis axis : axes) {
      if (axis.isRange()) {
        throw new InputProblem(
            "sweep over '" + axis.name() + "'",
            "a range has no values that could come equally often",
            "give values, or draw without evenness");
      }
      int[] order = seeds.permutation(draws, "values of " + axis.name());
      for (int i = 0; i < draws; i++) {
        dealt.get(i).put(axis.name(), axis.values().get(order[i] % axis.values().size()));
      }
    }
    return dealt.stream().map(Point::new).distinct().toList();
  }

  private List<Point> drawnPoints() {
    SplittableRandom random = seeds.generator("settings of a sweep");
    Set<Point> points = new LinkedHashSet<>();
    for (int vain = 0; points.size() < draws && vain < VAIN; vain++) {
      Map<String, String> settings = new LinkedHashMap<>();
      axes.forEach(axis -> settings.put(axis.name(), axis.draw(random)));
      points.add(new Point(settings));
    }
    return List.copyOf(points);
  }

  private static Map<String, String> extended(
      Map<String, String> begun, String name, String value) {
    Map<String, String> longer = new LinkedHashMap<>(begun);
    longer.put(name, value);
    return longer;
  }

  /**
   * Computes the runs of all settings here, one after the other, from the seeds of an experiment.
   * Each is judged on validation data, see {@link Variant#forChoosing}. What the store has is taken
   * from there; a run that fails is named and does not end the others; an interrupt keeps the
   * running one, and the same call goes on from there.
   *
   * @param experiment store, seeds, and who is told
   * @param title of the report
   * @param variantOf what to train with some settings
   * @throws InputProblem if two settings ask for the same run
   */
  public SweepReport run(
      Experiment experiment, String title, Function<Point, ? extends Variant<?>> variantOf) {
    SweepReport.Builder report = new SweepReport.Builder(title);
    List<PlannedRun> planned = new ArrayList<>();
    Map<Point, Variant<?>> variants = new LinkedHashMap<>();
    for (Point point : points()) {
      try {
        Variant<?> variant = variantOf.apply(point).forChoosing();
        for (long seed : experiment.seeds()) {
          planned.add(new PlannedRun(point, variant.configuration(seed)));
        }
        variants.put(point, variant);
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        report.failed(point, e.getMessage());
      }
    }
    PlannedRun.requireDistinct(planned);
    SweepProgress progress =
        new SweepProgress(experiment.progress(), title, planned, experiment.store());
    try {
      for (PlannedRun run : planned) {
        Variant<?> variant = variants.get(run.point());
        if (!progress.begins(run)) {
          continue;
        }
        try {
          Trials<?> trials =
              experiment
                  .from(List.of(run.configuration().seed()))
                  .toldTo(progress.of(run))
                  .run(variant);
          if (trials.wasInterrupted()) {
            break;
          }
        } catch (CancellationException e) {
          break;
        } catch (RuntimeException e) {
          report.failed(run, e.getMessage());
        }
        progress.ended(run);
      }
    } finally {
      progress.close();
    }
    return report.of(planned, experiment.store());
  }
}
