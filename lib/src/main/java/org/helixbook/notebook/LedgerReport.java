package org.helixbook.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.Paper;
import org.helixbook.claims.ReadersData;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.Figure;
import org.helixbook.storage.AtomicFile;

/** What the report's first page is made of, as far as the ledger knows it. */
final class LedgerReport {
  /** The name of the forest plot among the figures. */
  static final String FOREST = "ledger-forest";

  private static final String MULTIPLES = "ledger-multiples";

  /** A paper beside the figures of the report; what {@code papers.json} holds. */
  private record Card(String name, String title, String authors, List<PanelCard> panels) {}

  private record PanelCard(
      String printed, List<String> says, List<String> drawn, List<String> figures) {}

  private LedgerReport() {}

  /**
   * Writes {@code opening.html}, {@code ledger.html}, {@code papers.json}, {@value Ledger#FILE} and
   * the forest plots.
   *
   * @param reportFolder where
   * @return the file for machines
   * @throws InputProblem if one cannot be written
   */
  static Path write(Ledger ledger, Path reportFolder) {
    Path figures = reportFolder.resolve("figures");
    // Printed figures say nothing of a reader's own data, whose numbers have a place of their own.
    Ledger comparable =
        new Ledger(
            ledger.papers(),
            ledger.entries().stream().filter(one -> !ReadersData.is(one.dataset())).toList());
    ForestPlot forest = new ForestPlot(comparable);
    forest.shares().ifPresent(figure -> figure.save(figures, FOREST));
    Optional<Figure> multiples = forest.multiples();
    multiples.ifPresent(figure -> figure.save(figures, MULTIPLES));
    String below =
        multiples.isEmpty()
            ? ""
            : "<details class=\"hb-multiples\"><summary>Counts and other numbers, as a multiple of"
                + " what is printed</summary><a href=\"figures/"
                + MULTIPLES
                + ".svg\"><img src=\"figures/"
                + MULTIPLES
                + ".png\" alt=\"counts and other numbers as a multiple of what is"
                + " printed\"></a></details>\n";
    InputProblem.ifRefused(
        reportFolder,
        "the ledger cannot be written there",
        "make room or give write permission, or set HELIXBOOK_REPORT to another folder",
        () -> {
          AtomicFile.writeText(
              reportFolder.resolve("opening.html"),
              new ReportOpening(comparable).html(names(figures)));
          AtomicFile.writeText(
              reportFolder.resolve("ledger.html"), new LedgerPage(ledger, "").report() + below);
          AtomicFile.writeText(
              reportFolder.resolve("papers.json"),
              new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(ledger.papers().stream().map(LedgerReport::card).toList()));
        });
    return ledger.write(reportFolder);
  }

  /** The names of the figures that a report has. */
  static Set<String> names(Path figures) throws IOException {
    if (!Files.isDirectory(figures)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(figures)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png"))
          .map(name -> name.substring(0, name.length() - ".png".length()))
          .collect(Collectors.toSet());
    }
  }

  private static Card card(Paper paper) {
    return new Card(
        paper.name(),
        paper.title(),
        paper.authors(),
        paper.panels().stream()
            .map(
                panel ->
                    new PanelCard(
                        panel.printed(),
                        panel.claims().stream()
                            .map(paper::claim)
                            .map(
                                claim -> claim.id() + " " + claim.text() + ": " + claim.published())
                            .toList(),
                        panel.drawn(),
                        panel.figures()))
            .toList());
  }
}
