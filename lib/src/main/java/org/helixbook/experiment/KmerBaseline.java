package org.helixbook.experiment;

import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.DesignMatrix;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.eval.Bootstrap;

/** Logistic regression on counts of short words: what a network that knows no order could know. */
public final class KmerBaseline {
  private KmerBaseline() {}

  /**
   * Fits on the training windows and scores the test windows.
   *
   * @param longest the longest word, 1 to 5
   * @param c the inverse of the penalty's strength, above 0; counts are standardised
   * @param train training windows of two classes
   * @param test test windows
   * @param testName what the test windows are
   * @param bootstrap for the intervals
   * @return the score
   */
  public static VariantResult score(
      int longest,
      double c,
      LabelledSequences train,
      LabelledSequences test,
      String testName,
      Bootstrap bootstrap) {
    KmerCounter counter = new KmerCounter(longest);
    int[] trainLabels = train.labels();
    boolean[] coding = new boolean[trainLabels.length];
    for (int i = 0; i < coding.length; i++) {
      coding[i] = trainLabels[i] == 0;
    }
    LogisticModel model =
        LogisticRegression.builder()
            .c(c)
            .standardise(true)
            .build()
            .fit(DesignMatrix.of(counter.countAll(train.sequences())), coding);
    float[] probabilities =
        model.predictProbabilities(DesignMatrix.of(counter.countAll(test.sequences())))[0];
    double[] scores = new double[probabilities.length];
    int[] decided = new int[probabilities.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = probabilities[i];
      decided[i] = probabilities[i] > 0.5 ? 0 : 1;
    }
    return VariantResult.ofBaseline(
        "k-mer regression, k up to " + longest,
        testName,
        test.labels(),
        decided,
        scores,
        bootstrap);
  }
}
