package org.helixbook.model.cnn;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunTask;
import org.helixbook.signal.LabelledImages;

/**
 * What a run on pictures needs beside its configuration: how the network that the configuration
 * describes is made, and the data whose digests it names.
 *
 * @param network makes a new network, with initial weights, from the configuration alone
 * @param train what it learns from
 * @param test what it is measured on after each epoch
 */
public record ImageTask(
    Function<RunConfiguration, ImageClassifier> network, LabelledImages train, LabelledImages test)
    implements RunTask<ImageLearner> {

  /**
   * Checks that nothing is missing.
   *
   * @throws InputProblem if a set has no image
   */
  public ImageTask {
    Objects.requireNonNull(network, "network");
    requireImages("train", train);
    requireImages("test", test);
  }

  private static void requireImages(String name, LabelledImages images) {
    if (images.size() == 0) {
      throw new InputProblem(
          "training on pictures", "the " + name + " set is empty", "give at least an image");
    }
  }

  /** The digests of two sets by the names that a configuration has for them. */
  public static SortedMap<String, String> digests(LabelledImages train, LabelledImages test) {
    return new TreeMap<>(Map.of("train", train.digest(), "test", test.digest()));
  }

  @Override
  public SortedMap<String, String> digests() {
    return digests(train, test);
  }

  @Override
  public ImageLearner create(RunConfiguration configuration) {
    ImageLearner made = learner(network.apply(configuration), configuration);
    // A complete run can be looked at anywhere; a new one cannot be begun anywhere.
    made.classifier().require(made.settings().precision());
    return made;
  }

  @Override
  public ImageLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
      throws IOException {
    return learner(ImageClassifier.of(state), configuration);
  }

  private ImageLearner learner(ImageClassifier classifier, RunConfiguration configuration) {
    return new ImageLearner(
        classifier, train, test, configuration.trainingAs(TrainingSettings.class));
  }
}
