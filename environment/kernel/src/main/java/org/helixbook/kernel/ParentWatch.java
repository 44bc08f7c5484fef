package org.helixbook.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ends a kernel whose front end is gone, from the first moment on: one that was killed cannot say
 * goodbye, and its kernel must not stay behind, nor anything that the kernel would leave.
 */
final class ParentWatch {
  private static final int EVERY_MS = 200;

  private final long parent;
  private final boolean direct;
  private final Path connectionFile;
  private volatile Runnable farewell = () -> {};

  private ParentWatch(long parent, Path connectionFile) {
    this.parent = parent;
    this.direct = isMyParent(parent);
    this.connectionFile = connectionFile;
  }

  /**
   * Begins to watch.
   *
   * @param parentId the front end's process id; nothing is watched without one
   * @param connectionFile the front end removes it at a regular end
   */
  static ParentWatch begin(String parentId, Path connectionFile) {
    boolean known = parentId != null && parentId.matches("\\d{1,18}");
    ParentWatch watch = new ParentWatch(known ? Long.parseLong(parentId) : 0, connectionFile);
    if (known) {
      Thread thread = new Thread(watch::watch, "parent-watch");
      thread.setDaemon(true);
      thread.start();
    }
    return watch;
  }

  /** What is to be done before the end: soon, for nothing else holds it up. */
  void beforeTheEnd(Runnable task) {
    farewell = task;
  }

  private void watch() {
    try {
      while (isThere()) {
        Thread.sleep(EVERY_MS);
      }
      farewell.run();
    } catch (InterruptedException | RuntimeException e) {
      // The end comes all the same.
    }
    end();
  }

  /**
   * A process that nobody has buried yet still has its number; its children have another parent.
   */
  private boolean isThere() {
    return ProcessHandle.of(parent).filter(ProcessHandle::isAlive).isPresent()
        && (!direct || isMyParent(parent));
  }

  private static boolean isMyParent(long id) {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).equals(Optional.of(id));
  }

  /**
   * Ends the process at once, and removes the connection file. Runtime.halt would first write the
   * archive of classes that the JVM may have been asked for: nobody is there to take it. The file
   * goes last, for a kernel that is about to read it would end by itself for want of it, and so
   * would write the archive, too.
   */
  private void end() {
    try {
      new ProcessBuilder(
              "sh",
              "-c",
              "kill -KILL \"$1\"; rm -f -- \"$2\"",
              "sh",
              Long.toString(ProcessHandle.current().pid()),
              connectionFile.toString())
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      // No such shell here: then with what halt does.
    }
    connectionFile.toFile().delete();
    Runtime.getRuntime().halt(1);
  }
}
