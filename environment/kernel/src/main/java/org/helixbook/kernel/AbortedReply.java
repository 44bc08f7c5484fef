package org.helixbook.kernel;

import com.google.gson.annotations.SerializedName;

/** The reply to a cell that was waiting behind one that failed: it was not run. */
final class AbortedReply {
  @SerializedName("status")
  final String status = "aborted";

  @SerializedName("execution_count")
  final int executionCount;

  AbortedReply(int executionCount) {
    this.executionCount = executionCount;
  }
}
