package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.feedback.Columns;
import org.helixbook.model.logistic.KmerClassifier;
import org.helixbook.model.threshold.SequenceClassifier;
import org.helixbook.model.threshold.Threshold;
import tech.tablesaw.api.Table;

/**
 * Methods without a network, side by side on several sets of windows: the methods of one number and
 * a logistic regression on words of up to four letters.
 *
 * <pre>{@code
 * Baselines.with(bootstrap).on(first).on(second).table("Two sets");
 * }</pre>
 *
 * @param bootstrap how intervals are drawn, over the test windows
 * @param scores a method on a set each, in order
 */
public record Baselines(Bootstrap bootstrap, List<Score> scores) {
  private static final int LONGEST_WORD = 4;

  /** Strong enough for a few hundred windows and 340 counts. */
  private static final double C = 0.001;

  /**
   * One method on one set.
   *
   * @param windows the set that it was fitted to and judged on, or both if they are two
   * @param trained how many windows it was fitted to
   * @param trials what it says of the test windows
   */
  public record Score(String windows, int trained, Trials<Decisions> trials) {}

  /** Copies the list. */
  public Baselines {
    scores = List.copyOf(scores);
  }

  /** None as yet. */
  public static Baselines with(Bootstrap bootstrap) {
    return new Baselines(bootstrap, List.of());
  }

  /**
   * The methods, fitted.
   *
   * @param train training windows, labels 0 coding, 1 non-coding; each at least 6 nt, no N
   */
  public static List<SequenceClassifier> fit(LabelledSequences train) {
    return Stream.<SequenceClassifier>concat(
            Threshold.all(train).stream(), Stream.of(KmerClassifier.fit(LONGEST_WORD, C, train)))
        .toList();
  }

  /** The same with the methods fitted to the training windows of a source, on its test windows. */
  public Baselines on(CodingSource source) {
    SequenceSplit split = source.windows();
    return on(source.name(), split.train(), split.test());
  }

  /**
   * The same with the methods on any windows.
   *
   * @param windows what they are, for a reader
   * @param train what the methods are fitted to
   * @param test what they judge, of the same two classes
   */
  public Baselines on(String windows, LabelledSequences train, LabelledSequences test) {
    List<Score> more = new ArrayList<>(scores);
    for (SequenceClassifier method : fit(train)) {
      more.add(new Score(windows, train.size(), Trials.of(method, windows, test)));
    }
    return new Baselines(bootstrap, more);
  }

  /**
   * A row a set and method: accuracy and AUC, class 0 to be found, with the ends of their 95 %
   * intervals over the test windows.
   */
  public Table table(String title) {
    return Columns.of(scores)
        .text("windows", Score::windows)
        .text("method", one -> one.trials().name())
        .count("training windows", Score::trained)
        .count("test windows", one -> one.trials().examples())
        .number("accuracy", one -> accuracy(one).value())
        .number("accuracy, from", one -> accuracy(one).low())
        .number("accuracy, to", one -> accuracy(one).high())
        .number("AUC", one -> auc(one).value())
        .number("AUC, from", one -> auc(one).low())
        .number("AUC, to", one -> auc(one).high())
        .table(title);
  }

  private ConfidenceInterval accuracy(Score score) {
    return score.trials().decisions().accuracy(bootstrap, ClassifierReport.DRAWS_OF_ACCURACY);
  }

  private ConfidenceInterval auc(Score score) {
    return score.trials().decisions().auc(0, bootstrap, ClassifierReport.DRAWS_OF_AUC);
  }
}
