package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Path;
import org.helixbook.storage.AtomicFile;

/**
 * Lets a process that is to be killed keep its state so often, with a line to its standard output
 * each time, and then holds it in the middle of a checkpoint: however late the kill comes, the
 * training has not ended.
 */
final class HeldAfter implements RunFiles.Writing {
  /** Said when the state has been kept. */
  static final String KEPT = "kept";

  /** Said in the middle of the last checkpoint. */
  static final String HELD = "held";

  private final int checkpoints;
  private int kept;

  HeldAfter(int checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (!file.getParent().endsWith(RunFiles.CHECKPOINT)) {
      ATOMIC.write(file, content);
    } else if (kept++ < checkpoints) {
      ATOMIC.write(file, content);
      System.out.println(KEPT);
    } else {
      AtomicFile.write(
          file,
          out -> {
            out.write(content, 0, content.length / 2);
            System.out.println(HELD);
            waitForTheKill();
          });
    }
  }

  /** Or for the end of the process that would kill it. */
  private static void waitForTheKill() throws IOException {
    while (System.in.read() >= 0) {
      // Whatever it says.
    }
    throw new IOException("nobody is left to kill this process");
  }
}
