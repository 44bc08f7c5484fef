package org.helixbook.engine.logistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.KmerCounter;
import org.helixbook.eval.Units;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.logistic.KmerTasks;
import org.helixbook.model.logistic.PenaltySearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogisticRegressionTest {
  private static final int ROWS = 1300;
  private static final int COLUMNS = 70;
  private static final float[][] FEATURES = features(ROWS, COLUMNS, 1);
  private static final DesignMatrix DESIGN = DesignMatrix.of(FEATURES);

  /** Counts, some columns nearly dependent, as k-mer counts are. */
  private static float[][] features(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] features = new float[rows][columns];
    for (float[] row : features) {
      for (int j = 0; j < columns - 1; j++) {
        row[j] = random.nextInt(1 + j % 7) + (random.nextInt(10) == 0 ? 1 : 0);
        row[columns - 1] += row[j];
      }
      row[columns - 1] += random.nextInt(2);
    }
    return features;
  }

  private static boolean[] labels(float[][] features, double rate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] truth = random.doubles(features[0].length, -0.4, 0.4).toArray();
    double[] scores = new double[features.length];
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < truth.length - 1; j++) {
        scores[i] += truth[j] * features[i][j];
      }
      double u = random.nextDouble();
      scores[i] += Math.log(u / (1 - u));
    }
    double[] sorted = scores.clone();
    java.util.Arrays.sort(sorted);
    double cut = sorted[(int) ((1 - rate) * scores.length)];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = scores[i] > cut;
    }
    return labels;
  }

  private static boolean[][] tasks(int count, double lowest) {
    return IntStream.range(0, count)
        .mapToObj(t -> labels(FEATURES, lowest + 0.4 * t / count, 100 + t))
        .toArray(boolean[][]::new);
  }

  /** The objective divided by C, summed anew in the plainest way. */
  private static double objective(
      float[][] features, boolean[] labels, double[] w, double b, double c) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double s = b;
      for (int j = 0; j < w.length; j++) {
        s += w[j] * features[i][j];
      }
      sum += labels[i] ? Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s));
    }
    for (double weight : w) {
      sum += weight * weight / (2 * c);
    }
    return sum;
  }

  @Test
  void theReportedObjectiveIsTheObjective() {
    boolean[] labels = labels(FEATURES, 0.2, 3);
    LogisticModel model = LogisticRegression.builder().c(0.5).build().fit(DESIGN, labels);
    double plain = objective(FEATURES, labels, model.coefficients(0), model.intercept(0), 0.5);
    assertEquals(plain, model.fits().get(0).objective(), 1e-9 * plain);
  }

  @Test
  void finiteDifferencesVanishAtTheOptimum() {
    boolean[] labels = labels(FEATURES, 0.2, 4);
    for (double c : new double[] {0.01, 1, 100}) {
      LogisticModel model = LogisticRegression.builder().c(c).build().fit(DESIGN, labels);
      double[] w = model.coefficients(0);
      double b = model.intercept(0);
      double h = 1e-4;
      for (int j = 0; j < w.length; j += 7) {
        double kept = w[j];
        w[j] = kept + h;
        double above = objective(FEATURES, labels, w, b, c);
        w[j] = kept - h;
        double below = objective(FEATURES, labels, w, b, c);
        w[j] = kept;
        assertEquals(0, (above - below) / (2 * h), 1e-4);
      }
      assertEquals(
          0,
          (objective(FEATURES, labels, w, b + h, c) - objective(FEATURES, labels, w, b - h, c))
              / (2 * h),
          1e-4);
    }
  }

  @Test
  void manyTasksTogetherAreFittedLikeEachAlone() {
    // More tasks than slots, so that slots are used again and at last become fewer.
    boolean[][] labels = tasks(150, 0.05);
    LogisticRegression settings = LogisticRegression.builder().c(1).build();
    LogisticModel together = settings.fit(DESIGN, labels);
    assertEquals(0, together.unconverged());
    for (int task : new int[] {0, 77, 127, 128, 149}) {
      LogisticModel alone = settings.fit(DESIGN, labels[task]);
      assertArrayEquals(alone.coefficients(0), together.coefficients(task), 1e-6);
      assertEquals(alone.intercept(0), together.intercept(task), 1e-5);
    }
  }

  @Test
  void theWalkInCompanyComesNearTheOptimumByItself() {
    boolean[][] labels = tasks(20, 0.1);
    LogisticRegression settings =
        LogisticRegression.builder().c(1).tolerance(1e-6).maxIterations(500).build();
    TaskState[] states = new TaskState[labels.length];
    double[] reached = new double[labels.length];
    try (EigenDesign prepared = EigenDesign.of(DESIGN, false)) {
      for (int task = 0; task < states.length; task++) {
        states[task] = new TaskState(labels[task], new BitSet(), false, prepared.rank(), false);
      }
      new BatchSolver(settings, prepared, Progress.silent()).run(states);
      Objective objective = new Objective(prepared, settings.c(), true);
      for (int task = 0; task < states.length; task++) {
        TaskState[] one = {states[task]};
        double[] weights = prepared.toFeatures(settings.solver(), one[0].point, 1);
        reached[task] = objective.at(one, weights, null).objectives()[0];
      }
    }
    LogisticModel exact = settings.fit(DESIGN, labels);
    for (int task = 0; task < states.length; task++) {
      assertTrue(states[task].near);
      double best = exact.fits().get(task).objective();
      assertEquals(best, reached[task], 1e-5 * best);
    }
  }

  @Test
  void aSeparableTaskReachesItsOptimumAtC1e6() {
    float[][] wide = features(120, 200, 5);
    boolean[] labels = labels(wide, 0.1, 6);
    LogisticModel model = LogisticRegression.paper().fit(DesignMatrix.of(wide), labels);
    TaskFit fit = model.fits().get(0);
    assertTrue(fit.converged(), fit.toString());
    assertTrue(fit.objective() < 0.01, fit.toString());
    assertTrue(fit.gradient() < 1e-7, fit.toString());
    float[][] p = model.predictProbabilities(DesignMatrix.of(wide));
    for (int i = 0; i < labels.length; i++) {
      assertEquals(labels[i], p[0][i] > 0.5);
    }
  }

  @Test
  void aTaskOfOneClassIsAConstant() {
    boolean[][] labels = {new boolean[ROWS], labels(FEATURES, 0.3, 7), new boolean[ROWS]};
    java.util.Arrays.fill(labels[2], true);
    LogisticModel model = LogisticRegression.builder().balanced(true).build().fit(DESIGN, labels);
    float[][] p = model.predictProbabilities(DESIGN);
    assertEquals(Double.NEGATIVE_INFINITY, model.intercept(0));
    assertEquals(0f, p[0][5]);
    assertEquals(1f, p[2][5]);
    assertTrue(p[1][5] > 0 && p[1][5] < 1);
    assertEquals(0, model.fits().get(0).objective());
    assertTrue(model.fits().get(1).objective() > 0);
  }

  @Test
  void featuresThatNeverChangeLeaveTheInterceptAlone() {
    float[][] same = new float[10][3];
    boolean[] labels = {true, false, false, false, false, true, false, false, false, false};
    LogisticModel model =
        LogisticRegression.builder().standardise(true).build().fit(DesignMatrix.of(same), labels);
    assertArrayEquals(new double[3], model.coefficients(0));
    assertEquals(Math.log(0.25), model.intercept(0), 1e-12);
    assertTrue(model.fits().get(0).converged());
  }

  @Test
  void standardisedFitsDoNotDependOnUnits() {
    boolean[] labels = labels(FEATURES, 0.2, 8);
    float[][] other = new float[ROWS][COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        other[i][j] = 8 * FEATURES[i][j] + 3;
      }
    }
    LogisticRegression settings = LogisticRegression.builder().c(0.1).standardise(true).build();
    float[] here = settings.fit(DESIGN, labels).predictProbabilities(DESIGN)[0];
    DesignMatrix scaled = DesignMatrix.of(other);
    float[] there = settings.fit(scaled, labels).predictProbabilities(scaled)[0];
    assertArrayEquals(here, there, 1e-5f);
  }

  @Test
  void theSameFitHasTheSameBits() {
    boolean[][] labels = tasks(5, 0.1);
    LogisticModel one = LogisticRegression.paper().fit(DESIGN, labels);
    LogisticModel two = LogisticRegression.paper().fit(DESIGN, labels);
    for (int task = 0; task < 5; task++) {
      assertArrayEquals(one.coefficients(task), two.coefficients(task));
      assertEquals(one.intercept(task), two.intercept(task));
    }
  }

  @Test
  void aStrongerPenaltyShrinks() {
    boolean[] labels = labels(FEATURES, 0.2, 9);
    double last = 0;
    for (double c : new double[] {1e-6, 1e-3, 1, 1e6}) {
      LogisticModel model = LogisticRegression.builder().c(c).build().fit(DESIGN, labels);
      double length =
          Math.sqrt(
              IntStream.range(0, COLUMNS)
                  .mapToDouble(j -> Math.pow(model.coefficients(0)[j], 2))
                  .sum());
      assertTrue(length > last, c + ": " + length);
      last = length;
    }
  }

  @Test
  void anInterruptStopsTheFit() {
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () -> LogisticRegression.paper().fit(DESIGN, labels(FEATURES, 0.2, 10)));
    assertFalse(Thread.interrupted());
  }

  @Test
  void kmerCountsAreADesign() {
    List<DnaSequence> sequences =
        IntStream.range(0, 40)
            .mapToObj(i -> DnaSequence.of("s" + i, i % 2 == 0 ? "ACGACGACGT" : "TTTTATTTAC"))
            .toList();
    DesignMatrix design = DesignMatrix.of(new KmerCounter(2).countAll(sequences));
    boolean[] labels = new boolean[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = i % 2 == 0;
    }
    LogisticModel model = LogisticRegression.builder().build().fit(design, labels);
    float[] p = model.predictProbabilities(design)[0];
    assertTrue(p[0] > 0.9 && p[1] < 0.1);
    assertEquals(20, model.columns());
  }

  @Test
  void penaltiesAreChosenOnValidation() {
    boolean[][] labels = tasks(4, 0.1);
    float[][] others = features(400, COLUMNS, 77);
    boolean[][] validation =
        IntStream.range(0, 4)
            .mapToObj(t -> labels(others, 0.1 + 0.4 * t / 4, 100 + t))
            .toArray(boolean[][]::new);
    validation[3] = new boolean[400];
    PenaltySearch.Choice choice =
        new PenaltySearch(
                LogisticRegression.builder().standardise(true).build(), List.of(1e-4, 1.0, 1e4))
            .run(
                new KmerTasks(DESIGN, labels, List.of(), Units.single(DESIGN.rows())),
                new KmerTasks(DesignMatrix.of(others), validation, List.of(), Units.single(400)),
                Progress.silent());
    for (int task = 0; task < 3; task++) {
      int chosen = List.of(1e-4, 1.0, 1e4).indexOf(choice.chosen()[task]);
      for (double[] scores : choice.scores()) {
        assertTrue(choice.scores()[chosen][task] >= scores[task]);
      }
      assertEquals(choice.chosen()[task], choice.model().fits().get(task).c());
    }
    // Without a positive in validation the strongest penalty stays.
    assertEquals(1e-4, choice.chosen()[3]);
    assertTrue(Double.isNaN(choice.scores()[0][3]));
  }

  /** A fit leaves out the examples whose label is not known, and no other task sees it. */
  @ParameterizedTest
  @EnumSource(Solver.class)
  void aLabelThatIsNotKnownIsLeftOut(Solver solver) {
    boolean[][] labels = tasks(3, 0.2);
    int[] known = IntStream.range(0, FEATURES.length).filter(i -> i % 5 > 1).toArray();
    boolean[] those = new boolean[known.length];
    IntStream.range(0, known.length).forEach(i -> those[i] = labels[1][known[i]]);
    List<BitSet> unknown = List.of(new BitSet(), new BitSet(), new BitSet());
    IntStream.range(0, FEATURES.length).filter(i -> i % 5 <= 1).forEach(unknown.get(1)::set);
    unknown.get(2).set(0, FEATURES.length);
    for (boolean balanced : List.of(false, true)) {
      LogisticRegression settings =
          LogisticRegression.builder()
              .c(0.1)
              .balanced(balanced)
              .solver(solver)
              .tolerance(1e-10)
              .maxIterations(20_000)
              .build();
      LogisticModel all = settings.fit(DESIGN, labels, unknown, Progress.silent());
      LogisticModel alone =
          settings.fit(
              DesignMatrix.of(
                  Arrays.stream(known).mapToObj(i -> FEATURES[i]).toArray(float[][]::new)),
              those);
      double found = alone.fits().get(0).objective();
      assertEquals(found, all.fits().get(1).objective(), 1e-5 * found);
      // Where the objective is flat, the solver of scikit-learn ends at other places.
      double close = solver == Solver.LBFGS ? 5e-3 : solver == Solver.OPTIMUM ? 1e-6 : 1e-4;
      assertArrayEquals(alone.coefficients(0), all.coefficients(1), close);
      assertEquals(alone.fits().get(0).logLoss(), all.fits().get(1).logLoss(), close);
      assertEquals(alone.fits().get(0).positives(), all.fits().get(1).positives());
      LogisticModel complete =
          settings.fit(DESIGN, new boolean[][] {labels[0], labels[0], labels[0]});
      assertArrayEquals(complete.coefficients(0), all.coefficients(0), 1e-6);
      assertEquals(0, all.intercept(2), "nothing is known");
    }
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThrows(InputProblem.class, () -> LogisticRegression.builder().c(0).build());
    assertThrows(InputProblem.class, () -> LogisticRegression.builder().tolerance(1).build());
    assertThrows(InputProblem.class, () -> LogisticRegression.builder().maxIterations(0).build());
    LogisticRegression paper = LogisticRegression.paper();
    assertThrows(
        InputProblem.class, () -> paper.fit(DesignMatrix.of(new float[0][]), new boolean[0]));
    assertThrows(InputProblem.class, () -> paper.fit(DESIGN, new boolean[0][]));
    assertThrows(IllegalArgumentException.class, () -> paper.fit(DESIGN, new boolean[3]));
    assertThrows(InputProblem.class, () -> new PenaltySearch(paper, List.of(2.0, 1.0)));
    assertThrows(
        IllegalArgumentException.class, () -> DesignMatrix.of(new float[][] {{1}, {1, 2}}));
    assertThrows(
        IllegalArgumentException.class, () -> DesignMatrix.of(new float[][] {{Float.NaN}}));
    LogisticModel model = paper.fit(DESIGN, labels(FEATURES, 0.2, 11));
    assertThrows(
        IllegalArgumentException.class,
        () -> model.predictProbabilities(DesignMatrix.of(new float[1][COLUMNS + 1])));
  }
}
