package org.helixbook.model.logistic;

import java.util.Arrays;
import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.DesignMatrix;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.eval.Decisions;
import org.helixbook.model.threshold.SequenceClassifier;

/**
 * Logistic regression on counts of short words: what a network that knows no order could know.
 *
 * @param name for a reader
 * @param counter of words
 * @param model the fitted regression
 */
public record KmerClassifier(String name, KmerCounter counter, LogisticModel model)
    implements SequenceClassifier {

  /** Checks that nothing is missing. */
  public KmerClassifier {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(model, "model");
  }

  /**
   * Fits on training windows.
   *
   * @param longest the longest word, 1 to 5
   * @param c the inverse of the penalty's strength, above 0; counts are standardised
   * @param train training windows of two classes
   * @return the classifier
   */
  public static KmerClassifier fit(int longest, double c, LabelledSequences train) {
    KmerCounter counter = new KmerCounter(longest);
    int[] labels = train.labels();
    boolean[] first = new boolean[labels.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = labels[i] == 0;
    }
    return new KmerClassifier(
        "k-mer regression, k up to " + longest,
        counter,
        LogisticRegression.builder()
            .c(c)
            .standardise(true)
            .build()
            .fit(DesignMatrix.of(counter.countAll(train.sequences())), first));
  }

  @Override
  public long parameters() {
    return counter.columns() + 1L;
  }

  @Override
  public Decisions on(LabelledSequences windows) {
    double[] scores = model.logOdds(DesignMatrix.of(counter.countAll(windows.sequences())))[0];
    // The model's yes is class 0, the first: even odds are its.
    int[] decided = Arrays.stream(scores).mapToInt(z -> Decisions.isYes(-z) ? 1 : 0).toArray();
    return Decisions.ofScores(windows.classNames(), windows.labels(), decided, scores);
  }
}
