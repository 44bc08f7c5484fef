package org.helixbook.kernel;

import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.ZMQException;

/** Starts the kernel as a process: its argument is the connection file that Jupyter wrote. */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts the kernel and serves until the front end ends it.
   *
   * @param arguments the path of the connection file
   * @throws Exception if the sockets cannot be opened
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println(
          "The kernel is started by Jupyter, with a connection file as its argument.");
      System.exit(2);
    }
    KernelConnectionProperties properties;
    try {
      properties = KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
    } catch (IOException e) {
      System.err.println("The connection file " + arguments[0] + " cannot be read.");
      System.exit(2);
      return;
    }
    JupyterSocket.JUPYTER_LOGGER.setLevel(Level.WARNING);
    // The loops of the sockets have loggers of their own, directly below the root.
    Logger.getLogger("").setLevel(Level.WARNING);
    KernelConnection connection = new KernelConnection(properties);
    HelixBookKernel kernel = new HelixBookKernel(connection);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!KernelEnd.hasBegun()) {
                    kernel.sayGoodbye(
                        "The cell, or a library it called, ended the kernel (System.exit):"
                            + " restart it and run the cells again.\n");
                    KernelEnd.letMessagesLeave();
                  }
                },
                "last-words"));
    endWithParent(System.getenv("JPY_PARENT_PID"));
    PrintStream terminal = System.err;
    kernel.takeStandardStreams();
    try {
      connection.connect();
    } catch (ZMQException e) {
      // The threads of the sockets that were opened would hold the process; the front end would
      // wait for an answer that cannot come.
      terminal.println(cannotListen(properties, e));
      terminal.flush();
      Runtime.getRuntime().halt(1);
    }
    new CountDownLatch(1).await();
  }

  private static String cannotListen(KernelConnectionProperties at, ZMQException problem) {
    return "The kernel cannot listen at %s on the ports %d, %d, %d, %d and %d (%s): another program took one of them meanwhile; start the kernel again, it gets others."
        .formatted(
            at.getIp(),
            at.getHbPort(),
            at.getShellPort(),
            at.getControlPort(),
            at.getStdinPort(),
            at.getIopubPort(),
            problem.getMessage());
  }

  /** A front end that was killed cannot say goodbye; its kernel must not stay behind. */
  private static void endWithParent(String parentId) {
    if (parentId == null || !parentId.matches("\\d{1,18}")) {
      return;
    }
    ProcessHandle.of(Long.parseLong(parentId))
        .ifPresent(parent -> parent.onExit().thenRun(KernelEnd::begin));
  }
}
