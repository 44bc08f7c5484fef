package org.helixbook.model.motif;

import java.util.Arrays;
import java.util.Locale;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.model.bigru.WindowScorer;
import org.helixbook.storage.Seeds;

/**
 * Whether a network looks for a known motif: what {@link MotifRecovery} brings back, and what its
 * control at random places does, each beside the known consensus.
 *
 * @param known the consensus in IUPAC letters
 * @param found the motif from mutagenesis, as long as the consensus and under it
 * @param control the same from random places
 * @param match how well the motif agrees with the consensus
 * @param verdict what may be said
 */
public record KnownMotifSearch(
    String known,
    PositionWeightMatrix found,
    PositionWeightMatrix control,
    ConsensusMatch match,
    ConsensusMatch.Verdict verdict) {
  private static final int WIDER = 4;
  private static final int SHIFT = 4;

  /**
   * Searches on both strands.
   *
   * @param known the consensus in IUPAC letters
   * @param windows how many of the surest windows stand behind the motif, at least 2
   * @param scorer the network, for one task
   * @param among windows to choose from
   * @param seeds for the control and the shuffles
   * @return what was found
   * @throws org.helixbook.feedback.InputProblem if windows are shorter than the motif, or fewer
   *     than two
   */
  public static KnownMotifSearch of(
      String known, int windows, WindowScorer scorer, MultiLabelWindows among, Seeds seeds) {
    MotifRecovery recovery = new MotifRecovery(windows, known.length() + WIDER, SHIFT, true);
    PositionWeightMatrix found = recovery.of(scorer, among).matrix();
    PositionWeightMatrix control = recovery.ofRandomPlaces(scorer, among, seeds).matrix();
    ConsensusMatch match = ConsensusMatch.of(found, known, seeds);
    return new KnownMotifSearch(
        known,
        match.aligned(found),
        ConsensusMatch.of(control, known, seeds).aligned(control),
        match,
        match.verdict(found));
  }

  /** What may be said, with its numbers, in a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d letters agree, %.1f bits (control %.1f); %.1f %% of shuffled orders agree as"
            + " well: %s.",
        known,
        match.agreeing(),
        match.letters(),
        Arrays.stream(found.bits()).sum(),
        Arrays.stream(control.bits()).sum(),
        100 * match.chance(),
        verdict.label());
  }
}
