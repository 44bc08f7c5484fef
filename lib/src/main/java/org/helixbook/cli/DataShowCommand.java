package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.plot.WrappedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints all that the manifest says of one data set. */
@Command(name = "show", description = "Prints a data set's provenance, and how to get it by hand.")
final class DataShowCommand implements Callable<Integer> {
  private static final int TEXT_WIDTH = 80;

  private final Supplier<DatasetStore> store;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Its name, as 'helixbook data list' prints it.")
  private String name;

  DataShowCommand(Supplier<DatasetStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    DatasetStore data = store.get();
    DataSet set = data.manifest().dataSet(name);
    PrintWriter out = spec.commandLine().getOut();
    line(out, "name", set.name());
    line(out, "what it is", set.what());
    line(out, "role", set.role().name().toLowerCase(Locale.ROOT));
    line(out, "state", data.state(name).name().toLowerCase(Locale.ROOT));
    line(
        out,
        "paper",
        set.papers().stream().map(String::valueOf).collect(Collectors.joining(" and ")));
    line(out, "version", set.version());
    line(out, "licence", set.licence());
    line(out, "citation", set.citation());
    line(out, "canonical", orNone(set.canonicalUrls()));
    line(out, "retrieved", set.retrieved());
    line(out, "split", set.split());
    line(out, "made from", orNone(set.madeFrom()));
    line(out, "by hand", set.byHand());
    for (DataFile file : set.files()) {
      line(out, "file", file.name());
      for (SequenceDigest sequence : file.sequences()) {
        line(
            out,
            "  sequence",
            sequence.name() + ", " + sequence.length() + " bp, M5 " + sequence.m5());
      }
      for (Source source : file.sources()) {
        line(out, "  source", describe(source));
        line(out, "    bytes", number(source.bytes()));
        line(out, "    SHA-256", text(source.sha256()));
      }
    }
    out.flush();
    return 0;
  }

  private static String describe(Source source) {
    if (source instanceof Source.Debian debian) {
      return String.format(
          Locale.ROOT,
          "Debian package %s, version %s (%s), SHA-256 %s, inside it %s",
          debian.packageName(),
          debian.packageVersion(),
          debian.architecture(),
          debian.packageSha256(),
          debian.path());
    }
    if (source instanceof Source.Url url) {
      return url.url().toString();
    }
    if (source instanceof Source.Embedded embedded) {
      return "in the kit's jar: " + embedded.resource();
    }
    return "a mirror folder only";
  }

  private static String orNone(List<String> texts) {
    return texts.isEmpty() ? "none" : String.join(" ", texts);
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : "unknown";
  }

  private static String text(Optional<String> value) {
    return value.orElse("unknown");
  }

  private static void line(PrintWriter out, String field, String text) {
    String label = field;
    for (String line : WrappedText.lines(text, TEXT_WIDTH)) {
      out.printf(Locale.ROOT, "%-12s%s%n", label, line);
      label = "";
    }
  }
}
