package org.helixbook.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ComputeThreadTest {

  @Test
  void allWorkRunsOnOneThreadOfTheRootGroup() {
    Thread one = ComputeThread.call(Thread::currentThread);
    assertSame(one, ComputeThread.call(Thread::currentThread));
    assertNotSame(Thread.currentThread(), one);
    assertEquals(null, one.getThreadGroup().getParent());
    assertTrue(ComputeThread.call(ComputeThread::isCurrent));
    assertFalse(ComputeThread.isCurrent());
  }

  @Test
  void workInsideWorkRunsAtOnce() throws Exception {
    assertEquals(7, ComputeThread.call(() -> ComputeThread.call(() -> 7)));
    Future<Integer> failed =
        ComputeThread.call(
            () ->
                ComputeThread.<Integer>submit(
                    () -> {
                      throw new IOException("inside");
                    }));
    assertTrue(failed.isDone());
    assertEquals(
        "inside", assertThrows(ExecutionException.class, failed::get).getCause().getMessage());
  }

  @Test
  void whatWorkThrowsComesAsItIsUnlessItIsChecked() {
    IllegalArgumentException unchecked = new IllegalArgumentException("no");
    assertSame(unchecked, assertThrows(IllegalArgumentException.class, () -> call(unchecked)));
    AssertionError error = new AssertionError("no");
    assertSame(error, assertThrows(AssertionError.class, () -> call(error)));
    IOException checked = new IOException("disk");
    IllegalStateException around = assertThrows(IllegalStateException.class, () -> call(checked));
    assertEquals("the computation failed: java.io.IOException: disk", around.getMessage());
    assertSame(checked, around.getCause());
  }

  private static void call(Throwable thrown) {
    ComputeThread.call(
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (Exception) thrown;
        });
  }

  @Test
  void anInterruptOfTheWaitingThreadIsKeptForLater() {
    Thread.currentThread().interrupt();
    assertEquals(7, ComputeThread.call(() -> 7));
    assertTrue(Thread.interrupted());
  }
}
