package org.helixbook.kernel;

/** The end of the process, on request. */
final class KernelEnd {
  /** Time for the last messages to leave. */
  private static final int GOODBYE_MS = 150;

  /** Time for shutdown hooks; native work cannot hold the process any longer. */
  private static final int HOOKS_MS = 2000;

  private static volatile boolean begun;

  private KernelEnd() {}

  /** Ends the process soon, without waiting for cells. */
  static void begin() {
    begun = true;
    start("kernel-end", GOODBYE_MS, () -> System.exit(0));
    start("kernel-end-now", HOOKS_MS, () -> Runtime.getRuntime().halt(0));
  }

  /** Whether the front end asked for the end. */
  static boolean hasBegun() {
    return begun;
  }

  /** Waits while the sockets' own threads send what they were given. */
  static void letMessagesLeave() {
    sleep(GOODBYE_MS);
  }

  /** Waits while a training that was interrupted keeps what it learned. */
  static void letWorkBeKept() {
    sleep(HOOKS_MS);
  }

  private static void start(String name, int delayMs, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              sleep(delayMs);
              end.run();
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep(int delayMs) {
    try {
      Thread.sleep(delayMs);
    } catch (InterruptedException e) {
      // Then the end comes at once.
      Thread.currentThread().interrupt();
    }
  }
}
