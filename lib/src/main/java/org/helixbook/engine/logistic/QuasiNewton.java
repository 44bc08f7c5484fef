package org.helixbook.engine.logistic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The memory of one task's walk: its last steps and changes of gradient, and from them the next
 * direction (the two-loop recursion, Nocedal and Wright 2006, algorithm 7.4). The first guess of
 * the inverse curvature is a diagonal, scaled by the last step.
 */
final class QuasiNewton {
  private record Pair(double[] step, double[] change, double product) {}

  private final int kept;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  /** A memory of so many steps. */
  QuasiNewton(int kept) {
    this.kept = kept;
  }

  void forget() {
    pairs.clear();
  }

  /** Keeps a step and the change of gradient that it made, if they show curvature. */
  void learn(double[] step, double[] change) {
    double product = dot(step, change);
    if (product <= 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      return;
    }
    if (pairs.size() == kept) {
      pairs.removeLast();
    }
    pairs.addFirst(new Pair(step, change, product));
  }

  /** Minus the gradient times the inverse curvature. */
  double[] direction(double[] gradient, double[] inverse) {
    double[] d = new double[gradient.length];
    for (int j = 0; j < d.length; j++) {
      d[j] = -gradient[j];
    }
    double[] along = new double[pairs.size()];
    int i = 0;
    for (Pair pair : pairs) {
      along[i] = dot(pair.step, d) / pair.product;
      add(d, -along[i++], pair.change);
    }
    double shrink = 1;
    if (!pairs.isEmpty()) {
      Pair last = pairs.getFirst();
      double weighted = 0;
      for (int j = 0; j < d.length; j++) {
        weighted += last.change[j] * last.change[j] * inverse[j];
      }
      shrink = last.product / weighted;
    }
    for (int j = 0; j < d.length; j++) {
      d[j] *= shrink * inverse[j];
    }
    for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      add(d, along[--i] - dot(pair.change, d) / pair.product, pair.step);
    }
    return d;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }
}
