package org.helixbook.signal;

/**
 * A file that is no picture of the kinds that are read; the message says why, as half a sentence.
 */
final class UnreadablePicture extends Exception {
  private static final long serialVersionUID = 1;

  UnreadablePicture(String reason) {
    super(reason);
  }

  UnreadablePicture(String reason, Throwable cause) {
    super(reason, cause);
  }
}
