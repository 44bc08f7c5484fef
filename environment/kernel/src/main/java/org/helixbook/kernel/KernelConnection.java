package org.helixbook.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.reply.InputReply;
import io.github.spencerpark.jupyter.messages.request.InputRequest;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.ZMQ;

/** The sockets, with questions to the front end that can be cancelled. */
final class KernelConnection extends JupyterConnection {
  private static final int POLL_MS = 20;

  KernelConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
    super(properties);
    // Without a limit nothing is dropped when a cell prints faster than the front end reads.
    iopub.setSndHWM(0);
  }

  /**
   * Asks the front end for a line.
   *
   * @param cell the message of the cell that asks
   * @param cancelled ends the waiting once true
   * @return the line without its end, or null if cancelled
   */
  String ask(MessageContext cell, AtomicBoolean cancelled) {
    // The answer to a question that was cancelled may still be there.
    while (answered()) {
      stdin.readMessage();
    }
    stdin.sendMessage(new Message<>(cell, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
    while (!cancelled.get()) {
      if (answered()) {
        return stdin.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
      }
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        return null;
      }
    }
    return null;
  }

  private boolean answered() {
    return (stdin.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }
}
