package org.helixbook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.RunsSideBySide;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.HtmlTable;
import org.helixbook.run.RunStore;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws runs side by side into a page and tests them in pairs. */
@Command(
    name = "compare",
    description =
        "Draws the curves of runs side by side into a page, with a paired test of each two on the"
            + " same test data. Runs that differ in their seed alone stand together.")
final class RunsCompareCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "2..*",
      paramLabel = "ID",
      description = "The runs' ids, or the beginnings of them.")
  private List<String> ids;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page; without it, target/report/runs-compared.html.")
  private Path file;

  RunsCompareCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    RunsSideBySide compared =
        new RunsSideBySide(runs, ids.stream().map(runs::find).toList(), Bootstrap.of(new Seeds(1)));
    Path page =
        file == null
            ? KitFolder.root(Path.of("")).resolve("target/report/runs-compared.html")
            : file;
    try {
      AtomicFile.writeText(page, compared.page().html());
    } catch (IOException e) {
      throw new InputProblem(
          page.toString(),
          "the page cannot be written (" + e.getMessage() + ")",
          "make room or name another file with --out",
          e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (compared.tests().rowCount() > 0) {
      out.println(HtmlTable.of(compared.tests()));
    }
    compared.notes().forEach(out::println);
    out.println("page: " + page);
    out.flush();
    return 0;
  }
}
