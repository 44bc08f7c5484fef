package org.helixbook.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.PreparedData;
import org.helixbook.feedback.PlainProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches one data set, checks it, and prints where its files are. */
@Command(name = "fetch", description = "Fetches one data set and checks it.")
final class DataFetchCommand implements Callable<Integer> {
  private final Supplier<DatasetStore> store;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Its name, as 'helixbook data list' prints it.")
  private String name;

  DataFetchCommand(Supplier<DatasetStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    // Progress goes to the error stream, so that the paths alone can be read by a script.
    PlainProgress progress = new PlainProgress(System.err, Duration.ofSeconds(5));
    PreparedData prepared = store.get().prepare(name, progress);
    PrintWriter out = spec.commandLine().getOut();
    prepared.files().values().forEach(out::println);
    out.flush();
    return 0;
  }
}
