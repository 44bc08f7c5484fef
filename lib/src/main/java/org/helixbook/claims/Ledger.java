package org.helixbook.claims;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import tech.tablesaw.api.Table;

/**
 * Every claim of the papers with its verdict, computed from the catalogue's rules and from what
 * notebooks recorded, and from nothing else. A claim of which nothing was recorded is there too.
 *
 * @param papers whose claims it holds
 * @param entries in the order of the papers; one for each part, data set, variant and profile
 */
public record Ledger(List<Paper> papers, List<LedgerEntry> entries) {
  /** The file that {@link #write} makes in the report folder. */
  public static final String FILE = "claims.json";

  /** Where and in which reading something was measured. */
  private record Place(String dataset, String variant, String profile) {}

  /** Makes the lists unchangeable. */
  public Ledger {
    papers = List.copyOf(papers);
    entries = List.copyOf(entries);
  }

  /**
   * The ledger of a report folder: all results that notebooks recorded there.
   *
   * @param profile of entries for which nothing was measured
   * @throws InputProblem if a result file is damaged, or holds a result that no claim expects
   */
  public static Ledger of(Path reportFolder, String profile) {
    return of(ClaimCatalogue.load(), reportFolder, profile);
  }

  static Ledger of(ClaimCatalogue catalogue, Path reportFolder, String profile) {
    return of(
        catalogue, ResultLog.readAll(reportFolder), profile, result -> link(reportFolder, result));
  }

  /**
   * The ledger of some measurements.
   *
   * @param catalogue the claims and their rules
   * @param results what was recorded; of two with the same id, data set, variant and profile the
   *     later one counts
   * @param profile of entries for which nothing was measured
   * @param link where a reader finds the cell that recorded a result, relative to the report
   *     folder, with the anchor where it is known; empty if there is no page
   * @throws InputProblem if a measurement's id is one that no claim expects
   */
  public static Ledger of(
      ClaimCatalogue catalogue,
      List<Result> results,
      String profile,
      Function<Result, String> link) {
    results.forEach(result -> catalogue.require(result.id()));
    List<LedgerEntry> entries = new ArrayList<>();
    for (Paper paper : catalogue.papers()) {
      for (Claim claim : paper.claims()) {
        for (String part : claim.parts()) {
          List<Criterion> criteria = claim.of(part);
          Map<Place, Map<String, Result>> places = places(criteria, results);
          if (places.isEmpty()) {
            places.put(new Place("", "", profile), Map.of());
          }
          places.forEach(
              (place, found) ->
                  entries.add(entry(paper, claim, part, criteria, place, found, link)));
        }
      }
    }
    return new Ledger(catalogue.papers(), entries);
  }

  /** Where the cell stands that recorded a result; empty if no page of its notebook is made. */
  private static String link(Path reportFolder, Result result) {
    Path pages = reportFolder.resolve("notebooks");
    // The runner writes the page after the executed copy, and the last pages after this ledger.
    if (!Files.isRegularFile(pages.resolve(result.notebook() + ".ipynb"))) {
      return "";
    }
    String page = "notebooks/" + result.notebook() + ".html";
    return result.anchor().isEmpty() ? page : page + "#" + result.anchor();
  }

  private static Map<Place, Map<String, Result>> places(
      List<Criterion> criteria, List<Result> results) {
    Set<String> ids = new LinkedHashSet<>(criteria.stream().map(Criterion::id).toList());
    Map<Place, Map<String, Result>> places = new LinkedHashMap<>();
    for (Result result : results) {
      if (ids.contains(result.id())) {
        places
            .computeIfAbsent(
                new Place(result.dataset(), result.variant(), result.profile()),
                place -> new LinkedHashMap<>())
            .put(result.id(), result);
      }
    }
    // What names no variant was measured once for all of them.
    for (Place place : List.copyOf(places.keySet())) {
      List<Place> variants =
          places.keySet().stream()
              .filter(other -> place.variant().isEmpty() && !other.variant().isEmpty())
              .filter(other -> other.dataset().equals(place.dataset()))
              .filter(other -> other.profile().equals(place.profile()))
              .toList();
      if (!variants.isEmpty()) {
        Map<String, Result> shared = places.remove(place);
        variants.forEach(variant -> shared.forEach(places.get(variant)::putIfAbsent));
      }
    }
    return places;
  }

  private static LedgerEntry entry(
      Paper paper,
      Claim claim,
      String part,
      List<Criterion> criteria,
      Place place,
      Map<String, Result> found,
      Function<Result, String> link) {
    Judgement judgement = Judgement.of(claim, criteria, found, place.dataset(), place.profile());
    List<LedgerEntry.Figure> figures =
        criteria.stream()
            .filter(criterion -> found.containsKey(criterion.id()))
            .map(criterion -> figure(criterion, found.get(criterion.id()), link))
            .toList();
    // What stands beside the claim must be what the claim is about, and not, say, a p-value.
    boolean decided = criteria.stream().anyMatch(Criterion::decides);
    Result first =
        criteria.stream()
            .filter(criterion -> criterion.decides() || !decided)
            .filter(criterion -> found.containsKey(criterion.id()))
            .map(criterion -> found.get(criterion.id()))
            .findFirst()
            .orElse(null);
    Collection<Result> results = found.values();
    return new LedgerEntry(
        claim.id(),
        paper.name(),
        claim.section(),
        part,
        claim.text(),
        claim.published(),
        first == null ? null : first.value(),
        first == null ? null : interval(first),
        place.dataset(),
        place.variant(),
        place.profile(),
        judgement.verdict(),
        judgement.reason(),
        claim.needsData()
            && !claim.ours()
            && !place.dataset().isEmpty()
            && !paper.isOwn(place.dataset()),
        claim.ours(),
        claim.measure(),
        claim.hard(),
        claim.checks().stream()
            .filter(check -> check.holds() || !check.decisive())
            .map(check -> check.holds() ? check.inWords() : check.statement())
            .toList(),
        results.stream().flatMap(r -> r.seeds().stream()).distinct().sorted().toList(),
        results.stream().flatMap(r -> r.runs().stream()).distinct().toList(),
        figures);
  }

  private static LedgerEntry.Figure figure(
      Criterion criterion, Result result, Function<Result, String> link) {
    return new LedgerEntry.Figure(
        criterion.id(),
        criterion.text(),
        result.value(),
        interval(result),
        result.p(),
        result.n(),
        result.unit().isEmpty() ? criterion.unit() : result.unit(),
        criterion.published(),
        criterion.rule().inWords(),
        criterion.rule().judge(result),
        result.notebook(),
        link.apply(result));
  }

  private static List<Double> interval(Result result) {
    return result.low() == null || result.high() == null
        ? null
        : Arrays.asList(result.low(), result.high());
  }

  /**
   * The entries of one paper.
   *
   * @param name of the paper; {@code all} for all
   * @return in the order of the catalogue
   * @throws InputProblem if there is no such paper
   */
  public Ledger of(String name) {
    if (name.equals("all")) {
      return this;
    }
    List<Paper> one = papers.stream().filter(paper -> paper.name().equals(name)).toList();
    if (one.isEmpty()) {
      throw new InputProblem(
          "paper '" + name + "'",
          "there is no such paper",
          "choose one of "
              + papers.stream().map(Paper::name).collect(Collectors.joining(", "))
              + ", or all");
    }
    return new Ledger(one, entries.stream().filter(entry -> entry.paper().equals(name)).toList());
  }

  /**
   * The entries of those claims that a reader of one minute should see, and of which something was
   * measured; of what was not trained, as in smoke, only those with a verdict.
   */
  public List<LedgerEntry> findings() {
    return papers.stream()
        .flatMap(paper -> paper.headlines().stream())
        .flatMap(claim -> entries.stream().filter(entry -> entry.id().equals(claim.id())))
        .filter(entry -> !entry.measurements().isEmpty())
        .filter(entry -> entry.verdict() != Verdict.NOT_RUN || !entry.profile().equals("smoke"))
        .toList();
  }

  /** How many entries have each verdict; those that none has are there with 0. */
  public Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    entries.forEach(entry -> counts.merge(entry.verdict(), 1, Integer::sum));
    return counts;
  }

  /** The counts, one row a paper. */
  public Table table() {
    Columns<Paper> columns = Columns.of(papers).text("paper", Paper::name);
    for (Verdict verdict : Verdict.values()) {
      columns.count(verdict.label(), paper -> of(paper.name()).counts().get(verdict));
    }
    return columns.table(
        "Entries by verdict (a claim has one for each part, data set, variant, profile)");
  }

  /**
   * Writes {@value #FILE}: an array of the entries, whole or not at all.
   *
   * @param reportFolder where
   * @throws InputProblem if it cannot be written
   */
  public Path write(Path reportFolder) {
    Path file = reportFolder.resolve(FILE);
    InputProblem.ifRefused(
        file,
        "the ledger cannot be written",
        "make room or give write permission, or set HELIXBOOK_REPORT to another folder",
        () ->
            AtomicFile.writeText(
                file,
                new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(entries)
                    + "\n"));
    return file;
  }
}
