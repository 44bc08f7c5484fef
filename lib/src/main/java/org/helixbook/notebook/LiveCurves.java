package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.experiment.SeedTrials;
import org.helixbook.plot.Figure;
import org.helixbook.plot.FigureCharts;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;

/** Training curves that are redrawn in place after each epoch, over one or more seeds. */
public final class LiveCurves implements SeedTrials.EpochListener {
  private final String title;
  private final FigureCharts charts;
  private final LiveFigure place;
  private final Map<Long, History> bySeed = new LinkedHashMap<>();
  private Figure shown;

  LiveCurves(String title, FigureCharts charts, LiveFigure place) {
    this.title = title;
    this.charts = charts;
    this.place = place;
  }

  /**
   * Adds an epoch and redraws.
   *
   * @param seed whose epoch it is
   * @param epoch the epoch after that seed's last
   */
  public void add(long seed, EpochRecord epoch) {
    epochsWereThere(seed, List.of(epoch));
  }

  @Override
  public void epochEnded(long seed, EpochRecord epoch) {
    add(seed, epoch);
  }

  /** Adds several epochs and redraws once. */
  @Override
  public void epochsWereThere(long seed, List<EpochRecord> epochs) {
    History history = bySeed.getOrDefault(seed, History.empty());
    for (EpochRecord epoch : epochs) {
      history = history.plus(epoch);
    }
    bySeed.put(seed, history);
    shown = charts.trainingCurves(title, histories());
    place.update(shown);
  }

  /** The histories so far, in the order in which their seeds began. */
  public List<History> histories() {
    return new ArrayList<>(bySeed.values());
  }

  /** The figure as it is now, to be saved at the end. */
  public Figure figure() {
    return shown != null ? shown : charts.trainingCurves(title, histories());
  }
}
