package org.helixbook.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.notebook.ReproductionReport;
import org.helixbook.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the reproduction report of what notebooks recorded. */
@Command(
    name = "report",
    description =
        "Writes the reproduction report, as Markdown and HTML, from what the notebooks recorded: its"
            + " headings are those that reproducibility challenges ask for. HELIXBOOK_REPORT names"
            + " another report folder than target/report.")
final class ReportCommand implements Callable<Integer> {
  private final Supplier<RunStore> runs;

  @Spec private CommandSpec spec;

  ReportCommand(Supplier<RunStore> runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() {
    Path file = ReproductionReport.fromEnvironment(runs.get());
    PrintWriter out = spec.commandLine().getOut();
    out.println(file);
    out.println(file.resolveSibling(file.getFileName().toString().replace(".md", ".html")));
    out.flush();
    return 0;
  }
}
