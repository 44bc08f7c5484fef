package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndisturbedTest {
  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void theWorkDoesNotSeeTheInterruptAndTheCallerKeepsIt() {
    AtomicBoolean seen = new AtomicBoolean();
    Thread.currentThread().interrupt();
    assertEquals(
        7,
        Undisturbed.call(
            () -> {
              seen.set(Thread.currentThread().isInterrupted());
              return 7;
            }));
    assertFalse(seen.get());
    assertTrue(Thread.interrupted());
    assertEquals(8, Undisturbed.call(() -> 8));
    assertFalse(Thread.interrupted());
  }

  @Test
  void anInterruptMeanwhileIsKept() {
    Thread caller = Thread.currentThread();
    assertEquals(
        7,
        Undisturbed.call(
            () -> {
              caller.interrupt();
              return 7;
            }));
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatTheWorkThrowsIsThrownOn() {
    InputProblem problem = new InputProblem("a", "b", "c");
    Error error = new LinkageError("stopped");
    Thread.currentThread().interrupt();
    assertSame(
        problem,
        assertThrows(
            InputProblem.class,
            () ->
                Undisturbed.call(
                    () -> {
                      throw problem;
                    })));
    assertTrue(Thread.interrupted());
    assertSame(
        error,
        assertThrows(
            LinkageError.class,
            () ->
                Undisturbed.call(
                    () -> {
                      throw error;
                    })));
  }
}
