package org.helixbook.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;
import io.github.spencerpark.jupyter.messages.reply.ExecuteReply;
import io.github.spencerpark.jupyter.messages.reply.HistoryReply;
import io.github.spencerpark.jupyter.messages.reply.ShutdownReply;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import io.github.spencerpark.jupyter.messages.request.ShutdownRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.kernel.assistance.CodeAssistance;
import org.helixbook.kernel.display.CellDisplay;
import org.helixbook.kernel.display.Renderers;
import org.helixbook.kernel.execution.CellEvaluator;
import org.helixbook.kernel.execution.CellInterrupter;
import org.helixbook.kernel.execution.CellThread;
import org.helixbook.kernel.failure.CellFailure;
import org.helixbook.kernel.failure.ThrownByRendering;
import org.helixbook.kernel.runtime.Display;
import org.helixbook.kernel.runtime.Kernel;
import org.helixbook.kernel.stream.CellInput;
import org.helixbook.kernel.stream.CellStreams;
import org.helixbook.kernel.stream.Outbox;
import org.zeromq.ZMQ;

/**
 * Answers the requests of the Jupyter protocol. They are handled on the base kernel's shell and
 * control threads; code of cells runs on the {@link CellThread} only, and neither thread is ever
 * interrupted.
 */
final class HelixBookKernel extends BaseKernel {
  private final Outbox outbox = new Outbox();
  private final CellStreams streams = new CellStreams(outbox);
  private final CellInterrupter interrupter;
  private final CellEvaluator evaluator;
  private final CellDisplay display;
  private final CodeAssistance assistance;
  private final KernelConnection connection;
  private final CellInput input;
  private volatile ShellReplyEnvironment currentCell;

  HelixBookKernel(KernelConnection connection) {
    this.connection = connection;
    Renderers.registerAll(getRenderer());
    display = new CellDisplay(getRenderer(), streams);
    Display.connect(display);
    CellThread cell = new CellThread();
    interrupter = new CellInterrupter(cell, this::notice);
    evaluator = new CellEvaluator(cell, interrupter, this::note, System.getenv());
    Kernel.connect(this, evaluator);
    assistance = new CodeAssistance(evaluator.shell(), evaluator::classPath);
    input =
        new CellInput(
            cancelled -> connection.ask(currentCell.getContext(), cancelled), streams::push);
    becomeHandlerForConnection(connection);
  }

  /** From now on, output and input of this process are those of the cells. */
  void takeStandardStreams() {
    System.setOut(streams.out());
    System.setErr(streams.err());
    System.setIn(input);
  }

  /** Says a last sentence and sends all that is unsent; for the end of the process. */
  void sayGoodbye(String sentence) {
    note(sentence);
    outbox.flush();
  }

  /** Shows a sentence that holds for a while; what is given back takes it away. */
  private Runnable notice(String sentence) {
    String id = display.show(new DisplayData(sentence));
    return () -> display.replace(id, new DisplayData(""));
  }

  private void note(String sentence) {
    streams.err().print(sentence);
    streams.push();
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection sockets) {
    super.becomeHandlerForConnection(sockets);
    sockets.setHandler(MessageType.EXECUTE_REQUEST, this::execute);
    sockets.setHandler(MessageType.SHUTDOWN_REQUEST, this::shutDown);
    sockets.setHandler(MessageType.HISTORY_REQUEST, this::history);
  }

  private void execute(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    commManager.setMessageContext(message);
    currentCell = env;
    env.setStatusBusy();
    int count = request.isSilent() ? executionCount.get() : executionCount.getAndIncrement();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    streams.attach(env);
    input.attach(request.isStdinEnabled());
    CellFailure failure = null;
    Optional<DisplayData> result = Optional.empty();
    try {
      result = run(request.getCode(), count);
    } catch (CellFailure e) {
      failure = e;
    }
    streams.push();
    outbox.flush();
    if (failure == null) {
      if (result.isPresent() && !request.isSilent()) {
        env.publish(new PublishExecuteResult(count, result.get()));
      }
      env.reply(new ExecuteReply(count, Map.of()));
    } else {
      ErrorReply error =
          new ErrorReply(failure.name(), String.valueOf(failure.getMessage()), failure.lines());
      error.setExecutionCount(count);
      env.publish(
          new PublishError(failure.name(), String.valueOf(failure.getMessage()), failure.lines()));
      env.replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
    }
    env.setStatusIdle();
    if (failure != null && request.shouldStopOnError()) {
      abortWaiting(env.getShell(), count);
    }
  }

  private Optional<DisplayData> run(String code, int count) throws CellFailure {
    Optional<DisplayData> result = Optional.empty();
    CellFailure failure = null;
    interrupter.cellBegins();
    try {
      Optional<Object> value = evaluator.evaluate(code, count);
      if (value.isPresent()) {
        result = Optional.of(evaluator.runOnCellThread(() -> display.render(value.get())));
      }
    } catch (CellFailure e) {
      failure = e;
    } catch (Throwable e) {
      failure = ThrownByRendering.describe(e);
    }
    // Whatever the interrupted code made of it, 'Run all' has to stop here.
    Optional<CellFailure> ended = interrupter.cellEnds();
    if (ended.isPresent()) {
      throw ended.get();
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /** Answers the cells that wait behind a failed one, as 'Run all' sends them all at once. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void abortWaiting(JupyterSocket shell, int count) {
    while ((shell.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      Message message = shell.readMessage();
      MessageType type = message.getHeader().getType();
      ShellReplyEnvironment env = connection.prepareReplyEnv((ShellChannel) shell, message);
      if (type == MessageType.EXECUTE_REQUEST) {
        env.setStatusBusy();
        env.reply(new Message(message, ExecuteReply.MESSAGE_TYPE, new AbortedReply(count)));
        env.setStatusIdle();
      } else {
        ShellHandler handler = connection.getHandler(type);
        if (handler != null) {
          handler.handle(env, message);
          env.resolveDeferrals();
        }
      }
    }
  }

  private void shutDown(ShellReplyEnvironment env, Message<ShutdownRequest> message) {
    env.setStatusBusy();
    env.reply(
        message.getContent().isRestart()
            ? ShutdownReply.SHUTDOWN_AND_RESTART
            : ShutdownReply.SHUTDOWN);
    env.setStatusIdle();
    interrupter.request();
    KernelEnd.begin();
  }

  private void history(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    env.reply(new HistoryReply(List.of()));
  }

  @Override
  public void interrupt() {
    interrupter.request();
  }

  @Override
  public DisplayData eval(String code) throws CellFailure {
    return run(code, executionCount.get()).orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    ReplacementOptions found = assistance.complete(code, code.offsetByCodePoints(0, at));
    // The protocol counts characters, Java counts UTF-16 units.
    return new ReplacementOptions(
        found.getReplacements(), code.codePointCount(0, found.getSourceStart()), at);
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    List<String> found = assistance.document(code, code.offsetByCodePoints(0, at));
    return found.isEmpty() ? null : new DisplayData(String.join("\n\n", found));
  }

  @Override
  public String isComplete(String code) {
    return switch (assistance.readiness(code)) {
      case COMPLETE -> IS_COMPLETE_YES;
      case INCOMPLETE -> "  ";
      case INVALID -> IS_COMPLETE_BAD;
    };
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  @Override
  public String getBanner() {
    return "Java " + Runtime.version() + ", HelixBook kernel";
  }
}
