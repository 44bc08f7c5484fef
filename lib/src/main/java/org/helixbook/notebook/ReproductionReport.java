package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.Claim;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Paper;
import org.helixbook.claims.Verdict;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.experiment.ComputeStatement;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.HtmlText;
import org.helixbook.plot.NumberText;
import org.helixbook.run.Profile;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.AtomicFile;

/**
 * The report that reproducibility challenges ask for: scope, methodology, results claim by claim,
 * what goes beyond the paper, what was easy, what was difficult, and what the authors would have to
 * say. All of it comes from the papers' files, the ledger, the runs and the figures; no sentence is
 * kept that a new run could make wrong.
 */
public final class ReproductionReport {
  private static final String NAME = "reproduction";
  private static final String SILENT = "not stated";
  private static final Pattern DESCRIBED =
      Pattern.compile("<title>(.*?)</title><desc>(.*?)</desc>", Pattern.DOTALL);
  private static final int LONGEST_HEAD = 5000;

  private final Ledger ledger;
  private final Path folder;
  private final List<StoredRun> runs;
  private final int elsewhere;
  private final Set<String> figures;

  /**
   * Makes it.
   *
   * @param ledger all entries
   * @param folder the report folder, with the figures
   * @param store which keeps the runs that the entries name
   */
  ReproductionReport(Ledger ledger, Path folder, RunStore store) {
    this.ledger = ledger;
    this.folder = folder;
    Set<String> named =
        ledger.entries().stream()
            .flatMap(entry -> entry.runs().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    runs = store.runs().stream().filter(run -> named.contains(run.id().toString())).toList();
    elsewhere = named.size() - runs.size();
    figures =
        InputProblem.ifRefused(
            folder,
            "its figures cannot be listed",
            "give read permission",
            () -> new LinkedHashSet<>(LedgerReport.names(folder.resolve("figures"))));
  }

  /**
   * Writes the report of what notebooks recorded in the report folder that the environment names.
   *
   * @param runs which keeps their runs
   * @return the Markdown file; the HTML file lies beside it
   * @throws InputProblem if nothing was recorded there, or a file cannot be read or written
   */
  public static Path fromEnvironment(RunStore runs) {
    Path folder = ReportFolder.fromEnvironment();
    if (!Files.isDirectory(folder.resolve("results"))) {
      throw new InputProblem(
          folder.toString(),
          "no notebook has recorded anything there",
          "run ./environment/reproduce.sh first, or set HELIXBOOK_REPORT to the folder of a report");
    }
    Ledger ledger = Ledger.of(folder, Profile.QUICK.label());
    return new ReproductionReport(ledger, folder, runs).write();
  }

  /**
   * Writes {@code reproduction.md} and {@code reproduction.html}.
   *
   * @return the Markdown file
   * @throws InputProblem if they cannot be written
   */
  Path write() {
    TwoFormats text = text();
    Path file = folder.resolve(NAME + ".md");
    InputProblem.ifRefused(
        file,
        "it cannot be written",
        "make room or give write permission, or set HELIXBOOK_REPORT to another folder",
        () -> {
          AtomicFile.writeText(file, text.markdown());
          AtomicFile.writeText(folder.resolve(NAME + ".html"), text.html());
        });
    return file;
  }

  private TwoFormats text() {
    TwoFormats text = new TwoFormats("Reproduction report");
    for (Paper paper : ledger.papers()) {
      text.paragraph(paper.name() + ": " + paper.title() + ". " + paper.authors() + ".");
    }
    scope(text);
    methodology(text);
    text.heading(2, "Results");
    Set<String> shown = new HashSet<>();
    for (Paper paper : ledger.papers()) {
      text.heading(3, paper.name() + ": " + paper.title());
      results(text, paper, claim -> !claim.ours(), shown);
    }
    text.heading(2, "Results beyond the paper");
    for (Paper paper : ledger.papers()) {
      text.heading(3, paper.name() + ": controls that it lacks");
      results(text, paper, Claim::ours, shown);
    }
    easy(text);
    difficult(text);
    authors(text);
    return text;
  }

  private void scope(TwoFormats text) {
    text.heading(2, "Scope of reproducibility");
    for (Paper paper : ledger.papers()) {
      text.paragraph(paper.name() + ". " + paper.note());
      text.table(
          List.of("Claim", "Where", "It says", "It prints", "How it is measured and accepted"),
          paper.claims().stream()
              .filter(claim -> !claim.ours())
              .map(
                  claim ->
                      List.of(
                          claim.id(),
                          claim.section(),
                          claim.text(),
                          claim.published(),
                          claim.measure()))
              .toList(),
          "It makes no claim.");
    }
  }

  private void methodology(TwoFormats text) {
    text.heading(2, "Methodology");
    Map<String, List<StoredRun>> networks = new TreeMap<>();
    for (StoredRun run : runs) {
      run.configuration()
          .ifPresent(
              what ->
                  networks.computeIfAbsent(what.experiment(), key -> new ArrayList<>()).add(run));
    }
    text.heading(3, "Models and settings");
    List<List<String>> trained = new ArrayList<>();
    networks.forEach(
        (name, of) -> {
          RunConfiguration first = of.get(0).configuration().orElseThrow();
          trained.add(
              List.of(
                  name,
                  of.stream()
                      .flatMap(run -> run.configuration().stream())
                      .map(RunConfiguration::seed)
                      .distinct()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")),
                  settings(first)));
        });
    text.table(
        List.of("Trained", "Seeds", "Settings of the first of these runs"),
        trained,
        "No run of this ledger is kept here.");
    for (Paper paper : ledger.papers()) {
      text.paragraph("Settings as " + paper.name() + " prints them:");
      text.table(
          List.of("Setting", "As printed"),
          paper.protocol().entrySet().stream()
              .map(setting -> List.of(setting.getKey(), setting.getValue()))
              .toList(),
          "It prints none.");
    }
    data(text);
    compute(text, networks);
  }

  private static String settings(RunConfiguration run) {
    return run.values().entrySet().stream()
        .filter(value -> value.getKey().startsWith("training."))
        .map(value -> value.getKey().substring("training.".length()) + " " + value.getValue())
        .collect(Collectors.joining(", "));
  }

  private void data(TwoFormats text) {
    text.heading(3, "Data");
    Set<String> ids =
        ledger.entries().stream()
            .map(LedgerEntry::dataset)
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<List<String>> rows = new ArrayList<>();
    for (String id : ids) {
      Optional<DataSet> known =
          DataManifest.bundled().dataSets().stream()
              .filter(set -> set.name().equals(id))
              .findFirst();
      boolean replication =
          ledger.entries().stream()
              .anyMatch(entry -> entry.dataset().equals(id) && entry.replication());
      rows.add(
          List.of(
              id,
              known.map(DataSet::what).orElse("not in the kit's manifest"),
              known.map(DataSet::split).orElse("unknown"),
              known.map(DataSet::licence).orElse("unknown"),
              known.map(DataSet::citation).orElse("unknown"),
              replication ? "other data than the paper's: a replication" : ""));
    }
    text.table(
        List.of("Data set", "What it is", "Split", "Licence", "To be cited", "Remark"),
        rows,
        "Nothing was measured on data yet.");
  }

  private void compute(TwoFormats text, Map<String, List<StoredRun>> networks) {
    text.heading(3, "Compute");
    List<List<String>> rows = new ArrayList<>();
    networks.forEach((name, of) -> rows.add(cost(name, of)));
    if (!rows.isEmpty()) {
      rows.add(cost("all", runs));
    }
    text.table(
        List.of("Trained", "Runs", "Epochs", "Processor time", "Energy, estimated (Wh)"),
        rows,
        "No run of this ledger is kept here.");
    text.items(
        runs.stream()
            .map(run -> run.environment().orElse(MissingNode.getInstance()))
            .map(ReproductionReport::machine)
            .distinct()
            .sorted()
            .toList(),
        "No machine is known.");
    if (elsewhere > 0) {
      text.paragraph(
          NumberText.count(elsewhere)
              + " of the runs that the ledger names are not kept here, so their cost is not in the"
              + " table.");
    }
  }

  private static List<String> cost(String name, List<StoredRun> of) {
    double seconds = of.stream().mapToDouble(StoredRun::cpuSeconds).sum();
    return List.of(
        name,
        NumberText.count(of.size()),
        NumberText.count(of.stream().mapToLong(run -> run.history().epochs().size()).sum()),
        Double.isNaN(seconds) ? "NA" : CountText.duration(seconds),
        NumberText.fixed(ComputeStatement.wattHours(seconds), 2));
  }

  private static String machine(JsonNode where) {
    return where.path("cpu").asText("unknown processor")
        + ", "
        + where.path("threads").asText("?")
        + " threads";
  }

  private void results(TwoFormats text, Paper paper, Predicate<Claim> wanted, Set<String> shown) {
    for (Claim claim : paper.claims().stream().filter(wanted).toList()) {
      List<LedgerEntry> entries =
          ledger.entries().stream().filter(entry -> entry.id().equals(claim.id())).toList();
      text.heading(4, claim.id() + " " + claim.text());
      text.paragraph("Printed (" + claim.section() + "): " + claim.published() + ".");
      for (LedgerEntry entry : entries) {
        text.paragraph(
            Stream.of(entry.part(), entry.variant(), entry.dataset(), "profile " + entry.profile())
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(", "))
                + ": "
                + entry.verdict().label()
                + ". "
                + entry.reason());
        if (!entry.measurements().isEmpty()) {
          text.table(
              List.of("Measured", "Printed"),
              entry.measurements().stream()
                  .map(figure -> List.of(figure.line(), figure.published()))
                  .toList(),
              "");
        }
      }
      paper.panels().stream()
          .filter(panel -> panel.claims().contains(claim.id()))
          .flatMap(panel -> Stream.concat(panel.drawn().stream(), panel.figures().stream()))
          .filter(figures::contains)
          .filter(shown::add)
          .forEach(name -> text.figure("figures/" + name + ".png", caption(name)));
    }
  }

  /** Title and caption of a figure, as its vector file has them. */
  private String caption(String name) {
    try {
      String svg = Files.readString(folder.resolve("figures").resolve(name + ".svg"));
      Matcher found = DESCRIBED.matcher(svg.substring(0, Math.min(LONGEST_HEAD, svg.length())));
      if (found.find()) {
        return HtmlText.unescape(found.group(1) + ". " + found.group(2));
      }
    } catch (IOException e) {
      // The picture stands without its words.
    }
    return name;
  }

  private void easy(TwoFormats text) {
    text.heading(2, "What was easy");
    List<String> counted =
        ledger.papers().stream()
            .flatMap(paper -> paper.claims().stream())
            .filter(claim -> !claim.ours() && claim.notTestable().isEmpty())
            .filter(
                claim ->
                    claim.measurements().stream()
                        .anyMatch(
                            one ->
                                one.rule().decides()
                                    && one.profiles().contains(Profile.SMOKE.label())))
            .map(claim -> claim.id() + " " + claim.text())
            .toList();
    text.paragraph("Claims that can be checked by counting, without any training:");
    text.items(counted, "None.");
    for (Paper paper : ledger.papers()) {
      long silent = silent(paper).size();
      text.paragraph(
          paper.name()
              + " states "
              + (paper.protocol().size() - silent)
              + " of the "
              + paper.protocol().size()
              + " settings that it takes to repeat its experiments.");
    }
  }

  private void difficult(TwoFormats text) {
    text.heading(2, "What was difficult");
    for (Paper paper : ledger.papers()) {
      text.paragraph(paper.name() + ":");
      text.items(
          paper.claims().stream()
              .filter(claim -> !claim.ours() && !claim.hard().isEmpty())
              .map(claim -> claim.id() + ": " + claim.hard())
              .toList(),
          "Nothing.");
    }
    text.paragraph("What could not be decided, and what it would take:");
    text.items(reasons(Verdict.UNDECIDED), "Nothing was left undecided by a run of its protocol.");
  }

  private void authors(TwoFormats text) {
    text.heading(2, "What the authors would have to say");
    for (Paper paper : ledger.papers()) {
      text.paragraph(paper.name() + " does not state:");
      text.items(silent(paper), "It states every setting.");
    }
    text.paragraph("Figures of a paper that exclude each other:");
    text.items(reasons(Verdict.CONTRADICTED), "None.");
    text.paragraph("What nobody outside can test, and why:");
    text.items(reasons(Verdict.NOT_TESTABLE), "Nothing.");
  }

  private static List<String> silent(Paper paper) {
    return paper.protocol().entrySet().stream()
        .filter(setting -> setting.getValue().contains(SILENT))
        .map(
            setting ->
                setting.getValue().equals(SILENT)
                    ? setting.getKey()
                    : setting.getKey() + " (" + setting.getValue() + ")")
        .toList();
  }

  private List<String> reasons(Verdict verdict) {
    Map<String, String> reasons = new LinkedHashMap<>();
    ledger.entries().stream()
        .filter(entry -> entry.verdict() == verdict)
        .forEach(
            entry ->
                reasons.putIfAbsent(
                    entry.id() + entry.reason(), entry.id() + ": " + entry.reason()));
    return List.copyOf(reasons.values());
  }
}
