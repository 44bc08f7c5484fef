package org.helixbook.model.cnn;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Wording;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.Learner;
import org.helixbook.run.RowOrder;
import org.helixbook.run.RunResult;
import org.helixbook.run.StoredRun;
import org.helixbook.run.Sums;
import org.helixbook.signal.LabelledImages;
import org.helixbook.storage.Seeds;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An {@link ImageClassifier} that learns from shuffled {@link LabelledImages} and is measured on
 * others after each epoch: trainLoss, trainAccuracy, testLoss and testAccuracy, as {@link
 * EpochRecord} says.
 */
public final class ImageLearner implements Learner {
  private static final String PREDICTIONS = "predictions.csv";
  private static final String LOSS = "loss";
  private static final String CORRECT = "correct";

  private final ImageClassifier classifier;
  private final LabelledImages train;
  private final LabelledImages test;
  private final TrainingSettings settings;
  private final RowOrder order;
  private final Seeds seeds;

  /**
   * A classifier with its data.
   *
   * @param classifier is changed
   * @param train what it learns from, at least one image
   * @param test what it is measured on after each epoch, and never learns from
   * @param settings batch size, seed and precision are used here; the rest is in the network
   * @throws InputProblem if images and network do not fit
   */
  public ImageLearner(
      ImageClassifier classifier,
      LabelledImages train,
      LabelledImages test,
      TrainingSettings settings) {
    this.classifier = Objects.requireNonNull(classifier, "classifier");
    this.train = train;
    this.test = test;
    this.settings = settings;
    classifier.requireFitting(train);
    classifier.requireFitting(test);
    this.seeds = new Seeds(settings.seed());
    this.order = new RowOrder(settings.seed(), "images", train.size(), settings.batchSize());
  }

  /** The network with all it has learned. */
  public ImageClassifier classifier() {
    return classifier;
  }

  /** What it is measured on. */
  public LabelledImages test() {
    return test;
  }

  /** The settings it is trained with. */
  public TrainingSettings settings() {
    return settings;
  }

  @Override
  @Wording
  public String name() {
    return classifier.name();
  }

  @Override
  public int batches() {
    return order.batches();
  }

  @Override
  @Wording
  public String unit() {
    return "images";
  }

  @Override
  public Sums step(int epoch, int batch) {
    int[] rows = order.batch(epoch, batch);
    // For what a network may draw, such as dropout: a run that goes on draws the same.
    Nd4j.getRandom().setSeed(seeds.of("step " + steps()));
    return sums(classifier.step(train, rows, settings.precision()), train, rows);
  }

  @Override
  public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
    double testLoss = 0;
    int testCorrect = 0;
    int atATime = settings.classifiedAtATime();
    for (int from = 0; from < test.size(); from += atATime) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      int[] rows = ImageClassifier.range(from, Math.min(atATime, test.size() - from));
      double[][] probabilities = classifier.probabilities(test, rows);
      for (int i = 0; i < rows.length; i++) {
        int label = test.labels()[rows[i]];
        testLoss += Predictions.loss(probabilities[i][label]);
        testCorrect += Predictions.mostProbable(probabilities[i]) == label ? 1 : 0;
      }
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", epoch.mean(LOSS));
    metrics.put("trainAccuracy", epoch.mean(CORRECT));
    metrics.put("testLoss", testLoss / test.size());
    metrics.put("testAccuracy", (double) testCorrect / test.size());
    return Optional.of(metrics);
  }

  private static Sums sums(double[][] probabilities, LabelledImages images, int[] rows) {
    double loss = 0;
    int correct = 0;
    for (int i = 0; i < rows.length; i++) {
      int label = images.labels()[rows[i]];
      loss += Predictions.loss(probabilities[i][label]);
      correct += Predictions.mostProbable(probabilities[i]) == label ? 1 : 0;
    }
    return Sums.of(rows.length, Map.of(LOSS, loss, CORRECT, (double) correct));
  }

  @Override
  public boolean isFinite() {
    return classifier.isFinite();
  }

  @Override
  public int steps() {
    return classifier.steps();
  }

  @Override
  public Map<String, byte[]> state() {
    return classifier.parts();
  }

  @Override
  public RunResult result() {
    Predictions predictions = classifier.predict(test, settings.classifiedAtATime());
    return RunResult.of(
        Map.of(PREDICTIONS, predictions.toCsv().getBytes(StandardCharsets.UTF_8)),
        Map.of(
            "testImages", predictions.size(),
            "testAccuracy", predictions.accuracy(),
            "testLoss", predictions.meanLoss()));
  }

  /**
   * What a kept run said of its test images.
   *
   * @param classNames in label order
   * @return the predictions; empty if the run is not complete, was kept without them, or their file
   *     is damaged
   */
  public static Optional<Predictions> predictions(StoredRun run, List<String> classNames) {
    try {
      return run.file(PREDICTIONS)
          .map(csv -> Predictions.ofCsv(new String(csv, StandardCharsets.UTF_8), classNames));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /**
   * What a finished run says of its test set.
   *
   * @param result what the run left
   * @return the predictions, in the order of the test images
   */
  public Predictions predictions(RunResult result) {
    byte[] csv = result.files().get(PREDICTIONS);
    return Predictions.ofCsv(new String(csv, StandardCharsets.UTF_8), test.classNames());
  }

  @Override
  @Wording
  public String describe(Sums epoch) {
    return String.format(
        Locale.ROOT, "loss %.3f, accuracy %.3f", epoch.mean(LOSS), epoch.mean(CORRECT));
  }

  @Override
  @Wording
  public String summary(EpochRecord last) {
    return String.format(
        Locale.ROOT, "test accuracy %.3f, test loss %.3f", last.testAccuracy(), last.testLoss());
  }

  @Override
  @Wording
  public String whenDiverged() {
    return "make a new network and train it with a learning rate ten times smaller than "
        + settings.learningRate()
        + ", and check that the images are standardised";
  }

  @Override
  @Wording
  public String whenMemoryRunsOut() {
    return "lower the batch size below "
        + settings.batchSize()
        + " or use smaller images (both make it another run), or close other programs";
  }
}
