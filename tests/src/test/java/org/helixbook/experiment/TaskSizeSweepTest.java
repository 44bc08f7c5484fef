package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.TaskMetrics;
import org.junit.jupiter.api.Test;

class TaskSizeSweepTest {
  private static TaskMetrics task(String name, OptionalDouble f1, double auprc) {
    OptionalDouble none = OptionalDouble.empty();
    return new TaskMetrics(name, 10, 2, f1, none, none, none, OptionalDouble.of(auprc), Double.NaN);
  }

  /** Two tasks; the second has no F1, so that the mean is the first's. */
  private static Trials<MultiTaskReport> trials(double... f1) {
    List<Trial<MultiTaskReport>> trials = new ArrayList<>();
    for (double one : f1) {
      trials.add(
          Trial.recorded(
              trials.size() + 1,
              MultiTaskReport.of(
                  List.of(
                      task("a", OptionalDouble.of(one), 0.5),
                      task("b", OptionalDouble.empty(), 0.3)))));
    }
    return new Trials<>("net", "d", 0, 10, trials);
  }

  private static TaskSizeSweep sweep(TaskMetric metric, Trials<?>... each) {
    List<Trials<MultiTaskReport>> all = new ArrayList<>();
    for (Trials<?> one : each) {
      @SuppressWarnings("unchecked")
      Trials<MultiTaskReport> report = (Trials<MultiTaskReport>) one;
      all.add(report);
    }
    return new TaskSizeSweep(List.of(100, 400, 1600).subList(0, each.length), all, metric);
  }

  /** 1 - F1 is 0.8, 0.4, 0.2: halved whenever the windows are four times as many. */
  @Test
  void theLawIsOfWhatIsLackingToOne() {
    TaskSizeSweep sweep =
        sweep(TaskMetric.F1_AT_HALF, trials(.2, .2), trials(.6, .6), trials(.8, .8));
    assertEquals(0.5, sweep.law().exponent().value(), 1e-12);
    assertArrayEquals(new double[] {0.2, 0.9}, sweep.byLaw(100, 6400), 1e-12);
    assertEquals("about 7,902 (95 % interval 7,901 to 7,902)", sweep.needed(0.91));
    assertEquals(
        "F1 at 0.5 by the number of training windows | 100 | 2 | 0.2 | 0.2 | 0.2",
        sweep.table().name()
            + " | "
            + sweep.table().row(0).getInt("training windows")
            + " | "
            + sweep.table().row(0).getInt("seeds")
            + " | "
            + sweep.table().row(0).getDouble("mean F1 at 0.5")
            + " | "
            + sweep.table().row(0).getDouble("lowest seed")
            + " | "
            + Math.round(1000 * sweep.table().row(0).getDouble("by the power law")) / 1000.0);
  }

  @Test
  void whatNeverChangesReachesNothing() {
    TaskSizeSweep sweep = sweep(TaskMetric.AUPRC, trials(.2, .3), trials(.5, .4));
    assertEquals("never, by this fit (95 % interval 0 to never)", sweep.needed(0.7));
  }

  @Test
  void oneNumberOfWindowsMakesNoCurve() {
    assertThrows(IllegalArgumentException.class, () -> sweep(TaskMetric.AUPRC, trials(.2, .3)));
  }
}
