package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.CountText;
import org.helixbook.plot.WrappedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a table of the data sets and where they are. */
@Command(name = "list", description = "Lists the data sets: embedded, cached or absent.")
final class DataListCommand implements Callable<Integer> {
  private static final int TEXT_WIDTH = 60;

  private final Supplier<DatasetStore> store;

  @Spec private CommandSpec spec;

  DataListCommand(Supplier<DatasetStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    DatasetStore data = store.get();
    PrintWriter out = spec.commandLine().getOut();
    int width =
        data.manifest().dataSets().stream().mapToInt(set -> set.name().length()).max().orElse(0);
    String form = "%-" + Math.max(width, 4) + "s  %-8s  %-8s  %10s  %s%n";
    out.printf(Locale.ROOT, form, "name", "role", "state", "size", "what it is");
    for (DataSet set : data.manifest().dataSets()) {
      String size = set.bytes().isPresent() ? CountText.bytes(set.bytes().getAsLong()) : "unknown";
      Object[] columns = {
        set.name(),
        set.role().name().toLowerCase(Locale.ROOT),
        data.state(set.name()).name().toLowerCase(Locale.ROOT),
        size,
        ""
      };
      for (String line : WrappedText.lines(set.what(), TEXT_WIDTH)) {
        columns[4] = line;
        out.printf(Locale.ROOT, form, columns);
        columns = new Object[] {"", "", "", "", ""};
      }
    }
    out.println("cache folder: " + data.settings().cache());
    data.settings().mirror().ifPresent(mirror -> out.println("mirror folder: " + mirror));
    out.flush();
    return 0;
  }
}
