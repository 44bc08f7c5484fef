package org.helixbook.run;

import org.helixbook.run.TrainingOutcome.Position;

/** What is trained, and where its training stands. */
record Standing<L extends Learner>(L learner, Position position) {}
