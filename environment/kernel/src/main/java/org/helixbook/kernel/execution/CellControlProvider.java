package org.helixbook.kernel.execution;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Gives JShell the execution control that was made for it. */
final class CellControlProvider implements ExecutionControlProvider {
  private final CellExecutionControl control;

  CellControlProvider(CellExecutionControl control) {
    this.control = control;
  }

  @Override
  public String name() {
    return "helixbook";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return control;
  }
}
