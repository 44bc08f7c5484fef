package org.helixbook.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.Finding;
import org.helixbook.data.Finding.Verdict;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.plot.WrappedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about data sets. */
@Command(
    name = "data",
    description = "Lists, fetches, checks and describes the data sets.",
    synopsisSubcommandLabel = "COMMAND")
final class DataCommand {
  private static final int TEXT_IN_LIST = 60;
  private static final int TEXT_IN_FULL = 80;

  private final Supplier<DatasetStore> store;

  @Spec private CommandSpec spec;

  DataCommand(Supplier<DatasetStore> store) {
    this.store = store;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(description = "Lists the data sets: embedded, cached or absent.")
  void list() {
    DatasetStore data = store.get();
    PrintWriter out = out();
    int width =
        data.manifest().dataSets().stream().mapToInt(set -> set.name().length()).max().orElse(0);
    String form = "%-" + Math.max(width, 4) + "s  %-8s  %-8s  %10s  %s%n";
    out.printf(Locale.ROOT, form, "name", "role", "state", "size", "what it is");
    for (DataSet set : data.manifest().dataSets()) {
      String size = set.bytes().isPresent() ? CountText.bytes(set.bytes().getAsLong()) : "unknown";
      Object[] columns = {set.name(), label(set.role()), label(data.state(set.name())), size, ""};
      for (String line : WrappedText.lines(set.what(), TEXT_IN_LIST)) {
        columns[4] = line;
        out.printf(Locale.ROOT, form, columns);
        columns = new Object[] {"", "", "", "", ""};
      }
    }
    out.println("cache folder: " + data.settings().cache());
    data.settings().mirror().ifPresent(mirror -> out.println("mirror folder: " + mirror));
    out.flush();
  }

  private static String label(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Command(description = "Fetches one data set and checks it.")
  void fetch(
      @Parameters(
              paramLabel = "NAME",
              description = "Its name, as 'helixbook data list' prints it.")
          String name) {
    // Progress goes to the error stream, so that the paths alone can be read by a script.
    PlainProgress progress = new PlainProgress(System.err, Duration.ofSeconds(5));
    store.get().prepare(name, progress).files().values().forEach(out()::println);
    out().flush();
  }

  @Command(description = "Checks every file that is here; exit code 1 if one is wrong.")
  int verify() {
    List<Finding> findings = store.get().verify(Progress.silent());
    PrintWriter out = out();
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-7s  %s/%s%s%n",
          label(finding.verdict()),
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

  @Command(description = "Prints a data set's provenance, and how to get it by hand.")
  void show(
      @Parameters(
              paramLabel = "NAME",
              description = "Its name, as 'helixbook data list' prints it.")
          String name) {
    DatasetStore data = store.get();
    DataSet set = data.manifest().dataSet(name);
    line("name", set.name());
    line("what it is", set.what());
    line("role", label(set.role()));
    line("state", label(data.state(name)));
    line("paper", set.papers().stream().map(String::valueOf).collect(Collectors.joining(" and ")));
    line("version", set.version());
    line("licence", set.licence());
    line("citation", set.citation());
    line("canonical", orNone(set.canonicalUrls()));
    line("retrieved", set.retrieved());
    line("split", set.split());
    line("made from", orNone(set.madeFrom()));
    line("by hand", set.byHand());
    for (DataFile file : set.files()) {
      line("file", file.name());
      for (SequenceDigest one : file.sequences()) {
        line("  sequence", one.name() + ", " + one.length() + " bp, M5 " + one.m5());
      }
      for (Source source : file.sources()) {
        line("  source", describe(source));
        boolean sized = source.bytes().isPresent();
        line("    bytes", sized ? "" + source.bytes().getAsLong() : "unknown");
        line("    SHA-256", source.sha256().orElse("unknown"));
      }
    }
    out().flush();
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

  private void line(String field, String text) {
    String label = field;
    for (String line : WrappedText.lines(text, TEXT_IN_FULL)) {
      out().printf(Locale.ROOT, "%-12s%s%n", label, line);
      label = "";
    }
  }
}
