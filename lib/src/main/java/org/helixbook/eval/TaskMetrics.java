package org.helixbook.eval;

import java.util.OptionalDouble;

/**
 * How well one task of many is done. What is undefined is empty, never 0.
 *
 * @param task its name
 * @param examples how many were judged: those whose truth is known
 * @param positives how many of them are yes
 * @param f1AtHalf F1 at the threshold 0.5; empty without a yes
 * @param threshold the threshold with the highest F1 on other examples; empty if they had no yes
 * @param f1Tuned F1 at that threshold; empty without it or without a yes
 * @param auroc area under the ROC curve; empty if a class is missing
 * @param averagePrecision area under the precision-recall curve; empty without a yes
 * @param logLoss the mean log loss, in nats
 */
public record TaskMetrics(
    String task,
    int examples,
    int positives,
    OptionalDouble f1AtHalf,
    OptionalDouble threshold,
    OptionalDouble f1Tuned,
    OptionalDouble auroc,
    OptionalDouble averagePrecision,
    double logLoss) {}
