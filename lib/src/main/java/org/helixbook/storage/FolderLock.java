package org.helixbook.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.helixbook.feedback.InputProblem;

/** Lets one process at a time, and one thread of it, write into a folder. */
public final class FolderLock implements AutoCloseable {
  /** The file that is locked. */
  public static final String FILE = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the folder.
   *
   * @param folder it must exist; a file .lock stays in it, because deleting it would let two in
   * @param patience how long to wait for whoever has it
   * @param taken what another process is doing here, for the message
   * @param mend what the user can do about it, for the message
   * @return the lock, which is given back by closing it
   * @throws IOException if the lock file cannot be made
   * @throws InputProblem if it is still taken after that, or the wait is interrupted
   */
  public static FolderLock acquire(Path folder, Duration patience, String taken, String mend)
      throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (!tryLock(channel)) {
        if (System.nanoTime() - end >= 0) {
          throw new InputProblem(folder.toString(), taken, mend);
        }
        pause(folder);
      }
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process has it
    }
  }

  private static void pause(Path folder) {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputProblem(
          folder.toString(), "the wait for another process was interrupted", "run it again", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
