package org.helixbook.kernel;

import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.ZMQException;

/** The kernel at work: its sockets, its streams, its end. */
final class KernelServer {
  private KernelServer() {}

  /**
   * Serves until the front end ends the process.
   *
   * @param connectionFile as Jupyter wrote it
   * @param parent is told what to do if the front end vanishes
   * @throws Exception if the sockets cannot be opened
   */
  static void serve(Path connectionFile, ParentWatch parent) throws Exception {
    KernelConnectionProperties properties;
    try {
      properties = KernelConnectionProperties.parse(Files.readString(connectionFile));
    } catch (IOException e) {
      System.err.println("The connection file " + connectionFile + " cannot be read.");
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
    parent.beforeTheEnd(
        () -> {
          kernel.interrupt();
          KernelEnd.letWorkBeKept();
        });
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
    return String.format(
        Locale.ROOT,
        "The kernel cannot listen at %s on the ports %d, %d, %d, %d and %d (%s): another program took one of them meanwhile; start the kernel again, it gets others.",
        at.getIp(),
        at.getHbPort(),
        at.getShellPort(),
        at.getControlPort(),
        at.getStdinPort(),
        at.getIopubPort(),
        problem.getMessage());
  }
}
