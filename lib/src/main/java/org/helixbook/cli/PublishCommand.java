package org.helixbook.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.helixbook.notebook.ReportSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the report into a folder that any web server can hand out. */
@Command(
    name = "publish",
    description =
        "Copies the report into a folder that can be put on the web as it is: its pages, figures and"
            + " ledger, and nothing that only the kit reads. Exit code 1 if a page has a link to a"
            + " file that the copy lacks.")
final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "New, empty, or an earlier copy, which is replaced.")
  private Path folder;

  @Override
  public Integer call() {
    ReportSite site = ReportSite.copy(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.println(site.files() + " files in " + folder + "; open " + folder.resolve("index.html"));
    site.broken().forEach(link -> out.println("leads nowhere: " + link));
    out.flush();
    return site.broken().isEmpty() ? 0 : 1;
  }
}
