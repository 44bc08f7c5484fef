package org.helixbook.model.motif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.experiment.BiGruVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.bigru.InSilicoMutagenesis;
import org.helixbook.model.bigru.WindowScorer;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On simulated windows the planted motif comes back. */
class MotifRecoveryTest {
  @TempDir Path folder;

  /** The best agreement with a motif anywhere in the window, on the strands that count. */
  private static WindowScorer looksFor(String motif, boolean bothStrands) {
    PositionWeightMatrix forward = PositionWeightMatrix.ofConsensus(motif);
    PositionWeightMatrix reverse = forward.reverseComplement();
    return windows ->
        Arrays.stream(windows)
            .mapToDouble(
                bases -> {
                  double best = Double.NEGATIVE_INFINITY;
                  for (int from = 0; from + forward.length() <= bases.length; from++) {
                    best = Math.max(best, agreeing(forward, bases, from));
                    best = bothStrands ? Math.max(best, agreeing(reverse, bases, from)) : best;
                  }
                  return best;
                })
            .toArray();
  }

  private static double agreeing(PositionWeightMatrix motif, byte[] bases, int from) {
    double agreeing = 0;
    for (int i = 0; i < motif.length(); i++) {
      agreeing += motif.counts()[i][bases[from + i]] > 0 ? 1 : 0;
    }
    return agreeing;
  }

  @Test
  void aModelThatLooksForAMotifGivesItBackFromBothStrands() {
    MultiLabelWindows windows =
        new PlantedMotifs(60, List.of("AGATAAGG"), 0.5, true, new Seeds(11)).data(1, 1, 200).test();
    MotifRecovery recovery = new MotifRecovery(40, 12, 4, true);
    RecoveredMotif motif = recovery.of(looksFor("AGATAAGG", true), windows);
    ConsensusMatch match = ConsensusMatch.of(motif.matrix(), "AGATAAGG", new Seeds(1));
    assertEquals("AGATAAGG", match.aligned(motif.matrix()).consensus());
    assertEquals(40, motif.sites().size());
    for (MotifSite site : motif.sites()) {
      assertTrue(windows.label(site.row(), 0), "the surest windows have it");
    }
    assertTrue(motif.sites().stream().anyMatch(MotifSite::reversed));
    assertTrue(motif.sites().stream().anyMatch(site -> !site.reversed()));
  }

  @Test
  void randomPlacesDoNotGiveItBack() {
    MultiLabelWindows windows =
        new PlantedMotifs(200, List.of("AGATAAGG"), 0.5, false, new Seeds(11))
            .data(1, 1, 60)
            .test();
    MotifRecovery recovery = new MotifRecovery(20, 8, 1, false);
    WindowScorer model = looksFor("AGATAAGG", false);
    assertEquals("AGATAAGG", recovery.of(model, windows).matrix().consensus());
    double[] bits = recovery.ofRandomPlaces(model, windows, new Seeds(2)).matrix().bits();
    assertTrue(Arrays.stream(bits).sum() < 8, Arrays.toString(bits));
  }

  @Test
  void sitesThatRunOverAnEndAreReadAsUnknownThere() {
    byte[] window = BaseIds.of("ACGT");
    assertArrayEquals(
        BaseIds.of("NNAC"), MotifAlignment.spelled(window, new MotifSite(0, -2, false), 4));
    // Positions 2, 3, and two behind the end, from the other strand: N, N, then A of T, C of G.
    assertArrayEquals(
        BaseIds.of("NNAC"), MotifAlignment.spelled(window, new MotifSite(0, 2, true), 4));
  }

  @Test
  void aTrainedNetworkGivesThePlantedMotifBack() {
    String motif = "AGATAAGG";
    ChromatinData data =
        new PlantedMotifs(24, List.of(motif), 0.5, false, new Seeds(7)).data(1500, 300, 400);
    Trials<MultiTaskReport> trained =
        new Experiment(RunStore.in(folder), List.of(3L), Progress.silent())
            .run(
                new BiGruVariant(
                    "simulated",
                    BiGruDescription.builder(1)
                        .layers(1)
                        .hidden(16)
                        .embedding(4)
                        .weightRange(0)
                        .keep(1)
                        .build(),
                    data,
                    new BiGruTraining(8, 30, 0.01, 0, false, 1)));
    double auroc = MultiTaskReport.mean(trained.tests(), TaskMetric.AUROC);
    assertTrue(auroc > 0.98, "AUROC " + auroc);

    WindowScorer scorer = WindowScorer.logOdds(BiGruVariant.network(trained.first()), 0);
    RecoveredMotif recovered = new MotifRecovery(40, 12, 4, false).of(scorer, data.test());
    assertTrue(recovered.matrix().consensus().contains(motif));

    // Not the alignment's merit alone: mutagenesis points at the planted place.
    int pointed = 0;
    for (MotifSite site : recovered.sites()) {
      int planted = data.test().sequence(site.row()).bases().indexOf(motif);
      int stretch =
          InSilicoMutagenesis.of(scorer, data.test().baseIds(site.row()))
              .mostImportantStretch(motif.length());
      pointed += planted >= 0 && Math.abs(planted - stretch) <= 2 ? 1 : 0;
    }
    assertTrue(pointed >= 36, pointed + " of 40");

    KnownMotifSearch search = KnownMotifSearch.of(motif, 40, scorer, data.test(), new Seeds(1));
    assertEquals(ConsensusMatch.Verdict.RECOVERED, search.verdict());
    assertEquals(8, search.match().agreeing());
    assertEquals(motif, search.found().consensus());
    double[] bits = search.found().bits();
    double[] byChance = search.control().bits();
    assertTrue(Arrays.stream(bits).sum() > Arrays.stream(byChance).sum());
    assertTrue(search.toString().contains("8 of 8"), search.toString());
  }

  @Test
  void refusesWhatCannotWork() {
    MultiLabelWindows windows =
        new PlantedMotifs(10, List.of("ACG"), 0.5, true, new Seeds(1)).data(1, 1, 5).test();
    assertThrows(InputProblem.class, () -> new MotifRecovery(1, 8, 1, true));
    assertThrows(
        InputProblem.class,
        () -> new MotifRecovery(5, 11, 1, true).of(looksFor("ACG", true), windows));
  }
}
