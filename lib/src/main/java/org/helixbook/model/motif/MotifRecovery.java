package org.helixbook.model.motif;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.bigru.InSilicoMutagenesis;
import org.helixbook.model.bigru.WindowScorer;
import org.helixbook.storage.Seeds;

/**
 * Brings back the motif that a network looks for: takes the windows it is surest of, finds in each,
 * by in-silico mutagenesis, the stretch that matters most, and aligns these stretches.
 *
 * @param windows how many windows to take, at least 2
 * @param width of the motif, at least 2; give a few more than expected and trim
 * @param shift how far a stretch may move in the alignment, at least 0; small, because it is the
 *     network that says where to look
 * @param bothStrands whether a stretch may be read from the other strand
 */
public record MotifRecovery(int windows, int width, int shift, boolean bothStrands) {

  /**
   * Checks the ranges.
   *
   * @throws InputProblem if one is out of range
   */
  public MotifRecovery {
    if (windows < 2 || width < 2 || shift < 0) {
      throw new InputProblem(
          "motif recovery",
          windows + " windows, width " + width + ", shift " + shift + " are out of range",
          "give at least 2, 2 and 0");
    }
  }

  /**
   * The windows that a scorer is surest of.
   *
   * @param scorer the model
   * @param among to choose from
   * @return their rows, the highest score first; all if there are fewer
   */
  public int[] surest(WindowScorer scorer, MultiLabelWindows among) {
    double[] scores = scorer.score(among);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .limit(windows)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Recovers a motif.
   *
   * @param scorer the model; log odds do better than probabilities, which flatten near 1
   * @param among windows to choose from
   * @return the motif
   * @throws InputProblem if windows are shorter than the motif, or fewer than two
   */
  public RecoveredMotif of(WindowScorer scorer, MultiLabelWindows among) {
    require(among);
    int[] rows = surest(scorer, among);
    int[] starts =
        Arrays.stream(rows)
            .map(
                row ->
                    InSilicoMutagenesis.of(scorer, among.baseIds(row)).mostImportantStretch(width))
            .toArray();
    return align(among, rows, starts);
  }

  /**
   * The control: the same alignment of stretches at random places of the same windows. What comes
   * out of this was not found by mutagenesis.
   *
   * @param scorer the model, which chooses the windows alone
   * @param among windows to choose from
   * @param seeds for the places
   * @return what the alignment makes of them
   * @throws InputProblem if windows are shorter than the motif, or fewer than two
   */
  public RecoveredMotif ofRandomPlaces(WindowScorer scorer, MultiLabelWindows among, Seeds seeds) {
    require(among);
    int[] rows = surest(scorer, among);
    SplittableRandom random = seeds.generator("places of the control of motif recovery");
    int places = among.windowLength() - width + 1;
    int[] starts = Arrays.stream(rows).map(row -> random.nextInt(places)).toArray();
    return align(among, rows, starts);
  }

  private void require(MultiLabelWindows among) {
    if (among.size() < 2 || among.windowLength() < width) {
      throw new InputProblem(
          "motif recovery",
          among + " cannot give a motif of " + width,
          "give at least two windows that are as long as the motif");
    }
  }

  private RecoveredMotif align(MultiLabelWindows among, int[] rows, int[] starts) {
    byte[][] bases = Arrays.stream(rows).mapToObj(among::baseIds).toArray(byte[][]::new);
    MotifAlignment alignment = new MotifAlignment(bases, starts, width, shift, bothStrands);
    List<MotifSite> sites = alignment.align();
    return new RecoveredMotif(
        alignment.matrix(sites.toArray(MotifSite[]::new)),
        sites.stream()
            .map(site -> new MotifSite(rows[site.row()], site.start(), site.reversed()))
            .toList());
  }
}
