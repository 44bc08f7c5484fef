package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.experiment.RunComparison;
import org.helixbook.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is not the same in two runs. */
@Command(name = "diff", description = "Explains why two runs do not agree.")
final class RunsDiffCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "A run's id, or the beginning of it.")
  private String left;

  @Parameters(index = "1", paramLabel = "B", description = "Another's.")
  private String right;

  RunsDiffCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    PrintWriter out = spec.commandLine().getOut();
    RunComparison.explain(runs.find(left), runs.find(right)).forEach(out::println);
    out.flush();
    return 0;
  }
}
