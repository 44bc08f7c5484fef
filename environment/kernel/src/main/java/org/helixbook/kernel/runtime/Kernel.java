package org.helixbook.kernel.runtime;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.helixbook.kernel.execution.CellEvaluator;

/**
 * What cells call without an import, beside {@link Display}: the methods of IJava's {@code
 * io.github.spencerpark.ijava.runtime.Kernel} and {@code Magics}. For cells only: they work on the
 * thread on which cells run.
 */
public final class Kernel {
  private record Connected(BaseKernel kernel, CellEvaluator evaluator) {}

  private static final AtomicReference<Connected> CONNECTED = new AtomicReference<>();

  private Kernel() {}

  /** Names the running kernel. Called once, by the kernel. */
  public static void connect(BaseKernel kernel, CellEvaluator evaluator) {
    CONNECTED.set(new Connected(kernel, evaluator));
  }

  /**
   * The running kernel, whose renderer takes registrations for types of one's own.
   *
   * @return the kernel; null outside it
   */
  public static BaseKernel getKernelInstance() {
    Connected connected = CONNECTED.get();
    return connected == null ? null : connected.kernel();
  }

  /**
   * Evaluates code among the declarations of the cells.
   *
   * @param code as in a cell
   * @return the value of its last expression, or null
   * @throws Exception if it does not compile, or what it throws
   */
  public static Object eval(String code) throws Exception {
    return evaluator().evaluateWithin(code);
  }

  /**
   * Runs a line magic.
   *
   * @param <T> what the caller expects, unchecked
   * @param name without the percent sign, such as {@code jars}
   * @param arguments what would follow it
   * @return such as the paths that were added
   * @throws Exception if there is no such magic, or it cannot do what is asked
   */
  @SuppressWarnings("unchecked")
  public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
    return (T) evaluator().runMagic(name, arguments, null);
  }

  /**
   * Runs a cell magic.
   *
   * @param <T> what the caller expects, unchecked
   * @param name without percent signs, such as {@code loadFromPOM}
   * @param arguments what would follow it in its line
   * @param body the rest of the cell
   * @return such as the paths that were added
   * @throws Exception if there is no such magic, or it cannot do what is asked
   */
  @SuppressWarnings("unchecked")
  public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
    return (T) evaluator().runMagic(name, arguments, body);
  }

  private static CellEvaluator evaluator() {
    Connected connected = CONNECTED.get();
    if (connected == null) {
      throw new IllegalStateException("this works inside the HelixBook kernel only");
    }
    return connected.evaluator();
  }
}
