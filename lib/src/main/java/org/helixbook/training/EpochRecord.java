package org.helixbook.training;

/**
 * What was measured at the end of one epoch.
 *
 * @param epoch its number, from 1
 * @param trainLoss mean loss over the training set, natural logarithm, nats an example
 * @param trainAccuracy share of training examples classified right, in [0, 1]
 * @param testLoss mean loss over the test set
 * @param testAccuracy share of test examples classified right, in [0, 1]
 * @param seconds wall time of the epoch, evaluation included
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double seconds) {}
