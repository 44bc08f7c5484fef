package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.helixbook.experiment.Experiment;
import org.helixbook.plot.Figure;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;

/** Training curves that are redrawn in place after each epoch, over one or more seeds. */
public final class LiveCurves implements Experiment.EpochListener {
  private final Function<List<History>, Figure> drawing;
  private final LiveFigure place;
  private final Map<Long, History> bySeed = new LinkedHashMap<>();
  private Figure shown;

  LiveCurves(Function<List<History>, Figure> drawing, LiveFigure place) {
    this.drawing = drawing;
    this.place = place;
  }

  /**
   * Adds an epoch and redraws.
   *
   * @param seed whose epoch it is
   * @param epoch the epoch after that seed's last
   */
  public void add(long seed, EpochRecord epoch) {
    epochsRestored(seed, List.of(epoch));
  }

  @Override
  public void epochEnded(long seed, EpochRecord epoch) {
    add(seed, epoch);
  }

  /** Adds several epochs and redraws once. */
  @Override
  public void epochsRestored(long seed, List<EpochRecord> epochs) {
    History history = bySeed.getOrDefault(seed, History.empty());
    for (EpochRecord epoch : epochs) {
      history = history.plus(epoch);
    }
    bySeed.put(seed, history);
    shown = drawing.apply(histories());
    place.update(shown);
  }

  /** The histories so far, in the order in which their seeds began. */
  public List<History> histories() {
    return new ArrayList<>(bySeed.values());
  }

  /** The figure as it is now, to be saved at the end. */
  public Figure figure() {
    return shown != null ? shown : drawing.apply(histories());
  }
}
