package org.helixbook.training;

import java.util.Objects;
import java.util.function.Function;

/**
 * What a run needs beside its configuration: how the network that the configuration describes is
 * made, and the data whose digests it names.
 *
 * @param network makes a new network, with initial weights, from the configuration alone
 * @param train what it learns from
 * @param test what it is measured on after each epoch
 */
public record ImageTask(
    Function<RunConfiguration, ImageClassifier> network,
    LabelledImages train,
    LabelledImages test) {

  /** Checks that nothing is missing. */
  public ImageTask {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
  }
}
