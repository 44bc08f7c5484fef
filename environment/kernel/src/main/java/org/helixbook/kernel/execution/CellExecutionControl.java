package org.helixbook.kernel.execution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * JShell's hand in this process: loads the woven classes of snippets and invokes them on the {@link
 * CellThread}. It keeps the value or the throwable of the last snippet itself, since JShell passes
 * on only its text.
 */
final class CellExecutionControl extends DirectExecutionControl {
  private final CellThread cell;
  private final CellInterrupter interrupter;
  private Object lastValue;
  private Throwable lastThrown;
  private Duration limit = Duration.ZERO;

  CellExecutionControl(CellThread cell, CellInterrupter interrupter) {
    this.cell = cell;
    this.interrupter = interrupter;
  }

  /** From now on a snippet that takes longer ends its cell; zero for no limit. */
  void allow(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        Arrays.stream(classes)
            .map(c -> new ClassBytecodes(c.name(), StopCheckWeaver.weave(c.bytecodes())))
            .toArray(ClassBytecodes[]::new));
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    lastValue = null;
    lastThrown = null;
    Runnable ended = interrupter.endAfter(limit);
    try {
      lastValue =
          run(
              () -> {
                Thread.currentThread()
                    .setContextClassLoader(snippet.getDeclaringClass().getClassLoader());
                return snippet.invoke(null);
              });
    } catch (InvocationTargetException e) {
      lastThrown = e.getCause();
    } catch (Throwable e) {
      lastThrown = e;
    } finally {
      ended.run();
    }
    if (lastThrown instanceof CellInterrupted || isThreadDeath(lastThrown)) {
      throw new StoppedException();
    }
    if (lastThrown != null) {
      throw new InvocationTargetException(lastThrown);
    }
    return "";
  }

  /**
   * Runs something of the user's (a snippet, a {@code toString}) on the cell thread, where an
   * interrupt can reach it.
   */
  <T> T run(Callable<T> code) throws Throwable {
    try {
      return cell.call(
          () -> {
            interrupter.enterUserCode();
            try {
              return code.call();
            } finally {
              interrupter.leaveUserCode();
            }
          });
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** Returns the value of the last snippet and forgets it. */
  Object takeValue() {
    Object value = lastValue;
    lastValue = null;
    return value;
  }

  /** Returns what the last snippet threw, or null, and forgets it. */
  Throwable takeThrown() {
    Throwable thrown = lastThrown;
    lastThrown = null;
    return thrown;
  }

  // By name: the class is going to be removed from Java.
  private static boolean isThreadDeath(Throwable thrown) {
    return thrown != null && thrown.getClass().getName().equals("java.lang.ThreadDeath");
  }
}
