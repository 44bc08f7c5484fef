package org.helixbook.run;

/** What the compute thread tells the thread that waits for a training. */
sealed interface TrainingEvent {

  /** It is known what is to be done. */
  record Begun(String task, long total) implements TrainingEvent {}

  /** A batch is done. */
  record BatchDone(long done, String detail) implements TrainingEvent {}

  /** An epoch is done. */
  record EpochDone(History history) implements TrainingEvent {}

  /** Nothing more will come. */
  record Ended() implements TrainingEvent {}
}
