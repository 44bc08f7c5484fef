package org.helixbook.engine.logistic;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.helixbook.feedback.Progress;

/**
 * Takes a group of tasks towards their optima together. Each task has a slot, a column of all the
 * matrices here; when one is near its optimum the next task takes its slot. Products are in single
 * precision, sums and the points themselves in double.
 */
final class BatchSolver {
  private static final int WIDTH = 128;
  private static final int TRIALS = 14;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final TaskState[] states;
  private final Progress progress;
  private final RowTeam team;
  private final int rank;
  private final double penalty;

  private int width;
  private Slot[] slots;
  private int nextTask;
  private int finished;

  /** For each block of rows {@code [rows, width]}: scores, their change, slopes, labels. */
  private float[][] scores;

  private float[][] changes;
  private float[][] slopes;
  private boolean[][] labels;

  private FloatPointer directions;
  private FloatPointer[] sums;

  private static final class Slot {
    TaskState task;
    QuasiNewton memory;
    double[] gradient;
    double[] direction;
    double[] step;
    double objective;
    double before;
    double slope;

    /** How far along the direction, and between which bounds to look. */
    double alpha;

    double low;
    double high;
    double lowSlope;
    boolean searching;
    int trials;
    boolean fresh;
    int stalled;

    // What the last look found.
    double loss;
    double lossSlope;
    double slopeSum;
    double curvature;
  }

  BatchSolver(
      LogisticRegression settings, EigenDesign design, TaskState[] states, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.states = states;
    this.progress = progress;
    this.team = design.team();
    this.rank = design.rank();
    this.penalty = 1 / settings.c();
  }

  void run() {
    if (rank == 0) {
      return;
    }
    long open = Arrays.stream(states).filter(state -> !state.isConstant()).count();
    finished = states.length - (int) open;
    if (open == 0) {
      return;
    }
    width = (int) Math.min(WIDTH, open);
    try {
      allocate();
      for (int s = 0; s < width; s++) {
        slots[s] = new Slot();
        occupy(s);
      }
      look();
      settle();
      while (step()) {
        LogisticRegression.stopIfInterrupted();
      }
    } finally {
      release();
    }
  }

  private void allocate() {
    scores = new float[team.blocks()][];
    changes = new float[team.blocks()][];
    slopes = new float[team.blocks()][];
    labels = new boolean[team.blocks()][];
    for (int b = 0; b < team.blocks(); b++) {
      int size = rowsOf(b) * width;
      scores[b] = new float[size];
      changes[b] = new float[size];
      slopes[b] = new float[size];
      labels[b] = new boolean[size];
    }
    slots = new Slot[width];
    directions = Blas.floats((long) rank * width);
    sums = new FloatPointer[team.parts()];
    for (int part = 0; part < sums.length; part++) {
      sums[part] = Blas.floats((long) rank * width);
    }
  }

  private int rowsOf(int block) {
    return Math.min(team.blockSize(), team.rows() - block * team.blockSize());
  }

  private void release() {
    if (directions != null) {
      directions.close();
    }
    if (sums != null) {
      for (FloatPointer sum : sums) {
        if (sum != null) {
          sum.close();
        }
      }
    }
  }

  /** Puts the next task into a slot; without one the slot stays empty. */
  private void occupy(int s) {
    while (nextTask < states.length && states[nextTask].isConstant()) {
      nextTask++;
    }
    Slot slot = slots[s];
    slot.task = nextTask < states.length ? states[nextTask++] : null;
    if (slot.task == null) {
      return;
    }
    slot.memory = new QuasiNewton();
    slot.gradient = null;
    slot.step = null;
    slot.direction = new double[rank + 1];
    slot.alpha = 0;
    slot.fresh = true;
    slot.searching = true;
    slot.stalled = 0;
    float start = (float) slot.task.point[rank];
    for (int b = 0; b < scores.length; b++) {
      int first = b * team.blockSize();
      for (int i = 0; i < rowsOf(b); i++) {
        scores[b][i * width + s] = start;
        changes[b][i * width + s] = 0;
        labels[b][i * width + s] = slot.task.labels[first + i];
      }
    }
  }

  /** One step of every task: gradient, direction, search along it. False when all are near. */
  private boolean step() {
    findGradients();
    boolean anyLeft = false;
    for (int s = 0; s < width; s++) {
      if (slots[s].task != null) {
        judge(s);
      }
      anyLeft |= slots[s].task != null;
    }
    if (!anyLeft) {
      return false;
    }
    narrowIfHalfEmpty();
    findDirections();
    for (int trial = 0; trial <= TRIALS && look(); trial++) {
      settle();
    }
    move();
    return true;
  }

  /** Learns from the new gradient, and frees the slot if the task is near its optimum. */
  private void judge(int s) {
    Slot slot = slots[s];
    TaskState task = slot.task;
    double[] inverse = inverseCurvature(slot);
    double nearness = 0;
    for (int j = 0; j <= rank; j++) {
      nearness += slot.gradient[j] * slot.gradient[j] * inverse[j];
    }
    double floor = settings.tolerance() * slot.objective;
    boolean near =
        task.iterations > 0 && nearness / 2 <= floor && slot.before - slot.objective <= floor;
    task.objective = slot.objective;
    if (near || slot.stalled > 1 || task.iterations >= settings.maxIterations()) {
      task.near = near;
      finished++;
      progress.advance(
          Math.min(finished, states.length - 1),
          String.format(Locale.ROOT, "%d steps for the last one", task.iterations));
      occupy(s);
      return;
    }
    task.iterations++;
    slot.before = slot.objective;
    slot.direction = slot.memory.direction(slot.gradient, inverse);
    slot.slope = QuasiNewton.dot(slot.direction, slot.gradient);
    if (!(slot.slope < 0)) {
      slot.memory.forget();
      slot.direction = slot.memory.direction(slot.gradient, inverse);
      slot.slope = QuasiNewton.dot(slot.direction, slot.gradient);
    }
    slot.fresh = false;
    slot.alpha = 1;
    slot.low = 0;
    slot.lowSlope = slot.slope;
    slot.high = Double.POSITIVE_INFINITY;
    slot.trials = 0;
    slot.searching = true;
  }

  /** The diagonal that would be exact if every example had the task's mean curvature. */
  private double[] inverseCurvature(Slot slot) {
    double mean = Math.max(slot.curvature / team.rows(), 1e-12);
    double[] inverse = new double[rank + 1];
    for (int j = 0; j < rank; j++) {
      inverse[j] = 1 / (mean * design.eigenvalue(j) + penalty);
    }
    inverse[rank] = 1 / (mean * team.rows());
    return inverse;
  }

  private void findGradients() {
    float[] nothing = new float[rank * width];
    for (FloatPointer sum : sums) {
      sum.put(nothing, 0, nothing.length);
    }
    team.each(
        (part, from, rows) -> {
          try (FloatPointer block = Blas.floats((long) rows * width)) {
            block.put(slopes[from / team.blockSize()], 0, rows * width);
            Blas.addLeftTransposed(design.turnedFrom(from), block, sums[part], rank, width, rows);
          }
        });
    double[] total = new double[rank * width];
    for (FloatPointer sum : sums) {
      sum.get(nothing, 0, nothing.length);
      for (int i = 0; i < total.length; i++) {
        total[i] += nothing[i];
      }
    }
    for (int s = 0; s < width; s++) {
      Slot slot = slots[s];
      if (slot.task == null) {
        continue;
      }
      double[] gradient = new double[rank + 1];
      for (int j = 0; j < rank; j++) {
        gradient[j] = total[j * width + s] + penalty * slot.task.point[j];
      }
      gradient[rank] = slot.slopeSum;
      if (slot.gradient != null && slot.step != null) {
        double[] change = new double[rank + 1];
        for (int j = 0; j <= rank; j++) {
          change[j] = gradient[j] - slot.gradient[j];
        }
        slot.memory.learn(slot.step, change);
        slot.step = null;
      }
      slot.gradient = gradient;
    }
  }

  private void findDirections() {
    float[] all = new float[rank * width];
    float[] intercepts = new float[width];
    for (int s = 0; s < width; s++) {
      if (slots[s].task != null && !slots[s].fresh) {
        for (int j = 0; j < rank; j++) {
          all[j * width + s] = (float) slots[s].direction[j];
        }
        intercepts[s] = (float) slots[s].direction[rank];
      }
    }
    directions.put(all, 0, all.length);
    team.each(
        (part, from, rows) -> {
          float[] change = changes[from / team.blockSize()];
          try (FloatPointer block = Blas.floats((long) rows * width)) {
            Blas.product(design.turnedFrom(from), directions, block, rows, width, rank);
            block.get(change, 0, rows * width);
          }
          for (int i = 0; i < change.length; i += width) {
            for (int s = 0; s < width; s++) {
              change[i + s] += intercepts[s];
            }
          }
        });
  }

  /** Computes loss and slopes at the points that are being tried. False if none is. */
  private boolean look() {
    int[] tried = new int[width];
    int count = 0;
    for (int s = 0; s < width; s++) {
      if (slots[s].task != null && slots[s].searching) {
        tried[count++] = s;
      }
    }
    if (count == 0) {
      return false;
    }
    int[] columns = Arrays.copyOf(tried, count);
    double[][][] found = new double[team.parts()][4][count];
    team.each((part, from, rows) -> lookAt(columns, from / team.blockSize(), found[part]));
    for (int i = 0; i < count; i++) {
      Slot slot = slots[columns[i]];
      slot.loss = 0;
      slot.lossSlope = 0;
      slot.slopeSum = 0;
      slot.curvature = 0;
      for (double[][] part : found) {
        slot.loss += part[0][i];
        slot.lossSlope += part[1][i];
        slot.slopeSum += part[2][i];
        slot.curvature += part[3][i];
      }
    }
    return true;
  }

  private void lookAt(int[] columns, int block, double[][] found) {
    float[] score = scores[block];
    float[] change = changes[block];
    float[] slope = slopes[block];
    boolean[] label = labels[block];
    int count = columns.length;
    double[] alpha = new double[count];
    double[] positive = new double[count];
    double[] negative = new double[count];
    for (int i = 0; i < count; i++) {
      Slot slot = slots[columns[i]];
      alpha[i] = slot.alpha;
      positive[i] = slot.task.positiveWeight;
      negative[i] = slot.task.negativeWeight;
    }
    double[] loss = found[0];
    double[] lossSlope = found[1];
    double[] slopeSum = found[2];
    double[] curvature = found[3];
    for (int row = 0; row < score.length; row += width) {
      for (int i = 0; i < count; i++) {
        int at = row + columns[i];
        double s = score[at] + alpha[i] * change[at];
        double exponential = Math.exp(-Math.abs(s));
        boolean yes = label[at];
        double weight = yes ? positive[i] : negative[i];
        double pull = weight * LogLoss.slope(s, yes, exponential);
        slope[at] = (float) pull;
        loss[i] += weight * LogLoss.of(s, yes, exponential);
        lossSlope[i] += pull * change[at];
        slopeSum[i] += pull;
        curvature[i] += weight * exponential / ((1 + exponential) * (1 + exponential));
      }
    }
  }

  /** Judges the points that were tried, and chooses others where they will not do. */
  private void settle() {
    for (Slot slot : slots) {
      if (slot.task == null || !slot.searching) {
        continue;
      }
      double[] point = slot.task.point;
      double square = 0;
      double slope = slot.lossSlope;
      for (int j = 0; j < rank; j++) {
        double moved = point[j] + slot.alpha * slot.direction[j];
        square += moved * moved;
        slope += penalty * moved * slot.direction[j];
      }
      double value = slot.loss + penalty * square / 2;
      if (slot.fresh || slot.alpha == 0) {
        slot.objective = value;
        slot.searching = false;
        continue;
      }
      slot.trials++;
      boolean lower = value <= slot.before + 1e-4 * slot.alpha * slot.slope;
      boolean flat = Math.abs(slope) <= 0.5 * Math.abs(slot.slope);
      if (lower && (flat || slope > 0 || slot.trials >= TRIALS - 2)) {
        slot.objective = value;
        slot.searching = false;
        slot.stalled = 0;
      } else if (slot.trials >= TRIALS - 2) {
        // No lower point in sight: single precision has come to its end here.
        slot.alpha = 0;
      } else {
        chooseNext(slot, lower && slope < 0, slope);
      }
    }
  }

  /** The next point to try: farther out, or between the bounds, by the secant of the slopes. */
  private static void chooseNext(Slot slot, boolean tooShort, double slope) {
    if (tooShort) {
      slot.low = slot.alpha;
      slot.lowSlope = slope;
      slot.alpha = Double.isInfinite(slot.high) ? 3 * slot.alpha : (slot.low + slot.high) / 2;
      return;
    }
    double reach = slot.alpha - slot.low;
    double share = slope > 0 ? slot.lowSlope / (slot.lowSlope - slope) : 0.5;
    slot.high = slot.alpha;
    slot.alpha = slot.low + reach * Math.min(0.8, Math.max(0.05, share));
  }

  /** Goes to the points that were found. */
  private void move() {
    float[] alphas = new float[width];
    for (int s = 0; s < width; s++) {
      Slot slot = slots[s];
      if (slot.task == null || slot.fresh) {
        continue;
      }
      if (slot.alpha == 0) {
        slot.stalled++;
        slot.memory.forget();
        slot.step = null;
        continue;
      }
      alphas[s] = (float) slot.alpha;
      slot.step = new double[rank + 1];
      for (int j = 0; j <= rank; j++) {
        slot.step[j] = slot.alpha * slot.direction[j];
        slot.task.point[j] += slot.step[j];
      }
    }
    team.each(
        (part, from, rows) -> {
          float[] score = scores[from / team.blockSize()];
          float[] change = changes[from / team.blockSize()];
          for (int i = 0; i < score.length; i += width) {
            for (int s = 0; s < width; s++) {
              score[i + s] += alphas[s] * change[i + s];
            }
          }
        });
  }

  /** Packs the slots that are in use together when half of them are empty. */
  private void narrowIfHalfEmpty() {
    int[] used = new int[width];
    int count = 0;
    for (int s = 0; s < width; s++) {
      if (slots[s].task != null) {
        used[count++] = s;
      }
    }
    if (count > width / 2) {
      return;
    }
    int old = width;
    int now = count;
    Slot[] kept = new Slot[now];
    for (int i = 0; i < now; i++) {
      kept[i] = slots[used[i]];
    }
    for (int b = 0; b < scores.length; b++) {
      int rows = rowsOf(b);
      float[] score = new float[rows * now];
      boolean[] label = new boolean[rows * now];
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < now; i++) {
          score[row * now + i] = scores[b][row * old + used[i]];
          label[row * now + i] = labels[b][row * old + used[i]];
        }
      }
      scores[b] = score;
      labels[b] = label;
      // Both are written anew before they are read.
      changes[b] = new float[rows * now];
      slopes[b] = new float[rows * now];
    }
    slots = kept;
    width = now;
  }
}
