package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.Finding;
import org.helixbook.data.Finding.Verdict;
import org.helixbook.feedback.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks every file that is here, a line each. */
@Command(
    name = "verify",
    description = "Checks every file that is here; exit code 1 if one is wrong.")
final class DataVerifyCommand implements Callable<Integer> {
  private final Supplier<DatasetStore> store;

  @Spec private CommandSpec spec;

  DataVerifyCommand(Supplier<DatasetStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    List<Finding> findings = store.get().verify(Progress.silent());
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-7s  %s/%s%s%n",
          finding.verdict().name().toLowerCase(Locale.ROOT),
          finding.dataSet(),
          finding.file(),
          finding.detail().isEmpty() ? "" : ": " + finding.detail());
    }
    long wrong = findings.stream().filter(f -> f.verdict() == Verdict.WRONG).count();
    long right = findings.stream().filter(f -> f.verdict() == Verdict.RIGHT).count();
    out.printf(Locale.ROOT, "%d right, %d wrong, %d files in all%n", right, wrong, findings.size());
    out.flush();
    return wrong == 0 ? 0 : 1;
  }
}
