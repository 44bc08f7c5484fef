package org.helixbook.paper2;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruRuns;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.plot.Charts;
import org.helixbook.plot.LineChart;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.StoredRun;

/**
 * A reference run of Paper 2's published network and protocol (2 x 128 units in both directions, 61
 * epochs of batches of 20, the carried state), trained before. It is shown beside a reader's own
 * run and named as what it is; the ledger judges by it only if it came to its last epoch.
 *
 * @param run its records
 * @param recorded what 04-bigru and 05-rnn-versus-lr recorded of it when it was made
 */
public record PublishedNetwork(StoredRun run, List<Result> recorded) {
  /** Its cost was measured beside other work, and the claim is about a quiet machine. */
  private static final String COST = "P2.12-";

  private static final List<String> FILES = List.of("results-network.json", "results.json");

  /** Makes the list unchangeable. */
  public PublishedNetwork {
    recorded = List.copyOf(recorded);
  }

  /**
   * The reference run of a folder.
   *
   * @param folder with the run's records in a folder of their own, and what two notebooks recorded
   * @return empty if there is no run of the published protocol, or none with a finished epoch
   * @throws InputProblem if the results are damaged, or of another run
   */
  public static Optional<PublishedNetwork> in(Path folder) {
    return StoredRun.allIn(folder).stream()
        .filter(PublishedNetwork::isPublished)
        .filter(run -> !run.history().epochs().isEmpty())
        .findFirst()
        .map(
            run ->
                new PublishedNetwork(
                    run,
                    FILES.stream()
                        .map(folder::resolve)
                        .flatMap(file -> ResultLog.readReference(file, List.of(run)).stream())
                        .toList()));
  }

  private static boolean isPublished(StoredRun run) {
    Optional<RunConfiguration> found = run.configuration();
    if (found.isEmpty() || !new BiGruRuns().holds(found.get())) {
      return false;
    }
    BiGruTraining training = found.get().trainingAs(BiGruTraining.class);
    BiGruDescription network = found.get().networkAs(BiGruDescription.class);
    return training.equals(BiGruTraining.paper(training.seed()))
        && network.equals(BiGruDescription.builder(network.tasks()).carriesState(true).build());
  }

  /** Training and validation perplexity of every epoch, and that of the base rates if recorded. */
  public LineChart curves() {
    History history = run.history();
    LineChart chart =
        Charts.lines("As published: perplexity by epoch", "epoch", "perplexity")
            .line("training, with dropout", history.values("trainPerplexity"))
            .line("validation", history.values("validationPerplexity"));
    recorded.stream()
        .filter(one -> one.id().equals("P2.7-base-rate") && one.value() != null)
        .findFirst()
        .ifPresent(one -> chart.horizontal("base rates", one.value()));
    return chart;
  }

  /** What it is, on which data, and how far it came, in a sentence. */
  public String standing() {
    RunConfiguration asked = run.configuration().orElseThrow();
    return "The published network and protocol on "
        + asked.values().get("preparation.source.dataset.name")
        + ", seed "
        + asked.seed()
        + ": "
        + run.standing().text()
        + ".";
  }

  /**
   * What the ledger judges by: what was recorded of it, but for its cost.
   *
   * @return none if the run did not come to its last epoch
   */
  public List<Result> results() {
    return run.standing().isComplete()
        ? recorded.stream().filter(result -> !result.id().startsWith(COST)).toList()
        : List.of();
  }
}
