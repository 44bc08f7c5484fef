package org.helixbook.paper2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.data.text.TextSource;
import org.helixbook.feedback.Columns;
import org.helixbook.model.language.CharacterLearner;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.CharacterNetwork;
import org.helixbook.model.language.CharacterTraining;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.plot.NumberText;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;
import tech.tablesaw.api.Table;

/**
 * A language model that was trained elsewhere, for longer than a notebook takes, and whose run's
 * records come with the kit.
 *
 * @param source of its text
 * @param model its configuration
 * @param perplexity on the held-out text after its last epoch
 * @param learned on the end of the text that it learned from; NaN if that was not kept
 * @param onTheWay over its last epoch, of each letter before it was learned from
 * @param cpuSeconds what it took; NaN if that was not recorded
 * @param run the run's id
 */
public record LanguageReference(
    TextSource source,
    CharacterModel model,
    double perplexity,
    double learned,
    double onTheWay,
    double cpuSeconds,
    String run) {
  private static final int PAPER_BATCH = 50;
  private static final String HELD_OUT = "heldOutPerplexity";
  private static final String ON_THE_WAY = "trainPerplexity";
  private static final String RESULTS = "results.json";

  /** Every profile trains these in full, so no reference is needed. */
  private static final List<String> OF_SYNTHETIC_TEXTS = List.of("P2.5-repeat", "P2.5-random");

  /**
   * The language models among the runs of a folder.
   *
   * @param folder with a folder for each run, as the run store keeps it
   * @return in the order of the folders' names; none if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be listed
   */
  public static List<LanguageReference> in(Path folder) {
    return StoredRun.allIn(folder).stream()
        .map(LanguageReference::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * What the ledger judges by: what 02-language-models recorded of the runs in a folder when it
   * trained them, of genomes only.
   *
   * @param folder as for {@link #in}
   * @return none if nothing was recorded there
   * @throws org.helixbook.feedback.InputProblem if the results are damaged, or of a run that is not
   *     there or not complete
   */
  public static List<Result> results(Path folder) {
    Path file = folder.resolve(RESULTS);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    List<StoredRun> complete =
        StoredRun.allIn(folder).stream().filter(run -> run.standing().isComplete()).toList();
    return ResultLog.readReference(file, complete).stream()
        .filter(result -> OF_SYNTHETIC_TEXTS.stream().noneMatch(result.id()::startsWith))
        .toList();
  }

  /**
   * Several of them, a row each: {@code text}, {@code settings}, {@code epochs}, perplexity on
   * {@code held-out text}, on the {@code text learned from} and {@code while reading}, {@code CPU
   * minutes}, {@code run}. What was not kept is missing.
   */
  public static Table table(List<LanguageReference> all) {
    return Columns.of(all)
        .text("text", one -> one.source().title())
        .text("settings", LanguageReference::settings)
        .count("epochs", one -> one.model().training().epochs())
        .number("held-out text", LanguageReference::perplexity)
        .number("text learned from", LanguageReference::learned)
        .number("while reading", LanguageReference::onTheWay)
        .number("CPU minutes", one -> one.cpuSeconds() / 60)
        .text("run", LanguageReference::run)
        .table("Reference runs, not computed here");
  }

  /** What tells it from others on the same text, such as {@code GRU 2 x 128, length 50, 8e-4}. */
  public String settings() {
    CharacterTraining how = model.training();
    String rate = String.format(Locale.ROOT, "%.0e", how.learningRate()).replace("e-0", "e-");
    String batch = how.batchSize() == PAPER_BATCH ? "" : ", batch " + how.batchSize();
    String part = source.train() == 0 ? "" : ", " + NumberText.count(source.train()) + " letters";
    return model.title() + ", length " + how.length() + batch + ", " + rate + part;
  }

  private static Optional<LanguageReference> of(StoredRun run) {
    Optional<RunConfiguration> found = run.configuration();
    History history = run.history();
    if (found.isEmpty()
        || !new LanguageRuns().holds(found.get())
        || !history.metrics().containsAll(List.of(HELD_OUT, ON_THE_WAY))) {
      return Optional.empty();
    }
    JsonNode network = found.get().network();
    int last = history.epochs().size() - 1;
    return Optional.of(
        new LanguageReference(
            LanguageRuns.read(found.get().preparation(), TextSource.class),
            new CharacterModel(
                LanguageRuns.read(network, CharacterNetwork.class),
                found.get().trainingAs(CharacterTraining.class)),
            history.values(HELD_OUT)[last],
            learned(run),
            history.values(ON_THE_WAY)[last],
            run.cpuSeconds(),
            found.get().id().text()));
  }

  private static double learned(StoredRun run) {
    if (!run.standing().isComplete()) {
      return Double.NaN; // it has no metrics, or damaged ones
    }
    try {
      return new ObjectMapper()
          .readTree(run.folder().resolve("metrics.json").toFile())
          .path(CharacterLearner.LEARNED_PERPLEXITY)
          .asDouble(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
