package org.helixbook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.experiment.RunComparison;
import org.helixbook.plot.HtmlTable;
import org.helixbook.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Prints runs as a table with a column for each setting that differs. */
@Command(
    name = "table",
    description = "Prints a table of the runs: every setting that differs, and how they came out.")
final class RunsTableCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Mixin private RunChoice choice;

  @Option(names = "--csv", description = "As CSV, for other programs.")
  private boolean csv;

  RunsTableCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    Table table = RunComparison.table("Runs", choice.of(store.get().runs()));
    StringWriter text = new StringWriter();
    if (csv) {
      table.write().csv(text);
    } else {
      text.append(HtmlTable.of(table).toString()).append(System.lineSeparator());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return 0;
  }
}
