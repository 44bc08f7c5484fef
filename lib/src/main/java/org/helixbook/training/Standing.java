package org.helixbook.training;

import org.helixbook.training.TrainingOutcome.Position;

/** What is trained, and where its training stands. */
record Standing<L extends Learner>(L learner, Position position) {}
