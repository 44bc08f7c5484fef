package org.helixbook.paper1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.experiment.DifferingSettings;
import org.helixbook.experiment.SeedTrials;
import org.helixbook.feedback.CountText;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.Figure;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;
import org.helixbook.plot.TrainingCurves;
import org.helixbook.plot.TrainingCurves.Paced;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.Profile;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStanding;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/**
 * Reference runs of Paper 1's published protocol: trained before, for as many of the 125 epochs as
 * there was time for. They are shown beside a reader's own run and named as what they are; nothing
 * is recorded or judged from them.
 */
public final class PublishedProtocol {
  private static final int SIDE = 224;
  private static final String NONE = "-";

  private final List<StoredRun> references;
  private final Profile profile;
  private final RunStore store;

  private PublishedProtocol(List<StoredRun> references, Profile profile, RunStore store) {
    this.references = references;
    this.profile = profile;
    this.store = store;
  }

  /**
   * The reference runs of a folder.
   *
   * @param folder with a folder a run; what is no run of the published protocol, or has no finished
   *     epoch, is left out
   * @param profile of the reader's own runs
   * @param store where those are
   * @return none if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be listed
   */
  public static PublishedProtocol in(Path folder, Profile profile, RunStore store) {
    return new PublishedProtocol(
        StoredRun.allIn(folder).stream()
            .filter(PublishedProtocol::isPublished)
            .filter(run -> !run.history().epochs().isEmpty())
            .toList(),
        profile,
        store);
  }

  private static boolean isPublished(StoredRun run) {
    Optional<RunConfiguration> found = run.configuration();
    if (found.isEmpty() || !new CnnRuns().holds(found.get())) {
      return false;
    }
    TrainingSettings training = found.get().trainingAs(TrainingSettings.class);
    return training.equals(TrainingSettings.builder().seed(training.seed()).build())
        && found.get().network().path("height").asInt() == SIDE
        && found.get().network().path("width").asInt() == SIDE;
  }

  /**
   * Those of one network.
   *
   * @param network such as {@code Model 2a}
   * @return in the order of their folders
   */
  public List<StoredRun> of(String network) {
    return references.stream().filter(run -> network.equals(name(run))).toList();
  }

  private static String name(StoredRun run) {
    return configuration(run).experiment();
  }

  private static RunConfiguration configuration(StoredRun run) {
    return run.configuration().orElseThrow();
  }

  /**
   * Accuracy and loss of the reader's own trainings and of the reference runs of the same network,
   * on the same axes: epochs, or steps if an epoch has more of them here than there.
   *
   * @param trials the reader's own
   * @return the figure; empty without a reference run or without an epoch of one's own
   */
  public Optional<Figure> beside(SeedTrials trials) {
    List<StoredRun> runs = of(trials.architecture().name());
    if (runs.isEmpty() || trials.histories().stream().allMatch(h -> h.epochs().isEmpty())) {
      return Optional.empty();
    }
    int here = trials.trials().get(0).outcome().learner().batches();
    // Where the reference's are not known, epochs must do.
    int there = runs.get(0).standing().stepsAnEpoch().orElse(here);
    Figure figure =
        new TrainingCurves(profile)
            .beside(
                trials.architecture().name() + ": here, and a reference run as published",
                new Paced(trials.histories(), here),
                new Paced(runs.stream().map(StoredRun::history).toList(), there));
    return Optional.of(
        figure
            .adding(own(trials.histories().size()))
            .adding(String.join(" ", runs.stream().map(PublishedProtocol::standing).toList())));
  }

  private static String own(int seeds) {
    return seeds == 1
        ? "Here: 1 seed."
        : "Here: mean of " + seeds + " seeds; bands: lowest to highest seed.";
  }

  /** What it is and how far it went. */
  private static String standing(StoredRun run) {
    return "Reference run of "
        + name(run)
        + " (profile "
        + Profile.PAPER.label()
        + ", seed "
        + configuration(run).seed()
        + "): "
        + run.standing().text()
        + ".";
  }

  /**
   * What the reference runs of a network show, put together from their histories, and in what the
   * reader's own training differs.
   *
   * @param trials the reader's own
   * @return sentences; one that says so if there is no reference run
   */
  public List<String> sentences(SeedTrials trials) {
    String network = trials.architecture().name();
    List<StoredRun> runs = of(network);
    if (runs.isEmpty()) {
      return List.of("The kit has no reference run of " + network + " as published.");
    }
    List<String> sentences = new ArrayList<>();
    for (StoredRun run : runs) {
      sentences.add(standing(run));
      sentences.add(plateau(run.history()));
      sentences.add(lastEpoch(run.history().last()));
    }
    own(trials).ifPresent(own -> sentences.add(difference(own, runs.get(0))));
    return sentences;
  }

  private static OptionalInt left(History history) {
    return ChancePlateau.leftIn(
        history.epochs().stream().mapToDouble(EpochRecord::trainLoss).toArray());
  }

  private static String plateau(History history) {
    OptionalInt left = left(history);
    String rule = "training loss below " + ChancePlateau.LEFT;
    return left.isPresent()
        ? "It left the plateau at 0.693 (" + rule + ") in epoch " + left.getAsInt() + "."
        : "It did not leave the plateau at 0.693 ("
            + rule
            + ") within the "
            + CountText.of(history.epochs().size(), "epoch")
            + " run.";
  }

  private static String lastEpoch(EpochRecord last) {
    return "Epoch "
        + last.epoch()
        + ": training loss "
        + NumberText.fixed(last.trainLoss(), 3)
        + ", test loss "
        + NumberText.fixed(last.testLoss(), 3)
        + "; training accuracy "
        + NumberText.fixed(last.trainAccuracy(), 3)
        + ", test accuracy "
        + NumberText.fixed(last.testAccuracy(), 3)
        + ".";
  }

  private Optional<StoredRun> own(SeedTrials trials) {
    List<String> ids = Arrays.asList(trials.runs());
    return store.runs().stream()
        .filter(run -> !ids.isEmpty() && run.id().text().equals(ids.get(0)))
        .filter(run -> run.configuration().isPresent())
        .findFirst();
  }

  private static String difference(StoredRun own, StoredRun reference) {
    DifferingSettings differing =
        new DifferingSettings(List.of(settings(own), settings(reference)));
    List<String> columns =
        differing.columns().entrySet().stream()
            .map(
                column ->
                    column.getKey()
                        + " "
                        + column.getValue().get(0)
                        + " (there "
                        + column.getValue().get(1)
                        + ")")
            .toList();
    return columns.isEmpty()
        ? "Your training has the same settings: with the same seed the curves should lie on each"
            + " other."
        : "Yours differs from it in: " + String.join(", ", columns) + ".";
  }

  /**
   * What was trained how and on what; not from which seed, by which code or on how many threads.
   */
  private static SortedMap<String, String> settings(StoredRun run) {
    SortedMap<String, String> settings = new TreeMap<>(configuration(run).values());
    settings
        .keySet()
        .removeIf(
            path ->
                path.equals("training.seed")
                    || path.equals("codeVersion")
                    || path.equals("threads"));
    return settings;
  }

  /**
   * How far the reference runs of the three models are; a row a run.
   *
   * @param published the models
   * @return the last epoch of each; a model without a run has a row that says so
   */
  public HtmlTable table(PublishedResults published) {
    List<List<String>> rows = new ArrayList<>();
    for (PublishedResults.Model model : published.models()) {
      List<StoredRun> runs =
          references.stream().filter(run -> name(run).startsWith(model.name())).toList();
      if (runs.isEmpty()) {
        rows.add(List.of(model.name(), NONE, "none run", NONE, NONE, NONE, NONE, NONE));
      }
      runs.forEach(run -> rows.add(row(run)));
    }
    return new HtmlTable(
        "Published protocol: reference runs, as they stood in their last epoch (no result, no"
            + " verdict)",
        List.of(
            "network",
            "seed",
            "epochs done",
            "state",
            "training loss",
            "training accuracy",
            "test accuracy",
            "plateau at 0.693"),
        rows,
        List.of(false, true, false, false, true, true, true, false));
  }

  private static List<String> row(StoredRun run) {
    RunStanding standing = run.standing();
    EpochRecord last = run.history().last();
    OptionalInt left = left(run.history());
    return List.of(
        name(run),
        String.valueOf(configuration(run).seed()),
        standing.epochsDone() + " of " + standing.epochsAsked(),
        standing.isComplete() ? "complete" : "not complete",
        NumberText.fixed(last.trainLoss(), 3),
        NumberText.fixed(last.trainAccuracy(), 3),
        NumberText.fixed(last.testAccuracy(), 3),
        left.isPresent()
            ? "left in epoch " + left.getAsInt()
            : "still there after " + CountText.of(standing.epochsDone(), "epoch"));
  }
}
