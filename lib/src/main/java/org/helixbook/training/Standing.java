package org.helixbook.training;

import org.helixbook.training.TrainingOutcome.Position;

/** A network, and where its training stands. */
record Standing(ImageClassifier classifier, Position position) {}
